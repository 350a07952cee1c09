//! The place of the figure beside the counters.

use ratatui_core::layout::Rect;

use super::super::digits::{DigitSize, LEGIBLE};
use super::super::letters::Large;
use super::super::parts::SessionContext;
use super::{APART, counted, has};
use crate::model::{Rhythm, Side};
use crate::plan::PhaseClock;
use crate::pose::SMALLEST;
use crate::session::{TimeDisplay, View};
use crate::words::{stage, time};

/// The fewest columns and rows of a screen on which a figure moves beside the counters.
const SCREEN: (u16, u16) = (100, 30);
/// The most columns for each row: no figure becomes larger by more.
const WIDEST: u16 = 3;
/// The shares of their height that the digits keep beside a figure, the better one first.
const DIGITS: [(u16, u16); 2] = [(1, 1), (2, 3)];

/// In the room of the counters, on the side that has no block: as wide as leaves the digits their height, or at
/// least two thirds of it, and all else legible, whatever they show in this step.
pub(super) fn figure(view: &View<'_>, context: SessionContext<'_>, room: Rect, screen: Rect) -> Option<Rect> {
    let is_roomy = screen.width >= SCREEN.0 && screen.height >= SCREEN.1 && room.height >= SMALLEST.rows;
    if !context.has_figure || !is_roomy {
        return None;
    }
    let most = room.width.saturating_sub(APART).min(room.height * WIDEST);
    let texts = Texts::of(view);
    let sizes = |columns| texts.sizes(Rect { width: columns, ..room }, screen);
    let without = sizes(room.width);
    let widest = |share: (u16, u16)| {
        let fits = |columns: u16| sizes(room.width - APART - columns).can_replace(&without, share);
        widest(SMALLEST.columns, most, fits)
    };
    let width = DIGITS.into_iter().find_map(widest)?;
    let is_left = has(view, Side::Right) && !has(view, Side::Left);
    let x = if is_left { room.x } else { room.right() - width };
    Some(Rect { x, width, ..room })
}

/// The most columns that fit, of a range in which fewer fit where more do.
fn widest(mut low: u16, mut high: u16, fits: impl Fn(u16) -> bool) -> Option<u16> {
    if low > high || !fits(low) {
        return None;
    }
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) { low = middle } else { high = middle - 1 }
    }
    Some(low)
}

/// The longest texts of the counters of a step.
struct Texts {
    digits: String,
    second: Option<String>,
    /// The names of the parts.
    parts: Vec<String>,
}

/// How large the counters of a step are when they show these.
struct Sizes {
    digits: Option<DigitSize>,
    second: Option<DigitSize>,
    /// Whether the names of the parts are in large letters.
    are_parts_large: bool,
}

impl Sizes {
    /// Whether all is legible and the digits are this share as high.
    fn can_replace(&self, larger: &Self, (part, whole): (u16, u16)) -> bool {
        let rows = |size: Option<DigitSize>| size.map_or(1, DigitSize::rows);
        let are_digits_large =
            rows(self.digits) >= (rows(larger.digits) * part / whole).max(rows(larger.digits).min(LEGIBLE));
        let is_second_legible = rows(self.second) >= rows(larger.second).min(LEGIBLE);
        are_digits_large && is_second_legible && self.are_parts_large == larger.are_parts_large
    }
}

impl Texts {
    fn of(view: &View<'_>) -> Self {
        let parts = part_names(view).iter().map(|name| name.to_uppercase()).collect();
        Self { digits: digits(view), second: second(view), parts }
    }

    fn sizes(&self, room: Rect, screen: Rect) -> Sizes {
        let third = room.width / 3;
        let beside = third * (u16::from(!self.parts.is_empty()) + u16::from(self.second.is_some()));
        let digits = DigitSize::fit(&self.digits, room.width - beside, room.height, screen);
        let rows = digits.map_or(1, DigitSize::rows);
        let columns = third.saturating_sub(2);
        Sizes {
            digits,
            second: self.second.as_ref().and_then(|text| DigitSize::fit(text, columns, rows, screen)),
            are_parts_large: self.parts.iter().all(|name| Large::fit(name, columns, rows, 1).is_some()),
        }
    }
}

/// The longest text of the digits.
fn digits(view: &View<'_>) -> String {
    let rhythm = view.step.work().and_then(|work| work.rhythm());
    let seconds = |parts: &[_]| time::ceil(parts.iter().copied().max().unwrap_or_default()).as_secs().to_string();
    match (view.pace, rhythm, view.length) {
        (TimeDisplay::Down | TimeDisplay::Up { .. }, _, Some(length)) => time::clock(time::ceil(length)),
        (_, Some(Rhythm::Tempo(parts)), _) => seconds(parts),
        (_, Some(Rhythm::Hold(hold)), _) => seconds(&[*hold]),
        (_, Some(Rhythm::Cadence(_)), _) => last_rep(view),
        _ => counted(&View { entry: "", ..view.clone() }),
    }
}

/// The longest text of the second counter.
fn second(view: &View<'_>) -> Option<String> {
    match view.phase.clock {
        _ if !part_names(view).is_empty() => Some(last_rep(view)),
        PhaseClock::Every(length) | PhaseClock::Within(length) => view.clock_left.map(|_| time::clock(length)),
        PhaseClock::None => None,
    }
}

fn last_rep(view: &View<'_>) -> String {
    view.step.last_rep().or(view.rep).unwrap_or_default().to_string()
}

fn part_names(view: &View<'_>) -> Vec<String> {
    match view.step.work().and_then(|work| work.rhythm()) {
        Some(Rhythm::Tempo(parts)) => (0..parts.len()).map(|index| stage::part_name(view.card, index)).collect(),
        Some(Rhythm::Hold(_)) => vec![stage::HOLD.to_owned()],
        _ => Vec::new(),
    }
}
