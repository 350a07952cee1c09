//! When a part of a routine takes part, in words.

use crate::model::{Span, When};

/// `only in weeks 3-4, from session 2 on, in round 1`; `None` where it takes part always.
pub fn when(when: &When) -> Option<String> {
    let spans = [("week", when.weeks), ("session", when.sessions), ("round", when.rounds)];
    let parts: Vec<_> = spans.into_iter().filter_map(|(noun, of)| of.map(|of| span(noun, of))).collect();
    (!parts.is_empty()).then(|| format!("only {}", parts.join(", ")))
}

fn span(noun: &str, span: Span) -> String {
    match span {
        Span { first, last: None } => format!("from {noun} {first} on"),
        Span { first, last: Some(last) } if first == last => format!("in {noun} {first}"),
        Span { first, last: Some(last) } => format!("in {noun}s {first}-{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_says_when_it_takes_part() {
        let span = |first, last| Some(Span { first, last });
        let three = When { weeks: span(3, Some(4)), sessions: span(2, None), rounds: span(1, Some(1)) };
        assert_eq!(when(&three).unwrap(), "only in weeks 3-4, from session 2 on, in round 1");
        assert_eq!(when(&When::default()), None);
    }
}
