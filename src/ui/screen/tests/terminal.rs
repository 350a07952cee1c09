//! The bytes that the screen writes, as a terminal shows them, and how many there are.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui_core::style::{Color, Modifier, Style};

use super::*;
use crate::model::Side;
use crate::plan::{RestEnd, StepId, StepKind};
use crate::session::FeedbackField;
use crate::ui::figure::Glyphs;

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

    /// Shows a scene, and returns how many bytes that took.
    fn show(&mut self, scene: Scene<'_>) -> usize {
        let mut out = Vec::new();
        self.screen.show(scene, &[], Some(self.size), &mut out);
        self.terminal.process(&out);
        out.len()
    }

    fn agrees(&self) -> bool {
        shows(&self.terminal, self.screen.shown.as_ref().unwrap())
    }
}

/// Whether a terminal shows a frame, cell by cell.
fn shows(terminal: &vt100::Parser, frame: &Buffer) -> bool {
    frame.area.positions().all(|at| {
        let (cell, there) = (&frame[at], terminal.screen().cell(at.y, at.x).unwrap());
        let symbol = if there.has_contents() { there.contents() } else { " " };
        let flag = |modifier, there| cell.modifier.contains(modifier) == there;
        let ground = flag(Modifier::REVERSED, there.inverse())
            && flag(Modifier::UNDERLINED, there.underline())
            && same(there.bgcolor(), cell.bg);
        // This terminal is never bold and dim at once.
        let weight = if cell.modifier.contains(Modifier::BOLD | Modifier::DIM) {
            there.bold() || there.dim()
        } else {
            flag(Modifier::BOLD, there.bold()) && flag(Modifier::DIM, there.dim())
        };
        let letters = weight && flag(Modifier::ITALIC, there.italic()) && same(there.fgcolor(), cell.fg);
        // Of letters a blank has none, unless what is reversed or underlined has their colour.
        let has_letters = symbol != " " || there.inverse() || there.underline();
        there.is_wide_continuation() || symbol == cell.symbol() && ground && (letters || !has_letters)
    })
}

/// Whether a terminal shows this colour.
fn same(shown: vt100::Color, meant: Color) -> bool {
    use Color::{Black, Blue, Cyan, Gray, Green, LightYellow, Magenta, Red, White, Yellow};
    let named = [(8 + 3, LightYellow), (8 + 7, White)];
    let eight = (0..).zip([Black, Red, Green, Yellow, Blue, Magenta, Cyan, Gray]);
    match shown {
        vt100::Color::Default => meant == Color::Reset,
        vt100::Color::Idx(number) => {
            meant == Color::Indexed(number) || eight.chain(named).any(|one| one == (number, meant))
        }
        vt100::Color::Rgb(red, green, blue) => meant == Color::Rgb(red, green, blue),
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

/// What the worst of the built-in figures may cost in a second, beside a name that stays.
#[test]
fn a_moving_figure_costs_few_bytes() {
    const TIME: Duration = Duration::from_secs(6);
    let mut over = Vec::new();
    for file in std::fs::read_dir("routines/figures").unwrap().map(|file| file.unwrap().path()) {
        let figure = Arc::new(crate::reader::open_figure(&file).unwrap());
        for (size, most) in [((34, 9 + 2), 1_500.0), ((60, 18 + 2), 4_000.0)] {
            let mut player = FigurePlayer::new(Arc::clone(&figure), false, Glyphs::Mixed, PLAIN);
            player.show(Duration::ZERO, size, &mut Vec::new());
            let (mut now, mut out) = (Duration::ZERO, Vec::new());
            while let Some(wait) = player.changes_in(now).filter(|_| now < TIME) {
                now += wait;
                player.show(now, size, &mut out);
            }
            let each = f64::from(u32::try_from(out.len()).unwrap()) / now.max(TIME).as_secs_f64();
            if each > most {
                over.push(format!("{} at {size:?}: {each:.0} bytes a second", figure.name()));
            }
        }
    }
    assert!(over.is_empty(), "\n{}", over.join("\n"));
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]
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

/// Some terminals stand in the last column after they wrote it, others behind it.
#[test]
fn no_move_begins_behind_the_last_column() {
    let size = Rect::new(0, 0, 10, 2);
    let mut next = Buffer::empty(size);
    next[(9, 0)].set_char('a');
    next[(8, 1)].set_char('b');
    let mut out = Vec::new();
    bytes::paint(Some(&Buffer::empty(size)), &next, &mut out);
    assert_eq!(String::from_utf8(out).unwrap(), "\x1b[1;10Ha\x1b[2;9Hb");
}

/// A text in a style, and where it begins.
type Piece = ((u16, u16), String, Style);

fn any_piece() -> impl Strategy<Value = Piece> {
    let color = || {
        let of_theme = prop_oneof![Just(Color::Reset), Just(Color::Black), Just(Color::Green), Just(Color::Gray)];
        let others = prop_oneof![
            Just(Color::LightYellow),
            Just(Color::White),
            (16..=255_u8).prop_map(Color::Indexed),
            any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
        ];
        prop_oneof![3 => Just(Color::Reset), 2 => of_theme, 1 => others]
    };
    let weight = prop_oneof![3 => Just(Modifier::empty()), 2 => Just(Modifier::BOLD), 2 => Just(Modifier::DIM)];
    let others = [Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
    let modifier = (weight, prop::sample::subsequence(others.to_vec(), 0..=2))
        .prop_map(|(weight, others)| others.into_iter().fold(weight, |all, one| all | one));
    let style = prop_oneof![
        Just(Style::reset()),
        modifier.clone().prop_map(|modifier| Style::reset().add_modifier(modifier)),
        (color(), color(), modifier).prop_map(|(fg, bg, modifier)| Style::reset().fg(fg).bg(bg).add_modifier(modifier)),
    ];
    let text = prop_oneof!["[ -~]{1,12}", " {1,30}", "[█▙▗⣿⠰⣀]{1,6}", "[a首é ]{1,8}", "(e\u{301}|é|首|☺\u{fe0f}){1,6}"];
    ((0..34_u16, 0..9_u16), text, style)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn any_frame_becomes_any_other(
        sizes in prop::collection::vec((1..=34_u16, 1..=9_u16), 1..3),
        steps in prop::collection::vec(prop::collection::vec(any_piece(), 0..12), 1..5),
    ) {
        for (columns, rows) in sizes {
            let [wide, high] = [columns, rows].map(|n| std::num::NonZero::new(n).unwrap());
            let mut terminal = vt100::Parser::new(high, wide, 0);
            terminal.process(b"\x1b[41;1mwhatever was there\r\nbefore");
            let mut shown = None;
            for pieces in &steps {
                // A frame is like the one before, but for a few pieces.
                let mut next = shown.clone().unwrap_or_else(|| Buffer::empty(Rect::new(0, 0, columns, rows)));
                for ((x, y), text, style) in pieces.iter().filter(|((x, y), ..)| *x < columns && *y < rows) {
                    next.set_string(*x, *y, text, *style);
                }
                let mut out = Vec::new();
                bytes::paint(shown.as_ref(), &next, &mut out);
                prop_assert!(shown.as_ref() != Some(&next) || out.is_empty(), "the same frame again");
                terminal.process(&out);
                prop_assert!(shows(&terminal, &next), "{}", picture(&next));
                shown = Some(next);
            }
        }
    }
}
