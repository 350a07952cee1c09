//! Frames, as somebody sees them.

use std::time::Duration;

use jiff::civil;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::fixture::picture;
use super::*;
use crate::session::{Input, Mono, Question, Session, Stage};
use crate::ui::fixture::{at, millis, plan, secs, view};
use crate::ui::page::{Page, Section};

const WALL: civil::DateTime = civil::datetime(2026, 5, 4, 13, 59, 30, 0);
const SMALL: (u16, u16) = (40, 12);
const USUAL: (u16, u16) = (80, 24);

fn scene<'a>(view: &'a View<'a>) -> Scene<'a> {
    Scene::Session { view, wall: Some(WALL), muted: false, unattended: false }
}

fn drawn(scene: Scene<'_>, overlay: &Overlay, size: (u16, u16)) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    frame(scene, overlay, &mut buf);
    buf
}

/// A view on both sizes, one above the other.
fn both(view: &View<'_>) -> String {
    with(view, &Overlay::default())
}

fn with(view: &View<'_>, overlay: &Overlay) -> String {
    [USUAL, SMALL].map(|size| picture(&drawn(scene(view), overlay, size))).join("\n")
}

fn noticed(notice: &str) -> Overlay {
    Overlay { notice: Some(notice.to_owned()), ..Overlay::default() }
}

#[test]
fn a_step_of_each_kind() {
    let plan = plan();
    let of = |index, seconds| view(&plan, index, secs(seconds));
    insta::assert_snapshot!("prepare", both(&of(at::PREPARE, 2)));
    insta::assert_snapshot!("prepare_last_seconds", both(&of(at::PREPARE, 8)));
    insta::assert_snapshot!("window_below_the_low_end", both(&of(at::WINDOW_LEFT, 12)));
    insta::assert_snapshot!("window_above_the_low_end", both(&of(at::WINDOW_LEFT, 42)));
    insta::assert_snapshot!("switch", both(&of(at::SWITCH, 1)));
    insta::assert_snapshot!("reps_that_wait", both(&of(at::REPS, 4)));
    insta::assert_snapshot!("rest_before_an_optional_set", both(&of(at::OPTIONAL_REST, 15)));
    insta::assert_snapshot!("reps_alternating", both(&of(at::ALTERNATE, 9)));
    insta::assert_snapshot!("reps_by_tempo", both(&of(at::TEMPO, 17)));
    insta::assert_snapshot!("timed_work_begins", both(&of(at::TIMED, 0)));
    insta::assert_snapshot!("timed_work_ends", both(&of(at::TIMED, 18)));
    insta::assert_snapshot!("open", both(&of(at::OPEN, 65)));
    insta::assert_snapshot!("distance", both(&of(at::DISTANCE, 65)));
    insta::assert_snapshot!("at_least", both(&of(at::AT_LEAST, 5)));
}

#[test]
fn every_state_of_a_step() {
    let plan = plan();
    let work = view(&plan, at::WINDOW_LEFT, secs(12));
    let reps = view(&plan, at::REPS, secs(4));
    insta::assert_snapshot!("paused", both(&View { stage: Stage::Paused, ..work.clone() }));
    let ready = View { stage: Stage::GetReady(millis(2_100)), ..work.clone() };
    insta::assert_snapshot!("get_ready_after_a_pause", both(&ready));
    insta::assert_snapshot!("reps_typed", both(&View { entry: "7", ..reps.clone() }));
    insta::assert_snapshot!("overrun", both(&View { overrun: Some(millis(4_200)), ..reps.clone() }));
    insta::assert_snapshot!("refused", with(&work, &noticed("nothing counts down here")));
    insta::assert_snapshot!("over", both(&View { stage: Stage::Over, left: Duration::ZERO, progress: 1.0, ..reps }));
}

#[test]
fn every_question() {
    let plan = plan();
    let asked = |question, stage, entry| {
        both(&View { question: Some(question), stage, entry, ..view(&plan, at::WINDOW_LEFT, secs(12)) })
    };
    insta::assert_snapshot!("ask_end", asked(Question::End, Stage::Waiting, ""));
    insta::assert_snapshot!("ask_stop_after_gap", asked(Question::StopAfterGap(secs(4_500)), Stage::Waiting, ""));
    insta::assert_snapshot!("ask_after_gap", asked(Question::AfterGap(secs(150)), Stage::Waiting, ""));
    insta::assert_snapshot!("ask_pain", asked(Question::PainNow, Stage::Waiting, "1"));
    insta::assert_snapshot!("ask_stop_for_pain", asked(Question::StopForPain(6), Stage::Waiting, ""));
    insta::assert_snapshot!("ask_effort", asked(Question::Effort, Stage::Closing, "6"));
    insta::assert_snapshot!("ask_worst_pain", asked(Question::WorstPain, Stage::Closing, ""));
    let long = "left calf a little tight after the hops, better with the warm-up, then fine all the way";
    insta::assert_snapshot!("ask_note", asked(Question::Note, Stage::Closing, long));
}

#[test]
fn what_lies_over_a_session() {
    let plan = plan();
    let rest = view(&plan, at::OPTIONAL_REST, secs(15));
    let open = |sheet, at| with(&rest, &Overlay { open: Some(Open { sheet, at }), ..Overlay::default() });
    insta::assert_snapshot!("help", open(Sheet::Help, 0));
    insta::assert_snapshot!("help_scrolled", open(Sheet::Help, 100));
    insta::assert_snapshot!("steps", open(Sheet::Steps, at::TIMED));
    insta::assert_snapshot!("tips", open(Sheet::Tips, 0));
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
        can_answer: true,
    }
}

#[test]
fn the_page_before() {
    let page = page();
    let on = |at, size| picture(&drawn(Scene::Page(&page), &Overlay { page_at: at, ..Overlay::default() }, size));
    insta::assert_snapshot!("page", on(0, USUAL));
    insta::assert_snapshot!("page_small", on(0, SMALL));
    insta::assert_snapshot!("page_small_at_its_end", on(99, SMALL));
}

#[test]
fn other_sizes() {
    let plan = plan();
    let rest = view(&plan, at::OPTIONAL_REST, secs(15));
    let on = |size| picture(&drawn(scene(&rest), &Overlay::default(), size));
    insta::assert_snapshot!("room", on((200, 60)));
    insta::assert_snapshot!("too_small", on((36, 8)));
    assert_eq!(on((20, 1)), "REST  0:45  Single-…\n");
}

/// A face and the terminal that it writes to.
struct Stand {
    screen: Screen,
    terminal: vt100::Parser,
    size: (u16, u16),
}

impl Stand {
    fn new(size: (u16, u16)) -> Self {
        let [columns, rows] = [size.0, size.1].map(|n| std::num::NonZero::new(n).unwrap());
        Self { screen: Screen::default(), terminal: vt100::Parser::new(rows, columns, 0), size }
    }

    /// Shows a scene; tells how many bytes that took.
    fn show(&mut self, scene: Scene<'_>) -> usize {
        let mut out = Vec::new();
        self.screen.show(scene, &[], Some(self.size), &mut out);
        self.terminal.process(&out);
        out.len()
    }

    /// Whether the terminal shows the frame, cell by cell.
    fn agrees(&self) -> bool {
        let shown = self.screen.shown.as_ref().unwrap();
        shown.area.positions().all(|at| {
            let (cell, there) = (&shown[at], self.terminal.screen().cell(at.y, at.x).unwrap());
            let symbol = if there.has_contents() { there.contents() } else { " " };
            let reversed = cell.modifier.contains(ratatui::style::Modifier::REVERSED);
            there.is_wide_continuation() || symbol == cell.symbol() && there.inverse() == reversed
        })
    }
}

#[test]
fn a_countdown_costs_few_bytes() {
    let mut plan = plan();
    // A minute of rest.
    plan.steps[at::OPTIONAL_REST].kind =
        crate::plan::Kind::Rest { time: crate::model::Range::exact(secs(60)), until: crate::plan::Until::Time };
    let mut stand = Stand::new(USUAL);
    let costs: Vec<_> =
        (0..60).map(|second| stand.show(scene(&view(&plan, at::OPTIONAL_REST, secs(second))))).collect();
    let each = &costs[2..];
    assert!(each.iter().sum::<usize>() / each.len() < 80, "{costs:?}");
    // The most where more than two digits change: of what is left the minutes too, or tens of seconds.
    assert!(each.iter().all(|cost| *cost < 130), "{costs:?}");
    assert_eq!(stand.show(scene(&view(&plan, at::OPTIONAL_REST, secs(59)))), 0);
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
        // What ends when moves while the wall stands still here.
        let bare = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        let left = |text: &str| text.split(" left").next().map(str::to_owned);
        for later in [middle, last].map(sight) {
            assert_eq!(bare(&later), bare(&first));
            assert_eq!(left(&later), left(&first));
        }
        now = until;
        session.handle(now, Input::Tick);
    }
}

fn any_question() -> impl Strategy<Value = Option<Question>> {
    prop_oneof![
        Just(None),
        Just(Some(Question::End)),
        Just(Some(Question::AfterGap(secs(90)))),
        Just(Some(Question::StopForPain(6))),
        Just(Some(Question::Note)),
    ]
}

fn any_sheet() -> impl Strategy<Value = Option<Open>> {
    let sheet = prop_oneof![Just(Sheet::Help), Just(Sheet::Steps), Just(Sheet::Tips)];
    prop::option::of((sheet, 0..40_usize).prop_map(|(sheet, at)| Open { sheet, at }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_size_and_no_state_panics_or_leaves_traces(
        sizes in prop::collection::vec((1..=100_u16, 1..=40_u16), 1..3),
        frames in prop::collection::vec(
            (0..20_usize, 0..100_000_u64, any_question(), any_sheet(), "[0-9a-z足é ]{0,70}"),
            1..6,
        ),
    ) {
        let mut plan = plan();
        plan.cards[1].exercise.name = "Wadenheben 足首を回す é".to_owned();
        let page = page();
        for size in sizes {
            let mut stand = Stand::new(size);
            stand.show(Scene::Page(&page));
            prop_assert!(stand.agrees());
            for (index, elapsed, question, open, entry) in &frames {
                let view = View { question: *question, entry, ..view(&plan, *index, millis(*elapsed)) };
                stand.screen.overlay.open = *open;
                stand.show(scene(&view));
                prop_assert!(stand.agrees());
            }
        }
    }
}
