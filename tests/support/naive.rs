//! Simple versions of the plan and the session, to compare the real ones with.

use std::time::Duration;

use calfguide::model::{
    Measure, Phase, PhaseForm, Prescription, RepTarget, Routine, Side, Sides, Span, Today, When, Window,
};
use calfguide::plan::{CardId, PhaseId, RestEnd, Step, StepKind, Work};
use calfguide::settings::FirstSide;
use serde_json::Value;

const NOTHING: Window<Duration> = Window { min: Duration::ZERO, max: Duration::ZERO };

/// A block of work and where it stands.
struct Block<'a> {
    dose: &'a Prescription,
    /// Indices of exercise and movement.
    place: (usize, usize),
    step: Step,
}

/// The steps of a routine on a day, without progressions: all blocks in order, and then the gaps, each by the two
/// blocks that it stands between.
pub fn steps(routine: &Routine, today: &Today, first: FirstSide) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut cards = 0;
    let mut index = 0;
    for phase in routine.phases.iter().filter(|phase| takes_part(&phase.when, today, None)) {
        let begin = steps.len();
        let blocks = blocks(phase, index, today, &mut cards, first);
        if blocks.is_empty() {
            continue;
        }
        index += 1;
        for (n, block) in blocks.iter().enumerate() {
            let gaps = match n.checked_sub(1) {
                None => vec![prepare(phase, block)],
                Some(before) => between(phase, &blocks, before),
            };
            let gaps = gaps.into_iter().filter(|kind| gap_time(kind).is_some_and(|time| !time.max.is_zero()));
            steps.extend(gaps.map(|kind| Step { kind, about: None, ..block.step.clone() }));
            steps.push(block.step.clone());
        }
        if let (PhaseForm::Within(_), Some(time)) = (phase.form, phase.rest.filter(|rest| !rest.max.is_zero())) {
            steps.push(Step {
                kind: StepKind::Rest { time, until: RestEnd::NextRound },
                about: None,
                ..steps[begin].clone()
            });
        }
    }
    steps
}

/// Whether something with this `when` takes part on a day, and in a round where one is given.
fn takes_part(when: &When, today: &Today, round: Option<u32>) -> bool {
    let holds = |span: Option<Span>, number: u32| {
        let last = |span: Span| span.last.unwrap_or(u32::MAX);
        span.is_none_or(|span| (span.first..=last(span)).contains(&number))
    };
    holds(when.weeks, today.week)
        && holds(when.sessions, today.session)
        && round.is_none_or(|round| holds(when.rounds, round))
}

fn blocks<'a>(phase: &'a Phase, index: usize, today: &Today, cards: &mut usize, first: FirstSide) -> Vec<Block<'a>> {
    let (rounds, passes) = match phase.form {
        PhaseForm::Straight => (Some(Window::exact(1)), 1),
        PhaseForm::Rounds(rounds) | PhaseForm::Every { rounds, .. } => (Some(rounds), rounds.max),
        PhaseForm::Within(_) => (None, 1),
    };
    let mut blocks = Vec::new();
    let mut slot = 0;
    let first_card = *cards;
    for round in 1..=passes {
        let mut card = first_card;
        for (e, exercise) in phase.exercises.iter().enumerate() {
            let begin = blocks.len();
            for (m, movement) in exercise.movements.iter().enumerate() {
                let both = |round| takes_part(&exercise.when, today, round) && takes_part(&movement.when, today, round);
                if !both(None) {
                    continue;
                }
                card += 1;
                if !both(Some(round)) {
                    continue;
                }
                let dose = movement.dose.at(today);
                let of_round = (1..=round).map(|n| u32::from(both(Some(n)))).sum();
                for set in 1..=dose.sets.max {
                    for side in sides(dose.sides, first) {
                        let item = if phase.form == PhaseForm::Straight { set } else { of_round };
                        let optional = set > dose.sets.min || rounds.is_some_and(|rounds| round > rounds.min);
                        let (work, sets) = (work(dose, item), dose.sets);
                        let is_open_ended =
                            !matches!(work, Work::Time(_) | Work::Reps { target: RepTarget::Count(_), .. });
                        let kind = StepKind::Work(work);
                        let step = Step {
                            kind,
                            phase: PhaseId(index),
                            card: CardId(card - 1),
                            round,
                            rounds,
                            set,
                            sets,
                            side,
                            optional,
                            slot,
                            about: dose.about.filter(|_| is_open_ended),
                            last_time: Vec::new(),
                        };
                        blocks.push(Block { dose, place: (e, m), step });
                    }
                }
            }
            slot += u32::from(matches!(phase.form, PhaseForm::Every { .. }) && blocks.len() > begin);
        }
        *cards = card;
    }
    blocks
}

fn sides(sides: Sides, first: FirstSide) -> Vec<Side> {
    match (sides, first) {
        (Sides::Both, _) => vec![Side::Both],
        (Sides::Alternate, _) => vec![Side::Alternate],
        (Sides::Left, _) => vec![Side::Left],
        (Sides::Right, _) => vec![Side::Right],
        (Sides::Each | Sides::Split, FirstSide::Left) => vec![Side::Left, Side::Right],
        (Sides::Each | Sides::Split, FirstSide::Right) => vec![Side::Right, Side::Left],
    }
}

fn work(dose: &Prescription, item: u32) -> Work {
    let of = |items: usize| (item as usize).min(items) - 1;
    let alternate = dose.sides == Sides::Alternate;
    let reps = |reps: u32| if alternate { reps + reps } else { reps };
    let half = |time: Duration| if dose.sides == Sides::Split { time / 2 } else { time };
    match &dose.measure {
        Measure::Reps { targets, pacing } => Work::Reps {
            target: match targets[of(targets.len())] {
                RepTarget::Count(range) => RepTarget::Count(range.map(reps)),
                RepTarget::AtLeast(least) => RepTarget::AtLeast(reps(least)),
                RepTarget::Max => RepTarget::Max,
            },
            pacing: pacing.clone(),
        },
        Measure::Time(list) => Work::Time(list[of(list.len())].map(half)),
        Measure::Distance(way) => Work::Distance(way.clone()),
        Measure::Open => Work::Open,
    }
}

fn prepare(phase: &Phase, block: &Block<'_>) -> StepKind {
    let once = matches!(phase.form, PhaseForm::Within(_)) && !block.dose.prepare_written;
    StepKind::Prepare { time: block.dose.prepare, once }
}

fn between(phase: &Phase, blocks: &[Block<'_>], before: usize) -> Vec<StepKind> {
    let (one, two) = (&blocks[before], &blocks[before + 1]);
    let rest = |time| StepKind::Rest { time, until: RestEnd::Time };
    if (one.place.0, one.step.round) == (two.place.0, two.step.round) {
        let same_set = (one.place.1, one.step.set) == (two.place.1, two.step.set);
        return vec![if same_set { StepKind::Switch(one.dose.switch) } else { rest(one.dose.rest) }];
    }
    let in_round = one.step.round == two.step.round && phase.form != PhaseForm::Straight;
    let phase_rest = if in_round { phase.between } else { phase.rest }.map(rest);
    let written = two.dose.prepare_written.then(|| prepare(phase, two));
    match phase.form {
        PhaseForm::Straight => phase_rest.into_iter().chain([prepare(phase, two)]).collect(),
        PhaseForm::Rounds(_) | PhaseForm::Within(_) => phase_rest.into_iter().chain(written).collect(),
        PhaseForm::Every { slot, .. } => {
            vec![StepKind::Rest { time: slot_left(slot, blocks, before), until: RestEnd::SlotEnd }]
        }
    }
}

/// What is left of the slot that a block is the last of.
fn slot_left(slot: Duration, blocks: &[Block<'_>], last: usize) -> Window<Duration> {
    let own: Vec<_> = blocks[..=last].iter().filter(|block| block.step.slot == blocks[last].step.slot).collect();
    let (mut shortest, mut longest) = (Duration::ZERO, Duration::ZERO);
    for (n, block) in own.iter().enumerate() {
        let work = block.step.seconds().unwrap_or(NOTHING);
        let gap = n.checked_sub(1).map_or(NOTHING, |before| {
            let same = (own[before].place, own[before].step.set) == (block.place, block.step.set);
            if same { Window::exact(block.dose.switch) } else { own[before].dose.rest }
        });
        longest += work.max + gap.max;
        if block.step.set <= block.step.sets.min {
            shortest += work.min + gap.min;
        }
    }
    Window { min: slot.saturating_sub(longest), max: slot.saturating_sub(shortest) }
}

fn gap_time(kind: &StepKind) -> Option<Window<Duration>> {
    match kind {
        StepKind::Prepare { time, .. } | StepKind::Switch(time) => Some(Window::exact(*time)),
        StepKind::Rest { time, .. } => Some(*time),
        StepKind::Work(_) => None,
    }
}

/// `totals` of a plan in its public form, by what the format says of it.
pub fn totals(json: &Value) -> Value {
    let steps = json["steps"].as_array().map_or(&[][..], Vec::as_slice);
    let mut sums = [[0.0; 2]; 5];
    let mut add = |sum: usize, step: &Value, amount: &Value| {
        sums[sum][0] += if step["optional"] == true { 0.0 } else { number(&amount["min"]) };
        sums[sum][1] += high(amount);
    };
    let one = serde_json::json!({"min": 1, "max": 1});
    let mut sets = std::collections::HashSet::new();
    for step in steps {
        add(if step["kind"] == "work" { 2 } else { 3 }, step, &step["seconds"]);
        let set = ["phase", "exercise", "movement", "round", "set"].map(|key| step[key].to_string());
        if step["kind"] == "work" && sets.insert(set) {
            add(0, step, &one);
        }
        if step["measure"] == "reps" {
            add(1, step, &step["amount"]);
        }
    }
    for phase in json["phases"].as_array().into_iter().flatten() {
        let steps: Vec<_> = steps.iter().filter(|step| step["phase"] == phase["id"]).collect();
        let [min, max] = [0, 1].map(|end| phase_seconds(phase, &steps, end == 1));
        sums[4] = [sums[4][0] + min, sums[4][1] + max.max(min)];
    }
    let names = ["sets", "reps", "work_seconds", "rest_seconds", "seconds"];
    let ends = |[min, max]: [f64; 2]| serde_json::json!({"min": min, "max": max});
    names.iter().zip(sums).map(|(name, sum)| ((*name).to_owned(), ends(sum))).collect::<serde_json::Map<_, _>>().into()
}

fn phase_seconds(phase: &Value, steps: &[&Value], high: bool) -> f64 {
    let end = |step: &&&Value| if high { self::high(&step["seconds"]) } else { number(&step["seconds"]["min"]) };
    let before: f64 = steps.iter().take_while(|step| step["kind"] != "work").map(|step| end(&step)).sum();
    if let Some(within) = phase["within_seconds"].as_f64() {
        return before + within;
    }
    let Some(every) = phase["every_seconds"].as_f64() else {
        return steps.iter().filter(|step| high || step["optional"] == false).map(|step| end(&step)).sum();
    };
    let slot = |step: &&&Value| (step["round"].clone(), step["exercise"].clone());
    let round = number(&phase["rounds"][if high { "max" } else { "min" }]);
    let in_time: Vec<_> = steps.iter().filter(|step| number(&step["round"]) <= round).collect();
    let mut slots: Vec<_> = in_time.iter().map(slot).collect();
    slots.dedup();
    if slots.is_empty() {
        return 0.0;
    }
    let own = in_time.iter().filter(|step| Some(&slot(step)) == slots.last()).skip_while(|step| step["kind"] != "work");
    let owed = own.filter(|step| high || number(&step["set"]) <= number(&step["sets"]["min"]));
    #[expect(clippy::cast_precision_loss, reason = "a handful of slots")]
    let slots_before = (slots.len() - 1) as f64;
    before + slots_before * every + owed.map(end).sum::<f64>()
}

/// `totals.open` of a plan in its public form.
pub fn open(json: &Value) -> Value {
    let looping: Vec<_> =
        json["phases"].as_array().into_iter().flatten().filter(|phase| phase["rounds"].is_null()).collect();
    let mut owed = json["steps"].as_array().into_iter().flatten().filter(|step| step["optional"] == false);
    let open = owed.any(|step| {
        let is_loop = looping.iter().any(|phase| phase["id"] == step["phase"]);
        step["seconds"]["max"].is_null() && !is_loop
    });
    open.into()
}

/// The high end of an amount; where it has none the low end, as of 12 reps and more.
fn high(amount: &Value) -> f64 {
    number(if amount["max"].is_null() { &amount["min"] } else { &amount["max"] })
}

/// A number, or nothing where there is none.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}
