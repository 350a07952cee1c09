//! The page before a session: what earlier sessions say about this one, and what can be chosen.

use super::proposal::{Morning, Proposal, ProposedPlan};
use crate::commands::next::{self, Growing};
use crate::commands::sessions;
use crate::progression::{self, FrequencyRemark, Reason};
use crate::ui::page::{self, Asked, Page, PageChoice, PageContext, Prompt};
use crate::words;
use crate::words::spoken::Reasons;

/// The page of a proposal. `can_answer`: there is somebody to answer it.
pub(super) fn page(proposal: &Proposal<'_>, can_answer: bool) -> Page {
    let Proposal { typed, now, listing, day, proposed, .. } = proposal;
    let routine = &typed.routine;
    let asked: Vec<_> =
        next::growing(routine, &day.decisions).filter_map(|it| asked(proposal, &it, can_answer)).collect();
    let (last, changes) = sessions::last_time(listing, routine, &proposed.plan, now).unzip();
    let mut changes = changes.unwrap_or_default();
    changes.retain(|change| !asked.iter().any(|(id, _)| *id == change.exercise));
    let context = PageContext {
        is_known: sessions::any_recent(&sessions::of_routine(listing, routine), now),
        proposal: after_pain(proposal, can_answer),
        asked: asked.into_iter().map(|(_, asked)| asked).collect(),
        last,
        changes: changes.into_iter().map(|change| change.line).collect(),
        remarks: remarks(proposal, can_answer),
        unfinished: proposal.unfinished().filter(|_| can_answer).map(|session| sessions::unfinished(session, now)),
        choices: choices(proposal),
        prompt: prompt(proposal).filter(|_| can_answer),
    };
    page::new_session(routine, &proposed.plan, &context, typed.settings.hands_free, can_answer)
}

/// What is proposed after pain.
pub(super) fn after_pain(proposal: &Proposal<'_>, can_answer: bool) -> Option<String> {
    let Proposal { typed, day, proposed, .. } = proposal;
    let sentence = next::proposal(&typed.routine, &day.decisions, proposal.now)?;
    let first = typed.routine.exercises().next().filter(|_| proposed.is_first_phase == Some(true) && !can_answer);
    let all = first.map(|first| format!(" `--from {}` does all of it.", first.id));
    Some(sentence + &all.unwrap_or_default())
}

/// Why each exercise that has moved asks for another amount than last time, unless a rung was typed.
pub(super) fn reasons(proposal: &Proposal<'_>) -> Reasons {
    let Proposal { typed, day, proposed, now, .. } = proposal;
    let moved = next::growing(&typed.routine, &day.decisions).filter_map(|growing| {
        let Growing { exercise, ladder, decision, .. } = &growing;
        let rung = proposed.rungs.of(&exercise.id)?;
        let reason = match decision.before? {
            before if before == rung => return None,
            _ if rung == decision.rung => growing.reason(now),
            _ if decision.offered == Some(rung) => words::progression::chosen(decision, *ladder, rung, now.date()),
            _ => return None,
        };
        Some((exercise.id.clone(), reason))
    });
    moved.collect()
}

/// What is asked of an exercise of the plan that moves or may move, with its id.
fn asked(proposal: &Proposal<'_>, growing: &Growing<'_>, can_answer: bool) -> Option<(String, Asked)> {
    let Growing { exercise, ladder, decision, .. } = growing;
    let ProposedPlan { plan, rungs, offers, .. } = &proposal.proposed;
    let rung = rungs.of(&exercise.id)?;
    let is_moved = rung != decision.rung || decision.before != Some(rung) && decision.reason != Reason::First;
    let is_in_plan = plan.cards.iter().any(|card| card.exercise.id == exercise.id);
    if !is_in_plan || !is_moved && !offers.contains(&exercise.id) {
        return None;
    }
    let mut reason = if rung == decision.rung {
        growing.reason(proposal.now)
    } else {
        words::progression::chosen(decision, *ladder, rung, proposal.now.date())
    };
    if let Some(offered) = decision.offered.filter(|_| proposal.next_step() == Some(&exercise.id)) {
        let flag = || format!("Take it with `--rung {}={offered}`.", exercise.id);
        reason = format!("{reason} {}", if can_answer { "u takes it.".to_owned() } else { flag() });
    }
    Some((exercise.id.clone(), Asked { amount: format!("{}: {}", exercise.name, growing.rung(rung)), reason }))
}

/// What earlier sessions suggest about this one.
fn remarks(proposal: &Proposal<'_>, can_answer: bool) -> Vec<String> {
    let Proposal { typed, now, listing, .. } = proposal;
    if let Some(unrecorded) = &typed.unrecorded {
        return vec![unrecorded.clone()];
    }
    let remarks = progression::remarks(&typed.routine, sessions::of_routine(listing, &typed.routine), now);
    let remarks = remarks.iter().map(|remark| match remark {
        FrequencyRemark::Soon { .. } => words::past::remark(remark) + &first_phase_alone(proposal, can_answer),
        FrequencyRemark::Often { .. } => words::past::remark(remark),
    });
    remarks.chain(sessions::fault_notice(listing)).collect()
}

/// Proposes the first phase alone, where nothing in it grows, and says how.
fn first_phase_alone(proposal: &Proposal<'_>, can_answer: bool) -> String {
    let first = proposal.typed.routine.phases.first().filter(|first| !first.grows());
    let Some(first) = first.filter(|_| proposal.proposed.is_first_phase == Some(false)) else { return String::new() };
    let how = match prompt(proposal) {
        _ if !can_answer => format!("`--phase {}` does it", first.id),
        Some(Prompt::Question(_)) => "1 does it, after the answer below".to_owned(),
        _ => "1 does it".to_owned(),
    };
    format!(" The first phase alone is proposed: {how}.")
}

/// What can be chosen, and what its key does now.
fn choices(proposal: &Proposal<'_>) -> Vec<(PageChoice, &'static str)> {
    let ProposedPlan { offers, is_first_phase, .. } = &proposal.proposed;
    let step = match (proposal.step(), proposal.next_step()) {
        (None, _) => "takes the step",
        (Some(_), Some(_)) => "takes the next",
        (Some(_), None) => "takes none",
    };
    let step = (!offers.is_empty()).then_some((PageChoice::NextStep, step));
    let phase =
        is_first_phase.map(|alone| (PageChoice::FirstPhase, if alone { "all of it" } else { "first phase alone" }));
    step.into_iter().chain(phase).collect()
}

/// The question about the morning after, or what became of it.
fn prompt(proposal: &Proposal<'_>) -> Option<Prompt> {
    match proposal.morning() {
        Morning::Told(line) => Some(Prompt::Notice(line.clone())),
        Morning::Unanswered => None,
        Morning::Open => {
            let day = proposal.open_morning()?.past.began.date();
            Some(Prompt::Question(words::progression::ask_morning(day, proposal.now.date())))
        }
    }
}
