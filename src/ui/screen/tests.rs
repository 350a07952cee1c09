//! Frames as text.

mod figure;
mod page;
mod panels;
mod terminal;

use std::time::Duration;

use crossterm::event::KeyModifiers;
use jiff::civil;
use proptest::prelude::*;
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::{Color, Modifier};

use super::fixture::{picture, styles};
use super::parts::SessionContext;
use super::*;
use crate::model::Level;
use crate::plan::Plan;
use crate::plan::{AmountDone, PhaseClock, SetDone};
use crate::session::{FeedbackField, Input, Mono, Question, Session, Stage};
use crate::settings::{Charset, FigureChoice, Theme};
use crate::ui::fixture::{at, millis, plan, secs, view};
use crate::words::stage;

const WALL: civil::DateTime = civil::datetime(2026, 5, 4, 13, 59, 30, 0);
const SMALL: (u16, u16) = (40, 12);
const USUAL: (u16, u16) = (80, 24);
/// Half of a window.
const HALF: (u16, u16) = (60, 40);
const LARGE: (u16, u16) = (200, 60);
/// No colours, so that plain text shows everything.
const PLAIN: Appearance = Appearance {
    theme: Theme::Default,
    color: false,
    calm: false,
    figures: FigureChoice::On,
    charset: Charset::Unicode,
};

fn scene<'a>(view: &'a View<'a>) -> Scene<'a> {
    Scene::Session { view, wall: Some(WALL), muted: false, speed: 1, unattended: false, trouble: None, news: &[] }
}

fn drawn(scene: Scene<'_>, overlay: &Overlay, size: (u16, u16)) -> Buffer {
    drawn_in(PLAIN, scene, overlay, size)
}

fn drawn_in(looks: Appearance, scene: Scene<'_>, overlay: &Overlay, size: (u16, u16)) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    Screen { overlay: overlay.clone(), ..Screen::new(looks, None) }.draw(scene, &mut buf);
    buf
}

fn at_sizes(sizes: &[(u16, u16)], view: &View<'_>, overlay: &Overlay) -> String {
    let pictures: Vec<_> = sizes.iter().map(|size| picture(&drawn(scene(view), overlay, *size))).collect();
    pictures.join("\n")
}

/// The screen at three sizes, which have a layout each.
fn at_all_sizes(view: &View<'_>) -> String {
    at_sizes(&[USUAL, SMALL, HALF], view, &Overlay::default())
}

/// The screen at the usual size, for what looks alike at every size.
fn at_usual_size(view: &View<'_>) -> String {
    at_sizes(&[USUAL], view, &Overlay::default())
}

/// The plan, with what was done last time at each block of work.
fn with_last_time() -> Plan {
    let mut plan = plan();
    let set = |reps| SetDone { amount: AmountDone::Reps(reps), load: Some("20kg".to_owned()) };
    for step in plan.steps.iter_mut().filter(|step| !step.is_gap()) {
        step.last_time = vec![set(8), set(7)];
    }
    plan
}

#[test]
fn steps_of_each_kind() {
    let plan = plan();
    let of = |index, seconds| view(&plan, index, secs(seconds));
    let large = |view: &View<'_>| at_sizes(&[LARGE], view, &Overlay::default());
    insta::assert_snapshot!("prepare", at_usual_size(&of(at::PREPARE, 2)));
    insta::assert_snapshot!("window_below_the_low_end", at_all_sizes(&of(at::WINDOW_LEFT, 12)));
    insta::assert_snapshot!("window_large", large(&of(at::WINDOW_LEFT, 12)));
    insta::assert_snapshot!("switch", at_usual_size(&of(at::SWITCH, 1)));
    insta::assert_snapshot!("reps_that_wait", at_all_sizes(&of(at::REPS, 4)));
    insta::assert_snapshot!("rest_before_an_optional_set", at_all_sizes(&of(at::OPTIONAL_REST, 15)));
    insta::assert_snapshot!("last_time", at_all_sizes(&view(&with_last_time(), at::OPTIONAL_REST, secs(15))));
    insta::assert_snapshot!("rest_large", large(&of(at::OPTIONAL_REST, 15)));
    insta::assert_snapshot!("reps_by_tempo", at_sizes(&[USUAL, SMALL], &of(at::TEMPO, 17), &Overlay::default()));
    assert_eq!(counter::counted(&of(at::DISTANCE, 65)), "1:05");
    assert_eq!(counter::counted(&of(at::AT_LEAST, 65)), "12+");
    let mut plan = plan.clone();
    let phase = plan[at::ALTERNATE].phase.0;
    plan.phases[phase].clock = PhaseClock::Every(secs(60));
    let slot = View { clock_left: Some(secs(21)), ..view(&plan, at::ALTERNATE, secs(9)) };
    insta::assert_snapshot!("reps_alternating_in_a_slot", at_all_sizes(&slot));
}

#[test]
fn once_the_minimum_is_done_the_next_step_has_a_ground() {
    let plan = plan();
    for size in [USUAL, SMALL, HALF, LARGE] {
        let ground = |seconds| {
            let view = view(&plan, at::WINDOW_LEFT, secs(seconds));
            let buf = drawn_in(Appearance { color: true, ..PLAIN }, scene(&view), &Overlay::default(), size);
            // Above the lines of the session and of the keys.
            buf[(size.0 / 2, size.1 - 3)].bg
        };
        assert_eq!([29, 30].map(ground), [Color::Reset, Color::Green], "{size:?}");
    }
}

#[test]
fn states_of_a_step() {
    let plan = plan();
    let work = view(&plan, at::WINDOW_LEFT, secs(12));
    let reps = view(&plan, at::REPS, secs(4));
    insta::assert_snapshot!("paused", at_usual_size(&View { stage: Stage::Paused, ..work.clone() }));
    let ready = View { stage: Stage::GetReady(millis(2_100)), ..work };
    insta::assert_snapshot!("get_ready_after_a_pause", at_usual_size(&ready));
    assert_eq!(counter::counted(&View { entry: "7", ..reps.clone() }), "7");
    let over = View { stage: Stage::Over, left: Duration::ZERO, progress: 1.0, is_done: true, ..reps };
    insta::assert_snapshot!("over_at_the_end", at_usual_size(&over));
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
fn what_is_typed_hides_a_notice_and_that_the_rest() {
    let plan = plan();
    let late = View { overrun: Some(millis(4_200)), ..view(&plan, at::REPS, secs(4)) };
    let typing = View { entry: "7", ..late.clone() };
    let quiet = SessionContext {
        wall: None,
        muted: false,
        speed: 1,
        notice: None,
        trouble: None,
        has_figure: false,
        appearance: PLAIN,
    };
    let troubled = SessionContext { trouble: Some("disk full"), ..quiet };
    let noticed = SessionContext { notice: Some("there is no countdown to change"), ..troubled };
    let event_line = |view, context| parts::event_line(view, context).unwrap();
    assert_eq!(event_line(&late, quiet), "5 s over; the next slot still starts on time");
    assert_eq!(event_line(&late, troubled), words::past::not_saved("disk full"));
    assert_eq!(event_line(&late, noticed), "there is no countdown to change");
    assert_eq!(event_line(&typing, noticed), stage::entry(&typing).unwrap());
}

#[test]
fn questions() {
    let plan = plan();
    let asked = |question, stage, entry| View {
        question: Some(question),
        stage,
        entry,
        ..view(&plan, at::WINDOW_LEFT, secs(12))
    };
    let at_two = |view: &View<'_>| at_sizes(&[USUAL, SMALL], view, &Overlay::default());
    insta::assert_snapshot!("ask_end", at_two(&asked(Question::End, Stage::Waiting, "")));
    let left_out = Question::LeftOut { blocks: 5, first: at::REPS };
    insta::assert_snapshot!("ask_left_out", at_usual_size(&asked(left_out, Stage::Waiting, "")));
    let long = "left calf a little tight after the hops, better with the warm-up, then fine all the way";
    let sheet = View {
        feedback: Some(["6", "", long]),
        ..asked(Question::Feedback(FeedbackField::Note), Stage::Closing, long)
    };
    insta::assert_snapshot!("ask_how_it_was", at_two(&sheet));
}

#[test]
fn no_end_is_named_while_open_work_is_ahead() {
    let plan = plan();
    let last_line = |open_ahead, size| {
        let view = View { open_ahead, ..view(&plan, at::REPS, secs(4)) };
        let picture = picture(&drawn(scene(&view), &Overlay::default(), size));
        let line =
            picture.lines().find(|line| line.contains(" left")).map(|line| line.trim_start_matches(' ').to_owned());
        line.unwrap_or_default()
    };
    for size in [USUAL, SMALL] {
        assert!(last_line(false, size).contains("up to 12:36 left, ends by 14:12"), "{}", last_line(false, size));
        let open = last_line(true, size);
        assert!(open.contains("more than 12:36 left") && !open.contains("ends"), "{open}");
    }
}

#[test]
fn panels_over_a_session() {
    let plan = plan();
    let rest = view(&plan, at::OPTIONAL_REST, secs(15));
    let open = |panel, at, sizes: &[_]| {
        at_sizes(sizes, &rest, &Overlay { open: Some(OpenPanel { panel, at }), ..Overlay::default() })
    };
    insta::assert_snapshot!("help", open(Panel::Help, 0, &[USUAL]));
    insta::assert_snapshot!("help_scrolled", open(Panel::Help, 100, &[SMALL]));
    insta::assert_snapshot!("steps", open(Panel::Steps, steps::block_at(&plan, at::TIMED), &[USUAL, SMALL]));
    insta::assert_snapshot!("tips", open(Panel::Tips, 0, &[USUAL]));
}

#[test]
fn an_unsaved_session_says_so_on_every_screen() {
    let plan = plan();
    let view = view(&plan, at::REPS, secs(4));
    let trouble = Some("no space left on device (/home/ana/.local/share/calfguide/sessions/2026)");
    let scene =
        Scene::Session { view: &view, wall: Some(WALL), muted: true, speed: 1, unattended: false, trouble, news: &[] };
    let on = |size| picture(&drawn(scene, &Overlay::default(), size));
    insta::assert_snapshot!("not_saved", [USUAL, SMALL].map(on).join("\n"));
}

#[test]
fn names_that_the_large_font_lacks() {
    let mut plan = plan();
    plan.cards[1].exercise.name = "足首を回す, Wadenheben e\u{301}".to_owned();
    insta::assert_snapshot!("wide_name_of_work", at_usual_size(&view(&plan, at::REPS, secs(4))));
    insta::assert_snapshot!("wide_name_of_a_rest", at_usual_size(&view(&plan, at::OPTIONAL_REST, secs(4))));
}

#[test]
fn both_themes_and_no_colour() {
    let plan = plan();
    let page = page::page();
    let work = view(&plan, at::WINDOW_LEFT, secs(12));
    let states = [
        ("prepare", view(&plan, at::PREPARE, secs(2))),
        ("work", work.clone()),
        ("switch", view(&plan, at::SWITCH, secs(1))),
        ("rest", view(&plan, at::OPTIONAL_REST, secs(4))),
        ("paused", View { stage: Stage::Paused, ..work.clone() }),
        ("asked", View { stage: Stage::Waiting, question: Some(Question::End), ..work.clone() }),
        ("finished", View { stage: Stage::Over, is_done: true, ..work.clone() }),
    ];
    let open = Overlay { open: Some(OpenPanel { panel: Panel::Steps, at: 3 }), ..Overlay::default() };
    let in_theme = |theme, color| {
        let of =
            |scene, overlay: &Overlay| styles(&drawn_in(Appearance { theme, color, ..PLAIN }, scene, overlay, USUAL));
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
fn calm_turns_animations_off() {
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
    // The *go* inverts the digits.
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
fn marks_count_sets_or_the_rounds_of_single_sets() {
    use super::widget::SetMark::{Done, Now, Optional, Owed};
    let mut plan = plan();
    let marks = |plan: &_, index| parts::progress(&view(plan, index, secs(1)));
    assert_eq!(marks(&plan, at::REPS), [Now, Optional]);
    assert_eq!(marks(&plan, at::OPTIONAL_REST), [Done, Optional]);
    assert_eq!(marks(&plan, at::TIMED), []);
    plan.steps[at::TIMED.0].round = 2;
    plan.steps[at::TIMED.0].rounds = Some(crate::model::Window { min: 3, max: 4 });
    assert_eq!(marks(&plan, at::TIMED), [Done, Now, Owed, Optional]);
}

#[test]
fn the_next_step_is_named_in_a_word() {
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
        // A bar may move by a column at any time, and the time of the end moves because the wall clock here stands still.
        let bare = |text: &str| {
            let foot =
                |line: &str| line.split(" left").next().map(|line| line.replace(['━', '─'], "")).unwrap_or_default();
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
        plan.steps[at::OPTIONAL_REST.0].kind = crate::plan::StepKind::Rest { time: exact, until: crate::plan::RestEnd::Time };
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
