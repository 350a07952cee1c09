//! The known word that is nearest to a mistyped one.

/// Longer words are not compared.
const LONGEST: usize = 40;

/// The nearest known word, where one is near enough to be what was meant: a third of its letters may differ, one of few.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().take(LONGEST + 1).count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|other| (strsim::osa_distance(&word, &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= (length / 3).clamp(1, 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["sets", "reps", "rest", "tempo", "sides", "progression"];

    #[test]
    fn a_slip_of_the_finger_is_found() {
        assert_eq!(nearest("rep", KEYS), Some("reps"));
        assert_eq!(nearest("resst", KEYS), Some("rest"));
        assert_eq!(nearest("progresion", KEYS), Some("progression"));
        assert_eq!(nearest("Sides", KEYS), Some("sides"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("colour", KEYS), None);
        assert_eq!(nearest("", KEYS), None);
        assert_eq!(nearest(&"rest".repeat(100_000), KEYS), None);
    }
}
