//! The face of plain lines: one line an event, no cursor movement, for a screen reader, a log, or a pipe.

use std::io::Write as _;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::keys::{self, Does, Sheet};
use super::page::Page;
use super::{Action, Face, Scene};
use crate::model::Window;
use crate::plan::{Amount, Plan, StepKind, Work};
use crate::session::{Cue, Event, Fact, Key, Mono, Outcome, Question, View, What};
use crate::text;
use crate::words::{self, cue, past, question, step, time};

/// The face of plain lines.
#[derive(Debug, Default)]
pub struct Plain {
    /// The page that was printed.
    page: Option<Page>,
    /// What was asked for and is printed with the next events.
    asked_for: Vec<Extra>,
    /// Where the last block of work or its get-ready began: a `go` or a countdown at that instant says nothing new.
    began: Option<(usize, Mono)>,
    muted: bool,
    /// Why what was done is not kept, as it was said last.
    trouble: Option<String>,
    /// Whether it was said that nobody is there to answer.
    alone: bool,
}

/// Something to print that is no event.
#[derive(Debug)]
enum Extra {
    Sheet(Sheet),
    /// A line that nobody understood.
    Unknown(String),
}

/// Columns of the session clock and the space after it.
const MARGIN: &str = "       ";
/// Width of the page where nobody knows how wide the output is.
const PAGE_COLUMNS: u16 = 80;
/// Reps of this length and more are told one by one, shorter ones by tens.
const SLOW_REP: Duration = Duration::from_secs(2);

impl Plain {
    /// A face that has shown nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines of one event, its later ones at hand.
    fn event(&mut self, view: &View<'_>, event: &Event, same_call: &[Event]) -> Vec<String> {
        let plan = view.plan;
        let index = event.step;
        let here = &plan.steps[index];
        let with =
            |wanted: &dyn Fn(&What) -> bool| same_call.iter().any(|other| other.at == event.at && wanted(&other.what));
        match &event.what {
            What::Fact(Fact::Started { .. }) => {
                if let Some(gap) = step::gap(here) {
                    return gap_lines(plan, index, event.round, &gap);
                }
                self.began = Some((index, event.at));
                let to_come = with(&|what| matches!(what, What::Cue(Cue::GetReady)));
                let word = if to_come { "next" } else { "go" };
                let waits = view.index == index && view.length.is_none();
                let end = if waits { "; Enter when done" } else { "" };
                vec![format!("{word}: {}{end}", step::work(plan, index, event.round))]
            }
            What::Fact(Fact::Ended { outcome, active, reps }) => match here.work() {
                Some(work) => vec![ended(work, *outcome, *active, *reps)],
                None if *outcome == Outcome::Skipped => {
                    vec![format!("skipped: {}", step::name(plan.card(index), here.side))]
                }
                None => Vec::new(),
            },
            What::Fact(Fact::Answered(_) | Fact::Finished { complete: true }) => Vec::new(),
            // It is answered already.
            What::Cue(Cue::Asked(Question::PainNow)) if with(&|what| matches!(what, What::Fact(Fact::Pain(_)))) => {
                Vec::new()
            }
            // The question says it too.
            What::Fact(Fact::Gap(_)) if with(&|what| matches!(what, What::Cue(Cue::Asked(_)))) => Vec::new(),
            What::Cue(Cue::SessionDone)
                if with(&|what| matches!(what, What::Fact(Fact::Finished { complete: false }))) =>
            {
                Vec::new()
            }
            What::Fact(fact) => cue::fact(fact).into_iter().collect(),
            What::Cue(cue) => self.cue(plan, event, cue),
        }
    }

    fn cue(&mut self, plan: &Plan, event: &Event, cue: &Cue) -> Vec<String> {
        let here = &plan.steps[event.step];
        let told = match cue {
            // Said by the facts, or only for the ear.
            Cue::Done | Cue::Part(_) | Cue::Ready(1 | 2) | Cue::Last(1 | 2) => false,
            Cue::Go | Cue::Ready(_) => self.began != Some((event.step, event.at)),
            Cue::Switch => here.work().is_some(),
            Cue::Rep(n) => here.work().is_some_and(|work| work.rep >= SLOW_REP) || n % 10 == 0,
            _ => true,
        };
        if *cue == Cue::GetReady {
            self.began = Some((event.step, event.at));
        }
        let line = if told { cue::cue(cue) } else { None };
        match (line, cue) {
            (Some(line), Cue::Asked(asked)) => vec![line, question::ways(*asked, false).join("; ")],
            (line, _) => line.into_iter().collect(),
        }
    }
}

impl Face for Plain {
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>) {
        let mut lines = Vec::new();
        for extra in std::mem::take(&mut self.asked_for) {
            match extra {
                Extra::Sheet(sheet) => lines.extend(self::sheet(scene, sheet)),
                Extra::Unknown(line) => {
                    lines.push(format!("`{}` is no key here: `?` lists them", text::line(&line)));
                }
            }
        }
        match scene {
            Scene::Page(page) if self.page.as_ref() != Some(page) => {
                self.page = Some(page.clone());
                let columns = size.map_or(PAGE_COLUMNS, |(columns, _)| columns.min(PAGE_COLUMNS));
                lines.extend(page_lines(page, columns.into()));
            }
            Scene::Page(_) => {}
            Scene::Session { view, muted, unattended, trouble, .. } => {
                if unattended && !self.alone {
                    self.alone = true;
                    let takes = time::about(Window::exact(view.left));
                    lines.push(format!("no terminal to answer on: hands-free, {takes}; `--dry-run` plays it at once"));
                }
                if muted != self.muted {
                    self.muted = muted;
                    lines.push(format!("{MARGIN}{}", if muted { "sound off" } else { "sound on" }));
                }
                if trouble != self.trouble.as_deref() {
                    self.trouble = trouble.map(str::to_owned);
                    let said = trouble.map_or_else(|| "all of it is kept again".to_owned(), past::not_kept);
                    lines.push(format!("{MARGIN}{said}"));
                }
                for (i, event) in events.iter().enumerate() {
                    let mut clock = format!("{:>5}  ", time::clock(event.at.0));
                    for line in self.event(view, event, &events[i..]) {
                        lines.push(format!("{clock}{line}"));
                        MARGIN.clone_into(&mut clock);
                    }
                }
            }
        }
        for line in lines {
            // A vector takes everything.
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }

    fn shows_time(&self) -> bool {
        false
    }

    fn repaint(&mut self) {}

    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action> {
        self.command(scene, keys::pressed(super::asked(scene), key)?)
    }

    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action> {
        let mut letters = line.trim().chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && let Some(command) = keys::taken(scene, letter)
        {
            return vec![command];
        }
        match keys::typed(super::asked(scene), line) {
            Some(all) if !all.iter().any(|does| leads_nowhere(scene, *does)) => {
                all.into_iter().filter_map(|does| self.command(scene, does)).collect()
            }
            _ => {
                self.asked_for.push(Extra::Unknown(line.trim().to_owned()));
                Vec::new()
            }
        }
    }
}

impl Plain {
    fn command(&mut self, scene: Scene<'_>, does: Does) -> Option<Action> {
        if let Does::Show(sheet) = does {
            self.asked_for.push(Extra::Sheet(sheet));
        }
        keys::command(scene, does)
    }
}

/// Whether it jumps to a step that the list does not have.
fn leads_nowhere(scene: Scene<'_>, does: Does) -> bool {
    matches!((scene, does), (Scene::Session { view, .. }, Does::Session(Key::Jump(to))) if to >= view.plan.steps.len())
}

/// A gap, with the card of what follows it.
fn gap_lines(plan: &Plan, index: usize, round: u32, gap: &str) -> Vec<String> {
    let here = &plan.steps[index];
    let Some(next) = plan.work_from(index).filter(|next| plan.steps[*next].card == here.card) else {
        return vec![gap.to_owned()];
    };
    let card = plan.card(index);
    let what = step::work(plan, next, round);
    match &here.kind {
        StepKind::Prepare { .. } => {
            let mut lines = vec![format!("{gap}: {}", step::title(card)), what];
            lines.extend(card.tips.iter().take(2).map(|tip| format!("tip: {}", words::one_line(tip))));
            lines
        }
        StepKind::Switch(_) => vec![gap.to_owned()],
        // The get-ready that follows says it all.
        StepKind::Rest { .. } if next > index + 1 => vec![format!("{gap}, then {}", step::title(card))],
        _ => {
            let mut lines = vec![format!("{gap}, then {what}")];
            lines.extend(super::tip(card, here, round).map(|tip| format!("tip: {}", words::one_line(tip))));
            lines
        }
    }
}

/// How a block of work ended, with what was done where that is not what was asked.
fn ended(work: &Work, outcome: Outcome, active: Duration, reps: Option<u32>) -> String {
    let as_asked = outcome == Outcome::Done;
    let told = match (&work.amount, reps) {
        (Amount::Reps(asked), Some(reps)) => {
            (!as_asked || *asked != Window::exact(reps)).then(|| format!("{reps} of {}", words::counts(*asked, "rep")))
        }
        (_, Some(reps)) => Some(words::count(reps, "rep")),
        (Amount::Time(asked), None) => {
            let of = if as_asked { String::new() } else { format!(" of {}", time::clock_range(*asked)) };
            (*asked != Window::exact(active)).then(|| format!("{}{of}", time::clock(active)))
        }
        (Amount::Reps(_), None) => None,
        (Amount::AtLeast(_) | Amount::Max | Amount::Distance(_) | Amount::Open, None) => Some(time::clock(active)),
    };
    match (outcome, told) {
        (Outcome::Skipped | Outcome::Abandoned, _) | (_, None) => cue::outcome(outcome).to_owned(),
        (_, Some(told)) => format!("{}, {told}", cue::outcome(outcome)),
    }
}

fn page_lines(page: &Page, columns: usize) -> Vec<String> {
    let mut lines = vec![page.title.clone(), String::new()];
    lines.extend(page.lines(columns).into_iter().map(|line| line.text));
    if page.can_answer {
        lines.extend([String::new(), page.ways().join(", ")]);
    }
    lines
}

/// What the user asked to see.
fn sheet(scene: Scene<'_>, sheet: Sheet) -> Vec<String> {
    let view = match (sheet, scene) {
        (Sheet::Help, _) => {
            let rows = keys::help(true);
            return rows.into_iter().map(|(key, help)| format!("{MARGIN}{key:<5}  {help}")).collect();
        }
        (_, Scene::Page(_)) => return Vec::new(),
        (_, Scene::Session { view, .. }) => view,
    };
    match sheet {
        Sheet::Steps => (0..view.plan.steps.len())
            .map(|i| {
                let here = if i == view.index { ">" } else { " " };
                format!("{here} {:>4}  {}", i + 1, step::line(view.plan, i))
            })
            .collect(),
        Sheet::Help | Sheet::Tips if view.card.tips.is_empty() => vec![format!("{MARGIN}no tips for this exercise")],
        Sheet::Help | Sheet::Tips => {
            view.card.tips.iter().map(|tip| format!("{MARGIN}tip: {}", words::one_line(tip))).collect()
        }
    }
}

#[cfg(test)]
mod tests;
