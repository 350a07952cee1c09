//! The page before a session.

use std::collections::HashSet;
use std::time::Duration;

use super::fit;
use crate::model::{Routine, Window};
use crate::plan::{Length, Plan};
use crate::session::{Mono, Session};
use crate::words::{self, step, time};

/// The text of the page, and what can be answered on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub sections: Vec<Section>,
    /// What Enter does.
    pub enter: &'static str,
    /// What it offers besides that.
    pub offers: Vec<Offer>,
    /// Whether there is somebody to answer it.
    pub can_answer: bool,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: Option<&'static str>,
    /// The paragraphs.
    pub text: Vec<String>,
    /// Whether the paragraphs are the items of a list.
    pub is_list: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    pub text: String,
    pub is_heading: bool,
}

/// A choice on the page besides starting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Resume the unfinished session.
    Resume,
    /// Close the unfinished session: it ends where it stopped.
    EndIt,
}

impl Offer {
    pub fn key(self) -> char {
        match self {
            Self::Resume => 'r',
            Self::EndIt => 'e',
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Resume => "r resumes",
            Self::EndIt => "e closes it",
        }
    }
}

/// What the page says about earlier sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageContext {
    /// Whether the routine was done recently, so that its safety notice need not be repeated.
    pub is_known: bool,
    /// A sentence each.
    pub remarks: Vec<String>,
    /// The unfinished session, in a sentence.
    pub unfinished: Option<String>,
}

/// The page before a new session.
pub fn new_session(routine: &Routine, plan: &Plan, before: &PageContext, hands_free: bool, can_answer: bool) -> Page {
    let mut sections = Vec::new();
    let mut add = |heading, text: Vec<String>, is_list| {
        if !text.is_empty() {
            sections.push(Section { heading, text, is_list });
        }
    };
    let takes = if hands_free || !can_answer {
        format!("hands-free, {}", time::about(Window::exact(hands_free_length(plan))))
    } else {
        time::length(Length::of(plan))
    };
    add(None, [takes].into_iter().chain(routine.summary.clone()).collect(), false);
    let choice = "r resumes it, e closes it, Enter starts a new session (you can still resume this one later).";
    let unfinished = before.unfinished.iter().flat_map(|sentence| [sentence.clone(), choice.to_owned()]);
    add(Some("Unfinished"), unfinished.collect(), false);
    add(Some("Before you start"), before.remarks.clone(), false);
    add(Some("You need"), equipment(routine, plan), true);
    add(Some("Optional"), optional(plan), true);
    add(Some("Left out today"), plan.left_out.clone(), true);
    if let Some(safety) = &routine.safety {
        let notice = safety.notice.iter().filter(|_| !before.is_known).cloned();
        add(Some("Safety"), notice.collect(), false);
        add(Some("Stop if"), safety.stop_if.clone(), true);
    }
    add(Some("From"), credit(routine).into_iter().collect(), false);
    let offers = before.unfinished.iter().flat_map(|_| [Offer::Resume, Offer::EndIt]).collect();
    Page { title: routine.name.clone(), sections, enter: "Enter starts", offers, can_answer }
}

/// What the exercises of the plan need, and what the routine needs for none of its exercises in particular.
fn equipment(routine: &Routine, plan: &Plan) -> Vec<String> {
    let exercises = routine.phases.iter().flat_map(|phase| &phase.exercises);
    let of_exercises: HashSet<_> = exercises.flat_map(|exercise| &exercise.equipment).collect();
    let needed: Vec<_> = plan.cards.iter().flat_map(|card| &card.equipment).collect();
    let of_routine = routine.equipment.iter().filter(|item| needed.contains(item) || !of_exercises.contains(item));
    let mut items: Vec<_> = of_routine.collect();
    for item in needed {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items.into_iter().cloned().collect()
}

/// How long the session lasts when nobody touches a key and nothing waits for one.
fn hands_free_length(plan: &Plan) -> Duration {
    const FOREVER: Mono = Mono(Duration::from_hours(24 * 365));
    let (session, began) = Session::start(Mono(Duration::ZERO), plan.clone(), true);
    let events = began.into_iter().chain(session.ahead(FOREVER));
    events.last().map_or(Duration::ZERO, |last| last.at.0)
}

/// The page before an unfinished session is resumed.
pub fn resumed_session(title: &str, unfinished: String, can_answer: bool) -> Page {
    let sections = vec![Section { heading: None, text: vec![unfinished], is_list: false }];
    Page { title: title.to_owned(), sections, enter: "Enter resumes", offers: Vec::new(), can_answer }
}

impl Page {
    /// The keys of the page and what they do.
    pub fn hints(&self) -> Vec<&'static str> {
        let offers = self.offers.iter().map(|offer| offer.hint());
        [self.enter].into_iter().chain(offers).chain(["q leaves"]).collect()
    }

    /// The offer that a key accepts.
    pub fn offer(&self, key: char) -> Option<Offer> {
        self.offers.iter().copied().find(|offer| offer.key() == key)
    }

    /// The sections, wrapped to a width.
    pub fn lines(&self, columns: usize) -> Vec<PageLine> {
        let plain = |text: String| PageLine { text, is_heading: false };
        let mut lines = Vec::new();
        for section in &self.sections {
            if !lines.is_empty() {
                lines.push(plain(String::new()));
            }
            lines.extend(section.heading.map(|heading| PageLine { text: format!("{heading}:"), is_heading: true }));
            for paragraph in &section.text {
                if section.is_list {
                    let item = fit::wrap(paragraph, columns.saturating_sub(2));
                    lines.extend(item.iter().enumerate().map(|(i, line)| {
                        let mark = if i == 0 { "- " } else { "  " };
                        plain(format!("{mark}{line}"))
                    }));
                } else {
                    lines.extend(fit::wrap(paragraph, columns).into_iter().map(plain));
                }
            }
        }
        lines
    }
}

/// Title, author and address of the source, on one line.
fn credit(routine: &Routine) -> Option<String> {
    let source = routine.source.as_ref()?;
    let parts: Vec<_> =
        [&source.title, &source.author, &source.url].into_iter().flatten().map(|text| words::one_line(text)).collect();
    Some(parts.join("; "))
}

/// The sets and rounds that are optional: those beyond the low ends.
fn optional(plan: &Plan) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for span in &plan.phases {
        if let Some(rounds) = span.rounds.filter(|rounds| !rounds.is_exact()) {
            lines.push(beyond_low_end(rounds, "round", &span.name));
        }
        for work in plan.steps[span.steps.clone()].iter().filter(|step| !step.sets.is_exact()) {
            let line = beyond_low_end(work.sets, "set", &step::title(&plan[work.card]));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// `sets 3-4 of Single-leg hops`, `round 6 of On the minute`.
fn beyond_low_end(range: Window<u32>, noun: &str, of: &str) -> String {
    let optional = Window { min: range.min + 1, max: range.max };
    let plural = if optional.is_exact() { "" } else { "s" };
    format!("{noun}{plural} {} of {of}", words::number_range(optional))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Gate, Safety, Source};
    use crate::ui::fixture::plan;

    fn routine() -> Routine {
        Routine {
            id: "calves".to_owned(),
            name: "Strong, happy calves".to_owned(),
            summary: Some("Ball rolling, hops and lunges".to_owned()),
            equipment: vec!["ball".to_owned(), "mirror (optional)".to_owned()],
            notes: Vec::new(),
            source: Some(Source {
                title: Some("The runner's guide".to_owned()),
                author: Some("A. Author".to_owned()),
                url: None,
            }),
            frequency: None,
            safety: Some(Safety {
                notice: Some("For healthy runners.\nAsk a physical therapist.".to_owned()),
                stop_if: vec!["a pain is sharp or sudden, or makes you move differently".to_owned()],
            }),
            background: Vec::new(),
            gate: Gate::default(),
            phases: Vec::new(),
        }
    }

    fn of(before: &PageContext, can_answer: bool) -> Page {
        let left_out = vec!["4-way pogos".to_owned()];
        new_session(&routine(), &Plan { left_out, ..plan() }, before, false, can_answer)
    }

    fn text(page: &Page) -> String {
        page.lines(40).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_first_time_it_shows_everything() {
        insta::assert_snapshot!(text(&of(&PageContext::default(), true)));
    }

    #[test]
    fn after_a_recent_session_it_shows_what_is_new() {
        let before = PageContext {
            is_known: true,
            remarks: vec!["The last session ended 22 h ago; this routine wants 48 h between two.".to_owned()],
            unfinished: Some("Calves, today 07:12. It stopped after 4:10, at Single-leg hops, left.".to_owned()),
        };
        let page = of(&before, true);
        insta::assert_snapshot!(format!("{}\n\n{}", text(&page), page.hints().join("\n")));
        assert_eq!((page.offer('r'), page.offer('x')), (Some(Offer::Resume), None));
        assert_eq!(of(&PageContext::default(), true).offer('r'), None);
    }

    #[test]
    fn hands_free_it_shows_how_long_it_will_take() {
        let chosen = new_session(&routine(), &plan(), &PageContext::default(), true, true);
        for page in [of(&PageContext::default(), false), chosen] {
            assert!(page.sections[0].text[0].starts_with("hands-free, about "));
            assert!(page.sections.iter().any(|section| section.heading == Some("Safety")), "with the notice");
        }
    }
}
