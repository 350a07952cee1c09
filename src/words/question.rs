//! What a session asks, in words.

use super::{count, step, time};
use crate::session::{Answer, FeedbackField, Question};

/// The question itself.
pub fn prompt(question: Question) -> String {
    match question {
        Question::End => "End the session? What you did is saved.".to_owned(),
        Question::StopAfterGap(gap) => {
            format!("calfguide was stopped for {} (asleep?). Save and stop here?", time::two_units(gap))
        }
        Question::AfterGap(gap) => {
            let stopped = time::two_units(gap);
            format!("calfguide was stopped for {stopped} (asleep?). Redo this set, count it, or skip it?")
        }
        Question::PainNow => "Pain now, 0 to 10?".to_owned(),
        Question::Load { of_last_set } => {
            format!("Load of {} set? As 20kg or 45lb.", if of_last_set { "the last" } else { "this" })
        }
        Question::StopForPain { pain, side } => {
            let advice = "With pain that stays, see a physical therapist for a program of your own.";
            format!("Pain {pain} of 10{}. Stop here? {advice}", step::on_side(side))
        }
        Question::LeftOut { blocks, .. } => {
            let were = if blocks == 1 { "was" } else { "were" };
            format!("{} {were} left out.", count(blocks, "block"))
        }
        Question::Discard => "Nothing was done. Discard this session?".to_owned(),
        Question::Feedback(_) => "How was it? If a pain stays or comes back, see a physical therapist.".to_owned(),
    }
}

/// What a field of the sheet at the end is for.
pub fn field(field: FeedbackField) -> &'static str {
    match field {
        FeedbackField::Effort => "Effort, 0 to 10",
        FeedbackField::WorstPain => "Worst pain, 0 to 10",
        FeedbackField::Note => "A note for yourself",
    }
}

/// The letter of an answer.
pub fn letter(answer: Answer) -> char {
    match answer {
        Answer::Yes => 'y',
        Answer::No | Answer::Skip => 'n',
        Answer::Redo => 'r',
        Answer::Count => 'c',
    }
}

/// An answer to a question in words.
pub fn answer(question: Question, answer: Answer) -> &'static str {
    match (question, answer) {
        (Question::End, Answer::Yes) => "yes, end",
        (Question::StopAfterGap(_) | Question::StopForPain { .. }, Answer::Yes) => "yes, save and stop",
        (Question::Discard, Answer::Yes) => "yes, discard it",
        (Question::Discard, Answer::No) => "no, keep it",
        (_, Answer::Yes) => "yes",
        (_, Answer::No) => "no, go on",
        (_, Answer::Redo) => "do it again",
        (_, Answer::Count) => "count it as done",
        (_, Answer::Skip) => "skip it",
    }
}

/// What Enter with nothing typed takes, which is what hands-free takes.
pub fn default(question: Question) -> &'static str {
    match question.options().first() {
        Some(first) => answer(question, *first),
        None if matches!(question, Question::LeftOut { .. }) => "end the session",
        None => "no answer",
    }
}

/// What Escape takes.
pub fn harmless(question: Question) -> &'static str {
    question.harmless().map_or_else(|| default(question), |harmless| answer(question, harmless))
}

/// How it is answered, each way by itself: `y yes, end`, `Enter: yes, end`. `by_keys`: with an Escape key at hand.
pub fn ways(question: Question, by_keys: bool) -> Vec<String> {
    if matches!(question, Question::Feedback(_)) {
        let ways: &[&str] = if by_keys { &FEEDBACK_BY_KEYS } else { &FEEDBACK_BY_LINE };
        return ways.iter().map(|way| (*way).to_owned()).collect();
    }
    let mut ways: Vec<_> =
        question.options().iter().map(|option| format!("{} {}", letter(*option), answer(question, *option))).collect();
    match question {
        Question::PainNow => ways.push("0-10".to_owned()),
        Question::LeftOut { .. } => ways.extend(["j goes to any", "b to the last one"].map(str::to_owned)),
        _ => {}
    }
    let is_typed = matches!(question, Question::PainNow | Question::Load { .. });
    let enter = if is_typed { "Enter alone" } else { "Enter" };
    let (default, harmless) = (default(question), harmless(question));
    if by_keys && default == harmless {
        ways.push(format!("{enter} or Esc: {default}"));
    } else {
        ways.push(format!("{enter}: {default}"));
        ways.extend(by_keys.then(|| format!("Esc: {harmless}")));
    }
    ways
}

/// How the sheet at the end is filled in with keys.
const FEEDBACK_BY_KEYS: [&str; 4] =
    ["Enter next", "Tab or ↑ ↓ another field", "Enter with nothing typed: no answer", "Esc: done"];

/// How it is filled in with a line.
const FEEDBACK_BY_LINE: [&str; 3] = [
    "one line for effort 0-10, worst pain 0-10 and a note, such as `6 0 calves tight`",
    "- stands for no answer",
    "Enter alone: no answer at all",
];

/// The default that was taken because hands-free cannot ask.
pub fn assumed(question: Question) -> String {
    format!("{} Hands-free: taken as {}", prompt(question), default(question))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Side};
    use crate::plan::StepId;
    use std::time::Duration;

    #[test]
    fn every_question_says_how_to_answer_it() {
        let hour = Duration::from_mins(75);
        let table = [
            (Question::End, "y yes, end | n no, go on | Enter: yes, end | Esc: no, go on"),
            (
                Question::StopAfterGap(hour),
                "y yes, save and stop | n no, go on | Enter: yes, save and stop | Esc: no, go on",
            ),
            (Question::AfterGap(hour), "r do it again | c count it as done | n skip it | Enter or Esc: do it again"),
            (Question::PainNow, "0-10 | Enter alone or Esc: no answer"),
            (Question::Load { of_last_set: true }, "Enter alone or Esc: no answer"),
            (
                Question::StopForPain { pain: Level::new(5).unwrap(), side: Side::Left },
                "y yes, save and stop | n no, go on | Enter: yes, save and stop | Esc: no, go on",
            ),
            (
                Question::LeftOut { blocks: 5, first: StepId(1) },
                "j goes to any | b to the last one | Enter or Esc: end the session",
            ),
            (Question::Discard, "y yes, discard it | n no, keep it | Enter: yes, discard it | Esc: no, keep it"),
            (
                Question::Feedback(FeedbackField::Effort),
                "Enter next | Tab or ↑ ↓ another field | Enter with nothing typed: no answer | Esc: done",
            ),
        ];
        for (question, text) in table {
            assert_eq!(ways(question, true).join(" | "), text);
        }
    }

    #[test]
    fn lines_have_no_escape() {
        assert_eq!(ways(Question::End, false).join(" | "), "y yes, end | n no, go on | Enter: yes, end");
        assert_eq!(
            ways(Question::Feedback(FeedbackField::Effort), false).join(" | "),
            "one line for effort 0-10, worst pain 0-10 and a note, such as `6 0 calves tight` | - stands for no answer | \
             Enter alone: no answer at all"
        );
    }

    #[test]
    fn a_question_about_pain_names_whom_to_see() {
        let pain = |side| prompt(Question::StopForPain { pain: Level::new(7).unwrap(), side });
        for question in [pain(Side::Both), prompt(Question::Feedback(FeedbackField::WorstPain))] {
            assert!(question.contains("physical therapist"));
        }
        assert!(pain(Side::Left).starts_with("Pain 7 of 10 on the left. Stop here? "));
        assert!(pain(Side::Alternate).starts_with("Pain 7 of 10. Stop here? "));
        assert_eq!(
            prompt(Question::AfterGap(Duration::from_secs(150))),
            "calfguide was stopped for 2 min 30 s (asleep?). Redo this set, count it, or skip it?"
        );
    }
}
