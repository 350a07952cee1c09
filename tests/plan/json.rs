//! The public form of a plan: the exact shape of each kind of step.

use calfguide::model::{Exercise, Routine};
use calfguide::plan::json::PlanJson;
use serde_json::{Value, json};

use crate::support::{ExerciseExt, PhaseExt, Prescribe, exercise, movement, phase, plan, routine, straight};

fn public(routine: &Routine) -> Value {
    serde_json::to_value(PlanJson::of(&plan(routine))).expect("JSON")
}

fn step(routine: &Routine, index: usize) -> Value {
    public(routine)["steps"][index].clone()
}

/// An exact amount.
fn exact(value: impl Into<Value>) -> Value {
    let value = value.into();
    json!({ "min": value, "max": value })
}

/// The keys of an object, in their order.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_whole_plan() {
    let mut routine = straight([exercise("a").time("45s").prepare("0s")]);
    routine.name = "Strong, happy calves".to_owned();
    routine.id = "calves".to_owned();
    routine.phases[0].name = "Preparation".to_owned();
    assert_eq!(
        public(&routine),
        json!({
            "format": 1,
            "routine": { "id": "calves", "name": "Strong, happy calves" },
            "phases": [
                { "id": "p", "name": "Preparation", "rounds": exact(1), "every_seconds": null, "within_seconds": null }
            ],
            "steps": [
                {
                    "index": 0, "kind": "work", "measure": "time", "amount": exact(45), "seconds": exact(45),
                    "rep_seconds": null, "load": null, "effort": null,
                    "phase": "p", "exercise": "a", "exercise_name": "a", "movement": null, "movement_name": null,
                    "round": 1, "rounds": exact(1), "set": 1, "sets": exact(1), "side": "both", "optional": false
                }
            ],
            "totals": {
                "sets": exact(1), "reps": exact(0), "work_seconds": exact(45), "rest_seconds": exact(0),
                "seconds": exact(45), "open": false
            }
        })
    );
}

#[test]
fn a_gap_carries_the_place_of_the_work_that_follows_it_and_no_measure() {
    let rolls = exercise("ball-roll").movements([movement("warming-rolls").time("1m-3m").split().sets(1..=2)]);
    assert_eq!(
        step(&straight([rolls.clone()]), 0),
        json!({
            "index": 0, "kind": "prepare", "seconds": exact(10),
            "phase": "p", "exercise": "ball-roll", "exercise_name": "ball-roll",
            "movement": "warming-rolls", "movement_name": "warming-rolls",
            "round": 1, "rounds": exact(1), "set": 1, "sets": { "min": 1, "max": 2 }, "side": "left", "optional": false
        })
    );
    assert_eq!(
        step(&straight([rolls]), 4),
        json!({
            "index": 4, "kind": "rest", "seconds": exact(30),
            "phase": "p", "exercise": "ball-roll", "exercise_name": "ball-roll",
            "movement": "warming-rolls", "movement_name": "warming-rolls",
            "round": 1, "rounds": exact(1), "set": 2, "sets": { "min": 1, "max": 2 }, "side": "left", "optional": true
        })
    );
}

#[test]
fn a_switch_carries_the_side_that_it_leads_to() {
    let switch = step(&straight([exercise("a").time("20s").each()]), 2);
    assert_eq!((&switch["kind"], &switch["side"]), (&json!("switch"), &json!("right")));
}

#[test]
fn work_has_all_its_keys_and_nothing_else() {
    let work = step(&straight([exercise("a").reps(8).bare()]), 0);
    assert_eq!(
        keys(&work),
        [
            "amount",
            "effort",
            "exercise",
            "exercise_name",
            "index",
            "kind",
            "load",
            "measure",
            "movement",
            "movement_name",
            "optional",
            "phase",
            "rep_seconds",
            "round",
            "rounds",
            "seconds",
            "set",
            "sets",
            "side"
        ]
    );
}

/// Measure, amount, seconds and length of a rep of the only block.
fn measured(exercise: Exercise) -> [Value; 4] {
    let step = step(&straight([exercise.bare()]), 0);
    ["measure", "amount", "seconds", "rep_seconds"].map(|key| step[key].clone())
}

#[test]
fn reps_have_seconds_and_the_length_of_a_rep() {
    assert_eq!(measured(exercise("a").reps(8)), [json!("reps"), exact(8), exact(24), json!(3)]);
    assert_eq!(
        measured(exercise("a").reps(6..=8).pace("1500ms")),
        [json!("reps"), json!({ "min": 6, "max": 8 }), json!({ "min": 9, "max": 12 }), json!(1.5)]
    );
    assert_eq!(measured(exercise("a").reps(8).tempo([3, 1, 3])), [json!("reps"), exact(8), exact(56), json!(7)]);
    assert_eq!(measured(exercise("a").reps(6).hold("5s")), [json!("reps"), exact(6), exact(30), json!(5)]);
    // 40 × 60 / 132 = 18.1818… s; 60 / 132 = 0.4545… s
    assert_eq!(measured(exercise("a").reps(40).cadence(132)), [json!("reps"), exact(40), exact(18.182), json!(0.455)]);
}

#[test]
fn alternating_reps_are_of_both_legs_together() {
    assert_eq!(measured(exercise("a").reps(8).alternate())[..2], [json!("reps"), exact(16)]);
    assert_eq!(measured(exercise("a").at_least(12).alternate())[1], json!({ "min": 24, "max": null }));
}

#[test]
fn time_is_its_own_amount() {
    assert_eq!(measured(exercise("a").time("90s")), [json!("time"), exact(90), exact(90), Value::Null]);
    let window = json!({ "min": 60, "max": 180 });
    assert_eq!(measured(exercise("a").time("1m-3m")), [json!("time"), window.clone(), window, Value::Null]);
    assert_eq!(measured(exercise("a").time("2500ms"))[1], exact(2.5));
}

#[test]
fn a_split_tells_half() {
    assert_eq!(measured(exercise("a").time("45s").split())[..3], [json!("time"), exact(22.5), exact(22.5)]);
}

#[test]
fn what_nobody_knows_is_null() {
    let null = Value::Null;
    assert_eq!(measured(exercise("a")), [json!("open"), null.clone(), null.clone(), null.clone()]);
    assert_eq!(measured(exercise("a").max_reps()), [json!("max"), null.clone(), null.clone(), null.clone()]);
    assert_eq!(
        measured(exercise("a").at_least(12)),
        [json!("max"), json!({ "min": 12, "max": null }), json!({ "min": 36, "max": null }), null]
    );
}

#[test]
fn an_estimate_is_the_seconds_of_what_nobody_knows() {
    let seconds = |exercise: Exercise| measured(exercise.about("90s"))[2].clone();
    let open = [exercise("a"), exercise("a").max_reps(), exercise("a").at_least(12), exercise("a").distance("80")];
    assert_eq!(open.map(seconds), [exact(90), exact(90), exact(90), exact(90)]);
    assert_eq!([exercise("a").reps(8), exercise("a").time("20s")].map(seconds), [exact(24), exact(20)]);
    let steps = public(&straight([exercise("a").about("90s")]))["steps"].clone();
    assert_eq!(steps[0]["seconds"], exact(10), "the gap before it has its own");
}

#[test]
fn totals_tell_whether_a_session_is_open() {
    let open = |exercise: Exercise| public(&straight([exercise]))["totals"]["open"].clone();
    assert_eq!([open(exercise("a")), open(exercise("a").about("90s"))], [json!(true), json!(false)]);
}

#[test]
fn a_distance_is_a_label_that_no_other_measure_has() {
    let run = step(&straight([exercise("a").distance("80").bare()]), 0);
    assert_eq!((&run["measure"], &run["amount"], &run["distance"]), (&json!("distance"), &Value::Null, &json!("80m")));
    assert_eq!(run["seconds"], Value::Null);
    let hops = step(&straight([exercise("a").reps(8).bare()]), 0);
    assert_eq!(hops.get("distance"), None);
}

#[test]
fn a_distance_keeps_the_number_and_the_unit_as_they_were_written() {
    use calfguide::model::{Distance, DistanceUnit, Measure};
    let told = |number: &str, unit: DistanceUnit| {
        let way = Measure::Distance(Distance { number: number.to_owned(), unit });
        step(&straight([exercise("a").measure(way).bare()]), 0)["distance"].clone()
    };
    assert_eq!(told("0.5", DistanceUnit::Mi), "0.5mi");
    assert_eq!(told("1", DistanceUnit::Km), "1km");
}

#[test]
fn load_and_effort_are_told_with_work() {
    let work = exercise("a").reps(8).bare().change(|dose| {
        dose.load = Some("20kg".to_owned());
        dose.effort = Some("RPE 7".to_owned());
    });
    let work = step(&straight([work]), 0);
    assert_eq!((&work["load"], &work["effort"]), (&json!("20kg"), &json!("RPE 7")));
}

#[test]
fn sides_have_their_names() {
    use calfguide::model::Sides;
    let side = |sides| step(&straight([exercise("a").reps(8).sides(sides).bare()]), 0)["side"].clone();
    assert_eq!(
        [side(Sides::Both), side(Sides::Left), side(Sides::Right), side(Sides::Alternate), side(Sides::Each)],
        ["both", "left", "right", "alternate", "left"]
    );
}

#[test]
fn the_rest_of_a_slot_is_marked_and_nothing_else_is() {
    let slots = public(&routine([phase("p").every("1m", 2).with([exercise("a").time("20s")])]));
    assert_eq!(slots["phases"][0]["every_seconds"], 60);
    assert_eq!(slots["phases"][0]["within_seconds"], Value::Null);
    assert_eq!(slots["phases"][0]["rounds"], exact(2));
    let flags: Vec<_> =
        slots["steps"].as_array().expect("steps").iter().map(|step| step.get("until_slot_end").cloned()).collect();
    // prepare, work, slot's rest, work
    assert_eq!(flags, [None, None, Some(json!(true)), None]);
    assert_eq!(
        slots["steps"][2],
        json!({
            "index": 2, "kind": "rest", "seconds": exact(40), "until_slot_end": true,
            "phase": "p", "exercise": "a", "exercise_name": "a", "movement": null, "movement_name": null,
            "round": 2, "rounds": exact(2), "set": 1, "sets": exact(1), "side": "both", "optional": false
        })
    );
}

#[test]
fn a_loop_has_no_rounds_and_marks_what_stands_once_and_between() {
    let amrap = public(&routine([phase("p").within("5m").rest("15s").with([exercise("a").time("20s")])]));
    assert_eq!(
        amrap["phases"][0],
        json!({ "id": "p", "name": "p", "rounds": null, "every_seconds": null, "within_seconds": 300 })
    );
    assert_eq!(
        amrap["steps"][0],
        json!({
            "index": 0, "kind": "prepare", "seconds": exact(10), "once": true,
            "phase": "p", "exercise": "a", "exercise_name": "a", "movement": null, "movement_name": null,
            "round": 1, "rounds": null, "set": 1, "sets": exact(1), "side": "both", "optional": false
        })
    );
    assert_eq!(amrap["steps"][1].get("once"), None);
    assert_eq!(
        amrap["steps"][2],
        json!({
            "index": 2, "kind": "rest", "seconds": exact(15), "between_rounds": true,
            "phase": "p", "exercise": "a", "exercise_name": "a", "movement": null, "movement_name": null,
            "round": 1, "rounds": null, "set": 1, "sets": exact(1), "side": "both", "optional": false
        })
    );
}

#[test]
fn a_window_of_rounds_tells_its_ends() {
    let circuit = public(&routine([phase("p").rounds(2..=3).with([exercise("a").time("20s").bare()])]));
    assert_eq!(circuit["phases"][0]["rounds"], json!({ "min": 2, "max": 3 }));
    let optional: Vec<_> =
        circuit["steps"].as_array().expect("steps").iter().map(|step| step["optional"] == json!(true)).collect();
    assert_eq!(optional, [false, false, true]);
}

#[test]
fn totals_are_whole_where_they_are_and_decimal_where_they_are_not() {
    // 22.5 s each side with 5 s between and 10 s before
    let split = public(&straight([exercise("a").time("45s").split()]));
    assert_eq!(split["totals"]["work_seconds"], exact(45));
    let odd = public(&straight([exercise("a").time("2500ms")]));
    assert_eq!(odd["totals"]["seconds"], exact(12.5));
    assert!(odd["totals"]["rest_seconds"]["min"].is_u64(), "10, not 10.0");
}

#[test]
fn a_longer_plan_counts_its_steps_from_zero() {
    let steps = public(&straight([exercise("a").time("20s").sets(3)]));
    let indices: Vec<_> = steps["steps"].as_array().expect("steps").iter().map(|step| step["index"].as_u64()).collect();
    assert_eq!(indices, (0..6).map(Some).collect::<Vec<_>>());
}
