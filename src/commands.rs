//! What the program does: one file per command, and what they share.

mod catalogue;
mod check;
mod config;
mod doctor;
mod guide;
mod history;
mod home;
mod list;
mod past;
mod paths;
mod plan;
mod resume;
mod routines;
mod run;
mod save;
mod show;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anstream::stream::RawStream;
use clap::{ColorChoice, CommandFactory, FromArgMatches};

use crate::cli::{Cli, Command};
use crate::diagnostic::Problems;
use crate::host;
use crate::runner::End;
use crate::settings::{Choice as _, Color, Config};
use crate::text;
use crate::ui::printer::Printer;
use crate::ui::report;

/// Runs what was typed, and says with which code the program ends.
pub fn main() -> ExitCode {
    host::outlive_file_limits();
    let command = Cli::command().color(match color_typed() {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    });
    let cli = match command.try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            if std::env::args_os().any(|word| !word.to_string_lossy().chars().all(text::is_harmless)) {
                // It repeats what was typed.
                let _ = write!(io::stderr(), "{}", text::prose(&error.render().to_string()));
            } else {
                // Its text is asked for (`--help`) or a usage error; either way it says where it belongs.
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut config = config::from_cli(&cli).or(config::from_env());
    let done = config::from_file().and_then(|filed| {
        config = config.or(filed);
        let mut out = io::BufWriter::new(io::stdout());
        dispatch(cli, &config, &mut out)?;
        Ok(out.flush()?)
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(config.color.unwrap_or_default()),
    }
}

fn dispatch(cli: Cli, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let printer = Printer::new(columns(), styled(config.color.unwrap_or_default(), &io::stdout()));
    match cli.command {
        None => home::home(printer, out),
        Some(Command::Run(args)) => run::run(&args, config, printer),
        Some(Command::List(args)) => list::list(&args, printer, out),
        Some(Command::Show(args)) => show::show(&args, printer, out),
        Some(Command::Plan(args)) => plan::plan(&args, printer, out),
        Some(Command::Check(args)) => check::check(&args, out),
        Some(Command::Routines(args)) => routines::routines(&args, printer, out),
        Some(Command::Resume(args)) => resume::resume(&args, config, printer, out),
        Some(Command::History(args)) => history::history(&args, printer, out),
        Some(Command::Doctor(args)) => doctor::doctor(&args, out),
        Some(Command::Paths(args)) => paths::paths(&args, printer, out),
    }
}

/// The colour that was asked for, known before the rest is parsed: usage errors and help go by it too.
fn color_typed() -> Color {
    let mut words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        let value = if word == "--color" { words.next() } else { word.strip_prefix("--color=").map(str::to_owned) };
        if let Some(color) = value.as_deref().and_then(Color::of) {
            return color;
        }
    }
    Color::Auto
}

/// Why the program did not do what was asked.
#[derive(Debug)]
enum Failure {
    /// The command line asks for something that is not there; how to write it.
    Usage { message: String, help: Option<String> },
    /// Files that cannot be used.
    Problems(Vec<Problems>),
    /// It cannot be done now; why, and what to do.
    Failed { message: String, help: Option<String> },
    /// What was found is told already; only this code is left.
    Found(u8),
    /// Reading or writing failed.
    Io(io::Error),
    /// A session that did not reach its end.
    Session(End),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

impl Failure {
    /// Says what went wrong; the exit code of it.
    fn report(self, color: Color) -> ExitCode {
        let mut err = io::stderr();
        match self {
            Self::Usage { message, help } => {
                tell(&message, help.as_deref());
                ExitCode::from(2)
            }
            Self::Failed { message, help } => {
                tell(&message, help.as_deref());
                ExitCode::from(1)
            }
            Self::Problems(files) => {
                for problems in &files {
                    let _ = write!(err, "{}", report::render(problems, styled(color, &err)));
                }
                ExitCode::from(2)
            }
            Self::Found(code) => ExitCode::from(code),
            Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Io(error) => {
                let _ = writeln!(err, "error: {}", text::io_error(&error));
                ExitCode::from(1)
            }
            Self::Session(End::Early | End::NotBegun | End::Took(_)) => ExitCode::from(3),
            Self::Session(End::Signal(signal)) => host::die_of(signal),
            Self::Session(End::Finished) => ExitCode::SUCCESS,
            Self::Session(End::OutputGone(kind)) => Self::Io(kind.into()).report(color),
        }
    }
}

/// Says what is wrong, and how to go on.
fn tell(message: &str, help: Option<&str>) {
    let mut err = io::stderr();
    let _ = writeln!(err, "error: {}", text::line(message));
    if let Some(help) = help {
        let _ = writeln!(err, "help: {}", text::line(help));
    }
}

/// Whether an output is coloured: as chosen, else as it and the environment allow.
fn styled(color: Color, out: &impl RawStream) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(out) != anstream::ColorChoice::Never,
    }
}

/// Columns to write in: of the terminal, or 80 into anything else.
fn columns() -> usize {
    let size = if io::stdout().is_terminal() { host::stdout_size() } else { None };
    size.map_or(80, |(columns, _)| usize::from(columns).clamp(20, 100))
}
