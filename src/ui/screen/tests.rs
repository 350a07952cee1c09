//! Frames, as somebody sees them.

mod terminal;

use std::time::Duration;

use jiff::civil;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::fixture::{looks, picture};
use super::*;
use crate::model::Level;
use crate::session::{Input, Mono, Question, Session, Stage};
use crate::settings::Theme;
use crate::ui::fixture::{at, millis, plan, secs, view};
use crate::ui::page::{Offer, Page, Section};
use crate::words::stage;

const WALL: civil::DateTime = civil::datetime(2026, 5, 4, 13, 59, 30, 0);
const SMALL: (u16, u16) = (40, 12);
const USUAL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (200, 60);
/// Without colours a picture in plain characters shows everything that is there.
const PLAIN: Appearance = Appearance { theme: Theme::Default, color: false, calm: false };

fn scene<'a>(view: &'a View<'a>) -> Scene<'a> {
    Scene::Session { view, wall: Some(WALL), muted: false, unattended: false, trouble: None }
}

fn drawn(scene: Scene<'_>, overlay: &Overlay, size: (u16, u16)) -> Buffer {
    drawn_in(PLAIN, scene, overlay, size)
}

fn drawn_in(looks: Appearance, scene: Scene<'_>, overlay: &Overlay, size: (u16, u16)) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    frame(scene, overlay, looks, &mut buf);
    buf
}

/// A view on each size, one above the other.
fn all(view: &View<'_>) -> String {
    with(view, &Overlay::default())
}

fn with(view: &View<'_>, overlay: &Overlay) -> String {
    [USUAL, SMALL, LARGE].map(|size| picture(&drawn(scene(view), overlay, size))).join("\n")
}

fn noticed(notice: &str) -> Overlay {
    let notice = Notice { text: notice.to_owned(), until: Mono(Duration::MAX) };
    Overlay { notice: Some(notice), ..Overlay::default() }
}

#[test]
fn a_step_of_each_kind() {
    let plan = plan();
    let of = |index, seconds| view(&plan, index, secs(seconds));
    insta::assert_snapshot!("prepare", all(&of(at::PREPARE, 2)));
    insta::assert_snapshot!("prepare_last_seconds", all(&of(at::PREPARE, 8)));
    insta::assert_snapshot!("window_below_the_low_end", all(&of(at::WINDOW_LEFT, 12)));
    insta::assert_snapshot!("window_above_the_low_end", all(&of(at::WINDOW_LEFT, 42)));
    insta::assert_snapshot!("switch", all(&of(at::SWITCH, 1)));
    insta::assert_snapshot!("reps_that_wait", all(&of(at::REPS, 4)));
    insta::assert_snapshot!("rest_before_an_optional_set", all(&of(at::OPTIONAL_REST, 15)));
    insta::assert_snapshot!("reps_alternating", all(&of(at::ALTERNATE, 9)));
    insta::assert_snapshot!("reps_by_tempo", all(&of(at::TEMPO, 17)));
    insta::assert_snapshot!("timed_work_begins", all(&of(at::TIMED, 0)));
    insta::assert_snapshot!("timed_work_ends", all(&of(at::TIMED, 18)));
    insta::assert_snapshot!("open", all(&of(at::OPEN, 65)));
    insta::assert_snapshot!("distance", all(&of(at::DISTANCE, 65)));
    insta::assert_snapshot!("at_least", all(&of(at::AT_LEAST, 5)));
}

#[test]
fn every_state_of_a_step() {
    let plan = plan();
    let work = view(&plan, at::WINDOW_LEFT, secs(12));
    let reps = view(&plan, at::REPS, secs(4));
    insta::assert_snapshot!("paused", all(&View { stage: Stage::Paused, ..work.clone() }));
    let ready = View { stage: Stage::GetReady(millis(2_100)), ..work.clone() };
    insta::assert_snapshot!("get_ready_after_a_pause", all(&ready));
    insta::assert_snapshot!("reps_typed", all(&View { entry: "7", ..reps.clone() }));
    insta::assert_snapshot!("overrun", all(&View { overrun: Some(millis(4_200)), ..reps.clone() }));
    insta::assert_snapshot!("refused", with(&work, &noticed("nothing counts down here")));
    let over = View { stage: Stage::Over, left: Duration::ZERO, progress: 1.0, ..reps };
    insta::assert_snapshot!("over", all(&over));
    insta::assert_snapshot!("over_at_the_end", all(&View { complete: true, ..over }));
}

#[test]
fn a_notice_is_taken_away_after_three_seconds() {
    let (mut session, _) = Session::start(Mono::default(), plan(), false);
    let mut screen = Screen::new(PLAIN, None);
    session.handle(Mono::default(), Input::Key(Key::Pause));
    let refused = session.handle(Mono::default(), Input::Key(Key::Redo));
    let mut sight = |at: Mono, events: &[Event]| {
        let view = session.view(at);
        screen.show(scene(&view), events, Some(USUAL), &mut Vec::new());
        (picture(screen.shown.as_ref().unwrap()).contains("this is the first block"), screen.changes_at(&view))
    };
    let end = Mono(secs(3));
    assert_eq!(sight(Mono::default(), &refused), (true, Some(end)), "it asks to be called although all stands still");
    assert_eq!(sight(Mono(millis(2_999)), &[]), (true, Some(end)));
    assert_eq!(sight(end, &[]), (false, None));
}

#[test]
fn every_question() {
    let plan = plan();
    let asked = |question, stage, entry| {
        all(&View { question: Some(question), stage, entry, ..view(&plan, at::WINDOW_LEFT, secs(12)) })
    };
    insta::assert_snapshot!("ask_end", asked(Question::End, Stage::Waiting, ""));
    insta::assert_snapshot!("ask_stop_after_gap", asked(Question::StopAfterGap(secs(4_500)), Stage::Waiting, ""));
    insta::assert_snapshot!("ask_after_gap", asked(Question::AfterGap(secs(150)), Stage::Waiting, ""));
    insta::assert_snapshot!("ask_pain", asked(Question::PainNow, Stage::Waiting, "1"));
    insta::assert_snapshot!(
        "ask_stop_for_pain",
        asked(Question::StopForPain(Level::new(6).unwrap()), Stage::Waiting, "")
    );
    insta::assert_snapshot!("ask_effort", asked(Question::Effort, Stage::Closing, "6"));
    insta::assert_snapshot!("ask_worst_pain", asked(Question::WorstPain, Stage::Closing, ""));
    let long = "left calf a little tight after the hops, better with the warm-up, then fine all the way";
    insta::assert_snapshot!("ask_note", asked(Question::Note, Stage::Closing, long));
}

#[test]
fn what_lies_over_a_session() {
    let plan = plan();
    let rest = view(&plan, at::OPTIONAL_REST, secs(15));
    let open = |panel, at| with(&rest, &Overlay { open: Some(OpenPanel { panel, at }), ..Overlay::default() });
    insta::assert_snapshot!("help", open(Panel::Help, 0));
    insta::assert_snapshot!("help_scrolled", open(Panel::Help, 100));
    insta::assert_snapshot!("steps", open(Panel::Steps, at::TIMED));
    insta::assert_snapshot!("tips", open(Panel::Tips, 0));
}

fn page() -> Page {
    let section = |heading, is_list, text: &[&str]| Section {
        heading,
        is_list,
        text: text.iter().map(|text| (*text).to_owned()).collect(),
    };
    Page {
        title: "Strong, happy calves".to_owned(),
        sections: vec![
            section(None, false, &["about 17-34 min", "Ball rolling, hops and lunges"]),
            section(Some("You need"), true, &["ball", "mirror (optional)"]),
            section(
                Some("Safety"),
                false,
                &["For healthy runners: if something hurts, leave it and ask a physical therapist."],
            ),
            section(Some("Stop if"), true, &["a pain is sharp or sudden, or makes you move differently"]),
        ],
        offers: Vec::new(),
        can_answer: true,
    }
}

#[test]
fn the_page_before() {
    let page = page();
    let on = |at, size| picture(&drawn(Scene::Page(&page), &Overlay { page_at: at, ..Overlay::default() }, size));
    insta::assert_snapshot!("page", on(0, USUAL));
    insta::assert_snapshot!("page_small", on(0, SMALL));
    insta::assert_snapshot!("page_large", on(0, LARGE));
    insta::assert_snapshot!("page_small_at_its_end", on(99, SMALL));
}

#[test]
fn a_page_that_offers_the_old_session() {
    let old = "Calves of yesterday 07:12 has no end: it broke off after 4:10 at Single-leg hops, left.";
    let mut page = page();
    page.offers = vec![Offer::Resume, Offer::EndIt];
    page.sections.insert(1, Section { heading: Some("Not finished"), text: vec![old.to_owned()], is_list: false });
    let on = |size| picture(&drawn(Scene::Page(&page), &Overlay::default(), size));
    insta::assert_snapshot!("page_that_offers", [USUAL, SMALL].map(on).join("\n"));
    let key = KeyEvent::from(KeyCode::Char('r'));
    assert_eq!(Screen::default().key(Scene::Page(&page), key), Some(Action::Take(Offer::Resume)));
}

#[test]
fn what_is_not_kept_says_so_as_long_as_it_is_not() {
    let plan = plan();
    let view = view(&plan, at::REPS, secs(4));
    let trouble = Some("no space left on device (/home/ana/.local/share/calfguide/sessions/2026)");
    let scene = Scene::Session { view: &view, wall: Some(WALL), muted: true, unattended: false, trouble };
    let on = |size| picture(&drawn(scene, &Overlay::default(), size));
    insta::assert_snapshot!("not_kept", [USUAL, SMALL].map(on).join("\n"));
}

#[test]
fn names_that_the_large_letters_lack() {
    let mut plan = plan();
    plan.cards[1].exercise.name = "足首を回す, Wadenheben e\u{301}".to_owned();
    insta::assert_snapshot!("wide_name_of_work", all(&view(&plan, at::REPS, secs(4))));
    insta::assert_snapshot!("wide_name_of_a_rest", all(&view(&plan, at::OPTIONAL_REST, secs(4))));
}

#[test]
fn both_themes_and_no_colour() {
    let plan = plan();
    let page = page();
    let work = view(&plan, at::WINDOW_LEFT, secs(12));
    let states = [
        ("prepare", view(&plan, at::PREPARE, secs(2))),
        ("work", work.clone()),
        ("switch", view(&plan, at::SWITCH, secs(1))),
        ("rest", view(&plan, at::OPTIONAL_REST, secs(4))),
        ("paused", View { stage: Stage::Paused, ..work.clone() }),
        ("asked", View { stage: Stage::Waiting, question: Some(Question::End), ..work.clone() }),
        ("finished", View { stage: Stage::Over, complete: true, ..work.clone() }),
    ];
    let open = Overlay { open: Some(OpenPanel { panel: Panel::Steps, at: 3 }), ..Overlay::default() };
    let in_theme = |theme, color| {
        let of = |scene, overlay: &Overlay| {
            looks(&drawn_in(Appearance { theme, color, calm: false }, scene, overlay, USUAL))
        };
        let states = states.iter().map(|(name, view)| format!("{name}\n{}", of(scene(view), &Overlay::default())));
        let steps = format!("steps\n{}", of(scene(&work), &open));
        let page = format!("page\n{}", of(Scene::Page(&page), &Overlay::default()));
        states.chain([steps, page]).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!("looks_default", in_theme(Theme::Default, true));
    insta::assert_snapshot!("looks_without_colour", in_theme(Theme::Default, false));
    let high_contrast = in_theme(Theme::HighContrast, true);
    assert_eq!(high_contrast, in_theme(Theme::HighContrast, false));
    insta::assert_snapshot!("looks_high_contrast", high_contrast);
}

#[test]
fn no_state_is_told_by_colour_alone() {
    let plan = plan();
    let of = |index| picture(&drawn(scene(&view(&plan, index, secs(1))), &Overlay::default(), USUAL));
    let kinds = [at::PREPARE, at::REPS, at::SWITCH, at::OPTIONAL_REST].map(of);
    for (i, kind) in kinds.iter().enumerate() {
        assert!(kinds[..i].iter().all(|other| other.lines().nth(2) != kind.lines().nth(2)), "{kind}");
    }
}

#[test]
fn what_moves_stands_still_when_calm() {
    let plan = plan();
    let of = |calm, index, seconds| {
        picture(&drawn_in(
            Appearance { calm, ..PLAIN },
            scene(&view(&plan, index, secs(seconds))),
            &Overlay::default(),
            USUAL,
        ))
    };
    let blocks = |line: &str| line.matches('█').count();
    // The *go* turns the digits inside out.
    assert!(blocks(&of(false, at::TIMED, 0)) > 2 * blocks(&of(true, at::TIMED, 0)));
    assert_eq!(of(false, at::TIMED, 5), of(true, at::TIMED, 5));
    // The band of a gap fills, that of work empties.
    let band = |calm, index, seconds| {
        let view = view(&plan, index, secs(seconds));
        let buf = drawn_in(Appearance { calm, ..PLAIN }, scene(&view), &Overlay::default(), USUAL);
        (0..USUAL.0).filter(|x| buf[(*x, 0)].modifier.contains(Modifier::REVERSED)).count()
    };
    let filling = [6, 7, 8, 9].map(|seconds| band(false, at::PREPARE, seconds));
    assert!(filling.is_sorted_by(|one, other| one < other), "{filling:?}");
    let emptying = [16, 17, 18].map(|seconds| band(false, at::TIMED, seconds));
    assert!(emptying.is_sorted_by(|one, other| one > other), "{emptying:?}");
    assert_eq!([16, 17, 18].map(|seconds| band(true, at::TIMED, seconds)), [usize::from(USUAL.0); 3]);
}

#[test]
fn sets_are_marks_and_where_there_is_one_rounds_are() {
    use super::widget::SetMark::{Done, Now, Optional, Owed};
    let mut plan = plan();
    let marks = |plan: &_, index| parts::progress(&view(plan, index, secs(1)));
    assert_eq!(marks(&plan, at::REPS), [Now, Optional]);
    assert_eq!(marks(&plan, at::OPTIONAL_REST), [Done, Optional]);
    assert_eq!(marks(&plan, at::TIMED), []);
    plan.steps[at::TIMED].round = 2;
    plan.steps[at::TIMED].rounds = Some(crate::model::Window { min: 3, max: 4 });
    assert_eq!(marks(&plan, at::TIMED), [Done, Now, Owed, Optional]);
}

#[test]
fn what_comes_next_is_said_in_a_word() {
    let plan = plan();
    let then = |index| stage::then(&view(&plan, index, secs(1))).to_owned();
    assert_eq!(then(at::WINDOW_LEFT), "right");
    assert_eq!(then(at::REPS_RIGHT), "rest");
    assert_eq!(then(at::ALTERNATE), "Heel raises");
    assert_eq!(then(at::OPEN), "again");
    assert_eq!(then(at::AT_LEAST), "done");
}

#[test]
fn other_sizes() {
    let plan = plan();
    let rest = view(&plan, at::OPTIONAL_REST, secs(15));
    let on = |size| picture(&drawn(scene(&rest), &Overlay::default(), size));
    insta::assert_snapshot!("too_small", on((36, 8)));
    assert_eq!(on((20, 1)), "REST  0:45  Single-…\n");
}

#[test]
fn one_wake_at_each_change_shows_every_second() {
    let plan = plan();
    let (mut session, _) = Session::start(Mono::default(), plan, true);
    let mut now = Mono::default();
    while !session.is_over() && now < Mono(secs(400)) {
        let until = session.view(now).changes_at.into_iter().chain(session.deadline()).min().unwrap();
        let sight = |at: Mono| picture(&drawn(scene(&session.view(at)), &Overlay::default(), SMALL));
        let middle = Mono(now.0 + until.since(now) / 2);
        let last = Mono(until.0.saturating_sub(millis(1)).max(now.0));
        let first = sight(now);
        // A bar may move a column at any time, and when it ends moves while the wall stands still here.
        let bare = |text: &str| {
            let foot =
                |line: &str| line.split(" left").next().map(|line| line.replace(['█', '─'], "")).unwrap_or_default();
            text.lines()
                .map(|line| if line.contains(" left") { foot(line) } else { line.to_owned() })
                .collect::<Vec<_>>()
        };
        for later in [middle, last].map(sight) {
            assert_eq!(bare(&later), bare(&first));
        }
        now = until;
        session.handle(now, Input::Tick);
    }
}

proptest! {
    #[test]
    fn what_is_left_of_the_session_changes_with_the_counter(length in 1..30_000_u64, elapsed in prop::array::uniform2(0..30_000_u64)) {
        let mut plan = plan();
        let exact = crate::model::Window::exact(millis(length));
        plan.steps[at::OPTIONAL_REST].kind = crate::plan::StepKind::Rest { time: exact, until: crate::plan::RestEnd::Time };
        let shown = |elapsed: u64| {
            let rest = view(&plan, at::OPTIONAL_REST, millis(elapsed.min(length)));
            let ready = View { stage: Stage::GetReady(millis(length.saturating_sub(elapsed))), ..rest.clone() };
            [rest, ready].map(|view| (counter::counted(&view), stage::left(&view)))
        };
        let [one, other] = elapsed.map(shown);
        for ((counted, left), (counted_later, left_later)) in one.into_iter().zip(other) {
            prop_assert_eq!(counted == counted_later, left == left_later);
        }
    }
}
