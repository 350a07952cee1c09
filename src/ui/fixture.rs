//! A small plan with one of everything, and views of it.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::figure::{Anchor, Arm, Arrow, Draft, Figure, FootEnd, Leg, Point, PoseDraft, Props, Viewpoint, Which};
use crate::model::{Distance, DistanceUnit, Gate, Label, Pacing, RepTarget, Rhythm, Side, Window};
use crate::plan::{Card, CardId, PhaseClock, PhaseId, PhaseSpan, Plan, RestEnd, Step, StepId, StepKind, Work};
use crate::session::{Cursor, Mono, RepPart, Stage, TimeDisplay, View};

pub(super) fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(super) fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn label(name: &str) -> Label {
    Label { id: crate::text::slug(name).unwrap(), name: name.to_owned(), say_as: None }
}

fn card(exercise: &str, movement: Option<&str>, tips: &[&str]) -> Card {
    Card {
        exercise: label(exercise),
        movement: movement.map(label),
        goal: Some("More power from the whole calf.".to_owned()),
        tips: tips.iter().map(|tip| (*tip).to_owned()).collect(),
        equipment: Vec::new(),
        video: None,
        contacts: false,
        fit: None,
        load: None,
        load_told: None,
        effort: None,
        figure: Some("lunge".to_owned()),
        parts: Vec::new(),
    }
}

/// Steps of [`plan`] by name.
pub(super) mod at {
    use crate::plan::StepId;

    pub(in crate::ui) const PREPARE: StepId = StepId(0);
    pub(in crate::ui) const WINDOW_LEFT: StepId = StepId(1);
    pub(in crate::ui) const SWITCH: StepId = StepId(2);
    pub(in crate::ui) const WINDOW_RIGHT: StepId = StepId(3);
    pub(in crate::ui) const REPS: StepId = StepId(5);
    pub(in crate::ui) const REPS_RIGHT: StepId = StepId(7);
    pub(in crate::ui) const OPTIONAL_REST: StepId = StepId(8);
    pub(in crate::ui) const ALTERNATE: StepId = StepId(13);
    pub(in crate::ui) const TEMPO: StepId = StepId(14);
    pub(in crate::ui) const TIMED: StepId = StepId(16);
    pub(in crate::ui) const OPEN: StepId = StepId(17);
    pub(in crate::ui) const DISTANCE: StepId = StepId(18);
    pub(in crate::ui) const AT_LEAST: StepId = StepId(19);
}

pub(super) fn plan() -> Plan {
    let cards = vec![
        card("Ball roll", Some("Gentle rolls"), &["Slow, and as much weight as feels good."]),
        card(
            "Single-leg hops",
            None,
            &[
                "Explosive up, and off the floor fast.",
                "The moment your forefoot lands, jump again: spend next to no time down there.",
                "Small hops, tall body, quiet landings. One landing is one rep.",
            ],
        ),
        card("Downward-dog pedal", None, &["Hands and feet on the floor, hips high;\n\tbend one knee."]),
        Card { load: Some("5kg".to_owned()), effort: Some("RPE 8".to_owned()), ..card("Heel raises", None, &[]) },
        card("Fast squats", None, &["Form before speed."]),
        card("Easy walk", None, &[]),
    ];
    let once = Window::exact(1);
    let one_to_two = Window { min: 1, max: 2 };
    let step = |kind, phase, card, side| Step {
        kind,
        phase: PhaseId(phase),
        card: CardId(card),
        round: 1,
        rounds: Some(once),
        set: 1,
        sets: once,
        side,
        optional: false,
        slot: 0,
        about: None,
        last_time: Vec::new(),
    };
    let set = |set, step: Step| Step { set, sets: one_to_two, optional: set > one_to_two.min, ..step };
    let reps = |target, pacing| StepKind::Work(Work::Reps { target, pacing });
    let counted = |min, max| reps(RepTarget::Count(Window { min, max }), Pacing::SelfPaced(millis(500)));
    let prepare = |seconds| StepKind::Prepare { time: secs(seconds), once: false };
    let rest = |min, max| StepKind::Rest { time: Window { min: secs(min), max: secs(max) }, until: RestEnd::Time };
    let window = || StepKind::Work(Work::Time(Window { min: secs(30), max: secs(90) }));
    let hops = || counted(6, 8);
    let tempo = Pacing::Rhythm(Rhythm::Tempo(vec![secs(2), secs(1), secs(2)]));
    let walk = Distance { number: "400".to_owned(), unit: DistanceUnit::M };
    let both_hops = |n| {
        [
            set(n, step(hops(), 1, 1, Side::Left)),
            set(n, step(StepKind::Switch(secs(5)), 1, 1, Side::Right)),
            set(n, step(hops(), 1, 1, Side::Right)),
        ]
    };
    let [left, change, right] = both_hops(1);
    let [left2, _, right2] = both_hops(2);
    let steps = [
        step(prepare(10), 0, 0, Side::Left),
        step(window(), 0, 0, Side::Left),
        step(StepKind::Switch(secs(5)), 0, 0, Side::Right),
        step(window(), 0, 0, Side::Right),
        step(prepare(10), 1, 1, Side::Left),
        left,
        change,
        right,
        set(2, step(rest(45, 60), 1, 1, Side::Left)),
        left2,
        right2,
        step(rest(30, 30), 1, 2, Side::Alternate),
        step(prepare(10), 1, 2, Side::Alternate),
        step(counted(10, 20), 1, 2, Side::Alternate),
        step(reps(RepTarget::Count(Window::exact(12)), tempo), 1, 3, Side::Both),
        step(rest(10, 10), 1, 4, Side::Both),
        step(StepKind::Work(Work::Time(Window::exact(secs(20)))), 1, 4, Side::Both),
        step(StepKind::Work(Work::Open), 1, 5, Side::Both),
        step(StepKind::Work(Work::Distance(walk)), 1, 5, Side::Both),
        step(reps(RepTarget::AtLeast(12), Pacing::SelfPaced(millis(500))), 1, 4, Side::Both),
    ];
    let phase = |name: &str, steps| PhaseSpan {
        id: crate::text::slug(name).unwrap(),
        name: name.to_owned(),
        goal: None,
        steps,
        rounds: Some(once),
        clock: PhaseClock::None,
    };
    let phases = vec![phase("Preparation and mobility", 0..4), phase("Strength and power", 4..steps.len())];
    Plan {
        routine: label("Strong, happy calves"),
        pain_back: Gate::default().pain_back,
        phases,
        cards,
        steps: steps.to_vec().try_into().unwrap(),
        left_out: Vec::new(),
    }
}

/// The figure that every card of [`plan`] names.
pub(super) fn figure(id: &str) -> Option<Figure> {
    let angles = |thigh, shin| Some(Leg::Angles { thigh, shin, foot: None });
    let arm = |upper, fore| Some(Arm::Angles { upper, fore });
    let toe = Leg::Placed { end: FootEnd::Toe, at: Point::new(-64.0, 0.0), foot: 70.0 };
    let tall = PoseDraft {
        take: 1.2,
        hold: 0.5,
        lean: Some(0.0),
        legs: [angles(0.0, 0.0), angles(95.0, -5.0)],
        arms: [arm(50.0, 140.0), arm(-45.0, 20.0)],
        arrow: Some(Arrow::Back),
        ..PoseDraft::default()
    };
    let low = PoseDraft {
        take: 1.5,
        hold: 0.3,
        lean: Some(8.0),
        legs: [angles(78.0, -5.0), Some(toe)],
        arms: [arm(-45.0, 20.0), arm(50.0, 140.0)],
        arrow: Some(Arrow::Forward),
        ..PoseDraft::default()
    };
    let lunge = Draft {
        name: "Reverse lunge".to_owned(),
        viewpoint: Viewpoint::Side,
        anchor: Anchor::Foot(FootEnd::Toe, Which::Working),
        alternate: false,
        reps: 1,
        walk: false,
        props: Props::default(),
        in_hands: None,
        poses: vec![tall, low],
    };
    (id == "lunge").then(|| Figure::new(lunge).unwrap())
}

static NOTHING: BTreeSet<Cursor> = BTreeSet::new();

/// A view of a running step, so long after its beginning, as the session makes it for the kind of step.
pub(super) fn view(plan: &Plan, index: StepId, elapsed: Duration) -> View<'_> {
    let step = &plan[index];
    let pace = match step.work() {
        Some(work) if work.rhythm().is_some() => TimeDisplay::Reps,
        Some(Work::Time(time)) if !time.is_exact() => TimeDisplay::Up { low: time.min },
        Some(Work::Time(_)) | None => TimeDisplay::Down,
        Some(_) => TimeDisplay::User,
    };
    let length = step.seconds().map(|time| time.max).filter(|_| pace != TimeDisplay::User);
    let left = secs(760).saturating_sub(elapsed);
    View {
        now: Mono(elapsed),
        plan,
        index,
        step,
        card: plan.card(index),
        phase: plan.phase(index),
        round: step.round,
        stage: Stage::Running,
        question: None,
        entry: "",
        elapsed,
        length,
        pace,
        reps: (pace == TimeDisplay::Reps).then_some(3),
        rep: (pace == TimeDisplay::Reps).then_some(4),
        part: (pace == TimeDisplay::Reps).then_some(RepPart { index: 1, left: millis(600) }),
        digits_for: step.work().is_none_or(Work::counts_reps).then_some(Cursor::first(plan, index)),
        clock_left: None,
        feedback: None,
        next: Cursor::first(plan, index).next_work(plan),
        before: Some(Cursor::first(plan, at::WINDOW_LEFT)),
        left,
        open_ahead: false,
        hands_free: false,
        progress: 0.3,
        is_done: false,
        worked: &NOTHING,
        overrun: None,
        changes_at: Some(Mono(elapsed + secs(1))),
    }
}
