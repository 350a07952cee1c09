//! What happens in a session, as a word or a short line.

use super::{count, question, step, time};
use crate::model::{Level, Side};
use crate::session::{Cue, Fact, Outcome, Words};
use crate::words;

pub fn cue(cue: &Cue) -> String {
    match cue.row().words {
        Words::Text(text) => text.into_owned(),
        Words::Time(before, time, after) => format!("{before}{}{after}", time::two_units(time)),
        Words::Asked(question) => question::prompt(question),
        Words::Assumed(question) => question::assumed(question),
    }
}

/// How a step ended.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Partial => "done in part",
        Outcome::Skipped => "skipped",
        Outcome::TimeUp => "time is up",
        Outcome::Abandoned => "left unfinished",
    }
}

/// A fact about a block on this side; `None` where it has no words of its own.
pub fn fact(fact: &Fact, side: Side) -> Option<String> {
    Some(match fact {
        Fact::Started { .. } => return None,
        Fact::Ended { outcome: how, .. } => outcome(*how).to_owned(),
        Fact::Paused => "paused".to_owned(),
        Fact::Resumed => "going on".to_owned(),
        Fact::Gap(gap) => format!("calfguide was stopped for {}", time::two_units(*gap)),
        Fact::Amended { reps } => format!("{} noted", count(*reps, "rep")),
        Fact::Load(load) => format!("{} noted", words::load(&load.to_string())),
        Fact::Pain(level) => pain(*level, side),
        Fact::Answered(_) | Fact::Corrected(_) | Fact::Morning(_) => "answers saved".to_owned(),
        Fact::Finished { complete: true, .. } => "session ended".to_owned(),
        Fact::Discarded => "session discarded".to_owned(),
        Fact::Finished { complete: false, .. } => "session ended early".to_owned(),
    })
}

/// Pain that was entered for a block on this side: `pain 4 of 10 on the left`.
pub fn pain(level: Level, side: Side) -> String {
    format!("pain {level} of 10{}", step::on_side(side))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Refusal;
    use std::time::Duration;

    #[test]
    fn a_cue_is_a_short_line() {
        let table = [
            (Cue::Ready(3), "3 s"),
            (Cue::Go, "go"),
            (Cue::LowEnd, "minimum done, Enter to finish"),
            (Cue::Rep(7), "rep 7"),
            (Cue::Overrun(Duration::from_millis(4_200)), "5 s over: the next slot starts at once"),
            (Cue::Refused(Refusal::NoneBefore), "this is the first block"),
            (Cue::Adjusted { longer: true, by: Duration::from_secs(15) }, "15 s more"),
            (Cue::Adjusted { longer: false, by: Duration::from_millis(4_200) }, "5 s less"),
        ];
        for (example, words) in table {
            assert_eq!(cue(&example), words);
        }
    }

    #[test]
    fn a_fact_is_a_short_line() {
        let fact = |told: &Fact| fact(told, Side::Left).unwrap();
        let four = Level::new(4).unwrap();
        assert_eq!(fact(&Fact::Amended { reps: 1 }), "1 rep noted");
        assert_eq!(fact(&Fact::Load("12.5kg".parse().unwrap())), "12.5 kg noted");
        assert_eq!(fact(&Fact::Gap(Duration::from_secs(90))), "calfguide was stopped for 1 min 30 s");
        assert_eq!(fact(&Fact::Pain(four)), "pain 4 of 10 on the left");
        assert_eq!(pain(four, Side::Both), "pain 4 of 10");
    }
}
