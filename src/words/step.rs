//! Steps of a plan, their places and their amounts, in words.

use super::{number_range, prescription, time};
use crate::model::{RepTarget, Side, Window};
use crate::plan::{Card, PhaseSpan, Plan, RestEnd, Step, StepId, StepKind, Work};
use crate::words;

/// A side as a word.
pub fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Both => "both",
        Side::Alternate => "alternating",
    }
}

/// The tip of a block of work and of the gap before it: a different one each set and round.
pub fn tip<'a>(card: &'a Card, step: &Step, round: u32) -> Option<&'a str> {
    let turn = (step.set + round).saturating_sub(2) as usize;
    let tips = &card.tips;
    tips.get(turn % tips.len().max(1)).map(String::as_str)
}

/// ` on the left`; nothing where it is on both.
pub(super) fn on_side(side: Side) -> &'static str {
    match side {
        Side::Left => " on the left",
        Side::Right => " on the right",
        Side::Both | Side::Alternate => "",
    }
}

/// Exercise and movement: `Ball roll, Gentle rolls`.
pub fn title(card: &Card) -> String {
    match &card.movement {
        Some(movement) => format!("{}, {}", card.exercise.name, movement.name),
        None => card.exercise.name.clone(),
    }
}

/// The movement, or else the exercise, and its side: `Gentle rolls, left`.
pub fn name(card: &Card, of: Side) -> String {
    match of {
        Side::Both => card.name().to_owned(),
        one => format!("{}, {}", card.name(), side(one)),
    }
}

/// `set 2 of 3`; `None` where there is only one.
pub fn set(step: &Step) -> Option<String> {
    (step.sets.max > 1).then(|| nth("set", step.set, step.sets))
}

/// `round 2 of 5`, `round 3` where the clock decides how many; `None` where there is only one.
pub fn round(round: u32, rounds: Option<Window<u32>>) -> Option<String> {
    match rounds {
        None => Some(format!("round {round}")),
        Some(rounds) => (rounds.max > 1).then(|| nth("round", round, rounds)),
    }
}

/// The n-th of a window of sets or rounds. The optional ones count once they have begun.
fn nth(noun: &str, n: u32, of: Window<u32>) -> String {
    match if n > of.min { of.max } else { of.min } {
        1 => format!("{noun} {n}"),
        all => format!("{noun} {n} of {all}"),
    }
}

/// How many optional sets, or else rounds, follow the owed ones: `one more optional`, `2 more optional`. `None` where
/// none do, or one of them has begun.
pub fn more(step: &Step, round: u32) -> Option<String> {
    let here = [(step.set, Some(step.sets)), (round, step.rounds)];
    let (n, all) = here.into_iter().find_map(|(n, all)| Some((n, all.filter(|all| all.max > 1)?)))?;
    match all.max - all.min {
        0 => None,
        _ if n > all.min => None,
        1 => Some("one more optional".to_owned()),
        more => Some(format!("{more} more optional")),
    }
}

/// Round, set, and whether it is optional: `round 2 of 3, set 3 of 4, optional`; empty for the only set of the only round.
pub fn place(step: &Step, of_round: u32) -> String {
    let optional = step.optional.then(|| "optional".to_owned());
    let parts: Vec<_> = [round(of_round, step.rounds), set(step), optional].into_iter().flatten().collect();
    parts.join(", ")
}

/// How much a block of work is: `6-8 reps`, `0:30-1:30`, `16 reps, 8 each side`, `80 m`.
pub fn amount(work: &Work, of: Side) -> String {
    match work {
        Work::Reps { target, .. } => {
            let each_side = match target {
                RepTarget::Count(reps) if of == Side::Alternate => Some(number_range(reps.map(|n| n / 2))),
                RepTarget::AtLeast(reps) if of == Side::Alternate => Some((reps / 2).to_string()),
                _ => None,
            };
            let reps = prescription::reps(*target);
            each_side.map_or_else(|| reps.clone(), |each| format!("{reps}, {each} each side"))
        }
        Work::Time(range) => time::clock_range(*range),
        Work::Distance(way) => prescription::distance(way),
        Work::Open => prescription::OPEN.to_owned(),
    }
}

/// A block of work in full, without its place: `6-8 reps, tempo 2-1-2, with 5 kg, effort RPE 8`.
pub fn dose(work: &Work, of: Side, card: &Card) -> String {
    let load = card.load_in_use().map(|load| format!("with {}", words::load(&load)));
    let effort = card.effort.as_ref().map(|effort| format!("effort {effort}"));
    let parts: Vec<_> = [Some(amount(work, of)), work.rhythm().map(|rhythm| words::rhythm(rhythm, &[])), load, effort]
        .into_iter()
        .flatten()
        .collect();
    parts.join(", ")
}

/// A gap by itself: `get ready, 10 s`, `switch to the right, 5 s`, `rest 60-90 s`, `rest to the end of the slot`.
/// `None` for work.
pub fn gap(step: &Step) -> Option<String> {
    Some(match &step.kind {
        StepKind::Work(_) => return None,
        StepKind::Prepare { time, .. } => format!("get ready, {}", time::short(*time)),
        StepKind::Switch(time) => format!("switch to the {}, {}", side(step.side), time::short(*time)),
        StepKind::Rest { time, until } => match until {
            RestEnd::Time => format!("rest {}", time::short_range(*time)),
            RestEnd::SlotEnd => format!("rest to the end of the slot, {}", time::about(*time)),
            RestEnd::NextRound => format!("rest {} before the next round", time::short_range(*time)),
        },
    })
}

/// The block of work of a step in full: `Single-leg hops, left, 6-8 reps (set 3 of 4, optional)`.
pub fn work(plan: &Plan, id: StepId, of_round: u32) -> String {
    let (step, card) = (&plan[id], plan.card(id));
    let mut text = name(card, step.side);
    if let Some(work) = step.work() {
        text = format!("{text}, {}", dose(work, step.side, card));
    }
    match place(step, of_round) {
        none if none.is_empty() => text,
        place => format!("{text} ({place})"),
    }
}

/// A step in a list of steps: `work: Single-leg hops, left, 6-8 reps (set 3 of 4, optional)`, `rest 45 s`.
pub fn line(plan: &Plan, id: StepId) -> String {
    let step = &plan[id];
    match gap(step) {
        None => format!("work: {}", work(plan, id, step.round)),
        Some(gap) if matches!(step.kind, StepKind::Prepare { .. }) => {
            format!("{gap}: {}", title(plan.card(id)))
        }
        Some(gap) => match optional_part(plan, id) {
            Some(part) => format!("{gap}, before an optional {part}"),
            None => gap,
        },
    }
}

/// Which part of the routine begins after a gap, where it is optional: a round or a set.
fn optional_part(plan: &Plan, gap: StepId) -> Option<&'static str> {
    let step = &plan[gap];
    let before = gap.before().map(|id| &plan[id]).find(|before| !before.is_gap())?;
    if step.in_optional_round() && before.round != step.round {
        Some("round")
    } else if step.set > step.sets.min && before.set != step.set {
        Some("set")
    } else {
        None
    }
}

/// A phase of a plan as a heading: `Calf circuit, 2-3 rounds`.
pub fn phase(span: &PhaseSpan) -> String {
    use crate::plan::PhaseClock;
    let rounds = span.rounds.filter(|rounds| rounds.max > 1).map(|rounds| words::count_range(rounds, "round"));
    let clock = match span.clock {
        PhaseClock::None => None,
        PhaseClock::Every(slot) => Some(format!("an exercise {}", time::every(slot))),
        PhaseClock::Within(time) => Some(format!("as many rounds as fit into {}", time::short(time))),
    };
    let parts: Vec<_> = [Some(span.name.clone()), rounds, clock].into_iter().flatten().collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Distance, DistanceUnit, Label, Pacing, Rhythm};
    use crate::plan::{CardId, PhaseId};
    use std::time::Duration;

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn step(kind: StepKind, side: Side) -> Step {
        let once = Window::exact(1);
        let (sets, rounds) = (once, Some(once));
        Step {
            kind,
            phase: PhaseId(0),
            card: CardId(0),
            round: 1,
            rounds,
            set: 1,
            sets,
            side,
            optional: false,
            slot: 0,
            about: None,
            last_time: Vec::new(),
        }
    }

    fn reps(target: RepTarget) -> Work {
        Work::Reps { target, pacing: Pacing::default() }
    }

    fn counted(min: u32, max: u32) -> Work {
        reps(RepTarget::Count(Window { min, max }))
    }

    #[test]
    fn a_block_says_how_much_it_is() {
        let window = Window { min: secs(30), max: secs(90) };
        let way = Distance { number: "80".to_owned(), unit: DistanceUnit::M };
        let table = [
            (counted(6, 8), Side::Left, "6-8 reps"),
            (counted(1, 1), Side::Both, "1 rep"),
            (counted(10, 20), Side::Alternate, "10-20 reps, 5-10 each side"),
            (reps(RepTarget::AtLeast(12)), Side::Both, "12 or more reps"),
            (reps(RepTarget::AtLeast(24)), Side::Alternate, "24 or more reps, 12 each side"),
            (reps(RepTarget::Max), Side::Both, "as many reps as you can"),
            (Work::Time(window), Side::Left, "0:30-1:30"),
            (Work::Time(Window::exact(secs(45))), Side::Both, "45 s"),
            (Work::Distance(way), Side::Both, "80 m"),
            (Work::Open, Side::Both, "as long as you like"),
        ];
        for (work, side, text) in table {
            assert_eq!(amount(&work, side), text);
        }
    }

    #[test]
    fn a_gap_says_what_it_is_for() {
        let rest = |until| StepKind::Rest { time: Window { min: secs(60), max: secs(90) }, until };
        let table = [
            (StepKind::Prepare { time: secs(10), once: true }, "get ready, 10 s"),
            (StepKind::Switch(secs(5)), "switch to the right, 5 s"),
            (rest(RestEnd::Time), "rest 60-90 s"),
            (rest(RestEnd::NextRound), "rest 60-90 s before the next round"),
            (rest(RestEnd::SlotEnd), "rest to the end of the slot, about 1-2 min"),
        ];
        for (kind, text) in table {
            assert_eq!(gap(&step(kind, Side::Right)).unwrap(), text);
        }
        assert_eq!(gap(&step(StepKind::Work(Work::Open), Side::Both)), None);
    }

    #[test]
    fn a_place_says_what_there_is_more_than_one_of() {
        let kind = || StepKind::Work(Work::Open);
        let mut here = step(kind(), Side::Left);
        assert_eq!(place(&here, 1), "");
        here = Step { set: 3, sets: Window { min: 2, max: 4 }, optional: true, ..here };
        assert_eq!(place(&here, 1), "set 3 of 4, optional");
        here = Step { rounds: None, ..here };
        assert_eq!(place(&here, 7), "round 7, set 3 of 4, optional");
        here = Step { rounds: Some(Window { min: 5, max: 6 }), ..step(kind(), Side::Left) };
        assert_eq!(place(&here, 2), "round 2 of 5");
        assert_eq!(more(&here, 2).as_deref(), Some("one more optional"));
        assert_eq!(more(&here, 6), None);
        here = Step { set: 1, sets: Window { min: 1, max: 3 }, ..step(kind(), Side::Left) };
        assert_eq!(place(&here, 1), "set 1");
        assert_eq!(more(&here, 1).as_deref(), Some("2 more optional"));
    }

    #[test]
    fn a_card_is_called_by_its_movement_and_its_side() {
        let label = |name: &str| Label { id: name.to_lowercase(), name: name.to_owned(), say_as: None };
        let card = Card {
            exercise: label("Ball roll"),
            movement: Some(label("Gentle rolls")),
            goal: None,
            tips: Vec::new(),
            equipment: Vec::new(),
            video: None,
            contacts: false,
            fit: None,
            parts: Vec::new(),
            load: Some("5kg".to_owned()),
            load_told: None,
            effort: Some("RPE 8".to_owned()),
            figure: None,
        };
        assert_eq!(title(&card), "Ball roll, Gentle rolls");
        assert_eq!(name(&card, Side::Left), "Gentle rolls, left");
        assert_eq!(name(&card, Side::Both), "Gentle rolls");
        let held =
            Work::Reps { target: RepTarget::Count(Window::exact(3)), pacing: Pacing::Rhythm(Rhythm::Hold(secs(8))) };
        assert_eq!(dose(&held, Side::Both, &card), "3 reps, hold each rep 8 s, with 5 kg, effort RPE 8");
    }
}
