//! What happens in a session, as a word or a short line.

use super::{count, question, time};
use crate::model::Level;
use crate::session::{Cue, Fact, Outcome, Refusal};

/// A cue; `None` where it is only for the ear.
pub fn cue(cue: &Cue) -> Option<String> {
    Some(match cue {
        Cue::Ready(seconds) | Cue::Last(seconds) => format!("{seconds} s"),
        Cue::Go => "go".to_owned(),
        Cue::HalfWay => "half-way".to_owned(),
        Cue::LowEnd => "low end reached, Enter goes on".to_owned(),
        Cue::Rep(n) => format!("rep {n}"),
        Cue::Part(_) => return None,
        Cue::Done => "done".to_owned(),
        Cue::Switch => "switch sides".to_owned(),
        Cue::Overrun(by) => {
            format!("{} over the slot: the next one starts at once", time::told(*by))
        }
        Cue::GetReady => "get ready, 3 s".to_owned(),
        Cue::Asked(asked) => question::prompt(*asked),
        Cue::Assumed(asked) => question::assumed(*asked),
        Cue::Refused(why) => refusal(*why).to_owned(),
        Cue::Length(length) => format!("the countdown is now {}", time::told(*length)),
        Cue::SessionDone => "session done".to_owned(),
    })
}

/// Why a key does nothing.
pub fn refusal(why: Refusal) -> &'static str {
    match why {
        Refusal::SlotRest => "the clock of the slots stays where it is",
        Refusal::NoCountdown => "nothing counts down here",
        Refusal::NoReps => "no reps are counted here",
        Refusal::NoneBefore => "this is the first block",
    }
}

/// How a step ended.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Partial => "done in part",
        Outcome::Skipped => "skipped",
        Outcome::TimeUp => "time is up",
        Outcome::Abandoned => "broken off",
    }
}

/// A fact; `None` where it says nothing without its step.
pub fn fact(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Started { .. } => return None,
        Fact::Ended { outcome: how, .. } => outcome(*how).to_owned(),
        Fact::Paused => "paused".to_owned(),
        Fact::Resumed => "going on".to_owned(),
        Fact::Gap(gap) => format!("the program could not run for {}", time::told(*gap)),
        Fact::Amended { reps } => format!("{} noted", count(*reps, "rep")),
        Fact::Pain(level) => pain(*level),
        Fact::Answered(_) => "answers kept".to_owned(),
        Fact::Finished { complete: true } => "session done".to_owned(),
        Fact::Finished { complete: false } => "session ended early".to_owned(),
    })
}

/// A level of pain: `pain 4 of 10`.
pub fn pain(level: Level) -> String {
    format!("pain {level} of 10")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_cue_is_a_short_line() {
        let table = [
            (Cue::Ready(3), "3 s"),
            (Cue::Go, "go"),
            (Cue::LowEnd, "low end reached, Enter goes on"),
            (Cue::Rep(7), "rep 7"),
            (Cue::Overrun(Duration::from_millis(4_200)), "5 s over the slot: the next one starts at once"),
            (Cue::Refused(Refusal::NoneBefore), "this is the first block"),
            (Cue::Length(Duration::from_secs(45)), "the countdown is now 45 s"),
        ];
        for (told, said) in table {
            assert_eq!(cue(&told).unwrap(), said);
        }
        assert_eq!(cue(&Cue::Part(1)), None);
    }

    #[test]
    fn a_fact_is_a_short_line() {
        assert_eq!(fact(&Fact::Amended { reps: 1 }).unwrap(), "1 rep noted");
        assert_eq!(fact(&Fact::Pain(Level::new(4).unwrap())).unwrap(), "pain 4 of 10");
        assert_eq!(fact(&Fact::Gap(Duration::from_secs(90))).unwrap(), "the program could not run for 1 min 30 s");
    }
}
