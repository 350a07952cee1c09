//! The page before a new session.

use std::collections::HashSet;
use std::time::Duration;

use super::{Asked, Page, PageChoice, Prompt, Section, SectionBody, ShownWhen};
use crate::model::{Routine, Window};
use crate::plan::{Length, Plan};
use crate::session::{Mono, Session};
use crate::words::{self, step, time};

/// What the page says about earlier sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageContext {
    /// Whether the routine was done recently, so that the page can be brief.
    pub is_known: bool,
    /// What is proposed for today, and why.
    pub proposal: Option<String>,
    /// What is asked of the exercises that move or may move.
    pub asked: Vec<Asked>,
    /// The last session of the routine.
    pub last: Option<String>,
    /// What is asked today and was not asked then.
    pub changes: Vec<String>,
    /// A sentence each.
    pub remarks: Vec<String>,
    pub unfinished: Option<Unfinished>,
    /// What can be chosen but for that session, and what its key does now.
    pub choices: Vec<(PageChoice, &'static str)>,
    pub prompt: Option<Prompt>,
}

/// A session that can be resumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Where it stopped, in a sentence.
    pub sentence: String,
    /// Whether it stopped so recently that Enter resumes it.
    pub is_recent: bool,
}

/// The page before a new session.
pub fn new_session(routine: &Routine, plan: &Plan, before: &PageContext, hands_free: bool, can_answer: bool) -> Page {
    let takes = if hands_free || !can_answer {
        format!("hands-free, {}", time::about(Window::exact(hands_free_length(plan))))
    } else {
        time::length(Length::of(plan))
    };
    // What somebody who knows the routine reads only when asking for it.
    let known = if before.is_known { ShownWhen::InFull } else { ShownWhen::Always };
    let safety = routine.safety.iter();
    let stop_if: Vec<String> = safety.clone().flat_map(|safety| safety.stop_if.clone()).collect();
    let sections = [
        text(None, ShownWhen::Always, [takes].into_iter().chain(before.proposal.clone())),
        Section { heading: None, body: SectionBody::Asked(before.asked.clone()), shown: ShownWhen::Always },
        text(None, known, routine.summary.clone()),
        text(Some("Unfinished"), ShownWhen::Always, before.unfinished.iter().flat_map(Unfinished::text)),
        text(Some("Last time"), ShownWhen::Always, before.last.clone()),
        list("Changed since then", ShownWhen::Always, before.changes.clone()),
        text(Some("Before you start"), ShownWhen::Always, before.remarks.clone()),
        text(Some("You need"), ShownWhen::Always, together(&equipment(routine, plan))),
        list("Optional", known, optional(plan)),
        text(Some("Left out today"), ShownWhen::Always, together(&plan.left_out)),
        text(Some("Safety"), known, safety.filter_map(|safety| safety.notice.clone())),
        text(Some("Stop if"), ShownWhen::InBrief, first_of(&stop_if)),
        list("Stop if", known, stop_if),
        text(Some("From"), known, credit(routine)),
    ];
    let sections = sections.into_iter().filter(|section| !section.body.is_empty());
    let sections = sections.filter(|section| before.is_known || section.shown != ShownWhen::InBrief).collect();
    let resume = (PageChoice::Resume, "resumes");
    let (on_enter, first) = match &before.unfinished {
        None => (None, None),
        Some(old) if old.is_recent => (Some(resume.0), Some((PageChoice::Anew, "starts anew"))),
        Some(_) => (None, Some(resume)),
    };
    let end_it = first.map(|_| (PageChoice::EndIt, "closes it"));
    let first_block = plan.steps_with_ids().find(|(_, step)| !step.is_gap());
    Page {
        title: routine.name.clone(),
        sections,
        enter: if on_enter.is_some() { resume.1 } else { "starts" },
        on_enter,
        choices: first.into_iter().chain(end_it).chain(before.choices.iter().copied()).collect(),
        prompt: before.prompt.clone(),
        can_answer,
        voice: None,
        figure: first_block.and_then(|(block, _)| super::figure(plan, block)),
    }
}

impl Unfinished {
    fn text(&self) -> [String; 2] {
        let choice = if self.is_recent {
            "Enter resumes it, n starts a new one (this one can still be resumed later), e closes it."
        } else {
            "r resumes it, e closes it, Enter starts a new one (this one can still be resumed later)."
        };
        [self.sentence.clone(), choice.to_owned()]
    }
}

/// A section of paragraphs.
fn text(heading: Option<&'static str>, shown: ShownWhen, text: impl IntoIterator<Item = String>) -> Section {
    Section { heading, body: SectionBody::Paragraphs(text.into_iter().collect()), shown }
}

/// A section whose paragraphs are items.
fn list(heading: &'static str, shown: ShownWhen, items: Vec<String>) -> Section {
    Section { heading: Some(heading), body: SectionBody::List(items), shown }
}

/// The first item, and how many more there are.
fn first_of(items: &[String]) -> Option<String> {
    let (first, more) = items.split_first()?;
    Some(if more.is_empty() {
        first.clone()
    } else {
        format!("{first}; and {}", words::count(more.len(), "more reason"))
    })
}

/// The items in a paragraph; none where there are none.
fn together(items: &[String]) -> Option<String> {
    (!items.is_empty()).then(|| items.join("; "))
}

/// What the exercises of the plan need, and what the routine needs for none of its exercises in particular.
fn equipment(routine: &Routine, plan: &Plan) -> Vec<String> {
    let exercises = routine.exercises();
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
    use crate::ui::fixture::{at, plan};
    use crate::ui::keys;
    use crate::words::change;

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
        page.lines(|_| 40, false).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_first_time_it_shows_everything() {
        insta::assert_snapshot!(text(&of(&PageContext::default(), true)));
    }

    #[test]
    fn after_a_recent_session_it_shows_what_is_new() {
        let before = PageContext {
            is_known: true,
            remarks: vec!["Your last session ended 22 h ago; leave 48 h between sessions.".to_owned()],
            last: Some("yesterday 07:12, done after 24:10, effort 6".to_owned()),
            proposal: Some("Pain 5 on Tue 3 Nov. The first phase alone is proposed for today.".to_owned()),
            asked: vec![Asked {
                amount: "Single-leg hops: 2 sets of 7 reps each side".to_owned(),
                reason: "Back a step: pain 5 on Tue 3 Nov.".to_owned(),
            }],
            changes: vec!["Reverse lunge: 2 sets of 8 reps, last time 2 sets of 7 reps".to_owned()],
            unfinished: Some(Unfinished {
                sentence: "Calves of today 07:12 stopped after 4:10, at Single-leg hops, left.".to_owned(),
                is_recent: true,
            }),
            choices: vec![(PageChoice::FirstPhase, "all of it")],
            prompt: None,
        };
        let page = of(&before, true);
        insta::assert_snapshot!(format!("{}\n\n{}", text(&page), keys::page_lines(&page).join("\n")));
        assert_eq!(page.on_enter, Some(PageChoice::Resume));
        assert!(page.does(PageChoice::Anew).is_some());
        assert_eq!(of(&PageContext::default(), true).does(PageChoice::Resume), None);
        assert!(page.lines(|_| 40, true).len() > page.lines(|_| 40, false).len());
    }

    #[test]
    fn hands_free_it_shows_how_long_it_will_take() {
        let chosen = new_session(&routine(), &plan(), &PageContext::default(), true, true);
        for page in [of(&PageContext::default(), false), chosen] {
            assert!(text(&page).starts_with("hands-free, about "));
            assert!(page.sections.iter().any(|section| section.heading == Some("Safety")), "with the notice");
        }
    }

    #[test]
    fn of_two_plans_only_what_is_asked_in_another_way_is_told() {
        let mut before = plan();
        assert!(change::changes(&before, &plan()).is_empty());
        for step in before.steps.iter_mut().filter(|step| step.card == plan()[at::REPS].card) {
            step.sets = Window::exact(1);
        }
        before.cards[0].exercise.id = "gone".to_owned();
        let told = ["Single-leg hops: 1-2 sets of 6-8 reps, last time 6-8 reps"];
        let changes = change::changes(&before, &plan());
        assert_eq!(changes.iter().map(|change| change.line.as_str()).collect::<Vec<_>>(), told);
    }
}
