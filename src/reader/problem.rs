//! Everything that can be wrong with a file, each kind with its data and its words, and the list that collects it.

mod count;
mod duration;
mod figure;
mod file;
mod format;
mod meant;
mod number;
mod prescription;
mod progression;
mod remark;
mod routine;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod when;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

pub(super) use count::{CountProblem, CountRange, RangeReason};
pub(super) use duration::{DurationField, DurationProblem, DurationReason, TempoProblem};
pub(super) use figure::{FigureProblem, Instead, POSES_MAX};
pub(super) use file::FileProblem;
pub(super) use format::FormatProblem;
pub(super) use number::{Bounds, NumberProblem};
pub(super) use prescription::{MeasureKind, PrescriptionProblem};
pub(super) use progression::{AddObstacle, ProgressionProblem};
pub(super) use remark::Remark;
pub(super) use routine::RoutineProblem;
pub(super) use syntax::SyntaxProblem;
pub(super) use table::{SlotProblem, TableProblem, Tables};
pub(super) use value::NAME_MAX;
pub(super) use value::{ChoiceProblem, DistanceProblem, Expected, ListProblem, TextProblem, TypeProblem};
pub(super) use when::WhenProblem;

use super::FigureState;
use super::offer::Offer;
use super::wording::{Subject, Wording};
use crate::diagnostic::{Diagnostic, Location, Problems, Severity};
use crate::text;

/// How many problems are kept before only the first of the file are, and the others counted.
const KEPT_MAX: usize = 4096;

/// Defines an enum over families of problems, and the conversion of each family into it.
macro_rules! families {
    ($(#[$doc:meta])* $name:ident { $($family:ident($kind:ty)),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub(super) enum $name {
            $($family($kind)),*
        }

        $(impl From<$kind> for $name {
            fn from(kind: $kind) -> Self {
                Self::$family(kind)
            }
        })*
    };
}

families! {
    /// What can be wrong with the value of a key.
    ValueProblem {
        Type(TypeProblem),
        Count(CountProblem),
        Number(NumberProblem),
        Text(TextProblem),
        List(ListProblem),
        Choice(ChoiceProblem),
        Distance(DistanceProblem),
        Duration(DurationProblem),
        Tempo(TempoProblem),
    }
}

families! {
    /// What is wrong.
    ProblemKind {
        Syntax(SyntaxProblem),
        Format(FormatProblem),
        Table(TableProblem),
        Value((Subject, ValueProblem)),
        Slot(SlotProblem),
        Prescription(PrescriptionProblem),
        Progression(ProgressionProblem),
        Routine(RoutineProblem),
        Figure(FigureProblem),
        Remark(Remark),
        When(WhenProblem),
    }
}

impl ValueProblem {
    fn wording(&self, subject: Subject) -> Wording {
        match self {
            Self::Type(problem) => problem.wording(subject),
            Self::Count(problem) => problem.wording(subject),
            Self::Number(problem) => problem.wording(subject),
            Self::Text(problem) => problem.wording(subject),
            Self::List(problem) => problem.wording(subject),
            Self::Choice(problem) => problem.wording(subject),
            Self::Distance(problem) => problem.wording(subject),
            Self::Duration(problem) => problem.wording(subject),
            Self::Tempo(problem) => problem.wording(subject),
        }
    }

    /// What kind of value is expected, where that helps to guess what was meant.
    fn expected(&self) -> Option<Expected> {
        Some(match self {
            Self::Type(problem) => problem.expected.clone(),
            Self::Count(CountProblem::Range { expected: CountRange::Counts, .. }) => Expected::CountOrRange,
            Self::Count(CountProblem::Range { .. } | CountProblem::RangeInList) => Expected::Reps,
            Self::Choice(ChoiceProblem::UnknownWord { choices, .. }) => Expected::Word(choices.clone()),
            Self::Text(TextProblem::NotASlug) => Expected::Slug,
            Self::Distance(_) => Expected::Distance,
            Self::Duration(problem) => Expected::Duration(problem.field),
            Self::Tempo(_) => Expected::Tempo,
            Self::Count(_) | Self::Number(_) | Self::Text(_) | Self::List(_) | Self::Choice(_) => return None,
        })
    }

    fn offers(&self, subject: Subject, source: &str) -> Vec<Offer> {
        if let Self::Choice(problem @ ChoiceProblem::UnknownExercise { .. }) = self {
            return problem.offers(subject);
        }
        self.expected().map_or_else(Vec::new, |expected| meant::offers(&expected, subject, source))
    }
}

impl ProblemKind {
    /// Whether a figure is refused as a whole, though each of its values was read.
    pub(super) fn is_of_body(&self) -> bool {
        matches!(self, Self::Figure(_))
    }

    fn wording(&self) -> Wording {
        match self {
            Self::Syntax(problem) => problem.wording(),
            Self::Format(problem) => problem.wording(),
            Self::Table(problem) => problem.wording(),
            Self::Value((subject, problem)) => problem.wording(*subject),
            Self::Slot(problem) => problem.wording(),
            Self::Prescription(problem) => problem.wording(),
            Self::Progression(problem) => problem.wording(),
            Self::Routine(problem) => problem.wording(),
            Self::Figure(problem) => problem.wording(),
            Self::Remark(remark) => remark.wording(),
            Self::When(problem) => problem.wording(),
        }
    }

    fn offers(&self, source: &str) -> Vec<Offer> {
        match self {
            Self::Syntax(problem) => problem.offers(source),
            Self::Table(problem) => problem.offers(),
            Self::Value((subject, problem)) => problem.offers(*subject, source),
            Self::Progression(problem) => problem.offers(),
            Self::Prescription(problem) => problem.offers(),
            Self::Routine(problem) => problem.offers(),
            Self::Format(problem) => problem.offers(),
            Self::Figure(problem) => problem.offers(),
            Self::Slot(_) | Self::When(_) | Self::Remark(_) => Vec::new(),
        }
    }
}

/// A problem with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    pub(super) at: Range<usize>,
    pub(super) kind: ProblemKind,
    /// A second place that belongs to it.
    pub(super) related: Option<Range<usize>>,
}

impl Problem {
    pub(super) fn new(at: Range<usize>, kind: impl Into<ProblemKind>) -> Self {
        Self { at, kind: kind.into(), related: None }
    }

    pub(super) fn related(self, at: Range<usize>) -> Self {
        Self { related: Some(at), ..self }
    }

    fn order(&self) -> (usize, usize) {
        (self.at.start, self.at.end)
    }

    /// What could be written instead, the likeliest first. An example is given only where there is no better advice.
    pub(super) fn offers(&self, text: &str) -> Vec<Offer> {
        let mut offers = self.kind.offers(text.get(self.at.clone()).unwrap_or(""));
        if self.kind.wording().help.is_some() {
            offers.retain(|offer| !offer.is_example());
        }
        offers
    }

    fn into_diagnostic(self, text: &str, offer: Option<Offer>, tables: &Tables) -> Diagnostic {
        let mut wording = self.kind.wording();
        let home = match &self.kind {
            ProblemKind::Table(TableProblem::UnknownKey { table, key, .. }) => {
                table::home_of(key, tables).or_else(|| table::keys_of(table, tables))
            }
            _ => None,
        };
        wording.help = offer.and_then(|offer| offer.words(text, &self.at)).or(wording.help).or(home);
        let related = self.related.map(|at| Location::new(text, at));
        wording.into_diagnostic(Some(Location::new(text, self.at)), related)
    }
}

/// Collects the problems of one text.
#[derive(Debug, Default)]
pub(super) struct Collector {
    list: Vec<Problem>,
    more: usize,
    /// The remarks about a text, whether it has problems or not.
    noted: Box<Noted>,
    /// What the parser could not read.
    pub(super) unreadable: Unreadable,
}

#[derive(Debug, Default)]
struct Noted {
    /// By the place of its key, whether a field has an effect: what to say of those that have none so far.
    effects: BTreeMap<usize, (Range<usize>, Option<Remark>)>,
    /// The figures that are named, and where.
    figures: Vec<(Range<usize>, String)>,
    /// The tables that were read.
    tables: Tables,
}

/// The parts of a text that are not TOML: what may be there is not missing.
#[derive(Debug, Default)]
pub(super) struct Unreadable {
    /// Where the statement of each unreadable key begins, and the first part of the key.
    pub(super) keys: Vec<(usize, String)>,
    /// Where the headers of tables begin; known only where there are unreadable keys.
    pub(super) headers: Vec<usize>,
    /// Whether any key of any table may be in an unreadable part.
    pub(super) may_hold_any_key: bool,
}

impl Unreadable {
    /// Whether the table with this header may have this key.
    pub(super) fn may_hold(&self, header: &Range<usize>, key: &str) -> bool {
        if self.may_hold_any_key {
            return true;
        }
        let next = self.headers.partition_point(|&at| at <= header.start && !header.is_empty());
        let end = self.headers.get(next).copied().unwrap_or(usize::MAX);
        let first = self.keys.partition_point(|(at, _)| *at < header.start);
        self.keys[first..].iter().take_while(|(at, _)| *at < end).any(|(_, unreadable)| unreadable == key)
    }
}

impl Collector {
    pub(super) fn add(&mut self, at: Range<usize>, kind: impl Into<ProblemKind>) {
        self.push(Problem::new(at, kind));
    }

    pub(super) fn push(&mut self, problem: Problem) {
        self.list.push(problem);
        if self.list.len() >= KEPT_MAX {
            self.sort();
            let kept = self.list.len().min(Problems::SHOWN);
            self.more += self.list.len() - kept;
            self.list.truncate(kept);
        }
    }

    /// Notes that the field of this key has an effect in one of the prescriptions that it is a part of, or what to say
    /// where it has none in any of them.
    pub(super) fn note_effect(&mut self, key_at: &Range<usize>, without: Option<Remark>) {
        match self.noted.effects.entry(key_at.start) {
            Entry::Vacant(field) => {
                field.insert((key_at.clone(), without));
            }
            Entry::Occupied(mut field) if without.is_none() => field.get_mut().1 = None,
            Entry::Occupied(_) => {}
        }
    }

    /// Notes that a figure is named here.
    pub(super) fn note_figure(&mut self, at: Range<usize>, id: String) {
        self.noted.figures.push((at, id));
    }

    /// Notes the keys of a kind of table.
    pub(super) fn note_table(&mut self, name: &'static str, keys: &[&'static str]) {
        self.noted.tables.entry(name).or_insert_with(|| keys.to_vec());
    }

    pub(super) fn into_tables(self) -> Tables {
        self.noted.tables
    }

    /// The remarks about a good text, in its order. `figure` is asked about each figure that it names.
    pub(super) fn into_remarks(self, figure: impl Fn(&str) -> FigureState) -> Vec<Problem> {
        let effects = self.noted.effects.into_values().filter_map(|(at, remark)| Some(Problem::new(at, remark?)));
        let figures = self.noted.figures.into_iter().filter_map(|(at, id)| {
            let state = figure(&id);
            (state != FigureState::Good).then(|| Problem::new(at, Remark::Figure { id, state }))
        });
        let mut remarks: Vec<Problem> = effects.chain(figures).collect();
        remarks.sort_by_key(Problem::order);
        remarks.truncate(Problems::SHOWN);
        remarks
    }

    /// Counts problems that come after enough others never to be shown.
    pub(super) fn add_uncounted(&mut self, number: usize) {
        self.more += number;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.more == 0
    }

    fn sort(&mut self) {
        self.list.sort_by_key(Problem::order);
        // An inherited value may be wrong in the same way in several tables.
        self.list.dedup_by(|b, a| a.order() == b.order() && a.kind.wording().message == b.kind.wording().message);
    }

    /// The first problems of the file, in its order, and how many more there are.
    pub(super) fn into_sorted(mut self) -> (Vec<Problem>, usize) {
        self.sort();
        let more = self.more + self.list.len().saturating_sub(Problems::SHOWN);
        self.list.truncate(Problems::SHOWN);
        (self.list, more)
    }
}

/// The problems of a file, each with what it offers to write.
pub(super) fn listed(
    file: &str,
    text: &str,
    list: impl Iterator<Item = (Problem, Option<Offer>)>,
    more: usize,
    tables: &Tables,
) -> Problems {
    let list = list.map(|(problem, offer)| problem.into_diagnostic(text, offer, tables)).collect();
    let severity = Severity::Error;
    Problems { severity, file: text::line(file).into_owned(), text: text.to_owned(), list, more }
}
