//! How the parts of a screen look: one table, a row a role, a column a theme.
//!
//! Colours are the terminal's own, and they only repeat what word, place and shape say. Where one is used it
//! is a ground with black letters on it, which can be read whatever the terminal's own ground is.

use ratatui::style::{Color, Style};

use crate::plan::StepKind;
use crate::session::{Stage, View};
use crate::settings::{Appearance, Theme};

/// What a part of a screen is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Work goes on.
    Work,
    /// Work is about to begin.
    Ready,
    Rest,
    /// Time stands still.
    Paused,
    /// The session is over.
    Over,
    /// A side of the body, and what of a bar or a row of marks is done.
    Filled,
    /// What is chosen in a list.
    Selected,
    Emphasized,
    /// What is there for whoever appearance for it.
    Secondary,
}

impl Role {
    /// The appearance in the default theme and in that of high contrast.
    fn row(self) -> [Style; 2] {
        let plain = Style::new();
        let on = |ground: Color| plain.bg(ground).fg(Color::Black).bold();
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

    /// The role of a state.
    pub(super) fn of(view: &View<'_>) -> Self {
        match (view.stage, &view.step.kind) {
            (Stage::Paused | Stage::Waiting, _) => Self::Paused,
            (Stage::Closing | Stage::Over, _) => Self::Over,
            (Stage::GetReady(_), _) | (Stage::Running, StepKind::Prepare { .. } | StepKind::Switch(_)) => Self::Ready,
            (Stage::Running, StepKind::Work(_)) => Self::Work,
            (Stage::Running, StepKind::Rest { .. }) => Self::Rest,
        }
    }

    /// How it looks.
    pub(super) fn style(self, appearance: Appearance) -> Style {
        let [default, high_contrast] = self.row();
        match appearance.theme {
            Theme::HighContrast => high_contrast,
            Theme::Default if !appearance.color && default.bg.is_some() => LOUD,
            Theme::Default => default,
        }
    }
}

/// As loud as it gets without a colour.
const LOUD: Style = Style::new().reversed().bold();
