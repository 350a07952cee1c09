//! A routine as a handout for paper and for phones: one page of HTML, without a script and without another file.
//!
//! What is between the tags is escaped by `maud`, so that no text of a routine becomes markup.

mod boxes;

use jiff::civil;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::figure;
use crate::figure::Figures;
use crate::model::{Exercise, Movement, Phase, PhaseForm, Prescription, Routine, Safety, Sides, Source, Today};
use crate::plan::{self, CardId, Length, Plan};
use crate::words::{self, prescription, progression, time};

const STYLE: &str = include_str!("handout/style.css");

/// The page may load nothing, and has its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What a handout is made of.
#[derive(Debug, Clone, Copy)]
pub struct Handout<'a> {
    pub routine: &'a Routine,
    pub today: &'a Today,
    /// What is done today of the routine; nothing else is on the handout.
    pub plan: &'a Plan,
    /// Those that the plan names, as far as they can be shown.
    pub figures: &'a Figures,
    /// The day on which the handout is made.
    pub made: civil::Date,
}

impl Handout<'_> {
    /// The whole page.
    pub fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    title { (self.routine.name) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    (self.head())
                    main {
                        @for phase in &self.routine.phases { (self.phase(phase)) }
                        (notes())
                    }
                    (self.foot())
                }
            }
        };
        page.into_string() + "\n"
    }

    fn head(&self) -> Markup {
        let Routine { name, summary, frequency, equipment, safety, .. } = self.routine;
        html! {
            header {
                h1 { (name) }
                @if let Some(summary) = summary { p.summary { (summary) } }
                dl {
                    @if let Some(today) = progression::use_of(self.routine, self.today) {
                        (fact("Today", today.trim_end_matches('.')))
                    }
                    (fact("Takes", &time::length(Length::of(self.plan))))
                    @if let Some(frequency) = frequency { (fact("How often", &words::routine::frequency(frequency))) }
                    @if !equipment.is_empty() { (fact("You need", &equipment.join(", "))) }
                    @if self.plan.steps.iter().any(|step| step.optional) {
                        (fact("Boxes", "one a set; the dashed ones are optional"))
                    }
                }
                @if let Some(safety) = safety { (self::safety(safety)) }
            }
        }
    }

    /// A phase with what is done of it; nothing where nothing is.
    fn phase(&self, phase: &Phase) -> Markup {
        let exercises: Vec<_> = phase.exercises.iter().map(|exercise| self.exercise(exercise, phase.form)).collect();
        let is_empty = exercises.iter().all(Option::is_none);
        html! {
            @if !is_empty {
                section {
                    h2 { (phase.name) }
                    @if let Some(form) = words::phase(phase) { p.form { (form) } }
                    @if let Some(goal) = &phase.goal { p.goal { (goal) } }
                    @if matches!(phase.form, PhaseForm::Within(_)) { p.blanks { (blank("Rounds done")) } }
                    div.exercises { @for exercise in exercises.into_iter().flatten() { (exercise) } }
                }
            }
        }
    }

    /// An exercise with the movements that are done of it; `None` where none is.
    fn exercise(&self, exercise: &Exercise, form: PhaseForm) -> Option<Markup> {
        let parts: Vec<_> = exercise.movements.iter().filter_map(|movement| self.part(exercise, movement)).collect();
        let last = parts.len().checked_sub(1)?;
        let has_movements = exercise.movements.first().label.is_some();
        // What is the same of all movements is said once.
        let marks: Vec<_> = parts.iter().map(|part| prescription::suggested(&part.dose)).collect();
        let once = has_movements && marks.windows(2).all(|pair| pair[0] == pair[1]);
        Some(html! {
            article {
                @if has_movements { h3 { (exercise.name) } (about(exercise)) }
                @if once { (mark(marks[0].as_deref())) }
                @for (place, part) in parts.iter().enumerate() {
                    div.movement {
                        (self.figure(&part.dose))
                        div.words {
                            @match &part.movement.label {
                                Some(label) => h4 { (label.name) },
                                None => h3 { (exercise.name) },
                            }
                            p.dose { (part.sentence(exercise, form, place < last)) }
                            (boxes::boxes(self.plan, part.card))
                            @if !once { (mark(marks[place].as_deref())) }
                            @if let Some(goal) = &part.movement.goal { p.goal { (goal) } }
                            (tips(&part.movement.tips, &part.movement.suggested_tips))
                            (video(part.movement.video.as_deref()))
                            @if !has_movements { (about(exercise)) }
                        }
                    }
                }
            }
        })
    }

    /// What is done of a movement; `None` where it is not done today.
    fn part<'a>(&self, exercise: &Exercise, movement: &'a Movement) -> Option<AskedMovement<'a>> {
        let id = movement.label.as_ref().map(|label| &label.id);
        let is_it =
            |card: &plan::Card| card.exercise.id == exercise.id && card.movement.as_ref().map(|label| &label.id) == id;
        let card = self.plan.steps.iter().map(|step| step.card).find(|card| is_it(&self.plan[*card]))?;
        Some(AskedMovement { movement, card, dose: plan::prescription(exercise, movement, self.today) })
    }

    /// The figure of the movement, on the left side where that is the only one.
    fn figure(&self, dose: &Prescription) -> Markup {
        let figure = dose.figure.as_ref().and_then(|id| self.figures.get(id));
        PreEscaped(figure.map(|figure| figure::svg(figure, dose.sides == Sides::Left)).unwrap_or_default())
    }

    fn foot(&self) -> Markup {
        let Routine { source, notes, .. } = self.routine;
        html! {
            footer {
                @if let Some(source) = source { (self::source(source)) }
                @if !notes.is_empty() { ul { @for note in notes { li { (note) } } } }
                p { "Made by calfguide on " time datetime=(self.made) { (self.made.strftime("%-d %B %Y")) } "." }
            }
        }
    }
}

/// A movement that is done, and how much of it.
struct AskedMovement<'a> {
    movement: &'a Movement,
    card: CardId,
    dose: Prescription,
}

impl AskedMovement<'_> {
    /// How much it is; `another_follows`: another movement of the same exercise does.
    fn sentence(&self, exercise: &Exercise, form: PhaseForm, another_follows: bool) -> String {
        let dose = prescription::sentence(&self.dose, form, another_follows);
        [vec![dose], words::routine::rounds(exercise, self.movement)].concat().join(", ")
    }
}

/// What holds for all of an exercise.
fn about(exercise: &Exercise) -> Markup {
    html! {
        @if let Some(goal) = &exercise.goal { p.goal { (goal) } }
        @if !exercise.equipment.is_empty() { p { "You need: " (exercise.equipment.join(", ")) } }
        (tips(&exercise.tips, &exercise.suggested_tips))
        @if let Some(grows) = prescription::progression(exercise) { p.aside { (grows) } }
        (video(exercise.video.as_deref()))
    }
}

/// What of the amounts is the file's own.
fn mark(suggested: Option<&str>) -> Markup {
    html! { @if let Some(suggested) = suggested { p.aside { "[" (suggested) "]" } } }
}

fn video(url: Option<&str>) -> Markup {
    html! { @if let Some(url) = url { p { "Video: " (link(url)) } } }
}

fn fact(name: &str, what: &str) -> Markup {
    html! { div { dt { (name) } dd { (what) } } }
}

fn safety(safety: &Safety) -> Markup {
    html! {
        section.safety {
            h2 { "Safety" }
            @if let Some(notice) = &safety.notice { p { (notice) } }
            @if !safety.stop_if.is_empty() {
                p { strong { "Stop if" } }
                ul { @for reason in &safety.stop_if { li { (reason) } } }
            }
        }
    }
}

/// The tips of the source, and those that are the file's own.
fn tips(source: &[String], suggested: &[String]) -> Markup {
    html! {
        @if !source.is_empty() { ul { @for tip in source { li { (tip) } } } }
        @if !suggested.is_empty() {
            div.ours {
                span.aside { "Our suggestion: " }
                ul { @for tip in suggested { li { (tip) } } }
            }
        }
    }
}

/// Where to write how it was.
fn notes() -> Markup {
    html! {
        section.notes {
            h2 { "How it was" }
            p.blanks { (blank("Date")) (blank("Effort (0-10)")) (blank("Worst pain (0-10)")) }
            label { "Notes" textarea rows="3" {} }
        }
    }
}

fn blank(name: &str) -> Markup {
    html! { label { (name) " " input type="text" size="6"; } }
}

fn source(source: &Source) -> Markup {
    let credit: Vec<_> = [&source.title, &source.author].into_iter().flatten().map(String::as_str).collect();
    html! {
        p {
            "From: " (credit.join(", "))
            @if let Some(url) = &source.url { br; (link(url)) }
        }
    }
}

/// An address, which leads somewhere only on the web.
fn link(url: &str) -> Markup {
    let is_web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    html! { @if is_web { a href=(url) rel="noreferrer" { (url) } } @else { (url) } }
}
