//! Guides through a session in the world and with the face that there is, and tells what came of it.

use std::io::{self, IsTerminal};

use super::save::{self, SaveOutcome};
use super::{Failure, styled};
use crate::cli;
use crate::host::{Lines, Rehearsal, Terminal, Wake, World};
use crate::plan::Plan;
use crate::runner::{End, SessionResult};
use crate::settings::{Appearance, Color, Config};
use crate::ui::plain::Plain;
use crate::ui::printer::Printer;
use crate::ui::screen::{Screen, Title};
use crate::ui::{Face, summary};

/// How fast time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speed {
    /// At once, on a virtual clock.
    AtOnce,
    /// So many times as fast as life.
    Times(u32),
}

impl Speed {
    pub(super) fn of(args: &cli::RunArgs) -> Self {
        if args.dry_run { Self::AtOnce } else { Self::Times(args.speed.unwrap_or(1)) }
    }
}

/// What is left of a session once it has been told.
pub(super) struct FinishedSession {
    pub(super) end: End,
    pub(super) kept: SaveOutcome,
}

/// Guides: `session` is what happens in the world.
pub(super) fn guide(
    pace: Speed,
    config: &Config,
    session: impl FnOnce(&mut dyn World, &mut dyn Face) -> Result<FinishedSession, Failure>,
) -> Result<(), Failure> {
    let told = match pace {
        Speed::AtOnce => session(&mut Rehearsal::new(io::stdout()), &mut Plain::new()),
        Speed::Times(speed) if config.plain != Some(true) && can_draw() => {
            let titled = has_title();
            let mut terminal = Terminal::enter(speed, titled)?;
            panic_as_asked();
            let title = titled.then(|| Title::new(config.notify == Some(true)));
            session(&mut terminal, &mut Screen::new(looks(config), title))
        }
        Speed::Times(speed) => session(&mut Lines::open(speed)?, &mut Plain::new()),
    };
    let FinishedSession { end, kept } = told?;
    // Whoever asks the program to end, or closes its output, is not asked back.
    let settled = if matches!(end, End::Finished | End::Early) { save::offer_unsaved(kept) } else { Ok(()) };
    if end == End::Finished { settled } else { Err(Failure::Session(end)) }
}

/// Writes what was done below the session, by the way that waits for nobody. What cuts that short ends the session in
/// its stead.
pub(super) fn tell(world: &mut dyn World, plan: &Plan, result: SessionResult, printer: Printer) -> FinishedSession {
    let SessionResult { end, record, journal } = result;
    let kept = SaveOutcome::of(journal);
    if !matches!(end, End::Finished | End::Early) {
        return FinishedSession { end, kept };
    }
    let mut cut = world.finish();
    if cut.is_none() {
        let mut said = summary::summary(plan, &record, printer);
        said.extend(kept.line());
        world.write(said.as_bytes());
        cut = world.finish();
    }
    let end = match cut {
        Some(Wake::Signal(signal)) => End::Signal(signal),
        Some(Wake::OutputGone(why)) => End::OutputGone(why),
        _ => end,
    };
    FinishedSession { end, kept }
}

/// How the full screen looks.
fn looks(config: &Config) -> Appearance {
    let color = config.color.unwrap_or_default();
    Appearance {
        theme: config.theme.unwrap_or_default(),
        color: styled(color, &io::stdout()) && (color == Color::Always || !is_monochrome()),
        calm: config.calm == Some(true),
    }
}

/// Whether there is a terminal at both ends that does more than print.
fn can_draw() -> bool {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
}

/// Whether the terminal is one of those that have no colours.
fn is_monochrome() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    term.starts_with("vt") && !term.starts_with("vte") || term.ends_with("-m") || term.ends_with("-mono")
}

/// Whether the terminal is one that has a title. One that does not know what sets it might print that.
fn has_title() -> bool {
    const KINDS: [&str; 11] =
        ["xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "wezterm", "konsole", "vte", "gnome", "st-"];
    let term = std::env::var("TERM").unwrap_or_default();
    KINDS.iter().any(|kind| term.starts_with(kind))
}

/// In a build for tests: panics where it is asked to, so that a test can see the terminal given back.
fn panic_as_asked() {
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "it is what a test asks for")]
    match std::env::var("CALFGUIDE_TEST_PANIC").as_deref() {
        Ok("main") => panic!("asked to panic"),
        Ok("thread") => drop(std::thread::spawn(|| panic!("asked to panic in a thread"))),
        _ => {}
    }
}
