//! Runs a session in the world and with the face that suit the terminal, and prints its summary.

use std::io::{self, ErrorKind, IsTerminal};

use super::save::{self, SaveOutcome};
use super::{Failure, figures, styled, tell};
use crate::audio::{Audio, Program, Voice, Volume};
use crate::host::{Console, Rehearsal, Signal, Wake, World, is_utf8, terminal_type};
use crate::plan::Plan;
use crate::runner::{End, SessionResult};
use crate::settings::{Appearance, AudioOutput, AudioTarget, Charset, Color, Config, VoiceChoice};
use crate::ui::plain::Plain;
use crate::ui::printer::Printer;
use crate::ui::screen::{Screen, Title};
use crate::ui::{Face, summary};
use crate::{cli, paths, text};

/// How fast time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speed {
    /// At once, on a virtual clock.
    AtOnce,
    /// This many times as fast as real time.
    Times(u32),
}

impl Speed {
    pub(super) fn of(args: &cli::RunArgs) -> Self {
        if args.dry_run { Self::AtOnce } else { Self::Times(args.speed.unwrap_or(1)) }
    }
}

/// A session whose summary is printed.
pub(super) struct FinishedSession {
    end: End,
    saved: SaveOutcome,
}

/// Runs `session` in the world, with the face and with the sound that `speed`, the settings and the terminal call for. A session that
/// could not be saved is offered once the world has given the terminal back.
pub(super) fn with_world(
    speed: Speed,
    config: &Config,
    session: impl FnOnce(&mut dyn World, &mut dyn Face, &mut Audio) -> Result<FinishedSession, Failure>,
) -> Result<(), Failure> {
    let mut audio = audio(speed, config)?;
    // Nobody is at a rehearsal who could be in another room.
    let sockets = paths::runtime().filter(|_| speed == Speed::Times(1));
    let takes_media_keys = config.media_keys == Some(true) && speed == Speed::Times(1);
    let take_keys = |console: &mut Console| {
        if let Some(folder) = &sockets {
            console.listen(folder);
        }
        if takes_media_keys {
            console.take_media_keys();
        }
    };
    let finished = match speed {
        Speed::AtOnce => session(&mut Rehearsal::new(io::stdout()), &mut Plain::new(), &mut audio),
        Speed::Times(factor) if config.plain != Some(true) && can_draw() => {
            let titled = has_title();
            let mut terminal = Console::screen(factor, titled).map_err(|error| Failure::system(&error))?;
            panic_if_requested();
            take_keys(&mut terminal);
            let title = titled.then(|| Title::new(config.notify == Some(true)));
            let mut screen = Screen::new(appearance(config), title).with_figures(figures::good);
            session(&mut terminal, &mut screen, &mut audio)
        }
        Speed::Times(factor) => {
            let mut lines = Console::lines(factor).map_err(|error| Failure::system(&error))?;
            take_keys(&mut lines);
            session(&mut lines, &mut Plain::new(), &mut audio)
        }
    };
    let FinishedSession { end, saved } = finished?;
    // A signal or a closed output ends the program without a question. The terminal is given back by now, however long
    // the disk takes.
    let (is_saved, offered) = if matches!(end, End::Finished | End::Early | End::Discarded) {
        (false, save::offer_unsaved(saved))
    } else {
        (saved.wait(), Ok(()))
    };
    let is_broken_off = matches!(end, End::Signal(_) | End::OutputGone(_));
    let heard = if is_broken_off { audio.break_off() } else { audio.finish() };
    let heard = heard.map_err(|error| incomplete(&error));
    match end {
        End::Finished => offered.and(heard),
        End::Early | End::Discarded | End::NotBegun | End::Chose(_) => Err(Failure::Reported(3)),
        End::Signal(signal) => {
            if is_saved && signal == Signal::INTERRUPT {
                tell("Saved, unfinished: `calfguide resume` goes on with it");
            }
            Err(Failure::Signal(signal))
        }
        End::OutputGone(why) if speed == Speed::AtOnce => Err(io::Error::from(why).into()),
        End::OutputGone(why) => Err(cut_off(why, is_saved)),
    }
}

/// A session whose output takes no more.
fn cut_off(why: ErrorKind, is_saved: bool) -> Failure {
    let failure = match why {
        ErrorKind::BrokenPipe => Failure::early("the session stopped because its output was closed"),
        _ => Failure::failed(format!(
            "the session stopped because its output could not be written: {}",
            text::io_error(&why.into())
        )),
    };
    if is_saved { failure.help("`calfguide resume` goes on with it") } else { failure }
}

/// Prints the summary through the world, which never blocks on its output, and where the session is recorded or why it
/// is not; without a printer nothing. A signal or a lost output in the meantime becomes the end of the session.
pub(super) fn print_summary(
    world: &mut dyn World,
    plan: &Plan,
    result: SessionResult,
    unrecorded: Option<&str>,
    printer: Option<Printer>,
) -> FinishedSession {
    let SessionResult { end, record, recorder } = result;
    if !matches!(end, End::Finished | End::Early | End::Discarded) {
        let saved = recorder.map_or(SaveOutcome::NotRecorded, SaveOutcome::Pending);
        return FinishedSession { end, saved };
    }
    let saved = SaveOutcome::of(recorder);
    let mut interrupted = world.finish();
    if let (None, Some(mut printer)) = (&interrupted, printer) {
        if end != End::Discarded {
            summary::write(plan, &record, &mut printer);
        }
        if let Some(line) = saved.line(end).as_deref().or(unrecorded) {
            printer.line(0, line);
        }
        world.write(printer.into_text().as_bytes());
        interrupted = world.finish();
    }
    let end = match interrupted {
        Some(Wake::Signal(signal)) => End::Signal(signal),
        // Whoever read the session needed no summary.
        Some(Wake::OutputGone(why)) if why != ErrorKind::BrokenPipe => End::OutputGone(why),
        _ => end,
    };
    FinishedSession { end, saved }
}

/// A file of sound could not be written to its end.
pub(super) fn incomplete(error: &io::Error) -> Failure {
    Failure::failed(format!("the sound is not complete: {}", text::io_error(error)))
}

/// The sound of a session, as it was chosen.
pub(super) fn audio(speed: Speed, config: &Config) -> Result<Audio, Failure> {
    let (command, language) = (config.voice_command.as_deref(), config.voice_language.as_deref());
    let choice = config.voice.unwrap_or_default();
    let is_of_system = match choice {
        VoiceChoice::System => true,
        VoiceChoice::BuiltIn => false,
        // What a key turns on.
        VoiceChoice::Off => command.is_some() || language.is_some(),
    };
    let program = || command.map_or_else(|| Program::of_system(language), Program::command);
    let voice = if is_of_system { Voice::Program(program()) } else { Voice::BuiltIn };
    Ok(output(speed, config)?.with_voice(voice, choice != VoiceChoice::Off))
}

/// Where the sound goes.
fn output(speed: Speed, config: &Config) -> Result<Audio, Failure> {
    let Volume { percent, .. } = Volume::default();
    let volume = Volume { percent: config.volume.unwrap_or(percent), muted: config.mute == Some(true) };
    let output = match &config.audio {
        Some(AudioTarget::File(path)) => {
            return Audio::file(path, volume).map_err(|error| Failure::at(path, &error));
        }
        Some(AudioTarget::Output(output)) => *output,
        None => AudioOutput::default(),
    };
    // Nobody listens to a session that is over at once.
    Ok(if speed == Speed::AtOnce { Audio::off() } else { Audio::live(output, volume) })
}

pub(super) fn appearance(config: &Config) -> Appearance {
    let color = config.color.unwrap_or_default();
    Appearance {
        theme: config.theme.unwrap_or_default(),
        color: styled(color, &io::stdout()) && (color == Color::Always || !is_monochrome()),
        calm: config.calm == Some(true),
        figures: config.figures.unwrap_or_default(),
        charset: charset(),
    }
}

fn charset() -> Charset {
    match () {
        () if !is_utf8() => Charset::Ascii,
        () if terminal_type().starts_with("linux") => Charset::Console,
        () => Charset::Unicode,
    }
}

/// Whether there is a terminal at both ends that does more than print.
pub(super) fn can_draw() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !matches!(terminal_type().as_str(), "" | "dumb")
}

/// Whether the terminal is one of those that have no colours.
fn is_monochrome() -> bool {
    let term = terminal_type();
    term.starts_with("vt") && !term.starts_with("vte") || term.ends_with("-m") || term.ends_with("-mono")
}

/// Whether the terminal is one that has a title. One that does not know what sets it might print that.
fn has_title() -> bool {
    const KINDS: [&str; 11] =
        ["xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "wezterm", "konsole", "vte", "gnome", "st-"];
    let term = terminal_type();
    KINDS.iter().any(|kind| term.starts_with(kind))
}

/// In a debug build: panics where the environment says so, so that a test can see the terminal given back.
fn panic_if_requested() {
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "a test asks for it")]
    match std::env::var("CALFGUIDE_TEST_PANIC").as_deref() {
        Ok("main") => panic!("asked to panic"),
        Ok("thread") => drop(std::thread::spawn(|| panic!("asked to panic in a thread"))),
        _ => {}
    }
}
