//! The rules by which values are read: for each what it accepts, and what it refuses.

use crate::export::fit::FitExercise;
use crate::model::Field;
use crate::reader::problem::{
    Bounds, ChoiceProblem, CountProblem, CountRange, DistanceProblem, DurationField, DurationProblem, DurationReason,
    Expected, ListProblem, NumberProblem, RangeReason, TempoProblem, TextProblem, TypeProblem, ValueProblem,
};

/// What a key accepts, and what it refuses: values with the place of the problem marked.
pub(super) struct Rule {
    pub(super) good: Vec<String>,
    pub(super) bad: Vec<(String, ValueProblem)>,
}

pub(super) fn rule<const G: usize>(good: [&str; G], bad: Vec<(&str, ValueProblem)>) -> Rule {
    let bad = bad.into_iter().map(|(value, problem)| (value.to_owned(), problem)).collect();
    Rule { good: good.map(str::to_owned).to_vec(), bad }
}

impl Rule {
    pub(super) fn and(mut self, value: &str, problem: impl Into<ValueProblem>) -> Self {
        self.bad.push((value.to_owned(), problem.into()));
        self
    }

    pub(super) fn takes(mut self, value: &str) -> Self {
        self.good.push(value.to_owned());
        self
    }
}

pub(super) fn wrong_type(expected: Expected, found: &'static str) -> ValueProblem {
    TypeProblem { expected, found }.into()
}

pub(super) fn prose() -> Rule {
    rule(
        ["\"a\\n\\tb\""],
        vec![
            ("«1»", wrong_type(Expected::Text, "a whole number")),
            ("«' '»", TextProblem::Empty.into()),
            ("«'\u{200b}\u{2060}\u{feff}'»", TextProblem::Empty.into()),
            ("«'a\u{200f}'»", TextProblem::Holds('\u{200f}').into()),
            ("«\"a\\u001b\"»", TextProblem::Holds('\u{1b}').into()),
            ("«\"a\\rb\"»", TextProblem::Holds('\r').into()),
        ],
    )
}

pub(super) fn line() -> Rule {
    let good = vec![format!("'{}'", "x".repeat(121))];
    Rule { good, ..prose() }.and("«\"a\\nb\"»", TextProblem::Holds('\n'))
}

pub(super) fn fit() -> Rule {
    let unknown = |text: &str| {
        let unknown = FitExercise::parse(text).unwrap_err();
        ChoiceProblem::UnknownExercise { text: text.to_owned(), unknown }
    };
    Rule { good: vec!["'plyo'".to_owned(), "'run/jog'".to_owned()], ..line() }
        .and("«'hop'»", unknown("hop"))
        .and("«'run/hop'»", unknown("run/hop"))
}

pub(super) fn name() -> Rule {
    let too_long = format!("«'{}'»", "x".repeat(121));
    Rule { good: vec![format!("'{}'", "x".repeat(120))], ..line() }.and(&too_long, TextProblem::TooLong(121))
}

pub(super) fn slug() -> Rule {
    Rule { good: vec!["'a-1'".to_owned()], ..name() }.and("«'A b'»", TextProblem::NotASlug)
}

pub(super) fn list_of(rule: Rule) -> Rule {
    let each = |value| format!("[{value}]");
    Rule {
        good: rule.good.into_iter().map(each).collect(),
        bad: rule.bad.into_iter().map(|(value, problem)| (each(value), problem)).collect(),
    }
    .and("«[]»", ListProblem::Empty)
    .and("«'a'»", wrong_type(Expected::List, "text"))
}

pub(super) fn whole(low: u32, high: u32) -> Rule {
    let (below, above) = (format!("«{}»", i64::from(low) - 1), format!("«{}»", high + 1));
    rule([], vec![])
        .takes(&low.to_string())
        .takes(&high.to_string())
        .and(&below, CountProblem::TooLow { low, high })
        .and(&above, CountProblem::TooHigh { low, high })
        .and("«'12'»", wrong_type(Expected::NumberWithoutQuotes, "text"))
        .and("«true»", wrong_type(Expected::Number, "true or false"))
}

/// A number with decimals or without.
pub(super) fn number(bounds: Bounds) -> Rule {
    let Bounds { low, high, .. } = bounds;
    rule([], vec![])
        .takes(&low.to_string())
        .takes(&format!("{high:.1}"))
        .and(&format!("«{}»", low - 0.01), NumberProblem::TooLow(bounds))
        .and("«-99_999_999_999»", NumberProblem::TooLow(bounds))
        .and(&format!("«{}»", high + 0.01), NumberProblem::TooHigh(bounds))
        .and("«0x7FFF_FFFF_FFFF»", NumberProblem::TooHigh(bounds))
        .and("«1e999»", NumberProblem::TooHigh(bounds))
        .and("«inf»", NumberProblem::TooHigh(bounds))
        .and("«nan»", wrong_type(Expected::Decimal, "no number at all"))
        .and("«'1'»", wrong_type(Expected::Decimal, "text"))
        .and("«[1]»", wrong_type(Expected::Decimal, "a list"))
}

pub(super) fn counts() -> Rule {
    let (low, high) = (1, 10_000);
    let range = |reason| CountProblem::Range { expected: CountRange::Counts, reason };
    rule(["1", "'6-8'", "'6–8'", "'6 - 8'", "'6 –8'"], vec![])
        .and("«0»", CountProblem::TooLow { low, high })
        .and("«10001»", CountProblem::TooHigh { low, high })
        .and("«'8'»", range(RangeReason::QuotedCount))
        .and("«'x'»", range(RangeReason::NotARange))
        .and("«'3x10'»", range(RangeReason::NotARange))
        .and("«'8-8'»", range(RangeReason::EqualEnds))
        .and("«'8-6'»", range(RangeReason::Reversed))
        .and("«' 6-8'»", range(RangeReason::Spaces))
        .and("«'6-1 8'»", range(RangeReason::Spaces))
        .and("«'0-8'»", range(RangeReason::OutOfBounds))
        .and("«nan»", wrong_type(Expected::CountOrRange, "no number at all"))
}

pub(super) fn reps() -> Rule {
    let (low, high) = (1, 10_000);
    let range = |reason| CountProblem::Range { expected: CountRange::Reps, reason };
    rule(["8", "'6-8'", "'12+'", "'max'", "[8, '12+', 'max']"], vec![])
        .and("«0»", CountProblem::TooLow { low, high })
        .and("[8, «10001»]", CountProblem::TooHigh { low, high })
        .and("«'6..8'»", range(RangeReason::NotARange))
        .and("«'8-10001'»", range(RangeReason::OutOfBounds))
        .and("«'0+'»", CountProblem::AtLeastOutOfBounds)
        .and("[«'6-8'»]", CountProblem::RangeInList)
        .and("[«[8]»]", wrong_type(Expected::Reps, "a list"))
        .and("«[]»", ListProblem::Empty)
}

/// Durations are refused by a rule of their own file; here is what tells one field from another.
pub(super) fn duration(field: DurationField, good: &[&str], bad: &[(&str, DurationReason)]) -> Rule {
    let problem = |reason| DurationProblem { field, reason };
    Rule {
        good: good.iter().map(|&good| good.to_owned()).collect(),
        bad: bad.iter().map(|(value, reason)| ((*value).to_owned(), problem(*reason).into())).collect(),
    }
    .and("«8»", wrong_type(Expected::Duration(field), "a whole number"))
    .and("«'1:30'»", problem(DurationReason::NoNumberWithUnit))
}

pub(super) const ZERO: (&str, DurationReason) = ("«'0s'»", DurationReason::Zero);
pub(super) const DAYS: (&str, DurationReason) = ("«'2d'»", DurationReason::DaysOrWeeks);
pub(super) const RANGE: (&str, DurationReason) = ("«'5s-8s'»", DurationReason::Range);
pub(super) const REVERSED: (&str, DurationReason) = ("«'8s-5s'»", DurationReason::Reversed);

pub(super) fn work() -> Rule {
    duration(DurationField::Work, &["'5s'"], &[ZERO, DAYS, RANGE])
}

pub(super) fn work_window() -> Rule {
    duration(DurationField::Work, &["'5s'", "'5s-8s'"], &[ZERO, DAYS, REVERSED])
}

pub(super) fn gap() -> Rule {
    duration(DurationField::Gap, &["'0s'"], &[DAYS, RANGE])
}

pub(super) fn gap_window() -> Rule {
    duration(DurationField::Gap, &["'0s'", "'5s-8s'", "'5s – 8s'", "'1m 30s - 2m'"], &[DAYS, REVERSED])
}

pub(super) fn between_sessions() -> Rule {
    duration(DurationField::Sessions, &["'48h'", "'2w'"], &[ZERO, ("«'1M'»", DurationReason::MonthOrYear)])
}

pub(super) fn time() -> Rule {
    let range = DurationProblem { field: DurationField::Work, reason: DurationReason::Range };
    work_window().takes("['5s', '8s']").and("[«'5s-8s'»]", range).and("«[]»", ListProblem::Empty)
}

pub(super) fn tempo() -> Rule {
    rule(["'3-1-3'", "'3–0'"], vec![("«3»", wrong_type(Expected::Tempo, "a whole number"))])
        .and("«'3s-1s'»", TempoProblem::NotNumbers)
        .and("«'3'»", TempoProblem::NumberOfParts)
        .and("«'0-0'»", TempoProblem::Zero)
        .and("«'86400-1'»", TempoProblem::TooLong)
}

pub(super) fn distance() -> Rule {
    rule(["'80m'", "'0.5km'", "'1mi'"], vec![])
        .and("«80»", wrong_type(Expected::Distance, "a whole number"))
        .and("«'80'»", DistanceProblem::NoUnit)
        .and("«'0.1234km'»", DistanceProblem::NotANumber)
        .and("«'0m'»", DistanceProblem::Zero)
        .and("«'80 m'»", DistanceProblem::Spaces)
}

pub(super) fn choice(choices: &[&'static str]) -> Rule {
    let unknown = |word: &str| ChoiceProblem::UnknownWord { word: word.into(), choices: choices.into() };
    choices
        .iter()
        .fold(rule([], vec![]), |rule, word| rule.takes(&format!("'{word}'")))
        .and("«1»", wrong_type(Expected::Word(choices.into()), "a whole number"))
        .and("«'?'»", unknown("?"))
}

pub(super) fn span() -> Rule {
    counts().takes("'3+'").and("«'0+'»", CountProblem::AtLeastOutOfBounds)
}

pub(super) fn flag() -> Rule {
    rule(["true", "false"], vec![])
        .and("«'On'»", wrong_type(Expected::Flag, "text"))
        .and("«1»", wrong_type(Expected::Flag, "a whole number"))
}

pub(super) const SIDES: [&str; 6] = ["both", "each", "alternate", "split", "left", "right"];

pub(super) fn suggested() -> Rule {
    let fields = Field::ALL.map(Field::key);
    list_of(choice(&fields)).takes("true").and("«false»", ChoiceProblem::SuggestedFalse)
}
