//! Steps that come again and again, as the repeats of a watch: a list that says how far to go back, and how often.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ListEntry<T> {
    Step(T),
    /// Go back to this entry until all from there on was done this many times.
    Repeat {
        from: usize,
        times: u32,
    },
}

/// The longest sequence that is looked for.
const SEQUENCE_MAX: usize = 64;

/// The entries of these steps, and for each step the entry that stands for it. A repeat is taken where it makes the list
/// shorter, the one that saves most first; none stands in another.
pub(super) fn fold<T: Clone + PartialEq>(steps: &[T]) -> (Vec<ListEntry<T>>, Vec<usize>) {
    let (mut entries, mut places) = (Vec::new(), Vec::new());
    let mut rest = steps;
    while !rest.is_empty() {
        let (length, times) = best(rest);
        let from = entries.len();
        entries.extend(rest[..length].iter().cloned().map(ListEntry::Step));
        places.extend((0..length * times).map(|nth| from + nth % length));
        if times > 1 {
            entries.push(ListEntry::Repeat { from, times: u32::try_from(times).unwrap_or(u32::MAX) });
        }
        rest = &rest[length * times..];
    }
    (entries, places)
}

/// How many steps from the first on come again, and how often: one and once where a repeat would save nothing.
fn best<T: PartialEq>(steps: &[T]) -> (usize, usize) {
    let mut best = (0, 1, 1);
    for length in 1..=SEQUENCE_MAX.min(steps.len() / 2) {
        let first = &steps[..length];
        let times = steps.chunks_exact(length).take_while(|next| *next == first).count();
        let saved = (length * times).saturating_sub(length + 1);
        if saved > best.0 {
            best = (saved, length, times);
        }
    }
    (best.1, best.2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The steps as a watch does them.
    fn unfold(entries: &[ListEntry<char>]) -> String {
        let mut done = String::new();
        let mut rounds = 1;
        let mut at = 0;
        while let Some(entry) = entries.get(at) {
            at += 1;
            match entry {
                ListEntry::Step(step) => done.push(*step),
                ListEntry::Repeat { from, times } if rounds < *times => (at, rounds) = (*from, rounds + 1),
                ListEntry::Repeat { .. } => rounds = 1,
            }
        }
        done
    }

    fn folded(steps: &str) -> String {
        let (entries, _) = fold(&steps.chars().collect::<Vec<_>>());
        let words = entries.iter().map(|entry| match entry {
            ListEntry::Step(step) => step.to_string(),
            ListEntry::Repeat { from, times } => format!("({from}x{times})"),
        });
        words.collect()
    }

    #[test]
    fn sets_with_rests_between_them_are_a_repeat_and_a_last_set() {
        assert_eq!(folded("wrwrw"), "wr(0x2)w");
        assert_eq!(folded("pwrwrwrwqs"), "pwr(1x3)wqs");
        assert_eq!(folded("lsrRlsrRlsr"), "lsrR(0x2)lsr");
        assert_eq!(folded("aa"), "aa");
        assert_eq!(folded("aaaa"), "a(0x4)");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_watch_does_the_same_steps(steps in "[abc]{0,40}") {
            let list: Vec<char> = steps.chars().collect();
            let (entries, places) = fold(&list);
            prop_assert_eq!(unfold(&entries), steps);
            prop_assert!(entries.len() <= list.len());
            let found: Vec<_> = places.iter().map(|place| entries[*place].clone()).collect();
            prop_assert_eq!(found, list.into_iter().map(ListEntry::Step).collect::<Vec<_>>());
        }
    }
}
