//! The page before a session.

use super::*;
use crate::ui::page::{Asked, Prompt, Section, SectionBody, ShownWhen};

fn section(heading: Option<&'static str>, body: SectionBody) -> Section {
    Section { heading, body, shown: ShownWhen::Always }
}

fn paragraphs(text: &[&str]) -> SectionBody {
    SectionBody::Paragraphs(text.iter().map(|text| (*text).to_owned()).collect())
}

pub(super) fn page() -> Page {
    let list = |items: &[&str]| SectionBody::List(items.iter().map(|item| (*item).to_owned()).collect());
    let notice = "For healthy runners: if something hurts, leave it and ask a physical therapist.";
    Page {
        title: "Strong, happy calves".to_owned(),
        sections: vec![
            section(None, paragraphs(&["about 17-34 min", "Ball rolling, hops and lunges"])),
            section(Some("You need"), list(&["ball", "mirror (optional)"])),
            section(Some("Safety"), paragraphs(&[notice])),
            section(Some("Stop if"), list(&["a pain is sharp or sudden, or makes you move differently"])),
        ],
        enter: "starts",
        on_enter: None,
        choices: Vec::new(),
        prompt: None,
        can_answer: true,
        voice: Some(false),
        figure: None,
    }
}

#[test]
fn the_page_before() {
    let page = page();
    let on = |at, size| {
        picture(&drawn(
            Scene::Page(&page),
            &Overlay { page: PageState { at, ..PageState::default() }, ..Overlay::default() },
            size,
        ))
    };
    insta::assert_snapshot!("first_time", [on(0, USUAL), on(0, HALF)].join("\n"));
    insta::assert_snapshot!("scrolled", [on(0, SMALL), on(99, SMALL)].join("\n"));
}

// Kills: a page that never begins for somebody with two buttons, or that they never see all of.
#[test]
fn page_down_turns_the_page_and_begins_at_its_end() {
    let page = page();
    let begun_after = |size| {
        let mut screen = Screen::default();
        let press = |_: &usize| {
            screen.show(Scene::Page(&page), &[], Some(size), &mut Vec::new());
            screen.key(Scene::Page(&page), KeyEvent::from(KeyCode::PageDown)) == Some(Action::Start)
        };
        (1..10).find(press)
    };
    assert_eq!(begun_after((80, 60)), Some(1));
    assert_eq!(begun_after(SMALL), Some(2));
}

#[test]
fn a_page_that_offers_the_unfinished_session() {
    let old = "Calves, yesterday 07:12. It stopped after 4:10, at Single-leg hops, left.";
    let mut page = page();
    page.choices = vec![(PageChoice::Resume, "resumes"), (PageChoice::EndIt, "closes it")];
    page.sections.insert(1, section(Some("Unfinished"), paragraphs(&[old])));
    let on = |size| picture(&drawn(Scene::Page(&page), &Overlay::default(), size));
    insta::assert_snapshot!("unfinished", [USUAL, SMALL].map(on).join("\n"));
    let key = KeyEvent::from(KeyCode::Char('r'));
    assert_eq!(Screen::default().key(Scene::Page(&page), key), Some(Action::Choose(PageChoice::Resume)));
}

/// With a step on offer, the pain of a morning asked for, and a phase that can be done alone.
pub(super) fn page_with_choices() -> Page {
    let mut page = page();
    let asked = Asked {
        amount: "4-way pogos: 40, 20, 10 and 10 reps each side".to_owned(),
        reason:
            "As last time. 5 reps more is on offer: complete on Tue 3 Nov and Tue 10 Nov, pain 1 and 0, effort 5 and \
                 6. u takes it."
                .to_owned(),
    };
    page.sections.insert(1, section(None, SectionBody::Asked(vec![asked])));
    page.choices = vec![(PageChoice::NextStep, "takes the step"), (PageChoice::FirstPhase, "phase 1 alone")];
    page.prompt = Some(Prompt::Question("Pain the morning after Tue 10 Nov?".to_owned()));
    page
}

/// What these keys on the page ask for.
fn pressed(page: &Page, keys: &[KeyCode]) -> Vec<Action> {
    let mut screen = Screen::default();
    keys.iter().filter_map(|key| screen.key(Scene::Page(page), KeyEvent::from(*key))).collect()
}

fn typed(page: &Page, text: &str) -> Vec<Action> {
    pressed(page, &text.chars().map(KeyCode::Char).collect::<Vec<_>>())
}

fn morning(pain: u8) -> Action {
    Action::Choose(PageChoice::Morning(Level::new(pain)))
}

#[test]
fn what_is_asked_comes_first_and_the_question_stands_above_the_keys() {
    let mut page = page_with_choices();
    let on = |page: &Page, size, is_one_typed| {
        let state = PageState { is_one_typed, ..PageState::default() };
        picture(&drawn(Scene::Page(page), &Overlay { page: state, ..Overlay::default() }, size))
    };
    insta::assert_snapshot!("asked", [on(&page, USUAL, false), on(&page, SMALL, true)].join("\n"));
    page.prompt = Some(Prompt::Notice("The morning after Tue 10 Nov: pain 0. Saved.".to_owned()));
    insta::assert_snapshot!("told", [on(&page, USUAL, false), on(&page, SMALL, false)].join("\n"));
}

#[test]
fn one_digit_is_an_answer_but_a_one_may_become_a_ten() {
    let page = page_with_choices();
    assert_eq!(typed(&page, "0"), [morning(0)]);
    assert_eq!(typed(&page, "7"), [morning(7)]);
    assert_eq!(typed(&page, "1"), []);
    assert_eq!(typed(&page, "10"), [morning(10)]);
    assert_eq!(typed(&page, "130"), [morning(10)], "13 is no level");
    let one = KeyCode::Char('1');
    assert_eq!(pressed(&page, &[one, KeyCode::Enter, KeyCode::Enter]), [morning(1), Action::Start]);
    assert_eq!(pressed(&page, &[one, KeyCode::Backspace, KeyCode::Char('3')]), [morning(3)]);
    assert_eq!(
        pressed(&page, &[one, KeyCode::Char('u'), KeyCode::Char('0')])[1],
        morning(0),
        "another key takes it back"
    );
}

#[test]
fn enter_and_escape_leave_the_question_unanswered() {
    let mut page = page_with_choices();
    let unanswered = Action::Choose(PageChoice::Morning(None));
    assert_eq!(pressed(&page, &[KeyCode::Enter]), [Action::Start]);
    assert_eq!(pressed(&page, &[KeyCode::Esc]), [unanswered]);
    assert_eq!(typed(&page, "-"), [unanswered]);
    page.prompt = None;
    assert_eq!(pressed(&page, &[KeyCode::Esc]), [Action::Session(Key::Quit)]);
}

#[test]
fn a_one_is_the_first_phase_where_no_number_is_asked_for() {
    let mut page = page_with_choices();
    page.prompt = None;
    assert_eq!(typed(&page, "u1"), [PageChoice::NextStep, PageChoice::FirstPhase].map(Action::Choose));
    page.choices.clear();
    assert_eq!(typed(&page, "u17r"), [], "there is nothing to choose");
}
