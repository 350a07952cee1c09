//! What holds for every routine and for everything that can happen: the laws of the plan and of the session.

mod support;

use std::collections::BTreeMap;
use std::time::Duration;

use calfguide::model::{Exercise, Measure, Pacing, Phase, PhaseForm, RepTarget, Rhythm, Routine, Today, Window};
use calfguide::plan::{
    self, CardId, Length, PhaseClock, PhaseId, Plan, RestEnd, Step, StepId, StepKind, Totals, Work, json::PlanJson,
};
use calfguide::record::{Attempt, Record};
use calfguide::session::{
    Cue, Cursor, Event, Fact, Input, Key, Mono, Outcome, Question, Session, Stage, TimeDisplay, View, What,
};
use calfguide::settings::{FirstSide, Settings, WindowChoice};
use calfguide::words::stage;
use proptest::prelude::*;
use support::any::{Doses, any_day, any_routine, any_script, cases, patient_script, straight_routine};
use support::stopwatch::Stopwatch;
use support::{Drive, PhaseExt, Prescribe, exercise, naive, phase, plan, plan_with, routine, text};

const SECOND: Duration = Duration::from_secs(1);
const GET_READY: Duration = Session::GET_READY;

// --- the plan ---

fn windows(windows: WindowChoice) -> Settings {
    Settings { windows, ..Settings::default() }
}

/// The routine with one end of each of its windows.
fn one_end(routine: &Routine, high: bool) -> Routine {
    fn end<T: Copy + PartialEq>(range: &mut Window<T>, high: bool) {
        *range = Window::exact(if high { range.max } else { range.min });
    }
    let mut routine = routine.clone();
    for phase in &mut routine.phases {
        match &mut phase.form {
            PhaseForm::Rounds(rounds) | PhaseForm::Every { rounds, .. } => end(rounds, high),
            PhaseForm::Straight | PhaseForm::Within(_) => {}
        }
        phase.rest.iter_mut().chain(&mut phase.between).for_each(|rest| end(rest, high));
        for exercise in &mut phase.exercises {
            *exercise = exercise.clone().change(|dose| {
                end(&mut dose.sets, high);
                end(&mut dose.rest, high);
                match &mut dose.measure {
                    Measure::Time(list) => list.iter_mut().for_each(|time| end(time, high)),
                    Measure::Reps { targets, .. } => targets.iter_mut().for_each(|target| {
                        if let RepTarget::Count(reps) = target {
                            end(reps, high);
                        }
                    }),
                    Measure::Distance(_) | Measure::Open => {}
                }
            });
        }
    }
    routine
}

/// Numbers of a JSON text, as they are written.
fn numbers(json: &str) -> impl Iterator<Item = &str> {
    json.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

proptest! {
    #![proptest_config(cases(256))]

    // Kills: any change to the order of blocks, to which gap stands where, its length, its place, what is optional,
    // how rounds, sets, slots and list items are counted, what a side gets.
    #[test]
    fn a_plan_is_its_blocks_and_what_stands_between_them(
        routine in any_routine(Doses::All),
        today in any_day(),
        right: bool,
    ) {
        let first_side = if right { FirstSide::Right } else { FirstSide::Left };
        let plan = plan::build(&routine, &today, &Settings { first_side, ..Settings::default() }).unwrap();
        prop_assert_eq!(&naive::steps(&routine, &today, first_side)[..], &plan.steps[..]);
    }

    // Kills: phases that overlap or leave steps out, steps of another phase's clock or rounds, cards of others.
    #[test]
    fn the_phases_tile_the_steps(routine in any_routine(Doses::All)) {
        let plan = plan(&routine);
        let mut next = 0;
        for (index, phase) in plan.phases.iter().enumerate() {
            let written = routine.phases.iter().find(|written| written.id == phase.id).unwrap();
            prop_assert_eq!(phase.steps.start, next);
            prop_assert!(!phase.steps.is_empty());
            next = phase.steps.end;
            for step in &plan.steps[phase.steps.clone()] {
                prop_assert_eq!((step.phase, step.rounds), (PhaseId(index), phase.rounds));
                prop_assert_eq!(step.slot == 0 || matches!(phase.clock, PhaseClock::Every(_)), true);
                let exercise = &plan[step.card].exercise.id;
                prop_assert!(written.exercises.iter().any(|it| it.id == *exercise));
            }
            let last = &plan.steps[phase.steps.end - 1];
            let between = matches!(last.kind, StepKind::Rest { until: RestEnd::NextRound, .. });
            prop_assert!(!last.is_gap() || between && matches!(phase.clock, PhaseClock::Within(_)));
        }
        prop_assert_eq!(next, plan.steps.len());
        prop_assert!(plan.steps.len() <= plan::MAX_STEPS);
    }

    // Kills: sums that take optional steps for owed, that count a pair twice, that add up a clock's phase step by step.
    #[test]
    fn the_totals_are_what_the_format_says(routine in any_routine(Doses::All)) {
        let json = serde_json::to_value(PlanJson::of(&plan(&routine))).unwrap();
        let naive = naive::totals(&json);
        prop_assert_eq!(&json["totals"]["open"], &naive::open(&json));
        for (sum, ends) in naive.as_object().unwrap() {
            for end in ["min", "max"] {
                let (ours, theirs) = (naive::number(&json["totals"][sum][end]), naive::number(&ends[end]));
                // Each step is rounded to the millisecond in the public form.
                prop_assert!((ours - theirs).abs() < 0.01, "{sum} {end}: {ours}, and {theirs} by the format");
            }
        }
    }

    // Kills: `--short` or `--full` that forgets a window, or takes its other end.
    #[test]
    fn short_and_full_are_the_ends_of_every_window(routine in any_routine(Doses::All)) {
        let short = plan_with(&routine, &windows(WindowChoice::Low));
        let full = plan_with(&routine, &windows(WindowChoice::High));
        prop_assert_eq!(&short, &plan(&one_end(&routine, false)));
        prop_assert_eq!(&full, &plan(&one_end(&routine, true)));
        let [low, high] = [&short, &full].map(Totals::of);
        let works = |plan: &Plan| plan.steps.iter().filter(|step| !step.is_gap()).count();
        prop_assert!(works(&short) <= works(&full));
        let grows = low.sets.max <= high.sets.max && low.work.max <= high.work.max && low.rest.max <= high.rest.max;
        // What is left of a slot is less after more work.
        let slots = routine.phases.iter().any(|phase| matches!(phase.form, PhaseForm::Every { .. }));
        prop_assert!(grows || slots);
        let open = Totals::of(&plan(&routine));
        prop_assert!(open.length.time.min <= open.length.time.max);
        prop_assert!(!short.steps.iter().chain(&full.steps).any(|step| step.optional));
    }

    // Kills: numbers with a needless fraction, or a finer one than a millisecond.
    #[test]
    fn numbers_are_whole_or_have_at_most_three_decimals(routine in any_routine(Doses::All)) {
        let json = serde_json::to_string(&PlanJson::of(&plan(&routine))).unwrap();
        for number in numbers(&json) {
            let decimals = number.split_once('.').map_or("1", |(_, decimals)| decimals);
            prop_assert!(decimals.len() <= 3 && !decimals.ends_with('0'), "{}", number);
        }
    }

    // Kills: a ladder that leaves a window open, or that touches a rest or another exercise.
    #[test]
    fn a_ladder_begins_at_the_low_ends(routine in straight_routine(Doses::Known)) {
        use support::ExerciseExt;
        let mut climbing = routine.clone();
        let one = |exercise: &Exercise| exercise.movements.len() == 1;
        for exercise in climbing.phases.iter_mut().flat_map(|phase| &mut phase.exercises).filter(|it| one(it)) {
            *exercise = exercise.clone().double();
        }
        let (climbing, low) = (plan(&climbing), one_end(&routine, false));
        let low = plan(&low);
        let works = |plan: &Plan| {
            let steps = plan.steps.iter().filter(|step| !step.is_gap()).cloned().collect::<Vec<_>>();
            steps.into_iter().filter(|step| one_movement(&routine, plan, step)).collect::<Vec<_>>()
        };
        prop_assert_eq!(works(&climbing), works(&low));
        let as_written = plan::build(&routine, &Today::WRITTEN, &Settings::default()).unwrap();
        prop_assert_eq!(as_written, plan(&routine));
    }

    // Kills: `--from`, `--skip` and `--phase` that leave a gap behind, or forget who was left out.
    #[test]
    fn what_is_left_out_is_as_if_it_were_not_written(routine in any_routine(Doses::All), pick: prop::sample::Index) {
        let all: Vec<_> = routine.phases.iter().flat_map(|phase| &phase.exercises).map(|it| it.id.clone()).collect();
        let id = pick.get(&all);
        let without = |keep: &dyn Fn(&Phase, &Exercise) -> bool| {
            let mut routine = routine.clone();
            for phase in &mut routine.phases {
                let kept = phase.exercises.iter().filter(|it| keep(phase, it)).cloned().collect();
                phase.exercises = kept;
            }
            routine.phases.retain(|phase| !phase.exercises.is_empty());
            routine
        };
        let here = |exercise: &Exercise| all.iter().position(|it| *it == exercise.id);
        let from = all.iter().position(|it| it == id);
        let phase = id[..2].to_owned();
        let choices = [
            (Settings { skip: vec![id.clone()], ..Settings::default() }, without(&|_, it| it.id != *id)),
            (Settings { from: Some(id.clone()), ..Settings::default() }, without(&|_, it| here(it) >= from)),
            (Settings { phase: Some(phase.clone()), ..Settings::default() }, without(&|it, _| it.id == phase)),
        ];
        for (settings, rest) in choices {
            let Ok(mut ours) = plan::build(&routine, &Today::FIRST, &settings) else {
                prop_assert!(plan::build(&rest, &Today::FIRST, &Settings::default()).is_err());
                continue;
            };
            let kept = rest.phases.iter().map(|phase| phase.exercises.len()).sum::<usize>();
            prop_assert_eq!(std::mem::take(&mut ours.left_out).len() + kept, all.len());
            prop_assert_eq!(ours, plan(&rest));
        }
    }
}

fn one_movement(routine: &Routine, plan: &Plan, step: &Step) -> bool {
    let id = &plan[step.card].exercise.id;
    let mut exercises = routine.phases.iter().flat_map(|phase| &phase.exercises);
    exercises.any(|exercise| exercise.id == *id && exercise.movements.len() == 1)
}

// --- the session ---

/// The facts that begin and end steps, in order.
fn bounds(events: &[Event]) -> impl Iterator<Item = &Event> {
    events.iter().filter(|event| matches!(event.what, What::Fact(Fact::Started { .. } | Fact::Ended { .. })))
}

/// A step that was ended: its start, its end, and all that was said between.
struct Ended<'a> {
    step: &'a Step,
    events: &'a [Event],
    outcome: Outcome,
    active: Duration,
    /// How long time stood still in it.
    still: Duration,
}

fn ended(drive: &Drive) -> Vec<Ended<'_>> {
    let still = stood_still(&drive.events);
    let mut all = Vec::new();
    let mut began = 0;
    for (n, event) in drive.events.iter().enumerate() {
        match event.what {
            What::Fact(Fact::Started { .. }) => began = n,
            What::Fact(Fact::Ended { outcome, active, .. }) => {
                let step = &drive.session.plan()[event.step];
                all.push(Ended {
                    step,
                    events: &drive.events[began..=n],
                    outcome,
                    active,
                    still: still[n].saturating_sub(still[began]),
                });
            }
            What::Fact(_) | What::Cue(_) => {}
        }
    }
    all
}

/// How long time has stood still by each event: in pauses and get-readies.
fn stood_still(events: &[Event]) -> Vec<Duration> {
    let (mut still, mut last, mut paused, mut ready) = (Duration::ZERO, Mono::default(), false, false);
    let by_event = events.iter().map(|event| {
        if paused || ready {
            still += event.at.since(last);
        }
        last = event.at;
        match &event.what {
            What::Fact(Fact::Paused) => paused = true,
            What::Fact(Fact::Resumed) => paused = false,
            What::Cue(Cue::GetReady) => ready = true,
            What::Cue(Cue::Go) | What::Fact(Fact::Ended { .. }) => ready = false,
            _ => {}
        }
        still
    });
    by_event.collect()
}

fn texts(events: &[Event]) -> Vec<String> {
    events.iter().map(text).collect()
}

/// The events, this much earlier.
fn earlier(events: &[Event], by: Duration) -> Vec<Event> {
    events.iter().map(|event| Event { at: Mono(event.at.0.saturating_sub(by)), ..event.clone() }).collect()
}

/// The block that digits amend.
fn amended(drive: &Drive) -> Option<(StepId, u32)> {
    let mut drive = drive.clone();
    let from = drive.events.len();
    drive.key(Key::Digit(7)).after(1_u32).key(Key::Enter);
    let amended = |event: &&Event| matches!(event.what, What::Fact(Fact::Amended { .. }));
    drive.events[from..].iter().find(amended).map(|event| (event.step, event.round))
}

/// The whole seconds that a face shows of the step, of the part of a rep, and of the clock of the phase. A countdown
/// rounds up, and so never shows a zero before its end.
fn shown(view: &View<'_>) -> [Option<u64>; 3] {
    let up = |time: Duration| time.as_secs() + u64::from(time.subsec_nanos() > 0);
    let step = match view.stage {
        Stage::Running if view.pace == TimeDisplay::Down => {
            view.length.map(|length| up(length.saturating_sub(view.elapsed)))
        }
        Stage::Running => Some(view.elapsed.as_secs()),
        Stage::GetReady(left) => Some(up(left)),
        Stage::Paused | Stage::Waiting | Stage::Closing | Stage::Over => None,
    };
    [step, view.part.map(|part| up(part.left)), view.clock_left.map(up)]
}

/// Whether all that a session says is in order: what the record, the faces and the sound rely on.
fn in_order(drive: &Drive) -> Result<(), TestCaseError> {
    let plan = drive.session.plan();
    let mut open: Option<&Event> = None;
    let mut at = Mono::default();
    let mut finished = false;
    let mut rounds = vec![0; plan.phases.len()];
    for event in &drive.events {
        prop_assert!(at <= event.at && event.at <= drive.now, "{} comes late", text(event));
        at = event.at;
        let step = &plan[event.step];
        prop_assert!(step.rounds.is_none() || step.round == event.round, "{} is in another round", text(event));
        match &event.what {
            What::Fact(Fact::Started { clock }) => {
                prop_assert!(open.is_none() && !finished, "{}", text(event));
                prop_assert!(clock.is_none() || plan.phase(event.step).clock != PhaseClock::None);
                let highest = &mut rounds[step.phase.0];
                prop_assert!(step.rounds.is_some() || event.round <= *highest + 1, "{} left one out", text(event));
                *highest = event.round.max(*highest);
                open = Some(event);
            }
            What::Fact(Fact::Ended { .. }) => {
                let open = open.take();
                prop_assert_eq!(open.map(|open| (open.step, open.round)), Some((event.step, event.round)));
            }
            What::Fact(Fact::Finished { .. }) => {
                prop_assert!(open.is_none() && !finished, "{}", text(event));
                finished = true;
            }
            What::Fact(Fact::Amended { .. } | Fact::Load(_)) => prop_assert!(!step.is_gap()),
            _ => {}
        }
    }
    let offers_what_was_left_out = matches!(drive.view().question, Some(Question::LeftOut { .. }));
    prop_assert_eq!(open.is_none(), finished || offers_what_was_left_out);
    Ok(())
}

/// How an attempt ended, its reps, and whether these were told afterwards: then it was done.
type Told = (Option<Outcome>, Option<u32>, bool);

proptest! {
    #![proptest_config(cases(128))]

    // Kills: whatever panics or loops; events out of order; starts without an end; a deadline that is not in the
    // future; a view that disagrees with the session.
    #[test]
    fn whatever_happens_the_session_stays_in_order(routine in any_routine(Doses::All), script in any_script(60)) {
        let mut drive = Drive::of(&routine);
        for (wait, input) in script {
            drive.wait(wait).input(input);
            let (now, view) = (drive.now, drive.view());
            prop_assert!(drive.session.deadline().is_none_or(|deadline| deadline > now));
            prop_assert_eq!(view.changes_at.is_some(), shown(&view)[0].is_some());
            if let Some(at) = view.changes_at {
                let is_due = drive.session.deadline() == Some(at);
                prop_assert!(is_due || shown(&drive.session.view(at)) != shown(&view));
                let just_before = Mono(at.0.saturating_sub(Duration::from_millis(1))).max(now);
                prop_assert_eq!(shown(&drive.session.view(just_before)), shown(&view));
            }
            prop_assert!((0.0..=1.0).contains(&view.progress));
            prop_assert!(view.length.is_none_or(|length| view.elapsed <= length));
            prop_assert!(view.next.is_none_or(|next| !next.is_gap(view.plan)));
            prop_assert_eq!(drive.session.is_over(), view.stage == Stage::Over);
            prop_assert!(drive.session.deadline().is_some() || view.stage != Stage::Running
                || view.length.is_none());
        }
        in_order(&drive)?;
    }

    // Kills: time that is counted in ticks, marks that are told again or lost at a tick.
    #[test]
    fn more_ticks_never_change_what_happens(
        routine in any_routine(Doses::All),
        script in any_script(30),
        ticks in prop::collection::vec(0.0..1.0_f64, 1..8),
    ) {
        let mut few = Drive::of(&routine);
        let mut many = few.clone();
        let mut parts = ticks.iter().cycle();
        for (wait, input) in script {
            few.wait(wait);
            for _ in 0..3 {
                let part = (few.now.since(many.now)).mul_f64(*parts.next().unwrap());
                many.after(part).input(Input::Tick);
            }
            while let Some(deadline) = many.session.deadline().filter(|deadline| *deadline < few.now) {
                many.tick_to(deadline);
            }
            few.input(input);
            many.at(few.now).input(input);
            prop_assert_eq!(texts(&few.events), texts(&many.events));
            prop_assert_eq!(few.view(), many.view());
            prop_assert_eq!(few.session.deadline(), many.session.deadline());
        }
    }

    // Kills: what `ahead` forgets, changes or says twice.
    #[test]
    fn ahead_is_what_ticks_then_say(routine in any_routine(Doses::All), script in any_script(15), ms in 0..90_000_u64) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let until = drive.now + Duration::from_millis(ms);
        let before = drive.events.len();
        let ahead = drive.session.ahead(until);
        prop_assert_eq!(texts(&ahead), texts(&drive.tick_to(until).events[before..]));
    }

    // Kills: drift; a pause, a get-ready or an adjustment that is counted as work, or that is lost.
    #[test]
    fn a_completed_timed_step_took_its_length_and_its_adjustments(
        routine in any_routine(Doses::Timed),
        script in patient_script(40),
    ) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        for ended in ended(&drive) {
            let took = ended.events.last().unwrap().at.since(ended.events[0].at);
            prop_assert_eq!(ended.active + ended.still, took);
            let slot_rest = matches!(ended.step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
            let planned = ended.step.seconds().unwrap().max;
            let adjusted = ended.events.iter().fold(planned, |length, event| match event.what {
                What::Cue(Cue::Adjusted { longer: true, by }) => length + by,
                What::Cue(Cue::Adjusted { longer: false, by }) => length.saturating_sub(by),
                _ => length,
            });
            if ended.outcome == Outcome::TimeUp {
                prop_assert!(ended.active <= adjusted);
            } else if !slot_rest {
                prop_assert_eq!(ended.active, adjusted);
                let short = !ended.step.is_gap() && ended.active < planned;
                prop_assert_eq!(ended.outcome, if short { Outcome::Partial } else { Outcome::Done });
            }
        }
        for (n, event) in drive.events.iter().enumerate() {
            let What::Cue(Cue::Adjusted { longer, by }) = event.what else { continue };
            let ends = drive.events.get(n + 1).is_some_and(|it| matches!(it.what, What::Fact(Fact::Ended { .. })));
            prop_assert!(by == 15 * SECOND || ends && !longer && by < 15 * SECOND, "{}", text(event));
        }
    }

    // Kills: a pause that is not shifted out of a deadline, of the clock of a phase, or shifted twice.
    #[test]
    fn a_pause_shifts_what_follows_and_changes_nothing_else(
        routine in any_routine(Doses::All),
        script in any_script(12),
        wait in 0..40_000_u64,
        pause in 1..500_000_u64,
    ) {
        let mut on = Drive::of(&routine);
        on.play(&script).settle().after(Duration::from_millis(wait)).input(Input::Tick).continue_hands_free();
        prop_assume!(on.goes_on());
        let pause = Duration::from_millis(pause);
        let ready = match on.view().stage {
            Stage::GetReady(left) => GET_READY.saturating_sub(left),
            _ if on.view().step.is_gap() => Duration::ZERO,
            _ => GET_READY,
        };
        let mut paused = on.clone();
        paused.key(Key::Pause).after(pause).key(Key::Pause);
        if ready > Duration::ZERO {
            let go = paused.now + GET_READY;
            paused.tick_to(go);
            on.tick_to(Mono(go.0.saturating_sub(pause + ready)));
        }
        let (from, from_paused) = (on.events.len(), paused.events.len());
        on.run();
        paused.run();
        let shifted = earlier(&paused.events[from_paused..], pause + ready);
        prop_assert_eq!(texts(&on.events[from..]), texts(&shifted));
    }

    // Kills: a run-through that loses a step, cuts short, starts work, or goes past the clock of a phase.
    #[test]
    fn a_gap_runs_a_rest_on_as_time_does_and_never_work(
        routine in any_routine(Doses::All),
        script in any_script(12),
        seconds in 0..40_u32,
        hands_free: bool,
    ) {
        let mut slept = Drive::start(plan(&routine), hands_free);
        slept.play(&script).settle();
        if !slept.view().step.is_gap() {
            slept.after(5_u32).key(Key::Enter);
        }
        prop_assume!(slept.goes_on() && slept.view().step.is_gap());
        let mut waited = slept.clone();
        let length = seconds * SECOND;
        slept.input(Input::Gap(length));
        let until = waited.now + length;
        while let Some(deadline) = waited.session.deadline().filter(|at| *at <= until) {
            if !waited.view().step.is_gap() || waited.session.is_over() {
                break;
            }
            waited.tick_to(deadline);
        }
        let (a, b) = (slept.view(), waited.view());
        prop_assert_eq!((a.index, a.round, a.question), (b.index, b.round, b.question));
        if a.step.is_gap() {
            prop_assert_eq!(a.stage, b.stage);
            prop_assert_eq!(a.elapsed, waited.tick_to(until).view().elapsed);
            prop_assert_eq!(slept.session.deadline().map(|at| at + length), waited.session.deadline());
        } else if slept.goes_on() {
            prop_assert_eq!((a.stage, a.elapsed), (begins(&a), Duration::ZERO));
        }
        in_order(&slept)?;
    }

    // Kills: work that goes on through a gap, an answer that does something else.
    #[test]
    fn a_gap_in_work_pauses_and_asks(
        routine in any_routine(Doses::All),
        script in any_script(12),
        seconds in 3..3599_u32,
    ) {
        let mut drive = Drive::of(&routine);
        drive.play(&script).settle();
        while drive.goes_on() && (drive.view().step.is_gap() || drive.view().stage != Stage::Running) {
            drive.tick_to(drive.session.deadline().unwrap());
        }
        prop_assume!(drive.goes_on());
        let (index, elapsed) = (drive.view().index, drive.view().elapsed);
        let length = seconds * SECOND;
        drive.input(Input::Gap(length)).after(3_u32);
        prop_assert_eq!(drive.view().question, Some(Question::AfterGap(length)));
        prop_assert_eq!((drive.view().elapsed, drive.session.deadline()), (elapsed, None));
        drive.key(Key::Quit).key(Key::Escape);
        prop_assert_eq!(drive.view().question, Some(Question::AfterGap(length)));
        drive.key(Key::Escape);
        prop_assert_eq!((drive.view().index, drive.view().elapsed), (index, Duration::ZERO));
        prop_assert_eq!(drive.view().stage, begins(&drive.view()));
    }

    // Kills: a resumed session that stands elsewhere, forgets the round, the block that digits amend, or the clock.
    #[test]
    fn resuming_from_the_facts_gives_the_same_record_and_cursor(
        routine in any_routine(Doses::All),
        script in any_script(25),
        later in 0..1000_u32,
    ) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let mut resumed = drive.killed(later * SECOND);
        prop_assert!(resumed.session.deadline().is_none_or(|deadline| deadline >= resumed.now));
        // All that was done before is kept, and what was under way is left.
        let plan = drive.session.plan().clone();
        let known = drive.record.attempts.len();
        for (before, after) in drive.record.attempts.iter().zip(&resumed.record.attempts) {
            let facts = |attempt: &Attempt| (attempt.step, attempt.round, attempt.started, attempt.active, attempt.reps);
            prop_assert_eq!(facts(before), facts(after));
            prop_assert_eq!(before.outcome(&plan).or(Some(Outcome::Abandoned)), after.outcome(&plan));
        }
        let finished = drive.record.complete.is_some();
        prop_assert_eq!(resumed.session.is_over(), finished);
        if finished {
            return Ok(());
        }
        let (a, b) = (drive.view(), resumed.view());
        if matches!(a.question, Some(Question::LeftOut { .. })) {
            prop_assert_eq!(a.question, b.question);
            return Ok(());
        }
        prop_assert_eq!(resumed.record.attempts.len(), known + 1);
        prop_assert_eq!((a.index, a.round, a.next, b.elapsed), (b.index, b.round, b.next, Duration::ZERO));
        prop_assert_eq!(b.stage, begins(&b));
        if !b.step.is_gap() {
            prop_assert!(b.length.is_none() || a.length.is_some());
        }
        // What digits in a gap amend is the same block.
        drive.settle();
        if b.step.is_gap() && drive.view().index == b.index && drive.view().entry.is_empty() {
            prop_assert_eq!(amended(&drive), amended(&resumed));
        }
        resumed.input(Input::Tick).continue_hands_free().run();
        prop_assert!(resumed.session.is_over());
        in_order(&resumed)?;
    }

    // Kills: a plan that a journal cannot give back, or that is refused when it comes back.
    #[test]
    fn a_plan_that_is_kept_comes_back_as_it_was(routine in any_routine(Doses::All)) {
        let plan = plan(&routine);
        prop_assume!(Length::of(&plan).time.max <= Duration::from_hours(24));
        let kept = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&kept).unwrap(), plan.clone());
        prop_assert_eq!(plan.validate(), Ok(()));
    }

    // Kills: an amendment that a reading of the record does not see, an outcome that does not follow from it, a block
    // that is missing from the list or is in it twice.
    #[test]
    fn blocks_are_what_the_facts_say_after_amendments(
        routine in any_routine(Doses::All),
        script in any_script(40),
        amendments in prop::collection::vec((any::<prop::sample::Index>(), 0..30_u32), 0..6),
    ) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let plan = drive.session.plan().clone();
        let place = |event: &Event| Cursor { step: event.step, round: event.round };
        let is_start = |event: &&Event| matches!(event.what, What::Fact(Fact::Started { .. }));
        let mut events = drive.events.clone();
        let begun: Vec<_> = events.iter().filter(is_start).map(place).filter(|place| !place.is_gap(&plan)).collect();
        for (pick, reps) in amendments {
            if !begun.is_empty() {
                let Cursor { step, round } = *pick.get(&begun);
                events.push(Event { at: drive.now, step, round, what: What::Fact(Fact::Amended { reps }) });
            }
        }
        let record = Record::of(&events);
        let blocks = record.blocks(&plan);
        let listed: Vec<_> = blocks.iter().map(|block| (block.step, block.round)).collect();
        let owed = plan.steps_with_ids().filter(|(_, step)| !step.is_gap() && step.rounds.is_some());
        prop_assert!(owed.map(|(id, step)| (id, step.round)).all(|block| listed.contains(&block)));
        prop_assert!(begun.iter().all(|place| listed.contains(&(place.step, place.round))));
        prop_assert!((1..listed.len()).all(|i| !listed[..i].contains(&listed[i])));
        for block in blocks {
            let here = |event: &&Event| place(event) == Cursor { step: block.step, round: block.round };
            let mut attempts: Vec<Told> = Vec::new();
            let was_done = |outcome: Option<Outcome>| outcome.is_some_and(Outcome::was_done);
            let told = |(outcome, reps, is_told): Told| {
                if is_told && reps > Some(0) && !was_done(outcome) { Some(Outcome::Done) } else { outcome }
            };
            let counts = |attempts: &[Told]| {
                attempts.iter().rposition(|attempt| was_done(told(*attempt))).or_else(|| attempts.len().checked_sub(1))
            };
            for event in events.iter().filter(here) {
                let counting = counts(&attempts);
                match (&event.what, attempts.last_mut()) {
                    (What::Fact(Fact::Started { .. }), _) => attempts.push((None, None, false)),
                    (What::Fact(Fact::Ended { outcome, reps, .. }), Some(last)) => *last = (Some(*outcome), *reps, false),
                    (What::Fact(Fact::Amended { reps }), Some(_)) => {
                        let counting = &mut attempts[counting.unwrap_or(0)];
                        (counting.1, counting.2) = (Some(*reps), true);
                    }
                    _ => {}
                }
            }
            let counting = counts(&attempts).map(|at| attempts[at]);
            let (mut outcome, reps) = counting.map_or((None, None), |attempt| (told(attempt), attempt.1));
            if let (Some(Outcome::Done | Outcome::Partial), Some(reps), Some(least)) =
                (outcome, reps, plan[block.step].work().and_then(Work::least_reps)) {
                outcome = Some(if reps < least { Outcome::Partial } else { Outcome::Done });
            }
            prop_assert_eq!(block.attempt.is_some(), counting.is_some());
            prop_assert_eq!((block.outcome, block.attempt.and_then(|attempt| attempt.reps)), (outcome, reps));
        }
    }

    // Kills: a load that is told of another block, that another exercise gets, that changes what was done before it was
    // told, or that is shown and not kept; a resumed session that has forgotten it.
    #[test]
    fn a_load_stands_from_the_block_of_which_it_was_told(routine in any_routine(Doses::All), script in any_script(40)) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let shown = drive.session.plan();
        let mut newest = BTreeMap::new();
        let mut begun = Vec::new();
        for event in &drive.events {
            let card = shown[event.step].card;
            match &event.what {
                What::Fact(Fact::Started { .. }) => {
                    begun.push((event.step, event.round, newest.get(&card).copied()));
                }
                What::Fact(Fact::Load(load)) => {
                    newest.insert(card, *load);
                    let own = |(step, round, _): &&mut (StepId, u32, _)| (*step, *round) == (event.step, event.round);
                    begun.iter_mut().filter(own).for_each(|(_, _, of)| *of = Some(*load));
                }
                _ => {}
            }
        }
        let told: Vec<_> = drive.record.attempts.iter().map(|it| (it.step, it.round, drive.record.load_told(shown, it))).collect();
        prop_assert_eq!(told, begun);
        let cards = || (0..shown.cards.len()).map(CardId);
        prop_assert!(cards().all(|card| shown[card].load_told == newest.get(&card).copied()));
        let resumed = drive.killed(60);
        prop_assert!(cards().all(|card| resumed.session.plan()[card].load_told == shown[card].load_told));
    }

    // Kills: a step that had ended and is done again, one that was left and is not, an end that is lost, two attempts
    // under way at once.
    #[test]
    fn a_session_cut_off_after_any_fact_can_be_resumed(
        routine in any_routine(Doses::All),
        script in any_script(25),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let mut facts: Vec<_> = drive.events.into_iter().filter(|it| matches!(it.what, What::Fact(_))).collect();
        facts.truncate(cut.index(facts.len() + 1));
        drive.events = facts;
        drive.record = Record::of(&drive.events);
        let kept = drive.record.clone();
        let plan = drive.session.plan().clone();
        let mut resumed = drive.killed(60);
        for (before, after) in kept.attempts.iter().zip(&resumed.record.attempts) {
            prop_assert_eq!(before.outcome(&plan).or(Some(Outcome::Abandoned)), after.outcome(&plan));
        }
        if let (None, Some(last)) = (kept.complete, kept.attempts.last()) {
            let view = resumed.view();
            let is_in_steps = !matches!(view.question, Some(Question::LeftOut { .. }));
            let again = is_in_steps && (view.index, view.round) == (last.step, last.round);
            let to_do = matches!(last.outcome(&plan), None | Some(Outcome::Abandoned));
            prop_assert_eq!(again && resumed.record.complete.is_none(), to_do);
        }
        resumed.continue_hands_free().run();
        prop_assert!(resumed.session.is_over());
    }

    // Kills: a clock that is lost, set anew or goes on in a pause.
    #[test]
    fn the_clock_of_a_phase_goes_with_its_steps(routine in any_routine(Doses::All), script in any_script(30)) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let plan = drive.session.plan();
        let bounds: Vec<_> = bounds(&drive.events).collect();
        for trio in bounds.windows(3) {
            let (What::Fact(Fact::Started { clock: Some(one) }), What::Fact(Fact::Ended { outcome, active, .. })) =
                (&trio[0].what, &trio[1].what) else { continue };
            let What::Fact(Fact::Started { clock: two }) = trio[2].what else { continue };
            let same_phase = plan[trio[0].step].phase == plan[trio[2].step].phase;
            let elsewhere = *outcome == Outcome::Abandoned || plan.step_after(trio[0].step) != Some(trio[2].step);
            let jumped = elsewhere && matches!(plan.phase(trio[0].step).clock, PhaseClock::Every(_));
            if same_phase && !jumped {
                prop_assert_eq!(two, Some(*one + *active), "{}", text(trio[2]));
            } else if !same_phase {
                prop_assert!(two.is_none_or(|two| !plan[trio[2].step].is_gap() && (two.is_zero() || jumped
                    || *outcome == Outcome::Abandoned)));
            }
            if let PhaseClock::Within(time) = plan.phase(trio[0].step).clock {
                prop_assert!(*one + *active <= time, "{}", text(trio[1]));
            }
        }
    }

    // Kills: whatever still waits for somebody when nobody is there.
    #[test]
    fn when_nobody_is_there_it_ends_by_itself(routine in any_routine(Doses::All), script in any_script(25), hands_free: bool) {
        let mut drive = Drive::start(plan(&routine), hands_free);
        drive.play(&script).continue_hands_free().run();
        prop_assert!(drive.session.is_over());
        in_order(&drive)?;
    }

    // Kills: a next block that forgets that a phase loops, or which round it then is; a gap with the card of other work.
    #[test]
    fn what_the_view_says_comes_next_comes_next(routine in any_routine(Doses::All), script in any_script(12)) {
        let mut drive = Drive::of(&routine);
        drive.play(&script).continue_hands_free();
        while let Some(deadline) = drive.session.deadline() {
            let (before, from) = (drive.clone(), drive.events.len());
            let view = before.view();
            if let Some(next) = view.next.filter(|_| view.step.is_gap()) {
                prop_assert_eq!(view.card, view.plan.card(next.step));
                prop_assert_eq!(stage::round(&view), next.round);
            }
            drive.tick_to(deadline);
            let started = drive.events[from..].iter().filter(|it| matches!(it.what, What::Fact(Fact::Started { .. })));
            let begun = started.map(|it| Cursor { step: it.step, round: it.round }).find(|it| !it.is_gap(view.plan));
            let Some(begun) = begun else { continue };
            let clock_ended_it = matches!(view.phase.clock, PhaseClock::Within(_))
                && view.plan[begun.step].phase == PhaseId(view.step.phase.0 + 1);
            prop_assert!(view.next == Some(begun) || clock_ended_it, "{:?} and not {:?}", begun, view.next);
        }
    }

    // Kills: a get-ready that makes a gap longer than it would have been; an Enter that does nothing in its last seconds.
    #[test]
    fn an_enter_in_a_gap_never_makes_work_begin_later(
        routine in any_routine(Doses::All),
        script in any_script(12),
        ms in 0..40_000_u64,
    ) {
        let mut left_alone = Drive::of(&routine);
        left_alone.play(&script).settle().after(Duration::from_millis(ms)).input(Input::Tick);
        prop_assume!(left_alone.goes_on() && left_alone.view().step.is_gap() && left_alone.view().entry.is_empty());
        let from = left_alone.events.len();
        let began = |mut drive: Drive| loop {
            if let Some(went) = drive.events[from..].iter().find(|event| event.what == What::Cue(Cue::Go)) {
                break Some((went.at, went.step));
            }
            let deadline = drive.session.deadline()?;
            drive.tick_to(deadline);
        };
        let mut ended = left_alone.clone();
        let view = left_alone.view();
        let (left, leads_to_work) = (view.length.map(|length| length.saturating_sub(view.elapsed)), next_is_work(&view));
        let now = ended.now;
        ended.key(Key::Enter);
        prop_assume!(ended.view().index != view.index);
        if let (Some((alone, step)), Some((by_key, same))) = (began(left_alone.clone()), began(ended))
            && step == same
        {
            prop_assert!(by_key <= alone, "{by_key:?} and not {alone:?}");
            let is_counted_down = left.is_some_and(|left| left <= GET_READY) && leads_to_work;
            prop_assert!(!is_counted_down || by_key == now, "{by_key:?} and not at once");
        }
    }

    // Kills: a *done* of what was not, blocks that are left out and not said, or said and done.
    #[test]
    fn done_is_said_only_of_what_was(routine in any_routine(Doses::All), script in any_script(60)) {
        let mut drive = Drive::of(&routine);
        drive.play(&script);
        let plan = drive.session.plan().clone();
        let (is_loop, was_done) = (
            |step: StepId| matches!(plan.phase(step).clock, PhaseClock::Within(_)),
            |step: StepId| drive.record.attempts.iter().any(|attempt| {
                (attempt.step == step) && attempt.outcome(&plan).is_some_and(Outcome::was_done)
            }),
        );
        let owed = plan.steps_with_ids().filter(|(id, step)| !step.is_gap() && !step.optional && !is_loop(*id));
        let left_out = owed.filter(|(id, _)| !was_done(*id)).count();
        let view = drive.view();
        prop_assert!(!view.is_done || left_out == 0);
        if let Some(Question::LeftOut { blocks, first }) = view.question {
            prop_assert!(blocks >= left_out.max(1) && !was_done(first));
            prop_assert!(is_loop(first) || blocks == left_out || plan.steps_with_ids().any(|(id, _)| is_loop(id)));
        }
    }

    // Kills: a step that Enter does not end, a question that Enter does not answer.
    #[test]
    fn a_session_ends_with_enter_alone(routine in any_routine(Doses::All), ms in 400..3_000_u64) {
        let mut drive = Drive::of(&routine);
        while !drive.session.is_over() {
            drive.after(Duration::from_millis(ms)).key(Key::Enter);
            prop_assert!(drive.events.len() < 100_000);
        }
        prop_assert_eq!(drive.record.complete, Some(true));
        in_order(&drive)?;
    }

    // Kills: totals that a session does not keep, time that is lost between steps, a late tick that drifts, a rest
    // or a work that lasts longer than it is listed, a wrong estimate of what is left.
    #[test]
    fn hands_free_lasts_what_the_plan_says(routine in any_routine(Doses::Known), ms in 0..400_000_u64) {
        let plan = plan(&routine);
        let max = Length::of(&plan).time.max;
        let mut drive = Drive::start(plan.clone(), true);
        let mut late = drive.clone();
        drive.run();
        let overrun = drive.events.iter().any(|event| matches!(event.what, What::Cue(Cue::Overrun(_))));
        prop_assert!(drive.session.is_over() && (drive.now.0 == max || overrun && drive.now.0 > max));
        late.tick_to(drive.now + Duration::from_hours(1));
        prop_assert_eq!(texts(&late.events), texts(&drive.events));
        prop_assert!(late.session.is_over());
        prop_assert_eq!(drive.record.complete, Some(true));
        prop_assert_eq!(drive.record.work_time(&plan) + drive.record.rest_time(&plan), drive.now.0);
        let looping = plan.phases.iter().any(|phase| matches!(phase.clock, PhaseClock::Within(_)));
        if !overrun && !looping {
            let done = |attempt: &Attempt| match attempt.outcome(&plan) {
                // An estimate may be too short for the reps that are asked for at least.
                Some(Outcome::Partial) => plan[attempt.step].about.is_some(),
                outcome => outcome == Some(Outcome::Done),
            };
            prop_assert!(drive.record.attempts.iter().all(done));
            prop_assert_eq!(drive.record.work_time(&plan), Totals::of(&plan).work.max);
        }
        if !overrun {
            let mut asked = Drive::start(plan, true);
            asked.tick_to(Duration::from_millis(ms).min(max));
            prop_assert_eq!(asked.view().left, max.saturating_sub(asked.now.0));
        }
    }

    // Kills: an estimate for nobody that the page, the screen and the session do not share.
    #[test]
    fn hands_free_takes_what_it_says_at_its_start(routine in any_routine(Doses::All)) {
        let mut drive = Drive::hands_free(&routine);
        let left = drive.view().left;
        drive.run();
        let overrun = drive.events.iter().any(|event| matches!(event.what, What::Cue(Cue::Overrun(_))));
        prop_assert!(drive.now.0 == left || overrun && drive.now.0 > left);
    }

    // Kills: cues that are missing, doubled or out of place in timed work and before it.
    #[test]
    fn what_is_heard_of_a_timed_block_is_heard_once(routine in any_routine(Doses::Timed)) {
        let mut drive = Drive::hands_free(&routine);
        drive.run();
        for ended in ended(&drive) {
            let start = ended.events[0].at;
            let work = ended.step.work();
            let mut expected = Vec::new();
            let mut add = |offset: Duration, cue: Cue| expected.push((offset, cue));
            let before = |seconds: u32| ended.active.checked_sub(seconds * SECOND);
            let slot_rest = matches!(ended.step.kind, StepKind::Rest { until: RestEnd::SlotEnd, .. });
            if ended.outcome == Outcome::TimeUp || slot_rest {
                continue;
            }
            match &ended.step.kind {
                StepKind::Work(_) => add(Duration::ZERO, Cue::Go),
                StepKind::Switch(_) => add(Duration::ZERO, Cue::Switch),
                _ => add(Duration::ZERO, Cue::Next),
            }
            if let Some(Work::Time(time)) = work && time.max >= 20 * SECOND {
                add(time.max / 2, Cue::HalfWay);
            }
            if let Some(offset) = before(10).filter(|_| work.is_some() && ended.active >= 30 * SECOND) {
                add(offset, Cue::TenLeft);
            }
            for seconds in [3, 2, 1_u8] {
                let Some(offset) = before(seconds.into()).filter(|_| ended.active >= 4 * SECOND) else { continue };
                if work.is_some() {
                    add(offset, Cue::Last(seconds));
                } else if work.is_none() && leads_to_work(&drive, ended.events) {
                    add(offset, Cue::Ready(seconds));
                }
            }
            let heard: Vec<_> = ended.events.iter().filter_map(|event| match &event.what {
                What::Cue(cue) => Some((event.at.since(start), cue.clone())),
                What::Fact(_) => None,
            }).filter(|(_, cue)| !matches!(cue, Cue::Overrun(_))).collect();
            prop_assert_eq!(heard, expected, "{:?}", texts(ended.events));
        }
        let went = drive.events.iter().filter(|event| event.what == What::Cue(Cue::Go)).count();
        let worked = bounds(&drive.events).filter(|event| matches!(event.what, What::Fact(Fact::Started { .. })));
        prop_assert_eq!(went, worked.filter(|event| !drive.session.plan()[event.step].is_gap()).count());
    }

    // Kills: reps that the timer counts wrong, or not to their end.
    #[test]
    fn the_timer_counts_every_rep_once(routine in any_routine(Doses::All)) {
        let mut drive = Drive::hands_free(&routine);
        while let Some(deadline) = drive.session.deadline() {
            let part = drive.tick_to(deadline).view().part;
            prop_assert!(part.is_none_or(|part| !part.left.is_zero()), "a part that is over is shown");
        }
        for ended in ended(&drive).iter().filter(|ended| ended.outcome == Outcome::Done) {
            let Some(Work::Reps { target, pacing: Pacing::Rhythm(rhythm) }) = ended.step.work() else { continue };
            let counted: Vec<_> = ended.events.iter().filter_map(|event| match event.what {
                What::Cue(Cue::Rep(count) | Cue::Beat(count)) => Some(count),
                _ => None,
            }).collect();
            if let Some(parts) = rhythm.parts() {
                let told = ended.events.iter().filter_map(|event| match event.what {
                    What::Cue(Cue::Rep(_) | Cue::Beat(_)) => Some(0),
                    What::Cue(Cue::Part(part)) => Some(usize::from(part)),
                    _ => None,
                });
                let of_a_rep = (1..parts.len()).filter(|&part| !parts[part].is_zero()).chain([0]);
                let all: Vec<_> = counted.iter().flat_map(|_| of_a_rep.clone()).collect();
                let under_way = told.clone().count().saturating_sub(all.len());
                prop_assert_eq!(told.take(all.len()).collect::<Vec<_>>(), all);
                prop_assert!(under_way == 0 || ended.step.last_rep().is_none());
            }
            let What::Fact(Fact::Ended { reps, .. }) = ended.events.last().unwrap().what else { continue };
            let counted_to = u32::try_from(counted.len()).unwrap();
            prop_assert_eq!(&counted, &(1..=counted_to).collect::<Vec<_>>());
            prop_assert_eq!(reps, Some(counted_to));
            match target {
                RepTarget::Count(asked) => prop_assert_eq!(counted_to, asked.max),
                RepTarget::AtLeast(asked) if ended.step.about.is_none() => prop_assert_eq!(counted_to, *asked),
                RepTarget::AtLeast(_) | RepTarget::Max => {}
            }
        }
        let plan = drive.session.plan();
        // An estimate may be too short for the reps that are asked for at least.
        let partial = |attempt: &Attempt| {
            attempt.outcome(plan) == Some(Outcome::Partial) && plan[attempt.step].about.is_none()
        };
        prop_assert!(!drive.record.attempts.iter().any(partial));
    }

    // Kills: nearly any change to keys, get-readies, pauses and adjustments of straight timed work.
    #[test]
    fn straight_timed_work_is_what_a_stopwatch_does(
        routine in straight_routine(Doses::Timed),
        keys in prop::collection::vec((0..120_u32, prop::sample::select(vec![
            Key::Enter, Key::Enter, Key::Pause, Key::Skip, Key::Back, Key::Redo, Key::More, Key::Less,
        ])), 0..60),
    ) {
        let halves = |step: &Step| matches!(step.work(), Some(Work::Time(time))
            if time.max.as_millis() % 100 != 0);
        prop_assume!(!plan(&routine).steps.iter().any(halves));
        let mut drive = Drive::of(&routine);
        let mut watch = Stopwatch::new(drive.session.plan());
        for (tenths, key) in keys {
            (0..tenths).for_each(|_| watch.tenth());
            watch.key(key);
            drive.after(Duration::from_millis(u64::from(tenths) * 100)).key(key);
            if watch.is_over() {
                break;
            }
        }
        let ended: Vec<_> = drive.events.iter().filter_map(|event| match event.what {
            What::Fact(Fact::Ended { outcome, active, .. }) => {
                let tenths = |time: Duration| u32::try_from(time.as_millis() / 100).unwrap();
                let outcome = match outcome {
                    Outcome::Done => "done",
                    Outcome::Partial => "partial",
                    Outcome::Skipped => "skipped",
                    Outcome::Abandoned => "left",
                    Outcome::TimeUp => "cut",
                };
                Some((tenths(event.at.0), event.step.0, outcome, tenths(active)))
            }
            _ => None,
        }).collect();
        prop_assert_eq!(ended, watch.ended);
    }
}

/// What work that is entered by a key begins with: a get-ready, unless it waits for the user. A gap runs.
fn begins(view: &View<'_>) -> Stage {
    let waits = view.length.is_none() && view.pace == TimeDisplay::User;
    if view.step.is_gap() || waits { Stage::Running } else { Stage::GetReady(GET_READY) }
}

/// Whether the step after this one is work.
fn next_is_work(view: &View<'_>) -> bool {
    let here = Cursor { step: view.index, round: view.round };
    here.following(view.plan).is_some_and(|next| !next.is_gap(view.plan))
}

/// Whether the step after these events is work.
fn leads_to_work(drive: &Drive, events: &[Event]) -> bool {
    let end = events.last().map(|event| event.at);
    let after = drive
        .events
        .iter()
        .skip_while(|event| Some(event.at) != end || !std::ptr::eq(*event, &raw const events[events.len() - 1]));
    let mut starts = after.filter(|event| matches!(event.what, What::Fact(Fact::Started { .. })));
    starts.next().is_some_and(|event| !drive.session.plan()[event.step].is_gap())
}

#[test]
fn back_into_a_loop_that_was_not_begun_is_to_its_first_round() {
    let timed = |id: &str| exercise(id).time("10s").bare();
    let routine = routine([
        phase("rounds").rounds(3).with([timed("a")]),
        phase("loop").within("1m").with([timed("b")]),
        phase("after").with([timed("c").prepare("5s")]),
    ]);
    let mut drive = Drive::of(&routine);
    drive.tick_to(25).hush().key(Key::Jump(StepId(4))).key(Key::Back);
    assert_eq!(
        drive.facts(),
        ["0:25 ended left 5s", "0:25 started 4", "0:25 ended left 0s", "0:25 started 3 at 0s of its clock"]
    );
}

#[test]
fn a_note_has_at_most_500_characters() {
    let mut drive = Drive::of(&support::straight([exercise("a").time("10s").bare()]));
    drive.tick_to(10).key(Key::NextField).key(Key::NextField);
    for _ in 0..501 {
        drive.key(Key::Char('ä'));
    }
    drive.at(12).key(Key::Enter);
    assert_eq!(drive.record.answers.note.map(|note| note.chars().count()), Some(500));
}

#[test]
fn leaving_the_optional_sets_of_a_loop_leads_to_the_rest_between_its_rounds() {
    let sets = exercise("a").time("10s").sets(1..=3).prepare("0s").rest("5s");
    let mut drive = Drive::of(&routine([phase("loop").within("2m").rest("20s").with([sets])]));
    drive.tick_to(12).hush().key(Key::Skip);
    assert_eq!(drive.facts().pop().as_deref(), Some("0:12 started 5 at 12s of its clock"));
}

#[test]
fn reps_by_a_cadence_are_rounded_once() {
    for cadence in 10..=300 {
        for reps in [1, 7, 9_999, 20_000] {
            let target = RepTarget::Count(Window::exact(reps));
            let work = Work::Reps { target, pacing: Pacing::Rhythm(Rhythm::Cadence(cadence)) };
            let (reps, cadence) = (u64::from(reps), u64::from(cadence));
            let rounded = Duration::from_millis((120_000 * reps + cadence) / (2 * cadence));
            assert_eq!(work.seconds().map(|time| time.max), Some(rounded), "{reps} reps, {cadence} a minute");
        }
    }
}

#[test]
fn from_400_ms_on_enter_is_meant() {
    let mut drive = Drive::of(&support::straight([exercise("a").time("10s").bare()]));
    drive.tick_to(1).key(Key::Quit).hush().at(1.399).key(Key::Enter);
    assert_eq!(drive.told(), [""; 0]);
    drive.at(1.4).key(Key::Enter);
    assert_eq!(drive.facts(), ["0:01.400 ended left 1s", "0:01.400 finished early"]);
}

#[test]
fn facts_of_a_longer_plan_are_passed_over() {
    let mut drive = Drive::of(&support::straight([exercise("a").time("10s").bare().sets(2)]));
    drive.tick_to(12);
    let plan = drive.session.plan().clone();
    let mut facts = drive.events.clone();
    facts.push(Event { step: StepId(plan.steps.len()), ..facts[0].clone() });
    assert_eq!(Session::resume(drive.now, plan, false, &facts).0.view(drive.now).index.0, 1);
}
