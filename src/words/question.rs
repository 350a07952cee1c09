//! What a session asks, in words.

use super::time;
use crate::session::{Answer, Question};

/// The question itself.
pub fn prompt(question: Question) -> String {
    match question {
        Question::End => "End the session? What you did is kept.".to_owned(),
        Question::StopAfterGap(gap) => {
            format!("The program could not run for {}. Save and stop here?", time::two_units(gap))
        }
        Question::AfterGap(gap) => {
            format!("The program could not run for {}. What about the block that was under way?", time::two_units(gap))
        }
        Question::PainNow => "Pain now, 0 to 10?".to_owned(),
        Question::StopForPain(level) => {
            format!("Pain {level} of 10. Stop here? If it stays or comes back, see a physical therapist.")
        }
        Question::Effort => "How hard was the session, 0 to 10?".to_owned(),
        Question::WorstPain => "Worst pain, 0 to 10? If it stays or comes back, see a physical therapist.".to_owned(),
        Question::Note => "A note for yourself?".to_owned(),
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
        (Question::StopAfterGap(_) | Question::StopForPain(_), Answer::Yes) => "yes, save and stop",
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
        None => "no answer",
    }
}

/// What Escape takes.
pub fn harmless(question: Question) -> &'static str {
    question.harmless().map_or_else(|| default(question), |harmless| answer(question, harmless))
}

/// How it is answered, each way by itself: `y yes, end`, `Enter: yes, end`. `by_keys`: with an Escape key at hand.
pub fn ways(question: Question, by_keys: bool) -> Vec<String> {
    let mut ways: Vec<_> =
        question.options().iter().map(|option| format!("{} {}", letter(*option), answer(question, *option))).collect();
    if question == Question::PainNow {
        ways.push("0-10".to_owned());
    } else if question.takes_number() {
        ways.push("0-10 and Enter".to_owned());
    }
    if question.takes_text() {
        ways.push("your words and Enter".to_owned());
    }
    let enter = if question.options().is_empty() { "Enter alone" } else { "Enter" };
    let (default, harmless) = (default(question), harmless(question));
    if by_keys && default == harmless {
        ways.push(format!("{enter} or Esc: {default}"));
    } else {
        ways.push(format!("{enter}: {default}"));
        ways.extend(by_keys.then(|| format!("Esc: {harmless}")));
    }
    ways
}

/// The default that was taken because hands-free cannot ask.
pub fn assumed(question: Question) -> String {
    format!("{} Hands-free: taken as {}", prompt(question), default(question))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;
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
            (
                Question::StopForPain(Level::new(5).unwrap()),
                "y yes, save and stop | n no, go on | Enter: yes, save and stop | Esc: no, go on",
            ),
            (Question::Effort, "0-10 and Enter | Enter alone or Esc: no answer"),
            (Question::Note, "your words and Enter | Enter alone or Esc: no answer"),
        ];
        for (question, text) in table {
            assert_eq!(ways(question, true).join(" | "), text);
        }
    }

    #[test]
    fn lines_have_no_escape() {
        assert_eq!(ways(Question::End, false).join(" | "), "y yes, end | n no, go on | Enter: yes, end");
        assert_eq!(ways(Question::Note, false).join(" | "), "your words and Enter | Enter alone: no answer");
    }

    #[test]
    fn a_question_about_pain_names_whom_to_see() {
        for question in [Question::StopForPain(Level::new(7).unwrap()), Question::WorstPain] {
            assert!(prompt(question).contains("physical therapist"));
        }
        assert_eq!(
            prompt(Question::AfterGap(Duration::from_secs(150))),
            "The program could not run for 2 min 30 s. What about the block that was under way?"
        );
    }
}
