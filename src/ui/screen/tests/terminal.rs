//! The bytes that the screen writes, as a terminal shows them, and how many there are.

use proptest::prelude::*;
use ratatui_core::style::{Color, Modifier};

use super::*;
use crate::model::Side;
use crate::plan::{RestEnd, StepId, StepKind};
use crate::session::FeedbackField;

/// A face and the terminal that it writes to.
struct Stand {
    screen: Screen,
    terminal: vt100::Parser,
    size: (u16, u16),
}

impl Stand {
    fn new(size: (u16, u16)) -> Self {
        let [columns, rows] = [size.0, size.1].map(|n| std::num::NonZero::new(n).unwrap());
        Self {
            screen: Screen::new(Appearance { color: true, ..PLAIN }, Some(Title::new(false))),
            terminal: vt100::Parser::new(rows, columns, 0),
            size,
        }
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
            let reversed = cell.modifier.contains(Modifier::REVERSED);
            let looks = there.inverse() == reversed && same(there.fgcolor(), cell.fg) && same(there.bgcolor(), cell.bg);
            there.is_wide_continuation() || symbol == cell.symbol() && looks
        })
    }
}

/// Whether a terminal shows this colour of its first eight, or its own.
fn same(shown: vt100::Color, meant: Color) -> bool {
    use Color::{Black, Blue, Cyan, Gray, Green, Magenta, Red, Yellow};
    let eight = [Black, Red, Green, Yellow, Blue, Magenta, Cyan, Gray];
    match shown {
        vt100::Color::Default => meant == Color::Reset,
        vt100::Color::Idx(number) => eight.get(usize::from(number)) == Some(&meant),
        vt100::Color::Rgb(..) => false,
    }
}

#[test]
fn a_countdown_costs_few_bytes() {
    let mut plan = plan();
    let minute = crate::model::Window::exact(secs(60));
    plan.steps[at::OPTIONAL_REST.0].kind = StepKind::Rest { time: minute, until: RestEnd::Time };
    for (size, most) in [(SMALL, 140), (USUAL, 200), (LARGE, 440)] {
        for (step, seconds) in [(at::OPTIONAL_REST, 60), (at::WINDOW_LEFT, 90)] {
            let mut stand = Stand::new(size);
            let costs: Vec<_> =
                (0..seconds).map(|second| stand.show(scene(&view(&plan, step, secs(second))))).collect();
            let each = &costs[2..];
            let mean = each.iter().sum::<usize>() / each.len();
            assert!(mean < most, "{size:?}: {mean} of {costs:?}");
            assert_eq!(stand.show(scene(&view(&plan, step, secs(seconds - 1)))), 0);
        }
    }
}

fn any_question() -> impl Strategy<Value = Option<Question>> {
    prop_oneof![
        Just(None),
        Just(Some(Question::End)),
        Just(Some(Question::AfterGap(secs(90)))),
        Just(Some(Question::StopForPain { pain: Level::new(6).unwrap(), side: Side::Left })),
        Just(Some(Question::Feedback(FeedbackField::Note))),
    ]
}

fn any_panel() -> impl Strategy<Value = Option<OpenPanel>> {
    let panel = prop_oneof![Just(Panel::Help), Just(Panel::Steps), Just(Panel::Tips)];
    prop::option::of((panel, 0..40_usize).prop_map(|(panel, at)| OpenPanel { panel, at }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_size_and_no_state_panics_or_leaves_traces(
        sizes in prop::collection::vec((1..=100_u16, 1..=40_u16), 1..3),
        frames in prop::collection::vec(
            (0..20_usize, 0..100_000_u64, any_question(), any_panel(), "[0-9a-z足é ]{0,70}"),
            1..6,
        ),
    ) {
        let mut plan = plan();
        plan.cards[1].exercise.name = "Wadenheben 足首を回す é".to_owned();
        let page = page::page_with_choices();
        for size in sizes {
            let mut stand = Stand::new(size);
            stand.show(Scene::Page(&page));
            prop_assert!(stand.agrees());
            for (index, elapsed, question, open, entry) in &frames {
                let view = View { question: *question, entry, ..view(&plan, StepId(*index), millis(*elapsed)) };
                stand.screen.overlay.open = *open;
                stand.show(scene(&view));
                prop_assert!(stand.agrees());
            }
        }
    }
}
