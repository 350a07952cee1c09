//! The styles of the screen: one table with a row for each role and a column for each theme.
//!
//! Colours are those of the terminal, and only repeat what words, positions and shapes say. A colour is always a
//! background with black letters, which can be read on light and dark terminals alike.

use ratatui_core::style::{Color, Style};

use crate::plan::StepKind;
use crate::session::{Stage, View};
use crate::settings::{Appearance, Theme};

/// The meaning of a part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Work,
    /// Work is about to begin.
    Ready,
    Rest,
    /// Paused, or waiting for an answer.
    Paused,
    /// The session is over.
    Over,
    /// A side of the body, and the done part of a bar or of a row of marks.
    Filled,
    Selected,
    Emphasized,
    /// Details, for whoever looks for them.
    Secondary,
}

impl Role {
    /// The styles in the default theme and in the high-contrast one.
    fn row(self) -> [Style; 2] {
        let plain = Style::new();
        let on = |background: Color| plain.bg(background).fg(Color::Black).bold();
        match self {
            //                default              high contrast
            Self::Work => [on(Color::Green), LOUD],
            Self::Ready => [on(Color::Yellow), LOUD],
            Self::Rest => [on(Color::Cyan), LOUD],
            Self::Paused => [on(Color::Magenta), LOUD],
            Self::Over => [on(Color::Gray), LOUD],
            Self::Filled => [plain.reversed(), plain.reversed()],
            Self::Selected => [plain.reversed(), LOUD],
            Self::Emphasized => [plain.bold(), plain.bold()],
            Self::Secondary => [plain.dim(), plain],
        }
    }

    pub(super) fn of(view: &View<'_>) -> Self {
        match (view.stage, &view.step.kind) {
            (Stage::Paused | Stage::Waiting, _) => Self::Paused,
            (Stage::Closing | Stage::Over, _) => Self::Over,
            (Stage::GetReady(_), _) | (Stage::Running, StepKind::Prepare { .. } | StepKind::Switch(_)) => Self::Ready,
            (Stage::Running, StepKind::Work(_)) => Self::Work,
            (Stage::Running, StepKind::Rest { .. }) => Self::Rest,
        }
    }

    pub(super) fn style(self, appearance: Appearance) -> Style {
        let [default, high_contrast] = self.row();
        match appearance.theme {
            Theme::HighContrast => high_contrast,
            Theme::Default if !appearance.color && default.bg.is_some() => LOUD,
            Theme::Default => default,
        }
    }
}

/// The strongest style without a colour.
const LOUD: Style = Style::new().reversed().bold();
