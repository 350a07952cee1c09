//! Prescriptions and progressions, in words.

use super::{count, count_range, list, number_range, time};
use crate::model::{
    Distance, Exercise, Field, Increment, Measure, PhaseForm, Prescription, Progression, RepTarget, Rhythm, Sides,
    Window,
};
use crate::words;

/// The whole prescription: `2-4 sets of 6-8 reps each side, 45 s rest`. `form` is that of its phase;
/// `another_follows`: another movement of the same exercise follows, after the same rest.
pub fn sentence(prescription: &Prescription, form: PhaseForm, another_follows: bool) -> String {
    let mut parts = vec![amount(prescription, form)];
    parts.extend(rhythm(&prescription.measure, &prescription.parts));
    parts.extend(prescription.load.as_ref().map(|load| format!("with {}", words::load(load))));
    parts.extend(prescription.effort.as_ref().map(|effort| format!("effort {effort}")));
    if prescription.sets.max > 1 || another_follows {
        parts.push(if prescription.rest.max.is_zero() {
            "no rest".to_owned()
        } else {
            format!("{} rest", time::short_range(prescription.rest))
        });
    }
    parts.join(", ")
}

/// The fields that are the file's own suggestion and not its source's: `our suggestion: rest, switch`.
pub fn suggested(prescription: &Prescription) -> Option<String> {
    let fields = &prescription.suggested;
    if fields.is_empty() {
        return None;
    }
    if Field::ALL.iter().all(|field| fields.contains(field)) {
        return Some("our suggestion: all of it".to_owned());
    }
    let keys: Vec<_> = fields.iter().map(|field| field.key()).collect();
    Some(format!("our suggestion: {}", keys.join(", ")))
}

/// How an exercise grows: `grows by 1 rep up to 8, then by 1 set, up to 4 sets of 8 reps`.
pub fn progression(exercise: &Exercise) -> Option<String> {
    let progression = exercise.progression.as_ref()?;
    // An exercise that grows is the same in every week and session.
    let doses: Vec<_> = exercise.movements.iter().map(|movement| movement.dose.first()).collect();
    Some(match progression {
        Progression::Double(step) => double(*step, doses.first()?),
        Progression::Add { step, until } => {
            let each = if doses.len() > 1 { " each" } else { "" };
            match until.as_deref() {
                None => {
                    format!("grows by {}{each}; no ceiling in the file: each step is offered", increment(*step))
                }
                Some(ends) if ends.windows(2).all(|pair| pair[0] == pair[1]) => {
                    format!("grows by {}{each} up to {}", increment(*step), bare(&increment(ends[0])))
                }
                Some(ends) => {
                    let ends: Vec<_> = ends.iter().map(|end| bare(&increment(*end)).to_owned()).collect();
                    format!("grows by {}{each} up to {}", increment(*step), list(&ends))
                }
            }
        }
    })
}

/// A distance: `80 m`, `0.5 mi`.
pub fn distance(distance: &Distance) -> String {
    format!("{} {}", distance.number, distance.unit.symbol())
}

/// The amount of open work.
pub const OPEN: &str = "as long as you like";

/// Sets, measure and sides.
pub fn amount(prescription: &Prescription, form: PhaseForm) -> String {
    let sets = prescription.sets;
    let (sides, blocks) = sides(prescription);
    let items: Vec<String> = match &prescription.measure {
        Measure::Reps { targets, pacing } => {
            let last = match (targets.last(), pacing.rhythm()) {
                (RepTarget::Count(n), Some(Rhythm::Hold(time))) => {
                    format!("{} x {} hold", number_range(*n), time::short(*time))
                }
                (target, _) => reps(*target),
            };
            let before = &targets[..targets.len() - 1];
            before.iter().map(|target| reps_without_noun(*target)).chain([last]).collect()
        }
        Measure::Time(times) => times.iter().map(|range| time::short_range(*range)).collect(),
        Measure::Distance(way) => vec![distance(way)],
        Measure::Open => {
            let once = format!("{blocks}{OPEN}");
            return if sets.max == 1 { once } else { format!("{}, each {once}", count_range(sets, "set")) };
        }
    };
    let what = match items.as_slice() {
        [one] if sets.max == 1 => one.clone(),
        [one] => format!("{} of {one}", count_range(sets, "set")),
        several if form == PhaseForm::Straight => format!("{}: {}", count_range(sets, "set"), several.join(", ")),
        several => format!("round by round: {}", several.join(", ")),
    };
    format!("{what}{sides}")
}

/// The sides, after an amount, and before one that is open.
fn sides(prescription: &Prescription) -> (&'static str, &'static str) {
    match prescription.sides {
        Sides::Both => ("", ""),
        Sides::Each => (" each side", "each side "),
        Sides::Alternate => (" each side, alternating", "alternating "),
        Sides::Split => (" split between the sides", ""),
        Sides::Left => (" on the left", "on the left "),
        Sides::Right => (" on the right", "on the right "),
    }
}

/// How many reps: `6-8 reps`, `12 or more reps`, `as many reps as you can`.
pub fn reps(target: RepTarget) -> String {
    match target {
        RepTarget::Count(n) => count_range(n, "rep"),
        RepTarget::AtLeast(n) => format!("{n} or more reps"),
        RepTarget::Max => "as many reps as you can".to_owned(),
    }
}

/// How many reps, before another item of the list: `6-8`, `12 or more`, `as many as you can`.
fn reps_without_noun(target: RepTarget) -> String {
    match target {
        RepTarget::Count(n) => number_range(n),
        RepTarget::AtLeast(n) => format!("{n} or more"),
        RepTarget::Max => "as many as you can".to_owned(),
    }
}

/// The rhythm, where the amount does not contain it already.
fn rhythm(measure: &Measure, parts: &[String]) -> Option<String> {
    let Measure::Reps { targets, pacing } = measure else { return None };
    let rhythm = pacing.rhythm()?;
    let is_in_amount = matches!((rhythm, targets.last()), (Rhythm::Hold(_), RepTarget::Count(_)));
    (!is_in_amount).then(|| words::rhythm(rhythm, parts))
}

fn increment(step: Increment) -> String {
    match step {
        Increment::Reps(n) => count(n, "rep"),
        Increment::Time(length) => time::short(length),
    }
}

/// An amount without its noun.
fn bare(amount: &str) -> &str {
    amount.trim_end_matches(" reps").trim_end_matches(" rep")
}

/// Go up the range of the measure, then add a set and begin again at the low end.
fn double(step: Increment, dose: &Prescription) -> String {
    let (top, has_range) = match &dose.measure {
        Measure::Reps { targets, .. } => match targets.first() {
            RepTarget::Count(range) => (count(range.max, "rep"), !range.is_exact()),
            RepTarget::AtLeast(_) | RepTarget::Max => (String::new(), false),
        },
        Measure::Time(times) => (time::short(times.first().max), !times.first().is_exact()),
        Measure::Distance(_) | Measure::Open => (String::new(), false),
    };
    let sets = (!dose.sets.is_exact()).then(|| {
        let goal = Window::exact(dose.sets.max);
        format!("by 1 set, up to {} of {top}", count_range(goal, "set"))
    });
    match (has_range, sets) {
        (true, Some(sets)) => format!("grows by {} up to {}, then {sets}", increment(step), bare(&top)),
        (false, Some(sets)) => format!("grows {sets}"),
        (_, None) => format!("grows by {} up to {}", increment(step), bare(&top)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DistanceUnit, Dose, Movement, Pacing, When};
    use std::time::Duration;

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn window(min: u64, max: u64) -> Window<Duration> {
        Window { min: secs(min), max: secs(max) }
    }

    fn count_of(min: u32, max: u32) -> RepTarget {
        RepTarget::Count(Window { min, max })
    }

    /// One set of this with both legs, 45 s rest.
    fn of(measure: Measure) -> Prescription {
        Prescription {
            sets: Window::exact(1),
            measure,
            sides: Sides::Both,
            rest: Window::exact(secs(45)),
            switch: secs(5),
            prepare: secs(10),
            prepare_written: false,
            about: None,
            parts: Vec::new(),
            load: None,
            effort: None,
            figure: None,
            suggested: Vec::new(),
        }
    }

    fn reps(targets: &[RepTarget]) -> Prescription {
        paced(targets, Pacing::default())
    }

    fn timed(times: &[Window<Duration>]) -> Prescription {
        of(Measure::Time(times.to_vec().try_into().unwrap()))
    }

    fn way() -> Prescription {
        of(Measure::Distance(Distance { number: "0.5".to_owned(), unit: DistanceUnit::Mi }))
    }

    fn sets(min: u32, max: u32, prescription: Prescription) -> Prescription {
        Prescription { sets: Window { min, max }, ..prescription }
    }

    fn on(sides: Sides, prescription: Prescription) -> Prescription {
        Prescription { sides, ..prescription }
    }

    fn paced(targets: &[RepTarget], pacing: Pacing) -> Prescription {
        of(Measure::Reps { targets: targets.to_vec().try_into().unwrap(), pacing })
    }

    fn by(rhythm: Rhythm, target: RepTarget) -> Prescription {
        paced(&[target], Pacing::Rhythm(rhythm))
    }

    #[test]
    fn a_prescription_is_a_sentence() {
        let (eight, max, twelve) = (count_of(8, 8), RepTarget::Max, RepTarget::AtLeast(12));
        let tempo = Rhythm::Tempo(vec![secs(3), Duration::from_millis(1500), secs(3)]);
        let no_rest = Prescription { rest: Window::exact(secs(0)), ..sets(2, 2, reps(&[eight])) };
        let loaded = Prescription {
            load: Some("12kg".to_owned()),
            effort: Some("RPE 7".to_owned()),
            rest: window(60, 90),
            ..sets(2, 2, reps(&[eight]))
        };
        let parts = ["up", "hold", "down"].map(str::to_owned).to_vec();
        let named = Prescription { parts, ..by(tempo.clone(), eight) };
        let table = [
            (reps(&[count_of(40, 40)]), "40 reps"),
            (reps(&[count_of(1, 1)]), "1 rep"),
            (reps(&[twelve]), "12 or more reps"),
            (reps(&[max]), "as many reps as you can"),
            (on(Sides::Left, reps(&[eight])), "8 reps on the left"),
            (on(Sides::Alternate, reps(&[count_of(5, 10)])), "5-10 reps each side, alternating"),
            (sets(2, 4, on(Sides::Each, reps(&[count_of(6, 8)]))), "2-4 sets of 6-8 reps each side, 45 s rest"),
            (sets(3, 3, reps(&[max])), "3 sets of as many reps as you can, 45 s rest"),
            (
                sets(3, 3, reps(&[count_of(12, 12), count_of(10, 10), RepTarget::AtLeast(8)])),
                "3 sets: 12, 10, 8 or more reps, 45 s rest",
            ),
            (sets(3, 3, reps(&[twelve, eight, max])), "3 sets: 12 or more, 8, as many reps as you can, 45 s rest"),
            (by(Rhythm::Hold(secs(45)), count_of(5, 5)), "5 x 45 s hold"),
            (
                sets(2, 2, on(Sides::Each, by(Rhythm::Hold(secs(8)), count_of(3, 3)))),
                "2 sets of 3 x 8 s hold each side, 45 s rest",
            ),
            (by(Rhythm::Hold(secs(8)), max), "as many reps as you can, hold each rep 8 s"),
            (named, "8 reps, tempo 3-1.5-3 (up, hold, down)"),
            (by(tempo, eight), "8 reps, tempo 3-1.5-3"),
            (by(Rhythm::Cadence(132), count_of(40, 40)), "40 reps, 132 reps a minute"),
            (timed(&[window(45, 45)]), "45 s"),
            (on(Sides::Split, timed(&[window(60, 180)])), "1-3 min split between the sides"),
            (sets(1, 2, on(Sides::Each, timed(&[window(20, 40)]))), "1-2 sets of 20-40 s each side, 45 s rest"),
            (sets(2, 2, timed(&[window(40, 40), window(30, 30)])), "2 sets: 40 s, 30 s, 45 s rest"),
            (way(), "0.5 mi"),
            (sets(3, 3, on(Sides::Each, way())), "3 sets of 0.5 mi each side, 45 s rest"),
            (of(Measure::Open), "as long as you like"),
            (on(Sides::Each, of(Measure::Open)), "each side as long as you like"),
            (sets(2, 2, of(Measure::Open)), "2 sets, each as long as you like, 45 s rest"),
            (no_rest, "2 sets of 8 reps, no rest"),
            (loaded, "2 sets of 8 reps, with 12 kg, effort RPE 7, 60-90 s rest"),
        ];
        for (prescription, text) in table {
            assert_eq!(sentence(&prescription, PhaseForm::Straight, false), text);
        }
    }

    #[test]
    fn a_list_in_rounds_is_told_round_by_round() {
        let list = sets(1, 1, reps(&[count_of(8, 8), count_of(10, 10)]));
        let form = PhaseForm::Rounds(Window::exact(2));
        assert_eq!(sentence(&list, form, false), "round by round: 8, 10 reps");
    }

    #[test]
    fn a_movement_says_the_rest_before_the_next() {
        assert_eq!(sentence(&reps(&[count_of(40, 40)]), PhaseForm::Straight, true), "40 reps, 45 s rest");
    }

    #[test]
    fn what_a_file_suggests_is_marked() {
        let mut prescription = of(Measure::Open);
        assert_eq!(suggested(&prescription), None);
        prescription.suggested = vec![Field::Rest, Field::Switch];
        assert_eq!(suggested(&prescription).unwrap(), "our suggestion: rest, switch");
        prescription.suggested = Field::ALL.to_vec();
        assert_eq!(suggested(&prescription).unwrap(), "our suggestion: all of it");
    }

    #[test]
    fn a_progression_says_how_it_grows() {
        let grows = |kind: Progression, doses: &[Prescription]| {
            let movements = doses.iter().map(|dose| Movement {
                label: None,
                goal: None,
                tips: Vec::new(),
                suggested_tips: Vec::new(),
                when: When::default(),
                video: None,
                contacts: false,
                fit: None,
                dose: Dose::always(dose.clone()),
            });
            progression(&Exercise {
                id: "e".to_owned(),
                name: "E".to_owned(),
                say_as: None,
                goal: None,
                tips: Vec::new(),
                suggested_tips: Vec::new(),
                when: When::default(),
                equipment: Vec::new(),
                video: None,
                progression: Some(kind),
                movements: movements.collect::<Vec<_>>().try_into().unwrap(),
            })
            .unwrap()
        };
        let hops = sets(2, 4, reps(&[count_of(6, 8)]));
        let add = |until| Progression::Add { step: Increment::Reps(5), until };
        let two = [reps(&[count_of(40, 40)]), reps(&[count_of(20, 20)])];
        assert_eq!(
            grows(Progression::Double(Increment::Reps(1)), &[hops]),
            "grows by 1 rep up to 8, then by 1 set, up to 4 sets of 8 reps"
        );
        assert_eq!(
            grows(Progression::Double(Increment::Time(secs(5))), &[timed(&[window(20, 40)])]),
            "grows by 5 s up to 40 s"
        );
        assert_eq!(
            grows(Progression::Double(Increment::Reps(1)), &[sets(2, 3, reps(&[count_of(8, 8)]))]),
            "grows by 1 set, up to 3 sets of 8 reps"
        );
        assert_eq!(grows(add(None), &two), "grows by 5 reps each; no ceiling in the file: each step is offered");
        assert_eq!(grows(add(Some(vec![Increment::Reps(60)])), &two[..1]), "grows by 5 reps up to 60");
        assert_eq!(
            grows(add(Some(vec![Increment::Reps(60), Increment::Reps(40)])), &two),
            "grows by 5 reps each up to 60 and 40"
        );
    }
}
