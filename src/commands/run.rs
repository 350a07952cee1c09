//! `run`: the guided session, in the world and with the face that there is.

use std::io::{self, IsTerminal};

use super::catalogue::{self, known};
use super::{Failure, styled};
use crate::cli;
use crate::host::{Lines, Rehearsal, Terminal, Wake, World};
use crate::model::{Routine, Today};
use crate::plan::{self, NoPlan, Plan};
use crate::record::Record;
use crate::runner::{self, End};
use crate::settings::{Color, Config, Looks, Settings};
use crate::ui::paper::Paper;
use crate::ui::plain::Plain;
use crate::ui::screen::{Screen, Title};
use crate::ui::{Face, page, summary};

pub(super) fn run(args: &cli::Run, config: &Config, paper: Paper) -> Result<(), Failure> {
    let routine = catalogue::routine(args.routine.as_deref())?;
    let settings = settings(args, config, &routine)?;
    let plan = plan::build(&routine, &Today::FIRST, &settings).map_err(|error| match error {
        NoPlan::NothingLeft => Failure::Usage {
            message: "nothing is left to do".to_owned(),
            help: Some("leave out less with `--phase`, `--from` and `--skip`".to_owned()),
        },
        NoPlan::TooManySteps => Failure::Usage { message: error.to_string(), help: None },
    })?;
    let guide = move |world: &mut dyn World, face: &mut dyn Face| {
        let can_answer = world.has_input() && !settings.hands_free;
        let page = (config.yes != Some(true)).then(|| page::of(&routine, &plan, plan::seconds(&plan), can_answer));
        let (end, record) = runner::run(world, face, &plan, page.as_ref(), &settings);
        told(world, &plan, end, &record, paper)
    };
    let speed = args.speed.unwrap_or(1);
    let end = if args.dry_run {
        guide(&mut Rehearsal::new(io::stdout()), &mut Plain::new())
    } else if config.plain != Some(true) && can_draw() {
        let titled = has_title();
        let mut terminal = Terminal::enter(speed, titled)?;
        panic_as_asked();
        let title = titled.then(|| Title::new(config.notify == Some(true)));
        guide(&mut terminal, &mut Screen::new(looks(config), title))
    } else {
        guide(&mut Lines::open(speed)?, &mut Plain::new())
    };
    if end == End::Finished { Ok(()) } else { Err(Failure::Session(end)) }
}

/// Writes what was done below the session, by the way that waits for nobody. What cuts that short ends the session in
/// its stead.
fn told(world: &mut dyn World, plan: &Plan, end: End, record: &Record, paper: Paper) -> End {
    if !matches!(end, End::Finished | End::Early) {
        return end;
    }
    let mut cut = world.finish();
    if cut.is_none() {
        world.write(summary::summary(plan, record, paper).as_bytes());
        cut = world.finish();
    }
    match cut {
        Some(Wake::Signal(signal)) => End::Signal(signal),
        Some(Wake::OutputGone(why)) => End::OutputGone(why),
        _ => end,
    }
}

/// What was typed becomes what is meant.
fn settings(args: &cli::Run, config: &Config, routine: &Routine) -> Result<Settings, Failure> {
    let exercises = routine.phases.iter().flat_map(|phase| &phase.exercises).map(|exercise| exercise.id.as_str());
    for id in args.skip.iter().chain(&args.from) {
        known("exercise", id, exercises.clone())?;
    }
    if let Some(id) = &args.phase {
        known("phase", id, routine.phases.iter().map(|phase| phase.id.as_str()))?;
    }
    Ok(Settings {
        windows: config.windows.unwrap_or_default(),
        phase: args.phase.clone(),
        from: args.from.clone(),
        skip: args.skip.clone(),
        first_side: config.first_side.unwrap_or_default(),
        hands_free: args.dry_run || config.hands_free == Some(true),
        mute: config.mute == Some(true),
    })
}

/// How the full screen looks.
fn looks(config: &Config) -> Looks {
    let color = config.color.unwrap_or_default();
    Looks {
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
