//! What a key did, in words.

use std::fmt::Write as _;
use std::time::Duration;

use calfguide::model::{Level, Side};
use calfguide::plan::{Plan, RestEnd, StepId, StepKind};
use calfguide::session::{Answers, Cue, Event, Fact, Outcome, Question, Refusal, Stage, What};

use crate::support::Drive;

/// What happened between the two.
pub(crate) fn of(before: &Drive, after: &Drive) -> String {
    let news = &after.events[before.events.len()..];
    let plan = after.session.plan();
    let mut said: Vec<String> = Vec::new();
    let mut passed_over = false;
    for (at, event) in news.iter().enumerate() {
        let is_end = matches!(
            event.what,
            What::Fact(Fact::Finished { .. }) | What::Cue(Cue::Assumed(Question::LeftOut { .. }) | Cue::SessionDone)
        );
        assert!(event.at == after.now || is_end, "a key does what it does when it is pressed: {event:?}");
        if std::mem::take(&mut passed_over) {
            continue;
        }
        if is_skipped_at_once(news, at) {
            said.push(format!("{} skipped", place(plan, event.step, event.round)));
            passed_over = true;
            continue;
        }
        said.extend(phrase(plan, event, news[..at].iter().any(|before| started(&before.what))));
    }
    let (was, is) = (before.view(), after.view());
    let moved = news.iter().any(|event| started(&event.what));
    if !moved {
        assert_eq!((was.index, was.round), (is.index, is.round), "no step without a start");
    }
    if was.question.is_some() && is.question.is_none() {
        said.insert(0, "closed".to_owned());
    }
    let amended = news.iter().any(|event| matches!(event.what, What::Fact(Fact::Amended { .. })));
    if let (Some(Question::Feedback(from)), Some(Question::Feedback(to))) = (was.question, is.question)
        && from != to
    {
        said.push(format!("from {from:?} to {to:?}"));
    }
    if was.question == is.question && !moved && !amended && was.entry != is.entry {
        said.push(if is.entry.is_empty() { "typed nothing".to_owned() } else { format!("typed `{}`", is.entry) });
    }
    let gap = news.iter().any(|event| matches!(event.what, What::Fact(Fact::Gap(_))));
    if gap && !moved && is.elapsed > was.elapsed {
        said.push(format!("runs on for {} s of it", is.elapsed.saturating_sub(was.elapsed).as_secs_f64()));
    }
    if !moved
        && was.length.is_none()
        && let Some(length) = is.length
    {
        said.push(format!("ends by itself at {} s", length.as_secs_f64()));
    }
    if is.hands_free && !was.hands_free {
        said.push("hands-free from now on".to_owned());
    }
    let stands = stands(was.stage, was.question, is.stage, is.question);
    said.extend(stands.filter(|_| !said.is_empty() || was.stage != is.stage));
    if said.is_empty() {
        assert_eq!(was, is, "something changed, and nobody said so");
        assert_eq!(before.session.deadline(), after.session.deadline());
        return "ignored".to_owned();
    }
    said.join(", ")
}

/// Whether the step that starts with this event is skipped in the same instant.
fn is_skipped_at_once(news: &[Event], at: usize) -> bool {
    let next = news.get(at + 1).map(|event| &event.what);
    let skipped =
        matches!(next, Some(What::Fact(Fact::Ended { outcome: Outcome::Skipped, active: Duration::ZERO, .. })));
    skipped && started(&news[at].what)
}

fn started(what: &What) -> bool {
    matches!(what, What::Fact(Fact::Started { .. }))
}

/// Whether time runs, where it is not plain from what happened.
fn stands(was: Stage, had: Option<Question>, is: Stage, has: Option<Question>) -> Option<String> {
    let asking = has.is_some();
    let text = match is {
        Stage::Paused if was == Stage::Paused => "still paused",
        Stage::Running if asking && was == Stage::Running && had.is_none() => "time runs on",
        Stage::Running if asking && had.is_some() && had != has => "time runs on",
        Stage::Waiting if asking && had != has => "time stands still",
        Stage::Waiting if was != Stage::Waiting => "time stands still",
        Stage::Running if was == Stage::Paused => "time runs",
        Stage::Running if had.is_some() && !asking => "time runs on",
        _ => return None,
    };
    Some(text.to_owned())
}

/// What an event says; `moved`: a step was begun before it.
fn phrase(plan: &Plan, event: &Event, moved: bool) -> Option<String> {
    let text = match &event.what {
        What::Fact(fact) => match fact {
            Fact::Started { .. } => format!("to {}", place(plan, event.step, event.round)),
            Fact::Ended { outcome, reps, .. } => {
                let what = match &plan[event.step].kind {
                    StepKind::Prepare { .. } => "prepare ",
                    StepKind::Switch(_) => "switch ",
                    StepKind::Rest { .. } => "rest ",
                    StepKind::Work(_) => "",
                };
                let outcome = match outcome {
                    Outcome::Done if what.is_empty() => "done",
                    Outcome::Done => "over",
                    Outcome::Partial => "partial",
                    Outcome::Skipped => "skipped",
                    Outcome::TimeUp => "cut",
                    Outcome::Abandoned => "left",
                };
                let reps = reps.map_or(String::new(), |reps| format!(" with {reps} reps"));
                format!("{what}{outcome}{reps}")
            }
            Fact::Paused => "paused".to_owned(),
            Fact::Resumed => "resumed".to_owned(),
            Fact::Gap(_) => "gap noted".to_owned(),
            Fact::Amended { reps } => format!("{} was {reps} reps", place(plan, event.step, event.round)),
            Fact::Load(load) => format!("{} was with {load}", place(plan, event.step, event.round)),
            Fact::Pain(pain) => format!("pain {pain} noted"),
            Fact::Answered(answers) => answered(answers),
            Fact::Finished { complete: true, .. } => "session complete".to_owned(),
            Fact::Finished { complete: false, .. } => "session ended early".to_owned(),
            Fact::Discarded => "discarded".to_owned(),
            Fact::Morning(_) | Fact::Corrected(_) => unreachable!("no key says it"),
        },
        What::Cue(cue) => match cue {
            Cue::GetReady => "get-ready".to_owned(),
            Cue::Go if moved => "at once".to_owned(),
            Cue::Go => "work begins at once".to_owned(),
            Cue::Overrun(late) => format!("{} s late", late.as_secs_f64()),
            Cue::Asked(question) => asks(*question),
            Cue::Assumed(question) => format!("default of `{}`", asks(*question)),
            Cue::Refused(Refusal::SlotRest) => "refused: a slot's rest".to_owned(),
            Cue::Refused(Refusal::NoCountdown) => "refused: no countdown".to_owned(),
            Cue::Refused(Refusal::NoReps) => "refused: no reps here".to_owned(),
            Cue::Refused(Refusal::NotALoad) => "refused: no load".to_owned(),
            Cue::Refused(Refusal::NoneBefore) => "refused: none before".to_owned(),
            Cue::Adjusted { longer, by } => format!("{} s {}", by.as_secs_f64(), if *longer { "more" } else { "less" }),
            // They go with what was said already.
            Cue::Done | Cue::Next | Cue::Switch | Cue::SessionDone | Cue::Ready(3) => return None,
            other => panic!("a key does not say {other:?}"),
        },
    };
    Some(text)
}

fn asks(question: Question) -> String {
    match question {
        Question::End => "asks to end",
        Question::StopAfterGap(_) => "asks to stop after the gap",
        Question::AfterGap(_) => "asks what became of the block",
        Question::PainNow => "asks for pain",
        Question::Load { of_last_set: false } => "asks for the load of this set",
        Question::Load { of_last_set: true } => "asks for the load of the last set",
        Question::StopForPain { .. } => "asks to stop for pain",
        Question::LeftOut { blocks, .. } => return format!("asks about {blocks} blocks left out"),
        Question::Discard => "asks to discard",
        Question::Feedback(_) => "asks how it was",
    }
    .to_owned()
}

fn answered(answers: &Answers) -> String {
    let number = |answer: Option<Level>| answer.map_or_else(|| "none".to_owned(), |number| number.to_string());
    let note = answers.note.as_deref().unwrap_or("none");
    format!("kept: effort {}, pain {}, note {note}", number(answers.effort), number(answers.pain))
}

/// A step: `hops set 2`, `the rest before hops set 2`, `the slot's rest`.
fn place(plan: &Plan, id: StepId, round: u32) -> String {
    let step = &plan[id];
    let mut work = plan.card(id).name().to_owned();
    if step.sets.max > 1 {
        let _ = write!(work, " set {}", step.set);
    }
    match step.side {
        Side::Left => work += " left",
        Side::Right => work += " right",
        Side::Both | Side::Alternate => {}
    }
    if step.rounds.is_none_or(|rounds| rounds.max > 1) {
        let _ = write!(work, " round {round}");
    }
    match &step.kind {
        StepKind::Work(_) => work,
        StepKind::Prepare { .. } => format!("the prepare before {work}"),
        StepKind::Switch(_) => format!("the switch to {work}"),
        StepKind::Rest { until: RestEnd::SlotEnd, .. } => format!("the slot's rest before {work}"),
        StepKind::Rest { until: RestEnd::NextRound, .. } => format!("the rest after round {round}"),
        StepKind::Rest { until: RestEnd::Time, .. } => format!("the rest before {work}"),
    }
}
