//! What is asked of an exercise that grows, and why, in words.

use std::cmp::Ordering;

use jiff::civil;

use super::{count, list, prescription, time};
use crate::model::{
    Exercise, Gain, Increment, Ladder, Level, Measure, PhaseForm, Prescription, Routine, Schedule, Sides, Span, Today,
    When,
};
use crate::progression::{Decision, Felt, Reason, Unknown};

/// What to do where the pain stays.
pub const SEE_A_THERAPIST: &str =
    "With pain or an injury that stays, see a physical therapist for a program of your own.";

/// Asks for the pain of the morning after a session.
pub fn ask_morning(session: civil::Date, today: civil::Date) -> String {
    format!("Pain the morning after {}?", day(session, today))
}

/// What was entered for the morning after a session.
pub fn morning(pain: Level, session: civil::Date, today: civil::Date) -> String {
    format!("The morning after {}: pain {pain}. Saved.", day(session, today))
}

/// What counts where worse was entered for the same morning before. `id`: the session to correct.
pub fn worse_morning(worst: Level, pain: Level, id: &str) -> String {
    let replaces = format!("`calfguide history edit {id} --morning {pain}` replaces it");
    format!("Pain {worst} was entered for it before, and the worst counts; {replaces}.")
}

/// The same where the morning was asked for.
pub fn morning_saved(pain: Level) -> String {
    format!("Pain {pain} that morning. Saved.")
}

/// What is proposed after pain.
pub fn after_pain(pain: Level, on: civil::Date, first_phase_only: bool, today: civil::Date) -> String {
    let proposed = if first_phase_only { " The first phase alone is proposed for today." } else { "" };
    format!("Pain {pain} on {}.{proposed} {SEE_A_THERAPIST}", day(on, today))
}

/// Which week or session of use it is, where the routine depends on it: `Week 3 of 10.`, or, where no list says of how
/// many, only `when` something takes part, `Session 4.`
pub fn use_of(routine: &Routine, today: &Today) -> Option<String> {
    let doses = || routine.exercises().flat_map(|exercise| &exercise.movements).map(|movement| &movement.dose);
    let line = |name: &str, schedule, now: u32, span: fn(&When) -> Option<Span>| {
        let lists = doses().filter(|dose| dose.schedule() == Some(schedule));
        let Some(longest) = lists.max_by_key(|dose| dose.all().len()) else {
            return routine.conditions().any(|when| span(when).is_some()).then(|| format!("{name} {now}."));
        };
        let of = longest.all().len();
        Some(match longest.entry(now) {
            entry if entry == now as usize => format!("{name} {now} of {of}."),
            entry if longest.cycles() => format!("{name} {now}: number {entry} of {of} again."),
            _ => format!("{name} {now}: the last of {of} goes on."),
        })
    };
    let week = line("Week", Schedule::Weeks, today.week, |when| when.weeks);
    let session = line("Session", Schedule::Sessions, today.session, |when| when.sessions);
    let both: Vec<_> = week.into_iter().chain(session).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// The amounts of a rung: `2 sets of 7 reps each side`, `40, 20, 10 and 10 reps each side`.
pub fn rung(exercise: &Exercise, asked: &[Prescription], form: PhaseForm) -> String {
    let amounts: Vec<_> = asked.iter().map(|one| prescription::amount(one, form)).collect();
    let [first, .., last] = asked else { return amounts.concat() };
    let is_alike = asked.iter().all(|one| one.sets.max == 1 && one.sides == first.sides && is_reps(one));
    if is_alike {
        let tail = prescription::amount(last, form);
        let before: Vec<_> = amounts[..amounts.len() - 1].iter().map(|amount| number(amount)).collect();
        return format!("{} and {tail}", before.join(", "));
    }
    let named = exercise.movements.iter().zip(&amounts).map(|(movement, amount)| match &movement.label {
        Some(label) => format!("{} {amount}", label.name),
        None => amount.clone(),
    });
    named.collect::<Vec<_>>().join(", ")
}

fn is_reps(prescription: &Prescription) -> bool {
    matches!(prescription.measure, Measure::Reps { .. }) && matches!(prescription.sides, Sides::Both | Sides::Each)
}

/// The number at the beginning of an amount.
fn number(amount: &str) -> &str {
    amount.split(' ').next().unwrap_or(amount)
}

/// What moved and why, as a sentence or two: `As last time: effort 8 on Tue 10 Nov.`
pub fn reason(decision: &Decision, ladder: Ladder<'_>, today: civil::Date) -> String {
    let why = why(&decision.reason, today);
    match (decision.before, decision.offered) {
        (None, _) if decision.reason == Reason::First => why,
        (None, _) => format!("As the file begins: {why}"),
        (_, Some(offered)) => format!("As last time. {} is on offer: {why}", gain(ladder, offered)),
        (Some(before), None) => {
            let moved = match decision.rung.cmp(&before) {
                Ordering::Greater => gain(ladder, decision.rung),
                Ordering::Equal => "As last time".to_owned(),
                Ordering::Less if before - decision.rung == 1 => "Back a step".to_owned(),
                Ordering::Less => format!("Back {} steps", before - decision.rung),
            };
            format!("{moved}: {why}")
        }
    }
}

/// The same of the rung that the user chose in the place of the one that the rules ask: `Rung 3, as you chose; today's is
/// rung 2.`
pub fn chosen(decision: &Decision, ladder: Ladder<'_>, rung: u32, today: civil::Date) -> String {
    if decision.offered == Some(rung) {
        return format!("{}, as you chose: {}", gain(ladder, rung), why(&decision.reason, today));
    }
    match far(rung, decision.rung) {
        Some(far) => format!("As you chose: {far}."),
        None => format!("Rung {rung}, as you chose; today's is rung {}.", decision.rung),
    }
}

/// What is said of a rung that is more than one above today's: `rung 5 asks 3 rungs more than today's`.
pub fn far(rung: u32, today: u32) -> Option<String> {
    let more = rung.checked_sub(today).filter(|more| *more > 1)?;
    Some(format!("rung {rung} asks {} more than today's", count(more, "rung")))
}

fn why(reason: &Reason, today: civil::Date) -> String {
    let day = |date: &civil::Date| day(*date, today);
    match reason {
        Reason::First => "The beginning of this routine.".to_owned(),
        Reason::PainBack { on, pain, away } => format!("pain {pain} on {}{}.", day(on), and_a_break(*away, today)),
        Reason::Pain { on, pain, again: false } => format!("pain {pain} on {}.", day(on)),
        Reason::Pain { on, pain, again: true } => format!("pain {pain} on {}. {SEE_A_THERAPIST}", day(on)),
        Reason::MissedTwice { on: [first, second], away } => {
            format!("not complete on {} and {}{}.", day(first), day(second), and_a_break(*away, today))
        }
        Reason::Layoff { last } => format!("a break since {}.", day(last)),
        Reason::Top => "this is as far as the routine goes.".to_owned(),
        Reason::Incomplete { on } => format!("not complete on {}.", day(on)),
        Reason::Effort { on, effort } => format!("effort {effort} on {}.", day(on)),
        Reason::Unknown { what, on } => {
            let what = match what {
                Unknown::Pain => "the pain on",
                Unknown::Effort => "the effort on",
                Unknown::Morning => "the morning after",
            };
            format!("nothing is known of {what} {}.", day(on))
        }
        Reason::Row { well, after } => {
            format!("{well} of the {} in a row that a step needs.", count(*after, "session"))
        }
        Reason::StepGap { since, gap } => {
            format!("it began on {}, and the next step comes {} later.", day(since), time::days(*gap))
        }
        Reason::Turn { other } => format!("{other} goes up today, and one exercise goes up at a time."),
        Reason::Offer { row } | Reason::Up { row } => format!("{}.", felt(row, today)),
    }
}

/// A break that takes it further down.
fn and_a_break(since: Option<civil::Date>, today: civil::Date) -> String {
    since.map(|since| format!(", and a break since {}", day(since, today))).unwrap_or_default()
}

/// What a rung asks for beyond the one below: `One rep more`.
fn gain(ladder: Ladder<'_>, rung: u32) -> String {
    match ladder.gain(rung) {
        Gain::Set => "One set more, from the low end again".to_owned(),
        Gain::More(Increment::Reps(1)) => "One rep more".to_owned(),
        Gain::More(Increment::Reps(reps)) => format!("{} more", count(reps, "rep")),
        Gain::More(Increment::Time(more)) => format!("{} more", time::short(more)),
    }
}

/// How the sessions of a row felt: `complete on Tue 3 Nov and Fri 6 Nov, pain 0 and 1, effort 5 and 6`.
fn felt(row: &[Felt], today: civil::Date) -> String {
    let each = |text: &dyn Fn(&Felt) -> String| list(&row.iter().map(text).collect::<Vec<_>>());
    let days = each(&|felt| day(felt.on, today));
    let pain = each(&|felt| felt.pain.to_string());
    let effort = each(&|felt| felt.effort.to_string());
    format!("complete on {days}, pain {pain}, effort {effort}")
}

/// A day: `Tue 3 Nov`, and of another year `Tue 3 Nov 2025`.
pub(super) fn day(day: civil::Date, today: civil::Date) -> String {
    day.strftime(if day.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rung_that_is_far_above_todays_gets_a_remark() {
        assert_eq!(far(5, 2).unwrap(), "rung 5 asks 3 rungs more than today's");
        for rung in 1..=3 {
            assert_eq!(far(rung, 2), None, "{rung}");
        }
    }
}
