//! What a voice says of a session. A phrase has several wordings, from long to short: the first is said for which there
//! is time, and none where there is time for none.

use std::collections::BTreeMap;
use std::time::Duration;

use unicode_normalization::char::is_combining_mark;

use super::number::{number, ordinal, range, seconds};
use super::{cue, one_line, step};
use crate::model::{Distance, DistanceUnit, Label, Load, MassUnit, RepTarget, Rhythm, Side, Window};
use crate::plan::{AmountDone, Plan, SetDone, Step, Work};
use crate::session::{Cursor, Event, Spoken, What};

/// Why exercises ask for something else than last time: a sentence each, by the id of the exercise.
pub type Reasons = BTreeMap<String, String>;

/// The most characters of a wording.
pub const MOST: usize = 200;

/// The wordings of what is said of an event.
pub fn wordings(plan: &Plan, event: &Event, reasons: &Reasons) -> Vec<String> {
    let What::Cue(cue) = &event.what else { return Vec::new() };
    match cue.row().spoken {
        Spoken::Nothing => Vec::new(),
        Spoken::Words => vec![cue::cue(cue)],
        Spoken::Side => vec![format!("{} side", step::side(plan[event.step].side))],
        Spoken::Next => next(plan, Cursor { step: event.step, round: event.round }, reasons),
    }
}

/// The wordings of what is said when a step begins: of a gap the work that comes next, of work that follows no gap the work
/// itself, and where there is time what was done there last time, why it is another amount now, and a tip.
pub fn next(plan: &Plan, place: Cursor, reasons: &Reasons) -> Vec<String> {
    let Some(work) = place.work(plan) else { return Vec::new() };
    let block = Announced { plan, work, step: &plan[work.step] };
    let follows_gap = place.preceding(plan).is_some_and(|before| before.is_gap(plan));
    let (lead, is_second) = match (place.is_gap(plan), follows_gap) {
        (true, false) => ("Next: ", false),
        // What follows a gap after a gap was announced already.
        (true, true) => ("Get ready: ", true),
        (false, false) => ("", false),
        (false, true) => return Vec::new(),
    };
    let full = format!("{lead}{}", parts([Some(block.title()), block.place(), block.side(), block.amount()]));
    let reason = reasons.get(&block.exercise().id).filter(|_| block.is_first_of_exercise()).map(|why| with_days(why));
    let in_brief = reason.as_deref().and_then(|reason| reason.split(':').next());
    let tip = block.tip().filter(|_| !is_second);
    let last_time = last_time(&block.step.last_time).filter(|_| !is_second);
    let mut wordings = Vec::new();
    for reason in reason.as_deref().into_iter().chain(in_brief).map(Some).chain([None]) {
        for last_time in last_time.as_deref().into_iter().map(Some).chain([None]) {
            wordings.push(sentences([Some(&full), last_time, reason, tip]));
            wordings.push(sentences([Some(&full), last_time, reason, None]));
        }
    }
    wordings.push(format!("{lead}{}", parts([Some(block.title()), None, block.side(), block.amount()])));
    wordings.push(parts([Some(block.name()), None, block.side(), None]));
    wordings.push(block.side().unwrap_or_else(|| block.name()));
    wordings = wordings.iter().map(|wording| readable(wording)).collect();
    wordings.retain(|wording| wording.chars().count() <= MOST);
    wordings.dedup();
    wordings
}

/// A block of work.
struct Announced<'a> {
    plan: &'a Plan,
    work: Cursor,
    step: &'a Step,
}

impl<'a> Announced<'a> {
    fn exercise(&self) -> &'a Label {
        &self.plan.card(self.work.step).exercise
    }

    fn movement(&self) -> Option<&'a Label> {
        self.plan.card(self.work.step).movement.as_ref()
    }

    /// The blocks before this one in the session, the nearest first.
    fn before(&self) -> impl Iterator<Item = Cursor> {
        let plan = self.plan;
        let places = std::iter::successors(self.work.preceding(plan), |place| place.preceding(plan));
        places.filter(|place| !place.is_gap(plan))
    }

    /// Whether a block before this one is of the same exercise.
    fn is_of_exercise(&self, before: Cursor) -> bool {
        self.plan.card(before.step).exercise.id == self.exercise().id
    }

    fn is_first_of_exercise(&self) -> bool {
        self.work.round == 1 && !self.before().any(|before| self.is_of_exercise(before))
    }

    /// The movement, or else the exercise.
    fn name(&self) -> String {
        said(self.movement().unwrap_or_else(|| self.exercise()))
    }

    /// The name, with the exercise where another one went before.
    fn title(&self) -> String {
        let goes_on = self.before().next().is_some_and(|before| self.is_of_exercise(before));
        match self.movement().filter(|_| !goes_on) {
            Some(movement) => format!("{}, {}", said(self.exercise()), said(movement)),
            None => self.name(),
        }
    }

    /// The set or the round that begins, but for the first, and whether it is optional.
    fn place(&self) -> Option<String> {
        let before = self.before().next();
        let (set, round) = (self.step.set, self.work.round);
        let is_new_set = set > 1 && before.is_none_or(|before| self.plan[before.step].set != set);
        let is_new_round = round > 1 && before.is_none_or(|before| before.round != round);
        let place = match (is_new_set, is_new_round) {
            (true, _) => nth("set", set, Some(self.step.sets)),
            (_, true) => nth("round", round, self.step.rounds),
            _ => return None,
        };
        Some(if self.step.optional { format!("{place}, optional") } else { place })
    }

    fn side(&self) -> Option<String> {
        (self.step.side != Side::Both).then(|| step::side(self.step.side).to_owned())
    }

    fn amount(&self) -> Option<String> {
        self.step.work().map(|work| amount(work, self.step.side))
    }

    fn tip(&self) -> Option<&'a str> {
        step::tip(self.plan.card(self.work.step), self.step, self.work.round)
    }
}

/// A name as it is spoken.
fn said(label: &Label) -> String {
    label.say_as.as_ref().unwrap_or(&label.name).clone()
}

/// `second set of three`, `fourth round`.
fn nth(noun: &str, n: u32, of: Option<Window<u32>>) -> String {
    let all = of.map(|of| if n > of.min { of.max } else { of.min }).filter(|all| *all > 1);
    let of = all.map(|all| format!(" of {}", number(all.into()))).unwrap_or_default();
    match ordinal(n) {
        Some(ordinal) => format!("{ordinal} {noun}{of}"),
        None => format!("{noun} {}{of}", number(n.into())),
    }
}

/// How much a block is: `six to eight reps`, `thirty seconds`.
fn amount(work: &Work, side: Side) -> String {
    match work {
        Work::Reps { target, pacing } => {
            let reps = match target {
                RepTarget::Count(reps) if side == Side::Alternate => {
                    format!("{}, {} each side", count(*reps, "rep"), range(reps.map(|reps| (reps / 2).into())))
                }
                RepTarget::Count(reps) => count(*reps, "rep"),
                RepTarget::AtLeast(reps) => format!("{} or more reps", number((*reps).into())),
                RepTarget::Max => "as many reps as you can".to_owned(),
            };
            match pacing.rhythm() {
                Some(Rhythm::Hold(time)) => format!("{reps}, held for {} each", seconds(Window::exact(*time))),
                _ => reps,
            }
        }
        Work::Time(time) => seconds(*time),
        Work::Distance(way) => distance(way),
        Work::Open => super::prescription::OPEN.to_owned(),
    }
}

/// What was done last time: `Last time: eight, seven, at twenty kilograms`.
fn last_time(sets: &[SetDone]) -> Option<String> {
    let part = |sets: &[SetDone]| {
        let amounts: Vec<_> = sets.iter().map(|set| amount_done(set.amount)).collect();
        let amounts = match amounts.as_slice() {
            [first, _, ..] if amounts.iter().all(|other| other == first) => {
                format!("{} times {first}", number(amounts.len() as u64))
            }
            _ => amounts.join(", "),
        };
        let load = sets.first().and_then(|set| set.load.as_deref()).map(load);
        [Some(amounts), load].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let parts: Vec<_> = sets.chunk_by(|one, next| one.load == next.load).map(part).collect();
    (!parts.is_empty()).then(|| format!("Last time: {}", parts.join(", ")))
}

fn amount_done(done: AmountDone) -> String {
    match done {
        AmountDone::Reps(reps) | AmountDone::Alternating(reps) => number(reps.into()),
        AmountDone::Time(time) => seconds(Window::exact(Duration::from_secs(time.as_secs()))),
    }
}

/// `at twenty kilograms`, `at 12.5 kilograms`, `with red band`
fn load(text: &str) -> String {
    let Ok(load) = text.parse::<Load>() else { return format!("with {text}") };
    let unit = match load.unit() {
        MassUnit::Kilogram => "kilogram",
        MassUnit::Pound => "pound",
    };
    let words = load.number().parse().map_or_else(|_| load.number(), number);
    format!("at {words} {unit}{}", if load.number() == "1" { "" } else { "s" })
}

fn count(n: Window<u32>, noun: &str) -> String {
    let plural = if n.max == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", range(n.map(u64::from)))
}

/// `eighty meters`, `0.5 miles`: of a decimal the voice makes words.
fn distance(way: &Distance) -> String {
    let unit = match way.unit {
        DistanceUnit::M => "meter",
        DistanceUnit::Km => "kilometer",
        DistanceUnit::Mi => "mile",
    };
    let plural = if way.number == "1" { "" } else { "s" };
    let words = way.number.parse().map_or_else(|_| way.number.clone(), number);
    format!("{words} {unit}{plural}")
}

/// The parts of a sentence that there are.
fn parts<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The texts that there are, as sentences after each other: a single one has no full stop of its own.
fn sentences(texts: [Option<&str>; 4]) -> String {
    let texts: Vec<_> = texts.into_iter().flatten().map(|text| text.trim_end_matches('.').trim_end()).collect();
    if texts.len() > 1 { format!("{}.", texts.join(". ")) } else { texts.concat() }
}

/// The days of a sentence in full: a voice would read `Tue 3 Nov` as a number and a word.
fn with_days(sentence: &str) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let in_full = |word: &str| DAYS.iter().copied().find(|day| word == &day[..3]).map(str::to_owned);
    let words = sentence.split(' ').map(|word| in_full(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

/// A text as voices can read it: letters, digits and plain punctuation, on one line. Everything else might be an order to
/// a voice, or be read out by its name.
fn readable(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{2013}' | '\u{2014}' => '-',
        c if c.is_alphanumeric() || is_combining_mark(c) || ".,:;!?'-()/%+".contains(c) => c,
        _ => ' ',
    };
    one_line(&text.chars().map(plain).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_full() {
        let reason = "One rep more: complete on Tue 3 Nov and Fri 6 Nov, pain 0 and 1.";
        assert_eq!(with_days(reason), "One rep more: complete on Tuesday 3 Nov and Friday 6 Nov, pain 0 and 1.");
    }

    #[test]
    fn a_text_is_made_of_what_voices_read() {
        let table = [
            ("Don\u{2019}t \u{201c}bounce\u{201d} \u{2013} hold", "Don't bounce - hold"),
            ("[[slnc 9999]] <break/> $(reboot) `x`", "slnc 9999 break/ (reboot) x"),
            ("\u{1b}[2Jhops\n\n\tand jumps", "2Jhops and jumps"),
            ("Übung, 足首, น่อง", "Übung, 足首, น่อง"),
        ];
        for (text, said) in table {
            assert_eq!(readable(text), said);
        }
    }

    #[test]
    fn the_last_time_is_said_in_words() {
        let set = |reps, load: Option<&str>| SetDone { amount: AmountDone::Reps(reps), load: load.map(str::to_owned) };
        let said = |sets: &[SetDone]| last_time(sets).unwrap();
        assert_eq!(said(&[set(8, None), set(7, None)]), "Last time: eight, seven");
        assert_eq!(
            said(&[set(8, Some("20kg")), set(8, Some("20kg"))]),
            "Last time: two times eight, at twenty kilograms"
        );
        assert_eq!(
            said(&[set(8, Some("45lb")), set(7, Some("12.5kg"))]),
            "Last time: eight, at forty-five pounds, seven, at 12.5 kilograms"
        );
        assert_eq!(
            said(&[SetDone { amount: AmountDone::Time(Duration::from_millis(45_900)), load: None }]),
            "Last time: forty-five seconds"
        );
        assert_eq!(last_time(&[]), None);
    }

    #[test]
    fn a_distance_is_said_in_words() {
        let way = |number: &str, unit| distance(&Distance { number: number.to_owned(), unit });
        assert_eq!(way("80", DistanceUnit::M), "eighty meters");
        assert_eq!(way("1", DistanceUnit::Km), "one kilometer");
        assert_eq!(way("0.5", DistanceUnit::Mi), "0.5 miles");
    }
}
