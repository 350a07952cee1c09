//! Values and keys that do not fit together.

use super::rules::wrong_type;
use super::{assert_refused, exercise, exercise_in, marked, problems_of_config};
use crate::model::{Increment, Schedule};
use crate::reader::problem::{
    AddObstacle, DurationField, DurationProblem, DurationReason, Expected, MeasureKind, PrescriptionProblem,
    ProgressionProblem, RoutineProblem, SlotProblem,
};
use crate::reader::schedule::Occasion;
use crate::reader::wording::Subject;

#[test]
fn a_duration_is_refused_for_its_reason() {
    use DurationReason::{
        DaysOrWeeks, DecimalsBeforeLast, EqualEnds, MonthOrYear, Negative, NoNumberWithUnit, Overflow, Reversed,
        TooFine, TooFineUnit, TooLong, TrailingSpace, UnitOnHighEndOnly, UnitOrder, UnknownUnit,
    };
    let rows = [
        ("soon", NoNumberWithUnit),
        ("45", NoNumberWithUnit),
        ("30 seconds", NoNumberWithUnit),
        ("3 fortnights", NoNumberWithUnit),
        ("30sec", UnknownUnit),
        ("1m  30s", NoNumberWithUnit),
        ("1 5s", NoNumberWithUnit),
        ("5s ", TrailingSpace),
        ("-5s", Negative),
        ("1M", MonthOrYear),
        ("1y", MonthOrYear),
        ("5us", TooFineUnit),
        ("1d", DaysOrWeeks),
        ("30s1m", UnitOrder),
        ("5s 5s", UnitOrder),
        ("1.5m30s", DecimalsBeforeLast),
        ("1.0005s", TooFine),
        ("0.0000000001s", TooFine),
        ("25h", TooLong),
        ("99999999999999999999999h", Overflow),
        ("20-30", NoNumberWithUnit),
        ("20-30s", UnitOnHighEndOnly),
        ("1:00-1:30", NoNumberWithUnit),
        ("60s-1m", EqualEnds),
        ("3m-1m", Reversed),
    ];
    let subject = Subject { key: "time", in_list: false };
    for (text, reason) in rows {
        let problem = DurationProblem { field: DurationField::Work, reason };
        assert_refused(&exercise(&format!("time = «'{text}'»")), (subject, problem.into()));
    }
    for (value, found) in [
        ("45", "a whole number"),
        ("1.5", "a decimal number"),
        ("00:01:30", "a date or a time of day"),
        ("true", "true or false"),
    ] {
        let problem = wrong_type(Expected::Duration(DurationField::Work), found);
        assert_refused(&exercise(&format!("time = «{value}»")), (subject, problem));
    }
}

#[test]
fn a_phase_has_one_form() {
    let phase = |lines: &str| exercise_in(lines, "reps = 8");
    assert_refused(&phase("rounds = 3\n«within» = '5m'"), SlotProblem::WithinBesideRounds);
    assert_refused(&phase("«every» = '1m'\nwithin = '5m'"), SlotProblem::EveryBesideWithin);
    assert_refused(&phase("rounds = 3\nevery = '1m'\n«rest» = '5s'"), SlotProblem::GapBesideEvery { key: "rest" });
    assert_refused(&phase("«every» = '1m'"), RoutineProblem::EveryNeedsRounds);
    let (text, problem) = marked("«full» = true\n‹short› = true", SlotProblem::FullBesideShort);
    assert_eq!(problems_of_config(&text), [problem]);
    assert_eq!(problems_of_config("full = true\nshort = false"), []);
}

#[test]
fn a_slot_holds_one_thing() {
    let two = |slot, first, second| SlotProblem::TwoInOneTable { slot, first, second };
    assert_refused(&exercise("‹reps› = 8\n«time» = '5s'"), two("measure", "reps", "time"));
    assert_refused(&exercise("‹distance› = '8m'\n«reps» = 8"), two("measure", "distance", "reps"));
    assert_refused(&exercise("reps = 8\n‹hold› = '5s'\n«tempo» = '3-1'"), two("rhythm", "hold", "tempo"));
    let step = two("kind of step", "reps", "time");
    assert_refused(&exercise("reps = 8\nprogression = { kind = 'add', ‹time› = '5s', «reps» = 1 }"), step);
    let sets = |key, on| PrescriptionProblem::SetsBesideList { key, on };
    assert_refused(&exercise("«sets» = 2\nreps = ‹[8, 6]›"), sets("reps", None));
    assert_refused(&exercise_in("rounds = 2", "«sets» = 2\ntime = ‹['8s', '6s']›"), sets("time", None));
    let movement = "\n[[phase.exercise.movement]]\nname = 'M'\n«sets» = 2";
    assert_refused(&exercise(&format!("reps = ‹[8, 6]›{movement}")), sets("reps", None));
    let week = Some(Occasion { schedule: Schedule::Weeks, number: 2 });
    assert_refused(&exercise("weeks = [{ reps = [8, 6] }, { «sets» = 2, reps = ‹[8, 6]› }]"), sets("reps", week));
    let over_time = |first, second| SlotProblem::TwoChangesOverTime { first, second };
    assert_refused(&exercise("reps = 8\n‹weeks› = [{}]\n«sessions» = [{}]"), over_time("weeks", "sessions"));
    let progression = "reps = '6-8'\n‹progression› = { kind = 'double' }\n«weeks» = [{}]";
    assert_refused(&exercise(progression), over_time("progression", "weeks"));
    let movement = "\n[[phase.exercise.movement]]\nname = 'M'\nreps = 8\n«weeks» = [{}]";
    assert_refused(&exercise(&format!("‹sessions› = [{{}}]{movement}")), over_time("sessions", "weeks"));
}

#[test]
fn the_fields_of_a_prescription_fit_together() {
    use MeasureKind::{Distance, Open, Reps, Time};
    let rhythm = |key, measure, on| PrescriptionProblem::RhythmNeedsReps { key, measure, on };
    assert_refused(&exercise("time = '8s'\n«hold» = '5s'"), rhythm("hold", Time, None));
    assert_refused(&exercise("distance = '8m'\n«cadence» = 60"), rhythm("cadence", Distance, None));
    assert_refused(&exercise("«tempo» = '3-1'"), rhythm("tempo", Open, None));
    let on = |schedule, number| Some(Occasion { schedule, number });
    let week = "reps = 8\nweeks = [{}, { distance = '8m', «tempo» = '3-1' }]";
    assert_refused(&exercise(week), rhythm("tempo", Distance, on(Schedule::Weeks, 2)));
    assert_refused(&exercise("reps = 8\n«parts» = ['up']"), PrescriptionProblem::PartsNeedTempo { on: None });
    let week = "reps = 8\ntempo = '3-1'\nparts = ['up', 'down']\nweeks = [{}, { hold = '5s', «parts» = ['hold'] }]";
    let needs_tempo = PrescriptionProblem::PartsNeedTempo { on: on(Schedule::Weeks, 2) };
    assert_refused(&exercise(week), needs_tempo);
    let length = |words, of_tempo, on| PrescriptionProblem::PartsLength { words, of_tempo, on };
    assert_refused(&exercise("reps = 8\ntempo = '3-1-3'\n«parts» = ['up', 'down']"), length(2, 3, None));
    let week = "reps = 8\ntempo = '3-1'\n«parts» = ['up', 'down']\nweeks = [{}, { tempo = '3-1-3' }]";
    assert_refused(&exercise(week), length(2, 3, on(Schedule::Weeks, 2)));
    let split = |measure, on| PrescriptionProblem::SplitNeedsTime { measure, on };
    assert_refused(&exercise("sides = «'split'»"), split(Open, None));
    let movements = "[[phase.exercise.movement]]\nname = 'M'\n[[phase.exercise.movement]]\nname = 'N'\nreps = 8";
    assert_refused(&exercise(&format!("sides = «'split'»\ntime = '8s'\n{movements}")), split(Reps, None));
    let session = "reps = 8\nsessions = [{}, { sides = «'split'» }]";
    assert_refused(&exercise(session), split(Reps, on(Schedule::Sessions, 2)));
    let alternate = PrescriptionProblem::AlternateNeedsReps { measure: Time, on: None };
    assert_refused(&exercise("time = '8s'\nsides = «'alternate'»"), alternate);
    let list = |phase: &str, list: &str| exercise_in(phase, list);
    assert_refused(&list("within = '5m'", "reps = «[8, 6]»"), PrescriptionProblem::ListNeedsRounds { key: "reps" });
    let length = |key, items, rounds, on| PrescriptionProblem::ListLength { key, items, rounds, on };
    assert_refused(&list("rounds = '2-4'", "reps = «[8, 6, 4]»"), length("reps", 3, 4, None));
    assert_refused(&list("rounds = 2\nevery = '1m'", "time = «['8s']»"), length("time", 1, 2, None));
    let week = "reps = 8\nweeks = [{}, { reps = «[8]» }]";
    assert_refused(&list("rounds = 2", week), length("reps", 1, 2, on(Schedule::Weeks, 2)));
}

#[test]
fn a_progression_fits_its_exercise() {
    let with = |amount: &str, progression: &str| exercise(&format!("{amount}\nprogression = {progression}"));
    let double = "kind = 'double'";
    assert_refused(&with("reps = '6-8'", "{ kind = 'double', «until» = 20 }"), ProgressionProblem::UntilOfDouble);
    for amount in ["reps = 8", "reps = 'max'", "reps = [8, 6]", "time = '8s'", "distance = '8m'"] {
        assert_refused(&with(amount, &format!("«{{ {double} }}»")), ProgressionProblem::DoubleNeedsRange);
    }
    let movement = "\n[[phase.exercise.movement]]\nname = 'M'\nreps = '6-8'";
    let text = format!("{}{movement}", with("", &format!("«{{ {double} }}»")).trim_end());
    assert_refused(&text, ProgressionProblem::DoubleWithMovements);
    let step = |step, measure| ProgressionProblem::StepDoesNotFit { step, measure };
    assert_refused(&with("reps = '6-8'", "{ kind = 'double', «time» = '5s' }"), step("time", MeasureKind::Reps));
    assert_refused(&with("time = '6s-8s'", "{ kind = 'double', «reps» = 1 }"), step("reps", MeasureKind::Time));

    assert_refused(&with("reps = 8", "«{ kind = 'add' }»"), ProgressionProblem::AddNeedsStep);
    let cannot = |step, obstacle| ProgressionProblem::CannotAdd { step, movement: None, obstacle };
    let reps = "{ kind = 'add', «reps» = 5 }";
    assert_refused(&with("reps = '12+'", reps), cannot("reps", AddObstacle::AtLeast(12)));
    assert_refused(&with("reps = [8, 'max']", reps), cannot("reps", AddObstacle::Max));
    assert_refused(&with("time = '8s'", reps), cannot("reps", AddObstacle::Measure(MeasureKind::Time)));
    assert_refused(&with("", reps), cannot("reps", AddObstacle::Measure(MeasureKind::Open)));
    let time = "{ kind = 'add', «time» = '5s' }";
    assert_refused(&with("distance = '8m'", time), cannot("time", AddObstacle::Measure(MeasureKind::Distance)));
    let movement = "\n[[phase.exercise.movement]]\nname = 'M'\ntime = '8s'";
    let obstacle = AddObstacle::Measure(MeasureKind::Time);
    let of_movement = ProgressionProblem::CannotAdd { step: "reps", movement: Some("M".to_owned()), obstacle };
    assert_refused(&format!("{}{movement}", with("", reps).trim_end()), of_movement);

    let until = |until: &str| with("reps = 8", &format!("{{ kind = 'add', reps = 5, until = {until} }}"));
    assert_refused(&until("«[20, 30]»"), ProgressionProblem::UntilLength { items: 2, movements: 1 });
    assert_refused(&until("«7»"), ProgressionProblem::UntilBelowStart { start: Increment::Reps(8) });
    assert_refused(&until("[«7»]"), ProgressionProblem::UntilBelowStart { start: Increment::Reps(8) });
    let reps_step = Increment::Reps(5);
    assert_refused(&until("«'20s'»"), ProgressionProblem::UntilOfOtherMeasure { step: reps_step });
    let seconds = |n| Increment::Time(std::time::Duration::from_secs(n));
    let until = |until: &str| with("time = '8s'", &format!("{{ kind = 'add', time = '5s', until = {until} }}"));
    assert_refused(&until("«'7s'»"), ProgressionProblem::UntilBelowStart { start: seconds(8) });
    assert_refused(&until("«20»"), ProgressionProblem::UntilOfOtherMeasure { step: seconds(5) });
}
