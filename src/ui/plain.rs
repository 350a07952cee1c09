//! The face of plain lines: one line for each event and no cursor movement, for a screen reader, a log, or a pipe.

use std::time::Duration;

use crossterm::event::KeyEvent;

use super::keys::{self, KeyCommand, PageCommand, Panel};
use super::page::{Page, Prompt, Section};
use super::printer::Printer;
use super::{Action, Face, Scene};
use crate::model::{RepTarget, Window};
use crate::plan::{Plan, Step, StepId, StepKind, Work};
use crate::session::{Cue, Cursor, Event, Fact, Key, Mono, Outcome, Question, Shown, View, What};
use crate::text;
use crate::words::{self, cue, done, past, question, step, time};

#[derive(Debug, Default)]
pub struct Plain {
    /// The page that was printed.
    page: Option<Page>,
    /// Output that the user asked for, printed before the next events.
    pending: Vec<PendingOutput>,
    /// Step and instant of the last start of work, or of its get-ready: a `go` or a countdown at that instant would
    /// only repeat it.
    last_start: Option<(StepId, Mono)>,
    muted: bool,
    /// The last reason that was printed for the session not being saved.
    trouble: Option<String>,
    /// Whether it was printed that nobody is there to answer.
    unattended: bool,
}

/// Output that is not about an event.
#[derive(Debug)]
enum PendingOutput {
    Panel(Panel),
    UnknownLine(String),
}

/// As wide as the session clock. Another space follows.
const MARGIN: &str = "      ";
/// The width of the page where that of the output is unknown.
const PAGE_COLUMNS: u16 = 80;
/// Reps of this length and more are printed one by one, shorter ones by tens.
const SLOW_REP: Duration = Duration::from_secs(2);

impl Plain {
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines of an event. `following` begins with the event itself and holds the later ones of the same call.
    fn event(&mut self, view: &View<'_>, event: &Event, following: &[Event]) -> Vec<String> {
        let plan = view.plan;
        let id = event.step;
        let here = &plan[id];
        let happens_with =
            |wanted: &dyn Fn(&What) -> bool| following.iter().any(|other| other.at == event.at && wanted(&other.what));
        match &event.what {
            What::Fact(Fact::Started { .. }) => {
                if let Some(gap) = step::gap(here) {
                    return gap_lines(plan, Cursor { step: id, round: event.round }, &gap);
                }
                if is_passed_over(following) {
                    return Vec::new();
                }
                self.last_start = Some((id, event.at));
                let get_ready = happens_with(&|what| matches!(what, What::Cue(Cue::GetReady)));
                let word = if get_ready { "next" } else { "go" };
                let waits = view.index == id && view.length.is_none();
                let end = if waits { "; Enter when done" } else { "" };
                let line = format!("{word}: {}{end}", step::work(plan, id, event.round));
                // Where a gap went before, its line has named it.
                let is_announced = !get_ready && id.before().next().is_some_and(|before| plan[before].is_gap());
                vec![if is_announced { line } else { with_last_time(line, here) }]
            }
            What::Fact(Fact::Ended { outcome: Outcome::Skipped, active: Duration::ZERO, .. }) if !here.is_gap() => {
                vec![format!("skipped: {}", step::work(plan, id, event.round))]
            }
            What::Fact(Fact::Ended { outcome, active, reps }) => {
                here.work().map(|work| ended(work, *outcome, *active, *reps)).into_iter().collect()
            }
            What::Fact(Fact::Answered(_) | Fact::Corrected(_) | Fact::Morning(_)) => Vec::new(),
            // The cue says that it is done.
            What::Fact(Fact::Finished { .. }) if view.is_done => Vec::new(),
            // The answer came with the same line.
            What::Cue(Cue::Asked(Question::PainNow | Question::Load { .. }))
                if happens_with(&|what| matches!(what, What::Fact(Fact::Pain(_) | Fact::Load(_)))) =>
            {
                Vec::new()
            }
            // The question names the gap.
            What::Fact(Fact::Gap(_)) if happens_with(&|what| matches!(what, What::Cue(Cue::Asked(_)))) => Vec::new(),
            What::Fact(fact) => cue::fact(fact, here.own_side()).into_iter().collect(),
            What::Cue(cue) => self.cue(plan, event, cue),
        }
    }

    fn cue(&mut self, plan: &Plan, event: &Event, cue: &Cue) -> Vec<String> {
        let here = &plan[event.step];
        let is_shown = match cue {
            _ if cue.row().shown == Shown::No => false,
            // The line of the step says it already.
            Cue::Go | Cue::Ready(_) => self.last_start != Some((event.step, event.at)),
            Cue::Rep(n) | Cue::Beat(n) => {
                here.work().and_then(Work::rhythm).is_some_and(|rhythm| rhythm.rep() >= SLOW_REP) || n % 10 == 0
            }
            _ => true,
        };
        if *cue == Cue::GetReady {
            self.last_start = Some((event.step, event.at));
        }
        let mut lines = Vec::new();
        if is_shown {
            lines.push(cue::cue(cue));
            if let Cue::Asked(question) = cue {
                lines.push(question::ways(*question, false).join("; "));
            }
        }
        lines
    }
}

impl Face for Plain {
    fn show(&mut self, scene: Scene<'_>, events: &[Event], size: Option<(u16, u16)>, out: &mut Vec<u8>) {
        // In a log, a line for each event. A terminal would break a long one in the middle of a word.
        let mut printer = Printer::new(size.map_or(usize::MAX, |(columns, _)| columns.into()), false);
        for output in std::mem::take(&mut self.pending) {
            match output {
                PendingOutput::Panel(panel) => print_panel(scene, panel, &mut printer),
                PendingOutput::UnknownLine(line) => {
                    printer.line(0, &format!("unknown key `{}`; `?` lists the keys", text::line(&line)));
                }
            }
        }
        match scene {
            Scene::Page(page) if self.page.as_ref() != Some(page) => {
                let before = self.page.replace(page.clone());
                let columns = size.map_or(PAGE_COLUMNS, |(columns, _)| columns.min(PAGE_COLUMNS));
                print_page(page, before.as_ref(), columns.into(), &mut printer);
            }
            Scene::Page(_) => {}
            Scene::Session { view, muted, unattended, trouble, news, .. } => {
                if unattended && !self.unattended {
                    self.unattended = true;
                    let takes = time::about(Window::exact(view.left));
                    printer.line(
                        0,
                        &format!("no terminal to answer on: hands-free, {takes}; `--dry-run` plays it at once"),
                    );
                }
                if muted != self.muted {
                    self.muted = muted;
                    printer.row(MARGIN, if muted { "sound off" } else { "sound on" });
                }
                if trouble != self.trouble.as_deref() {
                    self.trouble = trouble.map(str::to_owned);
                    let notice = trouble.map_or_else(|| "all of it is saved again".to_owned(), past::not_saved);
                    printer.row(MARGIN, &notice);
                }
                for news in news {
                    printer.row(MARGIN, news);
                }
                for (i, event) in events.iter().enumerate() {
                    let mut clock = format!("{:>5} ", time::clock(event.at.0));
                    for line in self.event(view, event, &events[i..]) {
                        printer.row(&clock, &line);
                        MARGIN.clone_into(&mut clock);
                    }
                }
            }
        }
        out.extend_from_slice(printer.into_text().as_bytes());
    }

    fn changes_at(&self, _: &View<'_>) -> Option<Mono> {
        None
    }

    fn repaint(&mut self) {}

    fn key(&mut self, scene: Scene<'_>, key: KeyEvent) -> Option<Action> {
        if let Scene::Page(page) = scene
            && let Some(command) = keys::parse_page_key(page, key)
        {
            return self.on_page(page, command);
        }
        self.action(scene, keys::parse_key(super::open_question(scene), key)?)
    }

    fn line(&mut self, scene: Scene<'_>, line: &str) -> Vec<Action> {
        if let Scene::Page(page) = scene
            && let Some(command) = keys::parse_page_line(page, line)
        {
            return self.on_page(page, command).into_iter().collect();
        }
        match keys::parse_line(super::open_question(scene), line) {
            Some(commands) if !commands.iter().any(|command| is_jump_to_no_step(scene, *command)) => {
                commands.into_iter().filter_map(|command| self.action(scene, command)).collect()
            }
            _ => {
                self.pending.push(PendingOutput::UnknownLine(line.trim().to_owned()));
                Vec::new()
            }
        }
    }
}

impl Plain {
    fn on_page(&mut self, page: &Page, command: PageCommand) -> Option<Action> {
        if command == PageCommand::Help {
            self.pending.push(PendingOutput::Panel(Panel::Help));
        }
        keys::page_action(page, command)
    }

    fn action(&mut self, scene: Scene<'_>, command: KeyCommand) -> Option<Action> {
        if let KeyCommand::Toggle(panel) = command {
            self.pending.push(PendingOutput::Panel(panel));
        }
        keys::action(scene, command)
    }
}

fn is_jump_to_no_step(scene: Scene<'_>, command: KeyCommand) -> bool {
    matches!((scene, command), (Scene::Session { view, .. }, KeyCommand::Session(Key::Jump(to))) if view.plan.get(to).is_none())
}

/// Whether the step that starts with the first of these events is skipped in the same instant.
fn is_passed_over(events: &[Event]) -> bool {
    let ended = events.get(1).map(|event| &event.what);
    matches!(ended, Some(What::Fact(Fact::Ended { outcome: Outcome::Skipped, active: Duration::ZERO, .. })))
}

/// The lines of a gap, which name the work that follows.
fn gap_lines(plan: &Plan, gap_at: Cursor, gap: &str) -> Vec<String> {
    let here = &plan[gap_at.step];
    let Some(next) = gap_at.next_work(plan).filter(|next| plan[next.step].card == here.card) else {
        return vec![gap.to_owned()];
    };
    let card = plan.card(gap_at.step);
    let what = with_last_time(step::work(plan, next.step, next.round), &plan[next.step]);
    match &here.kind {
        StepKind::Prepare { .. } => {
            let mut lines = vec![format!("{gap}: {}", step::title(card)), what];
            lines.extend(card.tips.iter().take(2).map(|tip| format!("tip: {}", words::one_line(tip))));
            lines
        }
        StepKind::Switch(_) => vec![with_last_time(gap.to_owned(), &plan[next.step])],
        // The prepare that follows shows the rest.
        StepKind::Rest { .. } if gap_at.following(plan) != Some(next) => {
            vec![format!("{gap}, then {}", step::title(card))]
        }
        _ => {
            let mut lines = vec![format!("{gap}, then {what}")];
            lines.extend(step::tip(card, here, next.round).map(|tip| format!("tip: {}", words::one_line(tip))));
            lines
        }
    }
}

/// A line about a block, with what was done there last time.
fn with_last_time(line: String, block: &Step) -> String {
    match done::last_time(&block.last_time) {
        Some(last) => format!("{line}; {last}"),
        None => line,
    }
}

/// How a block of work ended, with the amount where it differs from the prescription.
fn ended(work: &Work, outcome: Outcome, active: Duration, reps: Option<u32>) -> String {
    let is_done = outcome == Outcome::Done;
    let amount = match (work, reps) {
        (Work::Reps { target: RepTarget::Count(asked), .. }, Some(reps)) => (!is_done || *asked != Window::exact(reps))
            .then(|| format!("{reps} of {}", words::count_range(*asked, "rep"))),
        (_, Some(reps)) => Some(words::count(reps, "rep")),
        (Work::Time(asked), None) => {
            let of = if is_done { String::new() } else { format!(" of {}", time::clock_range(*asked)) };
            (*asked != Window::exact(active)).then(|| format!("{}{of}", time::clock(active)))
        }
        (Work::Reps { target: RepTarget::Count(_), .. }, None) => None,
        (Work::Reps { .. } | Work::Distance(_) | Work::Open, None) => Some(time::clock(active)),
    };
    match (outcome, amount) {
        (Outcome::Skipped | Outcome::Abandoned, _) | (_, None) => cue::outcome(outcome).to_owned(),
        (_, Some(amount)) => format!("{}, {amount}", cue::outcome(outcome)),
    }
}

/// Prints a page; of one that follows a choice on another, what is new.
fn print_page(page: &Page, before: Option<&Page>, columns: usize, printer: &mut Printer) {
    let is_new = |section: &&Section| before.is_none_or(|before| !before.sections.contains(section));
    let sections = page.sections.iter().filter(is_new).cloned().collect();
    if before.is_none() {
        printer.line(0, &page.title);
    }
    let new = Page { sections, ..page.clone() };
    if !new.sections.is_empty() {
        printer.blank_line();
    }
    new.lines(|_| columns, false).iter().for_each(|line| printer.line(0, &line.text));
    let prompt = page.prompt.as_ref();
    if let Some(Prompt::Question(line) | Prompt::Notice(line)) = prompt
        && prompt != before.and_then(|before| before.prompt.as_ref())
    {
        printer.blank_line();
        printer.line(0, line);
    }
    if page.can_answer {
        printer.blank_line();
        printer.line(0, &keys::page_lines(page).join(", "));
    }
}

fn print_panel(scene: Scene<'_>, panel: Panel, printer: &mut Printer) {
    let view = match (panel, scene) {
        (Panel::Help, _) => {
            let mut rows = |bindings: Vec<(String, &str)>| {
                for (key, help) in bindings {
                    printer.row(&format!("{MARGIN} {key:<6}"), help);
                }
            };
            if matches!(scene, Scene::Page(_)) {
                rows(keys::page_help(true));
            }
            rows(keys::line_help());
            return;
        }
        (_, Scene::Page(_)) => return,
        (_, Scene::Session { view, .. }) => view,
    };
    match panel {
        Panel::Steps => {
            for (id, _) in view.plan.steps_with_ids() {
                let here = if id == view.index { ">" } else { " " };
                printer.row(&format!("{here} {:>4} ", id.0 + 1), &step::line(view.plan, id));
            }
        }
        Panel::Help | Panel::Tips if view.card.tips.is_empty() => printer.row(MARGIN, "no tips for this exercise"),
        Panel::Help | Panel::Tips => {
            for tip in &view.card.tips {
                printer.row(MARGIN, &format!("tip: {}", words::one_line(tip)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
