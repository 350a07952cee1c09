//! The words of each kind of problem.

use std::time::Duration;

use super::count::RangeReason;
use super::*;
use crate::model::{Increment, Schedule};
use crate::reader::schedule::Occasion;
use crate::reader::wording::type_name;

const KEY: Subject = Subject { key: "key", in_list: false };
const ITEM: Subject = Subject { key: "key", in_list: true };

const WEEK_2: Option<Occasion> = Some(Occasion { schedule: Schedule::Weeks, number: 2 });
const SESSION_3: Option<Occasion> = Some(Occasion { schedule: Schedule::Sessions, number: 3 });

/// Asserts the message, the label and the help of a kind; no help is an empty one.
#[track_caller]
fn says(kind: impl Into<ProblemKind>, message: &str, label: &str, help: &str) {
    let wording = kind.into().wording();
    let words = [&wording.message, &wording.label, wording.help.as_ref().unwrap_or(&String::new())].map(String::clone);
    assert_eq!(words, [message, label, help]);
}

fn of(subject: Subject, problem: impl Into<ValueProblem>) -> ProblemKind {
    (subject, problem.into()).into()
}

#[test]
fn types() {
    let found = |expected, found| of(KEY, TypeProblem { expected, found });
    let rows = [
        (Expected::Number, "a number", "a whole number"),
        (Expected::NumberWithoutQuotes, "a number", "a whole number without quotes"),
        (Expected::Format, "a number", "`1`"),
        (Expected::CountOrRange, "a count", "a whole number, or a range as text"),
        (Expected::Reps, "a number of reps", "a count, a range, \"12+\" or \"max\""),
        (Expected::Text, "text", "text in quotes"),
        (Expected::Slug, "text", "text in quotes"),
        (Expected::Word(vec!["each"]), "one of its words", "text in quotes"),
        (Expected::Flag, "true or false", "`true` or `false`"),
        (Expected::List, "a list", "a list in brackets"),
        (Expected::Distance, "a distance", "a number and a unit as text"),
        (Expected::Duration(DurationField::Work), "a duration", "a number with a unit, in quotes"),
        (Expected::Tempo, "a tempo", "two to four numbers, such as `\"3-1-3\"`"),
    ];
    for (expected, not, written) in rows {
        let label = format!("expected {written}, found a list");
        says(found(expected, "a list"), &format!("`key` is not {not}"), &label, "");
    }
}

#[test]
fn a_list_of_rests() {
    let subject = Subject { key: "rest", in_list: false };
    let list = TypeProblem { expected: Expected::Duration(DurationField::Gap), found: "a list" };
    let help = "where rests differ, write a `[[phase.exercise.movement]]` for each part, with its own `sets`, `reps` \
                and `rest`";
    let label = "expected a number with a unit, in quotes, found a list";
    says(of(subject, list), "`rest` is not a duration", label, help);
}

#[test]
fn types_that_are_found() {
    let text = "a = 'x'\nb = 1\nc = 1.5\nd = -inf\ne = true\nf = 07:30:00\ng = []\nh = {}\n";
    let table = toml::de::DeTable::parse(text).unwrap();
    let mut found: Vec<_> =
        table.get_ref().iter().map(|(key, value)| (key.get_ref().as_ref(), type_name(value.get_ref()))).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("a", "text"),
            ("b", "a whole number"),
            ("c", "a decimal number"),
            ("d", "no number at all"),
            ("e", "true or false"),
            ("f", "a date or a time of day"),
            ("g", "a list"),
            ("h", "a table"),
        ]
    );
}

#[test]
fn texts() {
    let holds = |c| of(KEY, TextProblem::Holds(c));
    let obeyed = "a terminal would obey it";
    let one_line = "keep this text on one line";
    says(of(KEY, TextProblem::Empty), "`key` is empty", "expected text", "");
    says(of(ITEM, TextProblem::Empty), "an item of `key` is empty", "expected text", "");
    says(holds('\n'), "`key` contains a line break", one_line, "leave out U+000A");
    says(holds('\t'), "`key` contains a tab", one_line, "leave out U+0009");
    says(holds('\u{1b}'), "`key` contains a control character", obeyed, "leave out U+001B");
    let bidi = "`key` contains a character that changes the direction of text";
    says(holds('\u{202e}'), bidi, obeyed, "leave out U+202E");
    says(of(KEY, TextProblem::TooLong(126)), "`key` is over 120 characters", "this has 126", "");
    let slug = "expected letters and digits in lower case, with single `-` between them";
    says(of(KEY, TextProblem::NotASlug), "`key` is not a slug", slug, "");
}

#[test]
fn lists() {
    let empty = "leave `key` out, or name an item";
    says(of(KEY, ListProblem::Empty), "`key` is an empty list", "expected at least one item", empty);
    says(of(KEY, ListProblem::TooManyItems(10_001)), "`key` has 10001 items", "expected at most 10,000", "");
    says(of(KEY, ListProblem::TooManyEntries(1001)), "`key` has 1001 entries", "expected at most 1,000", "");
    for (key, header) in [("phase", "phase"), ("exercise", "phase.exercise"), ("movement", "phase.exercise.movement")] {
        let kind = of(Subject { key, in_list: false }, ListProblem::SingleTable);
        let label = "expected double brackets: there may be several";
        says(kind, &format!("`{key}` is one table"), label, &format!("write its header as `[[{header}]]`"));
    }
}

#[test]
fn choices() {
    let unknown =
        |word: &str| of(KEY, ChoiceProblem::UnknownWord { word: word.to_owned(), choices: vec!["left", "right"] });
    let label = "expected one of `left`, `right`";
    says(unknown("up"), "`key` cannot be `up`", label, "");
    let long = format!("`key` cannot be `{}...`", "x".repeat(40));
    says(unknown(&"x".repeat(50)), &long, label, "");
    let leave_out = "leave it out where nothing is a suggestion";
    let label = "expected `true` or a list of fields";
    says(of(KEY, ChoiceProblem::SuggestedFalse), "`suggested` cannot be `false`", label, leave_out);
}

#[test]
fn distances() {
    let rows = [
        (DistanceProblem::NoUnit, "expected a number and one of the units `m`, `km`, `mi`"),
        (DistanceProblem::NotANumber, "expected a number up to 1,000,000 with at most three decimals"),
        (DistanceProblem::Zero, "expected more than zero"),
        (DistanceProblem::Spaces, "number and unit stand together"),
    ];
    for (problem, label) in rows {
        says(of(KEY, problem), "`key` is not a distance", label, "");
    }
}

#[test]
fn counts() {
    let low = CountProblem::TooLow { low: 1, high: 10_000 };
    says(of(KEY, low), "`key` is below 1", "expected 1 to 10,000", "");
    let high = CountProblem::TooHigh { low: 1, high: 10_000 };
    says(of(KEY, high), "`key` is over 10,000", "expected 1 to 10,000", "");
    says(of(KEY, CountProblem::TooHigh { low: 10, high: 300 }), "`key` is over 300", "expected 10 to 300", "");
    let plus = "expected 1 to 10,000 before the `+`";
    says(of(KEY, CountProblem::AtLeastOutOfBounds), "`key` is out of bounds", plus, "");
    let range = of(ITEM, CountProblem::RangeInList);
    says(range, "an item of `key` is a range", "expected one amount for each set", "");

    let rows = [
        (RangeReason::QuotedCount, "a single count is written without quotes"),
        (RangeReason::NotARange, "expected a low end, `-` and a high end"),
        (RangeReason::EqualEnds, "both ends are the same"),
        (RangeReason::Reversed, "the low end comes first"),
        (RangeReason::Spaces, "spaces stand only around the dash"),
        (RangeReason::OutOfBounds, "both ends are from 1 to 10,000"),
    ];
    for (reason, label) in rows {
        for (expected, message) in [
            (CountRange::Counts, "`key` is not a count or a range of counts"),
            (CountRange::Reps, "`key` is not a number of reps"),
        ] {
            says(of(KEY, CountProblem::Range { expected, reason }), message, label, "");
        }
    }
}

#[test]
fn durations() {
    use DurationField::{Gap, Sessions, Work};
    let rows = [
        (Work, DurationReason::NoNumberWithUnit, "expected a number with a unit"),
        (Work, DurationReason::Negative, "a duration cannot be negative"),
        (Work, DurationReason::MonthOrYear, "months and years have no fixed length"),
        (Work, DurationReason::TooFineUnit, "the smallest unit is `ms`"),
        (Work, DurationReason::UnknownUnit, "the units are `h`, `m`, `s` and `ms`"),
        (Sessions, DurationReason::UnknownUnit, "the units are `w`, `d`, `h`, `m`, `s` and `ms`"),
        (Gap, DurationReason::DaysOrWeeks, "days and weeks are too long here"),
        (Work, DurationReason::UnitOrder, "each unit at most once, the largest first"),
        (Work, DurationReason::DecimalsBeforeLast, "only the last number may have decimals"),
        (Work, DurationReason::TrailingSpace, "expected nothing after the unit"),
        (Work, DurationReason::TooFine, "nothing is finer than a millisecond"),
        (Work, DurationReason::Overflow, "it is too long"),
        (Work, DurationReason::Zero, "expected more than zero"),
        (Gap, DurationReason::TooLong, "at most 24 hours"),
        (Sessions, DurationReason::TooLong, "at most 3650 days"),
        (Work, DurationReason::Range, "expected one duration, not a range"),
        (Work, DurationReason::EqualEnds, "both ends are the same"),
        (Work, DurationReason::Reversed, "the low end comes first"),
        (Work, DurationReason::UnitOnHighEndOnly, "both ends need their units"),
    ];
    for (field, reason, label) in rows {
        says(of(KEY, DurationProblem { field, reason }), "`key` is not a duration", label, "");
    }
}

#[test]
fn tempos() {
    let rows = [
        (TempoProblem::NotNumbers, "expected the seconds of each part of a rep, with `-` between them"),
        (TempoProblem::NumberOfParts, "expected two to four parts"),
        (TempoProblem::Zero, "a rep takes some time"),
        (TempoProblem::TooLong, "at most 24 hours"),
    ];
    for (problem, label) in rows {
        says(of(KEY, problem), "`key` is not a tempo", label, "");
    }
}

#[test]
fn tables() {
    let not_a_table = TableProblem::NotATable { key: "key", found: "text" };
    says(not_a_table, "`key` is not a table", "expected a table, found text", "");
    let missing = |table| TableProblem::MissingKey { table, key: "key", example: "8" };
    says(missing("phase"), "`key` is missing", "this phase has no `key`", "");
    says(missing("`[[table]]`"), "`key` is missing", "this [[table]] has no `key`", "");
    let unknown = |table, key: &str| TableProblem::UnknownKey { table, key: key.to_owned(), meant: Vec::new() };
    says(unknown("exercise", "rep"), "unknown key `rep`", "an exercise has no such key", "");
    says(unknown("phase", "rep"), "unknown key `rep`", "a phase has no such key", "");
    let by_the_week = "count by the week: twice a day is `per_week = 14`";
    says(unknown("`[table]`", "per_day"), "unknown key `per_day`", "`[table]` has no such key", by_the_week);
    let only = TableProblem::OnlyOnExercise { table: "week", key: "key" };
    says(only, "`key` does not belong in a week", "expected on the exercise, outside of its weeks", "");
    let no_id = "this name has no letter or digit to make an id of";
    says(TableProblem::NoIdFromName { table: "phase" }, "`id` is missing", no_id, "");
    let duplicate = TableProblem::DuplicateId { table: "exercise", id: "raise".to_owned(), key: "id", number: 2 };
    says(duplicate, "the id `raise` is given twice", "another exercise has it", "");
}

#[test]
fn slots() {
    let keep = "keep `a` or `b`";
    let table = SlotProblem::TwoInOneTable { slot: "measure", first: "a", second: "b" };
    says(table, "`a` and `b` in one table", "expected one measure", keep);
    let over_time = SlotProblem::TwoChangesOverTime { first: "a", second: "b" };
    says(over_time, "`a` and `b` in one exercise", "expected one way to change over time", keep);
    let within = "`within` cannot be combined with `rounds`";
    says(SlotProblem::WithinBesideRounds, within, "it does as many rounds as fit", "");
    says(SlotProblem::EveryBesideWithin, "`every` cannot be combined with `within`", "expected one clock", "");
    let rest = "`rest` cannot be combined with `every`";
    says(SlotProblem::GapBesideEvery { key: "rest" }, rest, "what is left of a slot is the rest", "leave it out");
    let full = "`full` cannot be combined with `short`";
    says(SlotProblem::FullBesideShort, full, "the high end of every window", "keep one of them");
    for (kind, related) in [(table, "the first one"), (SlotProblem::FullBesideShort, "the low end of every window")] {
        assert_eq!(kind.wording().related, related);
    }
}

#[test]
fn prescriptions() {
    let rhythm = |measure, on| PrescriptionProblem::RhythmNeedsReps { key: "hold", measure, on };
    let message = "`hold` needs `reps`";
    says(rhythm(MeasureKind::Time, None), message, "it is timed", "");
    says(rhythm(MeasureKind::Distance, WEEK_2), message, "in week 2, it is a distance", "");
    let open = "in session 3, it is open: it has no `reps`, `time` or `distance`";
    says(rhythm(MeasureKind::Open, SESSION_3), message, open, "");
    let help = "`each` gives each side the whole of any amount";
    let split = PrescriptionProblem::SplitNeedsTime { measure: MeasureKind::Reps, on: None };
    says(split, "`split` needs `time`", "it is counted in reps", help);
    let alternate = PrescriptionProblem::AlternateNeedsReps { measure: MeasureKind::Time, on: WEEK_2 };
    says(alternate, "`alternate` needs `reps`", "in week 2, it is timed", help);
    let parts = PrescriptionProblem::PartsNeedTempo { on: WEEK_2 };
    let help = "leave `parts` out, or add `tempo`";
    says(parts, "`parts` needs `tempo`", "in week 2, nothing has parts to name", help);
    let length = PrescriptionProblem::PartsLength { words: 2, of_tempo: 3, on: None };
    says(length, "`parts` has 2 words for 3 parts", "expected one word for each part of the tempo", "");
    let sets = |on| PrescriptionProblem::SetsBesideList { key: "reps", on };
    let message = "`sets` and a list as `reps` both say how many sets";
    let help = "leave `sets` out, or write one amount instead of the list";
    says(sets(None), message, "the list says it already", help);
    says(sets(WEEK_2), message, "in week 2, the list says it already", help);
    assert_eq!(sets(None).wording().related, "the list");
    let rounds = PrescriptionProblem::ListNeedsRounds { key: "reps" };
    let label = "the number of rounds within a time is unknown";
    let help = "write one amount for all rounds, or put what is done once into its own phase";
    says(rounds, "a list as `reps` needs `rounds`", label, help);
    let length = |on| PrescriptionProblem::ListLength { key: "time", items: 3, rounds: 4, on };
    let ladder = PrescriptionProblem::ListLength { key: "reps", items: 5, rounds: 3, on: None };
    let help = "for a ladder in each round, write a `[[phase.exercise.movement]]` for each item";
    says(ladder, "`reps` has 5 items for 3 rounds", "expected one item for each round", help);
    let message = "`time` has 3 items for 4 rounds";
    says(length(None), message, "expected one item for each round", "");
    says(length(SESSION_3), message, "in session 3, expected one item for each round", "");
}

#[test]
fn progressions() {
    let double = "a progression of kind `double`";
    let until = format!("`until` does not belong to {double}");
    let ceiling = "its ceiling is the high end of the range";
    says(ProgressionProblem::UntilOfDouble, &until, ceiling, "leave it out");
    let add = "a progression of kind `add` needs `reps` or `time`";
    says(ProgressionProblem::AddNeedsStep, add, "it does not say what to add", "");
    let label = "neither the measure nor `sets` is a range";
    let help = "write the lowest and the highest amount, such as `reps = \"6-8\"` or `sets = \"2-4\"`";
    says(ProgressionProblem::DoubleNeedsRange, &format!("{double} needs a range"), label, help);
    let message = format!("{double} needs an exercise without movements");
    let help = "`kind = \"add\"` adds the same to every movement";
    says(ProgressionProblem::DoubleWithMovements, &message, "this exercise has movements", help);
    for (measure, name) in [
        (MeasureKind::Reps, "reps"),
        (MeasureKind::Time, "time"),
        (MeasureKind::Distance, "a distance"),
        (MeasureKind::Open, "nothing: it is open"),
    ] {
        let label = format!("it is measured in {name}");
        let problem = ProgressionProblem::StepDoesNotFit { step: "time", measure };
        says(problem, "`time` does not fit this exercise", &label, "");
    }
    let cannot = |movement: Option<&str>, obstacle| ProgressionProblem::CannotAdd {
        step: "reps",
        movement: movement.map(str::to_owned),
        obstacle,
    };
    let message = "`reps` cannot be added";
    says(cannot(None, AddObstacle::AtLeast(12)), message, "this exercise has \"12+\", which has no top", "");
    says(cannot(Some("Left"), AddObstacle::Max), message, "`Left` has \"max\", which has no top", "");
    let time = AddObstacle::Measure(MeasureKind::Time);
    says(cannot(Some("Left"), time), message, "`Left` is measured in time", "");
    let length = |items, movements| ProgressionProblem::UntilLength { items, movements };
    let label = "expected one value, or one for each movement";
    says(length(3, 1), "`until` has 3 items for 1 movement", label, "");
    says(length(3, 2), "`until` has 3 items for 2 movements", label, "");
    let (reps, time) = (Increment::Reps(8), Increment::Time(Duration::from_secs(90)));
    let below = |start| ProgressionProblem::UntilBelowStart { start };
    says(below(reps), "`until` is below the start", "it begins at 8", "");
    says(below(time), "`until` is below the start", "it begins at 1m 30s", "");
    let other = |step| ProgressionProblem::UntilOfOtherMeasure { step };
    says(other(reps), "`until` does not fit the step", "expected a count", "");
    says(other(time), "`until` does not fit the step", "expected a duration", "");
}

#[test]
fn routines() {
    let known = "this version knows format 1";
    says(RoutineProblem::NoFormat, "`format` is missing", known, "");
    let help = "write it as `format = 1`, or read the file with a newer calfguide";
    says(RoutineProblem::UnknownFormat(2), "format 2 is unknown", known, help);
    let label = "the name of the file has no letter or digit to make an id of";
    says(RoutineProblem::NoIdFromFileName, "`id` is missing", label, "");
    let label = "expected `[[phase]]` and `[[phase.exercise]]`";
    says(RoutineProblem::NoPhase, "the routine has no phase", label, "add `[[phase]]` with a `name`");
    let label = "expected `[[phase.exercise]]` after it";
    let help = "add `[[phase.exercise]]` with a `name`";
    says(RoutineProblem::NoExercise, "the phase has no exercise", label, help);
    let label = "it does not say how many";
    says(RoutineProblem::EveryNeedsRounds, "`every` needs `rounds`", label, "");
    let label = "over 20,000 in this file, counted by movement and week or session, and by item of a list";
    let help = "shorten `weeks`, `sessions` or the lists";
    says(RoutineProblem::TooManyPrescriptions, "too many prescriptions", label, help);
    let label = "this phase is the largest part of it";
    let help = "at most 10,000 steps and 24 hours, at the high end of every range";
    let named = |on: &[Option<Occasion>]| on.iter().flatten().copied().collect();
    let steps = |on| RoutineProblem::TooManySteps { on: named(on) };
    says(steps(&[]), "a session would have more than 10,000 steps", label, help);
    says(
        steps(&[WEEK_2, SESSION_3]),
        "a session would have more than 10,000 steps in week 2 and session 3",
        label,
        help,
    );
    let hours = |on| RoutineProblem::TooLong { hours: 31, on: named(on) };
    says(hours(&[]), "a session would take 31 hours", label, help);
    says(hours(&[WEEK_2]), "a session would take 31 hours in week 2", label, help);
    let [within, round, least] = [3_600_000, 1, 360].map(Duration::from_millis);
    let message = "the rounds that fit into 1h would have more than 10,000 steps";
    let help = "a round has to last at least 360ms here";
    says(RoutineProblem::ShortRounds { within, round, least }, message, "its shortest round lasts 1ms", help);
    let label = "every set that takes part is optional, or none does";
    let help = "leave something in that is not optional";
    let nothing = |on| RoutineProblem::NothingOwed { on: named(on) };
    says(nothing(&[]), "nothing has to be done", label, help);
    says(nothing(&[WEEK_2]), "nothing has to be done in week 2", label, help);
    let label = "`weeks`, `sessions` and `when` make more sessions differ than can be checked";
    says(RoutineProblem::TooManyDays, "too many different days", label, "shorten the lists, or split the routine");
    let label = "it is the rest between the exercises of a round";
    let help = "without rounds the rest between exercises is `rest`";
    says(RoutineProblem::BetweenNeedsRounds, "`between` needs `rounds` or `within`", label, help);
}

#[test]
fn taking_part() {
    let help = "leave `when` out where it takes part always";
    says(WhenProblem::Empty, "`when` is empty", "expected `weeks`, `sessions` or `rounds`", help);
    let label = "a phase does not stand in a round";
    says(WhenProblem::RoundsOfPhase, "`rounds` in the `when` of a phase", label, "write it in its exercises");
    says(WhenProblem::NeedsRounds, "`rounds` needs a phase with `rounds`", "this phase has none", "");
    let label = "the phase has rounds 1 to 3, and a movement takes part only where its exercise does";
    says(WhenProblem::InNoRound { rounds: 3 }, "it takes part in no round", label, "");
    let label = "expected `weeks` or `sessions` in the same table";
    says(WhenProblem::CycleNeedsList, "`cycle` needs a list", label, "");
}

#[test]
fn files() {
    let says = |problem: FileProblem, message: &str, label: &str, help: &str| {
        let wording = problem.wording();
        assert_eq!((&*wording.message, &*wording.label), (message, label));
        assert_eq!(wording.help.unwrap_or_default(), help);
    };
    let error = "permission denied".to_owned();
    says(FileProblem::CannotOpen(error.clone()), "cannot open the file: permission denied", "", "");
    says(FileProblem::CannotRead(error), "cannot read the file: permission denied", "", "");
    let expected = "a routine";
    let help = "expected a file with a routine";
    says(FileProblem::Folder { expected }, "this is a folder", "", help);
    says(FileProblem::NotRegular { expected }, "this is not a regular file", "", help);
    let help = "a routine is much smaller than that";
    says(FileProblem::TooLarge { expected }, "the file is over 1 MiB", "", help);
    says(FileProblem::NotUtf8(0xff), "the file is not UTF-8", "the byte 0xff is not allowed here", "save it as UTF-8");
}

#[test]
fn syntax() {
    let owned = str::to_owned;
    let unclosed = |what, close| SyntaxProblem::Unclosed { what, close };
    says(unclosed("list", "]"), "this list is not closed", "it begins here", "end it with `]`");
    says(unclosed("text", "'''"), "this text is not closed", "it begins here", "end it with `'''`");
    says(SyntaxProblem::ValueTooLong, "a value is too long", "over 100,000 bytes outside of quotes", "");
    let label = "over 50,000 brackets, braces and dots outside of quotes";
    says(SyntaxProblem::TooManyNested, "too many lists and tables", label, "split it into several files");
    says(SyntaxProblem::NestedTooDeeply, "nested too deeply", "no key is as deep as this", "");
    let twice = "it is given before in the same table";
    says(SyntaxProblem::DuplicateKey(owned("a")), "`a` is given twice", twice, "keep one of them");
    says(SyntaxProblem::NotATable(owned("a")), "`a` is not a table", "it is given before as something else", "");
    says(SyntaxProblem::NotAKey, "this is not a key", "expected a key, `=` and a value", "");
    let no_value = SyntaxProblem::KeyWithoutValue(owned("a"));
    says(no_value, "`a` has no value", "expected `=` and a value after it", "");
    says(SyntaxProblem::MissingValue, "a value is missing", "expected a value here", "");
    says(SyntaxProblem::TwoEquals, "two `=` in a row", "expected a value", "");
    let help = "put each key on its own line, and text in quotes";
    let after = "unexpected text after the value";
    says(SyntaxProblem::AfterValue, after, "expected the end of the line", help);
    says(SyntaxProblem::Unquoted, "text without quotes", "expected quotes around it", "");
    says(SyntaxProblem::OtherQuotes, "text in curly quotes", "expected straight quotes: `\"`", "");
    let label = "expected a plain space before this value";
    says(SyntaxProblem::OtherSpace, "an unusual kind of space", label, "");
    says(SyntaxProblem::LeadingZero, "a number begins with a zero", "expected a number without it", "");
    let header = SyntaxProblem::UnclosedHeader { expected: owned("`]`") };
    says(header, "the header is not closed", "expected `]` here", "");
    let string = SyntaxProblem::UnclosedString { expected: owned("`\"`") };
    says(string, "this text is not closed", "expected `\"`", "");
    let bad = SyntaxProblem::BadString { label: owned("expected `t`") };
    says(bad, "the text is not closed, or contains what it may not", "expected `t`", "");
    let control = "text contains a control character";
    says(SyntaxProblem::ControlInString, control, "a terminal would obey it", "leave it out");
    says(SyntaxProblem::ControlInComment, "a comment contains a control character", "expected plain text", "");
    let lone = "a carriage return without a line break";
    says(SyntaxProblem::LoneCarriageReturn, lone, "expected the end of the line", "");
    let other = |expected: Option<&str>| SyntaxProblem::Other {
        message: owned("missing comma"),
        expected: expected.map(str::to_owned),
    };
    says(other(Some("`,`")), "this is not TOML: missing comma", "expected `,`", "");
    says(other(None), "this is not TOML: missing comma", "", "");
}
