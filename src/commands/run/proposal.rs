//! What a session is proposed to be: what the rules ask today, what was typed, and what is chosen on the page.

use std::collections::BTreeMap;

use jiff::Zoned;

use crate::commands::next::{self, Growing};
use crate::commands::sessions::{self, Day};
use crate::commands::{Failure, resume};
use crate::history::{Correction, Listing, StoredSession};
use crate::model::{Level, Routine, Rungs, Today};
use crate::plan::{self, Plan};
use crate::progression;
use crate::settings::Settings;
use crate::ui::page::PageChoice;
use crate::words;

/// What was typed.
pub(super) struct Typed {
    pub(super) routine: Routine,
    pub(super) settings: Settings,
    /// Nothing goes up.
    pub(super) hold: bool,
    /// By the ids of their exercises.
    pub(super) rungs: BTreeMap<String, u32>,
    /// Why nothing is recorded.
    pub(super) unrecorded: Option<String>,
}

/// What is chosen on the page.
#[derive(Debug, Default)]
struct Choices {
    /// The exercise whose step is taken.
    step: Option<String>,
    /// Whether the first phase is done alone; `None` is as it is proposed.
    first_phase: Option<bool>,
    morning: Morning,
}

/// What has become of the question about the morning after.
#[derive(Debug, Default)]
pub(super) enum Morning {
    #[default]
    Open,
    Unanswered,
    /// What to show about the answer.
    Told(String),
}

/// A session, as it is proposed. The page shows it.
pub(super) struct Proposal<'a> {
    pub(super) typed: Typed,
    pub(super) now: &'a Zoned,
    pub(super) listing: Listing,
    pub(super) day: Day,
    choices: Choices,
    pub(super) proposed: ProposedPlan,
}

/// What follows from all of it.
pub(super) struct ProposedPlan {
    pub(super) plan: Plan,
    pub(super) rungs: Rungs,
    /// The exercises of the plan of which a step can be taken.
    pub(super) offers: Vec<String>,
    /// Whether the first phase is done alone; `None` where that is no choice.
    pub(super) is_first_phase: Option<bool>,
}

impl<'a> Proposal<'a> {
    pub(super) fn new(typed: Typed, now: &'a Zoned) -> Result<Self, Failure> {
        let listing = sessions::recent(&typed.routine, now);
        let day = sessions::day(&typed.routine, &listing, now);
        let choices = Choices::default();
        let proposed = ProposedPlan::of(&typed, &day, &choices)?;
        Ok(Self { typed, now, listing, day, choices, proposed })
    }

    /// The session that can be resumed.
    pub(super) fn unfinished(&self) -> Option<&StoredSession> {
        self.listing.unfinished().filter(|_| self.typed.unrecorded.is_none())
    }

    /// The session for which the pain of the morning after can be entered.
    pub(super) fn open_morning(&self) -> Option<&StoredSession> {
        let done = sessions::of_routine(&self.listing, &self.typed.routine);
        let open = progression::open_morning(&self.typed.routine, done, self.now)?;
        let is_open = |stored: &&StoredSession| stored.past.id == open.id && self.typed.unrecorded.is_none();
        self.listing.seen().find(is_open)
    }

    /// What has become of the question about the morning after.
    pub(super) fn morning(&self) -> &Morning {
        &self.choices.morning
    }

    /// The exercise whose step is taken.
    pub(super) fn step(&self) -> Option<&String> {
        self.proposed.offers.iter().find(|id| self.choices.step.as_ref() == Some(id))
    }

    /// The exercise whose step is taken next; none after the last.
    pub(super) fn next_step(&self) -> Option<&String> {
        let taken = self.proposed.offers.iter().position(|id| Some(id) == self.step());
        self.proposed.offers.get(taken.map_or(0, |taken| taken + 1))
    }

    /// What follows from another choice, which was made at a moment.
    pub(super) fn choose(&mut self, choice: PageChoice, at: &Zoned) -> Result<(), Failure> {
        match choice {
            PageChoice::Resume | PageChoice::Anew => {}
            PageChoice::EndIt => self.unfinished().map_or(Ok(()), resume::end_it)?,
            PageChoice::NextStep => self.choices.step = self.next_step().cloned(),
            PageChoice::FirstPhase => self.choices.first_phase = self.proposed.is_first_phase.map(|alone| !alone),
            PageChoice::Morning(None) => self.choices.morning = Morning::Unanswered,
            PageChoice::Morning(Some(pain)) => self.choices.morning = self.record_morning(pain, at),
        }
        if matches!(choice, PageChoice::EndIt | PageChoice::Morning(Some(_))) {
            self.listing = sessions::recent(&self.typed.routine, self.now);
            self.day = sessions::day(&self.typed.routine, &self.listing, self.now);
        }
        self.proposed = ProposedPlan::of(&self.typed, &self.day, &self.choices)?;
        Ok(())
    }

    /// Records the pain of the morning after, and says so once it is on the disk.
    fn record_morning(&self, pain: Level, at: &Zoned) -> Morning {
        let Some(session) = self.open_morning() else { return Morning::Open };
        Morning::Told(match session.correct(at, &[Correction::Morning(pain)]) {
            Ok(()) => words::progression::morning_saved(pain),
            Err(error) => error.to_string(),
        })
    }
}

impl ProposedPlan {
    fn of(typed: &Typed, Day { today, decisions, last_times }: &Day, choices: &Choices) -> Result<Self, Failure> {
        let Typed { routine, settings, .. } = typed;
        let may_step = |growing: &Growing<'_>| !typed.hold && !typed.rungs.contains_key(&growing.exercise.id);
        let offered = next::growing(routine, decisions).filter(may_step);
        let offered = offered.filter_map(|it| Some((it.exercise.id.clone(), it.decision.offered?)));
        let offered: Vec<_> = offered.collect();
        let taken = offered.iter().filter(|(id, _)| choices.step.as_ref() == Some(id)).cloned().collect();
        let asked = if typed.hold { decisions.held(routine) } else { today.rungs.clone() };
        let rungs = asked.with(&taken).with(&typed.rungs);
        let today = Today { rungs: rungs.clone(), ..*today };
        let alone = first_phase_alone(typed, &today);
        let is_proposed = decisions.first_phase_only(routine) && settings.from.is_none();
        let is_first_phase = alone.as_ref().map(|_| choices.first_phase.unwrap_or(is_proposed));
        let mut plan = match alone.filter(|_| is_first_phase == Some(true)) {
            Some(alone) => alone,
            None => plan::build(routine, &today, settings)?,
        };
        last_times.note_in(&mut plan);
        let is_in_plan = |id: &String| plan.cards.iter().any(|card| card.exercise.id == *id);
        let offers = offered.into_iter().map(|(id, _)| id).filter(is_in_plan).collect();
        Ok(Self { plan, rungs, offers, is_first_phase })
    }
}

/// The plan of the first phase alone; `None` where there is no other phase, where one was typed, and where nothing of it is
/// left to do.
fn first_phase_alone(Typed { routine, settings, .. }: &Typed, today: &Today) -> Option<Plan> {
    let [first, _, ..] = routine.phases.as_slice() else { return None };
    let alone = Settings { phase: Some(first.id.clone()), ..settings.clone() };
    settings.phase.is_none().then(|| plan::build(routine, today, &alone).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progression::{Decision, Decisions, Reason};
    use crate::reader;
    use crate::record::LastTimes;

    const ROUTINE: &str = r#"
format = 1
name = "Hops"

[[phase]]
name = "Mobility"
[[phase.exercise]]
name = "Circles"
time = "1m"

[[phase]]
name = "Work"
[[phase.exercise]]
name = "Pogos"
reps = 40
progression = { kind = "add", reps = 5 }
[[phase.exercise]]
name = "Skips"
reps = 20
progression = { kind = "add", reps = 2 }
"#;

    fn typed() -> Typed {
        Typed {
            routine: reader::read("hops.toml", "hops", ROUTINE).unwrap(),
            settings: Settings::default(),
            hold: false,
            rungs: BTreeMap::new(),
            unrecorded: None,
        }
    }

    /// On a day on which a step of both is offered.
    fn proposal(typed: Typed, now: &Zoned) -> Proposal<'_> {
        let offer = Decision { rung: 1, before: Some(1), offered: Some(2), reason: Reason::Offer { row: Vec::new() } };
        let decisions = Decisions { exercises: vec![None, Some(offer.clone()), Some(offer)], pain_back: None };
        let today = Today { rungs: decisions.rungs(&typed.routine), ..Today::FIRST };
        let day = Day { today, decisions, last_times: LastTimes::default() };
        let choices = Choices::default();
        let proposed = ProposedPlan::of(&typed, &day, &choices).unwrap();
        Proposal { typed, now, listing: Listing::default(), day, choices, proposed }
    }

    fn now() -> Zoned {
        "2026-05-04T13:59:30+02:00[+02:00]".parse().unwrap()
    }

    /// The rungs of both, and how many exercises there are.
    fn asked(proposal: &Proposal<'_>) -> (Option<u32>, Option<u32>, usize) {
        let ProposedPlan { plan, rungs, .. } = &proposal.proposed;
        (rungs.of("pogos"), rungs.of("skips"), plan.cards.len())
    }

    #[test]
    fn one_step_is_taken_and_then_the_next_and_then_none() {
        let now = now();
        let mut proposal = proposal(typed(), &now);
        let mut seen = vec![asked(&proposal)];
        for _ in 0..3 {
            proposal.choose(PageChoice::NextStep, &now).unwrap();
            seen.push(asked(&proposal));
        }
        assert_eq!(seen, [(Some(1), Some(1), 3), (Some(2), Some(1), 3), (Some(1), Some(2), 3), (Some(1), Some(1), 3)]);
    }

    #[test]
    fn the_first_phase_alone_offers_no_step_of_another_and_keeps_what_was_chosen() {
        let now = now();
        let mut proposal = proposal(typed(), &now);
        proposal.choose(PageChoice::NextStep, &now).unwrap();
        proposal.choose(PageChoice::FirstPhase, &now).unwrap();
        assert_eq!((asked(&proposal).2, proposal.proposed.offers.len()), (1, 0));
        proposal.choose(PageChoice::FirstPhase, &now).unwrap();
        assert_eq!(asked(&proposal), (Some(2), Some(1), 3));
    }

    #[test]
    fn what_was_typed_is_no_choice_any_more() {
        let now = now();
        let offers = |typed: Typed| proposal(typed, &now).proposed.offers;
        assert_eq!(offers(typed()), ["pogos", "skips"]);
        assert_eq!(offers(Typed { rungs: BTreeMap::from([("pogos".to_owned(), 3)]), ..typed() }), ["skips"]);
        assert_eq!(offers(Typed { hold: true, ..typed() }), [""; 0]);
        let phase = |phase: &str| Settings { phase: Some(phase.to_owned()), ..Settings::default() };
        let is_choice = |settings| proposal(Typed { settings, ..typed() }, &now).proposed.is_first_phase;
        assert_eq!(is_choice(Settings::default()), Some(false));
        assert_eq!(is_choice(phase("work")), None);
        let without = Settings { skip: vec!["circles".to_owned()], ..Settings::default() };
        assert_eq!(is_choice(without), None, "nothing would be left");
    }

    #[test]
    fn after_pain_the_first_phase_alone_is_proposed_unless_it_was_said_where_to_begin() {
        let now = now();
        let after_pain = |settings| {
            let mut proposal = proposal(Typed { settings, ..typed() }, &now);
            proposal.day.decisions.pain_back = Level::new(6).map(|pain| (now.date(), pain));
            ProposedPlan::of(&proposal.typed, &proposal.day, &proposal.choices).unwrap().is_first_phase
        };
        assert_eq!(after_pain(Settings::default()), Some(true));
        assert_eq!(after_pain(Settings { from: Some("circles".to_owned()), ..Settings::default() }), Some(false));
    }
}
