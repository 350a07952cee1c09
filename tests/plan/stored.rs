//! What a journal may hold as a plan: its types refuse what they rule out, and validation refuses the rest.

use calfguide::plan::{InvalidPlan, MAX_STEPS, PhaseSpan, Plan};
use serde_json::{Value, json};

use crate::support::{PhaseExt, Prescribe, exercise, phase, plan, routine};

#[test]
fn each_way_in_which_a_stored_plan_can_be_wrong_has_its_error() {
    let plan = plan(&routine([
        phase("straight").with([exercise("hops").reps(6..=8).tempo([2, 1, 2]).sets(1..=2)]),
        phase("slots").every("1m", 2).with([exercise("squat").reps(5)]),
        phase("loop").within("2m").with([exercise("lunge").reps(4)]),
    ]));
    assert_eq!(plan.validate(), Ok(()));
    let error = |pointer: &str, value: Value| {
        let mut stored = serde_json::to_value(&plan).unwrap();
        *stored.pointer_mut(pointer).unwrap() = value;
        match serde_json::from_value::<Plan>(stored) {
            Ok(plan) => plan.validate().unwrap_err().to_string(),
            Err(error) => error.to_string(),
        }
    };
    let refused = [
        ("/pain_back", json!(11), "a level is 0 to 10"),
        ("/steps", json!([]), "a list is empty"),
        ("/steps/1/sets", json!({ "min": 3, "max": 2 }), "the low end of a window is above its high end"),
        ("/steps/1/kind/work/amount", json!({ "time": 20 }), "only reps have a rhythm"),
    ];
    for (pointer, value, text) in refused {
        assert_eq!(error(pointer, value), text, "{pointer}");
    }
    let last = |phase: usize| format!("/steps/{}/kind", plan.phases[phase].steps.end - 1);
    let timed = json!({ "amount": { "time": { "min": 0, "max": 20 } }, "rhythm": null, "rep": 3 });
    let (last_of_slots, last_of_loop) = (last(1), last(2));
    let invalid = [
        ("/phases/0/steps/end", json!(3), InvalidPlan::Phases),
        ("/steps/0/phase", json!(1), InvalidPlan::Phases),
        ("/phases/0/rounds", json!(null), InvalidPlan::Rounds),
        ("/phases/1/clock", json!({ "every": 0 }), InvalidPlan::RoundsOrClock),
        ("/phases/1/rounds", json!(20_001), InvalidPlan::RoundsOrClock),
        (&last_of_slots, json!({ "rest": { "time": 5, "until": "slot_end" } }), InvalidPlan::RestOfLastSlot),
        (&last_of_loop, json!({ "switch": 5 }), InvalidPlan::LoopWithoutWork),
        ("/steps/0/card", json!(plan.cards.len()), InvalidPlan::Card),
        ("/steps/0/slot", json!(MAX_STEPS), InvalidPlan::Card),
        ("/steps/1/round", json!(0), InvalidPlan::Step),
        ("/steps/1/set", json!(0), InvalidPlan::Step),
        ("/steps/1/sets", json!({ "min": 1, "max": 20_001 }), InvalidPlan::Step),
        ("/steps/1/kind", json!({ "work": timed }), InvalidPlan::Step),
        ("/steps/1/kind/work/amount", json!({ "reps": 0 }), InvalidPlan::Step),
        ("/steps/1/kind/work/rhythm", json!({ "cadence": 0 }), InvalidPlan::Step),
        ("/steps/1/kind/work/rhythm", json!({ "tempo": [5] }), InvalidPlan::Step),
        ("/steps/1/kind/work/rhythm", json!({ "hold": 1e18 }), InvalidPlan::Step),
        ("/steps/1/kind/work/rhythm", json!({ "tempo": [1e18, 1e18, 1e19] }), InvalidPlan::Step),
        ("/steps/1/kind/work/amount", json!({ "reps": 20_000 }), InvalidPlan::TooLong),
        ("/routine/name", json!("\u{1b}[2J"), InvalidPlan::Text),
        ("/routine/name", json!(""), InvalidPlan::Text),
        ("/phases/0/name", json!("a\nb"), InvalidPlan::Text),
        ("/cards/0/exercise/name", json!("x".repeat(121)), InvalidPlan::Text),
        ("/cards/0/load", json!("a\nb"), InvalidPlan::Text),
        ("/cards/0/equipment", json!(["a\nb"]), InvalidPlan::Text),
        ("/cards/0/goal", json!("\u{9b}2J"), InvalidPlan::Text),
        ("/left_out", json!(["a\nb"]), InvalidPlan::Text),
    ];
    for (pointer, value, expected) in invalid {
        assert_eq!(error(pointer, value.clone()), expected.to_string(), "{pointer} {value}");
    }
}

#[test]
fn a_stored_phase_without_steps_is_refused() {
    let mut plan = plan(&routine([phase("p").with([exercise("a").time("20s")])]));
    let end = plan.steps.len();
    plan.phases.push(PhaseSpan { steps: end..end, ..plan.phases[0].clone() });
    assert_eq!(plan.validate(), Err(InvalidPlan::Phases));
}
