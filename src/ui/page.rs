//! The page before a session: what it says, and what can be chosen on it.

mod new_session;

pub use new_session::{PageContext, Unfinished, new_session};

use super::fit;
use crate::model::{Level, Side};
use crate::plan::{Plan, StepId};

/// The text of the page, and what can be answered on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub title: String,
    pub sections: Vec<Section>,
    /// What Enter does.
    pub enter: &'static str,
    /// What Enter chooses in place of a start.
    pub on_enter: Option<PageChoice>,
    /// What can be chosen besides, and what its key does now.
    pub choices: Vec<(PageChoice, &'static str)>,
    pub prompt: Option<Prompt>,
    /// Whether there is somebody to answer it.
    pub can_answer: bool,
    /// Whether a voice will say what comes next; `None` where none could be heard.
    pub voice: Option<bool>,
    /// The id of the figure of the first exercise, and the side on which that begins.
    pub figure: Option<(String, Side)>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: Option<&'static str>,
    pub body: SectionBody,
    pub shown: ShownWhen,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SectionBody {
    Paragraphs(Vec<String>),
    List(Vec<String>),
    /// What is asked of each exercise, and why.
    Asked(Vec<Asked>),
}

/// What is asked of an exercise, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub amount: String,
    pub reason: String,
}

/// The line below the sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// It asks for a pain from 0 to 10.
    Question(String),
    /// What became of the answer.
    Notice(String),
}

/// When a section is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownWhen {
    Always,
    /// In place of all that is only shown in full, to somebody who knows the routine.
    InBrief,
    InFull,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    pub text: String,
    pub is_heading: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageChoice {
    /// Resume the unfinished session.
    Resume,
    /// Begin a new session, and leave the unfinished one as it is.
    Anew,
    /// Close the unfinished session: it ends where it stopped.
    EndIt,
    /// Take the first step that is on offer, then the next one, then none.
    NextStep,
    /// The first phase alone, or all of it again.
    FirstPhase,
    /// The pain of the morning after the last session; `None` is no answer.
    Morning(Option<Level>),
}

/// The page before an unfinished session is resumed.
pub fn resumed_session(title: &str, unfinished: String, can_answer: bool) -> Page {
    let body = SectionBody::Paragraphs(vec![unfinished]);
    Page {
        title: title.to_owned(),
        sections: vec![Section { heading: None, body, shown: ShownWhen::Always }],
        enter: "resumes",
        on_enter: None,
        choices: Vec::new(),
        prompt: None,
        can_answer,
        voice: None,
        figure: None,
    }
}

/// The id of the figure of a block, and its side.
pub fn figure(plan: &Plan, block: StepId) -> Option<(String, Side)> {
    Some((plan.card(block).figure.clone()?, plan[block].side))
}

impl Page {
    /// Whether it has more to show to somebody who asks for it.
    pub fn is_brief(&self) -> bool {
        self.sections.iter().any(|section| section.shown == ShownWhen::InFull)
    }

    /// What the key of a choice does now; `None` where there is no such choice.
    pub fn does(&self, choice: PageChoice) -> Option<&'static str> {
        self.choices.iter().find(|(offered, _)| *offered == choice).map(|(_, does)| *does)
    }

    /// Whether it asks for a number.
    pub fn asks(&self) -> bool {
        self.can_answer && matches!(self.prompt, Some(Prompt::Question(_)))
    }

    /// The sections, each wrapped to the width that there is where it begins.
    pub fn lines(&self, columns: impl Fn(usize) -> usize, in_full: bool) -> Vec<PageLine> {
        let left_out = if in_full { ShownWhen::InBrief } else { ShownWhen::InFull };
        let mut lines = Vec::new();
        for section in self.sections.iter().filter(|section| section.shown != left_out) {
            if !lines.is_empty() {
                lines.push(PageLine::plain(String::new()));
            }
            lines.extend(section.lines(columns(lines.len())));
        }
        lines
    }
}

impl Section {
    fn lines(&self, columns: usize) -> Vec<PageLine> {
        if let (Some(heading), SectionBody::Paragraphs(text)) = (self.heading, &self.body)
            && let [only] = text.as_slice()
        {
            let on_one_line = format!("{heading}: {only}");
            if !only.contains('\n') && fit::width(&on_one_line) <= columns {
                return vec![PageLine::plain(on_one_line)];
            }
        }
        let heading = self.heading.map(|heading| PageLine { text: format!("{heading}:"), is_heading: true });
        heading.into_iter().chain(self.body.lines(columns)).collect()
    }
}

impl SectionBody {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Paragraphs(text) | Self::List(text) => text.is_empty(),
            Self::Asked(asked) => asked.is_empty(),
        }
    }

    fn lines(&self, columns: usize) -> Vec<PageLine> {
        match self {
            Self::Paragraphs(text) => {
                text.iter().flat_map(|paragraph| fit::wrap(paragraph, columns)).map(PageLine::plain).collect()
            }
            Self::List(items) => items.iter().flat_map(|item| hanging("- ", item, columns)).collect(),
            Self::Asked(asked) => asked.iter().flat_map(|asked| asked.lines(columns)).collect(),
        }
    }
}

impl Asked {
    fn lines(&self, columns: usize) -> Vec<PageLine> {
        let amount = fit::wrap(&self.amount, columns).into_iter().map(|text| PageLine { text, is_heading: true });
        amount.chain(hanging("  ", &self.reason, columns)).collect()
    }
}

impl PageLine {
    fn plain(text: String) -> Self {
        Self { text, is_heading: false }
    }
}

/// A text behind a mark, its other lines below its first.
fn hanging(mark: &str, text: &str, columns: usize) -> Vec<PageLine> {
    let indent = " ".repeat(mark.len());
    let wrapped = fit::wrap(text, columns.saturating_sub(mark.len()));
    let lines = wrapped.iter().enumerate();
    lines.map(|(i, line)| PageLine::plain(format!("{}{line}", if i == 0 { mark } else { &indent }))).collect()
}
