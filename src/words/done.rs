//! What was done in sets, in words.

use crate::model::Load;
use crate::plan::{AmountDone, SetDone};
use crate::words::{self, time};

/// What was done in each set: `8 reps`, `2 x 8 reps at 20 kg`, `8, 7 reps`, `0:45, 0:40`.
pub fn sets(sets: &[SetDone]) -> String {
    with_loads(sets, amount)
}

/// The same beside a target: `last time: 8, 7 at 20 kg`; `None` where nothing is known.
pub fn last_time(sets: &[SetDone]) -> Option<String> {
    (!sets.is_empty()).then(|| format!("last time: {}", with_loads(sets, number)))
}

/// The amounts, and behind those of the same load that load. `last` writes the last one.
fn with_loads(sets: &[SetDone], last: fn(AmountDone) -> String) -> String {
    let part = |sets: &[SetDone]| {
        let load = sets.first().and_then(|set| set.load.as_deref()).map(at_load).unwrap_or_default();
        format!("{}{load}", amounts(sets, last))
    };
    sets.chunk_by(|one, next| one.load == next.load).map(part).collect::<Vec<_>>().join(", ")
}

fn amounts(sets: &[SetDone], last: fn(AmountDone) -> String) -> String {
    match sets {
        [] => String::new(),
        [one] => last(one.amount),
        [first, others @ ..] if others.iter().all(|other| other.amount == first.amount) => {
            format!("{} x {}", sets.len(), last(first.amount))
        }
        [most @ .., one] => {
            let most: Vec<_> = most.iter().map(|set| number(set.amount)).collect();
            format!("{}, {}", most.join(", "), last(one.amount))
        }
    }
}

/// ` at 20 kg`, ` with red band`
fn at_load(load: &str) -> String {
    let preposition = if load.parse::<Load>().is_ok() { "at" } else { "with" };
    format!(" {preposition} {}", words::load(load))
}

/// An amount with its unit.
fn amount(done: AmountDone) -> String {
    match done {
        AmountDone::Reps(reps) => words::count(reps, "rep"),
        AmountDone::Alternating(reps) => format!("{}, {} each side", words::count(reps, "rep"), reps / 2),
        AmountDone::Time(_) => number(done),
    }
}

/// An amount without its unit.
pub fn number(done: AmountDone) -> String {
    match done {
        AmountDone::Reps(reps) | AmountDone::Alternating(reps) => reps.to_string(),
        AmountDone::Time(length) => time::clock(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn set(amount: AmountDone, load: Option<&str>) -> SetDone {
        SetDone { amount, load: load.map(str::to_owned) }
    }

    #[test]
    fn sets_are_summed_up_in_the_terms_of_the_prescription() {
        let reps = |reps| set(AmountDone::Reps(reps), None);
        let loaded = |reps, load| set(AmountDone::Reps(reps), Some(load));
        let time = |seconds| set(AmountDone::Time(Duration::from_secs(seconds)), None);
        let table: [(&[SetDone], &str, &str); 8] = [
            (&[reps(8)], "8 reps", "8"),
            (&[reps(8), reps(8)], "2 x 8 reps", "2 x 8"),
            (&[reps(8), reps(7), reps(1)], "8, 7, 1 rep", "8, 7, 1"),
            (&[set(AmountDone::Alternating(12), None)], "12 reps, 6 each side", "12"),
            (&[time(45), time(90)], "0:45, 1:30", "0:45, 1:30"),
            (&[loaded(8, "20kg"), loaded(7, "20kg")], "8, 7 reps at 20 kg", "8, 7 at 20 kg"),
            (
                &[loaded(8, "20kg"), loaded(7, "22.5kg")],
                "8 reps at 20 kg, 7 reps at 22.5 kg",
                "8 at 20 kg, 7 at 22.5 kg",
            ),
            (&[loaded(12, "red band")], "12 reps with red band", "12 with red band"),
        ];
        for (done, in_full, beside) in table {
            assert_eq!(sets(done), in_full);
            assert_eq!(last_time(done), Some(format!("last time: {beside}")));
        }
        assert_eq!(last_time(&[]), None);
    }
}
