//! A frame: the scene in the layout that fits its size, below what lies over it.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::parts::{DrawnLayout, SessionContext};
use super::theme::Role;
use super::{Overlay, counter, panel, session, widget, work};
use crate::session::View;
use crate::settings::Appearance;
use crate::ui::{Scene, fit, keys};
use crate::words;

/// The smallest screen that a session fits on.
const SMALLEST: (u16, u16) = (40, 12);
/// Draws a whole frame but for its figure, where it has one.
pub(super) fn draw(
    scene: Scene<'_>,
    overlay: &Overlay,
    appearance: Appearance,
    has_figure: bool,
    buf: &mut Buffer,
) -> DrawnLayout {
    let area = buf.area;
    let fits = area.width >= SMALLEST.0 && area.height >= SMALLEST.1;
    match scene {
        Scene::Page(page) => match overlay.open {
            Some(open) => panel::draw_help(&page.title, open.at, appearance, area, buf),
            None => panel::draw_page(page, overlay.page, has_figure, appearance, area, buf),
        },
        Scene::Session { view, wall, muted, speed, trouble, .. } => {
            let context = SessionContext {
                wall,
                muted,
                speed,
                notice: overlay.notice.as_ref().map(|notice| notice.text.as_str()),
                trouble,
                has_figure,
                appearance,
            };
            if !fits {
                draw_small(view, context, area, buf);
                return DrawnLayout::default();
            }
            if let Some(open) = overlay.open {
                return panel::draw(view, open, context, area, buf);
            }
            DrawnLayout { last: 0, figure: session::draw(view, context, area, buf) }
        }
    }
}

/// As much as fits on a screen that is too small for the rest: the state, then the question and the keys, or else the
/// counter, the next step and the keys.
fn draw_small(view: &View<'_>, context: SessionContext<'_>, area: Rect, buf: &mut Buffer) {
    let mut room = area;
    let strong = Role::Emphasized.style(context.appearance);
    let question = view.question.map(words::question::prompt);
    let status = counter::status(view);
    if area.height == 1 {
        return widget::left(&question.unwrap_or(status), room, strong, buf);
    }
    widget::left(&status, widget::take_top(&mut room, 1), strong, buf);
    widget::left(&keys::footer(view, area.width.into()), widget::take_bottom(&mut room, 1), Style::new(), buf);
    let lines = match question {
        Some(question) => fit::wrap(&question, area.width.into()),
        None => {
            vec![work::plain_next(view), words::stage::task(view), format!("(made for {}x{})", SMALLEST.0, SMALLEST.1)]
        }
    };
    if view.question.is_none() && room.height > work::SMALL {
        counter::draw(view, context, widget::take_top(&mut room, work::SMALL), buf);
    }
    for (line, row) in lines.iter().zip(room.rows()) {
        widget::left(line, row, Style::new(), buf);
    }
}
