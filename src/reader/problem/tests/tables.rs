//! Messages about tables, and about what is in several places of a file.

use super::*;

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
    let file = "its id is the name of its file, without `.toml`";
    says(unknown("figure", "id"), "unknown key `id`", "a figure has no such key", file);
    says(unknown("exercise", "id"), "unknown key `id`", "an exercise has no such key", "");
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
    says(FormatProblem::Missing, "`format` is missing", known, "");
    let help = "write it as `format = 1`, or read the file with a newer calfguide";
    says(FormatProblem::Unknown(2), "format 2 is unknown", known, help);
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
