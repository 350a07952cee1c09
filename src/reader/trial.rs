//! What the messages offer to write is first read by the very reader that it is written for. An offer that is refused
//! gives way to the next; what is refused in each of its forms is not offered.

use std::collections::VecDeque;
use std::ops::Range;

use super::offer::{Edit, Offer};
use super::problem::{Problem, ProblemKind, SyntaxProblem};

/// How often a text is read again at most.
const ROUNDS: usize = 12;

/// How many bytes of text are read again at most, after the first time.
const READ_MAX: usize = 256 * 1024;

/// For each problem the first of its offers with which the text, all others made too, has no problem at that place.
pub(super) fn accepted(text: &str, problems: &[Problem], read: impl Fn(&str) -> Vec<Problem>) -> Vec<Option<Offer>> {
    let mut offers: Vec<VecDeque<Offer>> = problems.iter().map(|problem| problem.offers(text).into()).collect();
    let mut refused_before: Vec<Vec<Offer>> = vec![Vec::new(); problems.len()];
    let rounds = (READ_MAX / text.len().max(1)).clamp(1, ROUNDS);
    for round in 1..=rounds {
        if offers.iter().all(VecDeque::is_empty) {
            break;
        }
        let changed = Changed::new(text, problems, &mut offers);
        let found = read(&changed.text);
        let refused = changed.refused(problems, &found);
        if refused.is_empty() {
            break;
        }
        for (n, by) in refused {
            refused_before[n].extend(offers[n].pop_front());
            let mended = by.map_or_else(Vec::new, |by| changed.mended(n, &problems[n], by));
            for offer in mended.into_iter().rev().filter(|offer| !refused_before[n].contains(offer)) {
                offers[n].push_front(offer);
            }
            if round == rounds {
                offers[n].clear();
            }
        }
    }
    offers.iter_mut().map(VecDeque::pop_front).collect()
}

/// A text with an offer made at each place that has one.
struct Changed {
    text: String,
    /// Where the offer of each problem is.
    places: Vec<Option<Range<usize>>>,
    /// Where the problems themselves stood, moved by the changes before them.
    moved: Vec<usize>,
}

impl Changed {
    fn new(text: &str, problems: &[Problem], offers: &mut [VecDeque<Offer>]) -> Self {
        let mut edits: Vec<(usize, Range<usize>, String)> = Vec::new();
        for (n, problem) in problems.iter().enumerate() {
            if let Some(offer) = offers[n].front() {
                let (range, new) = offer.change(text, &problem.at);
                edits.push((n, range, new));
            }
        }
        edits.sort_by_key(|(_, range, _)| (range.start, range.end));
        let mut changed =
            Self { text: String::with_capacity(text.len()), places: vec![None; problems.len()], moved: Vec::new() };
        let mut end = 0;
        // The ends of the edits, before and after.
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (n, range, new) in edits {
            if range.start < end {
                // Two offers at one place cannot both be made.
                offers[n].clear();
                continue;
            }
            changed.text.push_str(&text[end..range.start]);
            let start = changed.text.len();
            changed.text.push_str(&new);
            changed.places[n] = Some(start..changed.text.len());
            end = range.end;
            ends.push((range.end, changed.text.len()));
        }
        changed.text.push_str(&text[end..]);
        changed.moved = problems
            .iter()
            .map(|problem| {
                let last = ends.iter().rev().find(|(before, _)| *before <= problem.at.start);
                last.map_or(problem.at.start, |(before, after)| problem.at.start - before + after)
            })
            .collect();
        changed
    }

    /// The problems whose offers are refused, and by which problem.
    fn refused<'p>(&self, problems: &[Problem], found: &'p [Problem]) -> Vec<(usize, Option<&'p Problem>)> {
        let mut refused: Vec<(usize, Option<&Problem>)> = Vec::new();
        let mut refuse = |n: usize, by: Option<&'p Problem>| {
            // What is right may still be more than a body can do.
            let is_right = by.is_some_and(|by| by.kind.is_of_body()) && !problems[n].kind.is_of_body();
            if !is_right && refused.iter().all(|(other, _)| *other != n) {
                refused.push((n, by));
            }
        };
        for problem in found {
            // A second place is to blame only where the first one is no offer.
            let at = self.offers_at(&problem.at, &problem.kind);
            let related = problem
                .related
                .as_ref()
                .filter(|_| at.is_empty())
                .map_or_else(Vec::new, |at| self.offers_at(at, &problem.kind));
            at.into_iter().chain(related).for_each(|n| refuse(n, Some(problem)));
        }
        for (n, place) in self.places.iter().enumerate() {
            let is_there = |problem: &&Problem| problem.kind == problems[n].kind && problem.at.start == self.moved[n];
            if place.is_some() && found.iter().any(|problem| is_there(&problem)) {
                refuse(n, None);
            }
        }
        refused
    }

    /// The offers that a problem is about. Where a key is given twice, its value is not read.
    fn offers_at(&self, at: &Range<usize>, kind: &ProblemKind) -> Vec<usize> {
        let is_twice = matches!(kind, ProblemKind::Syntax(SyntaxProblem::DuplicateKey(_)));
        let line = self.text[at.end..].find('\n').map_or(self.text.len(), |n| at.end + n);
        let (start, end) = (at.start, if is_twice { line } else { at.end });
        let touches = |place: &Range<usize>| {
            if start == end {
                place.start < start && start <= place.end
            } else {
                start.max(place.start) < end.min(place.end)
            }
        };
        let places = self.places.iter().enumerate();
        places.filter(|(_, place)| place.as_ref().is_some_and(touches)).map(|(n, _)| n).collect()
    }

    /// A text that was not TOML is now a value, or less wrong, and what is wrong with it has offers of its own.
    fn mended(&self, n: usize, problem: &Problem, by: &Problem) -> Vec<Offer> {
        let (ProblemKind::Syntax(_), ProblemKind::Syntax(_) | ProblemKind::Value(_), Some(place)) =
            (&problem.kind, &by.kind, &self.places[n])
        else {
            return Vec::new();
        };
        if by.at.start < place.start || by.at.end > place.end {
            return Vec::new();
        }
        let (before, after) = (&self.text[place.start..by.at.start], &self.text[by.at.end..place.end]);
        let is_whole = before.is_empty() && after.is_empty();
        let within = |offer: Offer| match &offer.edit {
            _ if offer.is_example() => None,
            Edit::Keys(_) if is_whole => Some(offer),
            Edit::Text(new) | Edit::RestOfLine(new) => Some(Offer::rest_of_line(format!("{before}{new}{after}"))),
            Edit::Keys(keys) if keys.len() == 1 => Some(Offer::rest_of_line(format!("{before}{}{after}", keys[0].1))),
            _ => None,
        };
        by.offers(&self.text).into_iter().filter_map(within).collect()
    }
}
