//! A figure alone on the full screen.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;

use super::figure::{SceneFigure, ShownFigure};
use super::theme::Role;
use super::widget::{left, take_bottom, take_top};
use super::{bytes, charset};
use crate::figure::Figure;
use crate::settings::Appearance;
use crate::ui::figure::Glyphs;

/// Plays a figure, as large as the terminal is.
#[derive(Debug)]
pub struct FigurePlayer {
    figure: Arc<Figure>,
    mirrored: bool,
    glyphs: Glyphs,
    appearance: Appearance,
    playing: ShownFigure,
    /// The frame that is on the terminal; `None` where that is unknown.
    shown: Option<Buffer>,
}

impl FigurePlayer {
    pub fn new(figure: Arc<Figure>, mirrored: bool, glyphs: Glyphs, appearance: Appearance) -> Self {
        Self { figure, mirrored, glyphs, appearance, playing: ShownFigure::default(), shown: None }
    }

    /// Appends the bytes that show it after this time on a terminal of this size.
    pub fn show(&mut self, elapsed: Duration, size: (u16, u16), out: &mut Vec<u8>) {
        let mut next = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        let mut room = next.area;
        left(self.figure.name(), take_top(&mut room, 1), Role::Emphasized.style(self.appearance), &mut next);
        left("any key ends", take_bottom(&mut room, 1), Role::Secondary.style(self.appearance), &mut next);
        charset::adapt(self.appearance.charset, &mut next);
        let wanted = SceneFigure::alone(&self.figure, self.mirrored, self.glyphs, elapsed);
        self.playing.draw(Some((wanted, room)), self.appearance, &mut next);
        bytes::paint(self.shown.as_ref(), &next, out);
        self.shown = Some(next);
    }

    /// How long after this time it looks different; `None` where it does not move.
    pub fn changes_in(&self, elapsed: Duration) -> Option<Duration> {
        self.playing.changes_in(SignedDuration::try_from(elapsed).ok()?)
    }

    /// What is on the terminal is unknown.
    pub fn repaint(&mut self) {
        self.shown = None;
    }
}
