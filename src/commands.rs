//! The commands, a file each, and what they share.

mod add;
mod blocks;
mod catalogue;
mod check;
mod checkin;
mod complete;
mod config;
mod doctor;
mod edit;
mod export;
mod figure;
mod figures;
mod history;
mod home;
mod ladder;
mod list;
mod log;
mod man;
mod naming;
mod new;
mod next;
mod own;
mod paths;
mod plan;
mod remove;
mod resume;
mod routines;
mod run;
mod save;
mod schema;
mod send;
mod sessions;
mod show;
mod sound_check;
mod stats;
#[cfg(test)]
mod tests;
mod unknown;
mod world;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::AutoStream;
use anstream::stream::RawStream;
use clap::{ColorChoice, CommandFactory, FromArgMatches};
use serde::Serialize;

use crate::cli::{Cli, Command, with_joined_choices};
use crate::diagnostic::Problems;
use crate::host::{self, Signal};
use crate::plan::PlanError;
use crate::settings::{Choice as _, Color, Config};
use crate::text;
use crate::ui::printer::Printer;
use crate::ui::report;

/// Parses the command line, runs the command and returns the exit code.
pub fn main() -> ExitCode {
    if complete::answer() {
        return ExitCode::SUCCESS;
    }
    host::outlive_file_limits();
    let command = Cli::command().color(match requested_color() {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    });
    let cli = match command
        .try_get_matches_from(with_joined_choices(std::env::args_os()))
        .and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => cli,
        Err(error) => return help_or_usage(&error),
    };
    let mut config = config::from_cli(&cli).or(config::from_env());
    match config::from_file() {
        Ok(filed) => config = config.or(filed),
        Err(failure) if cli.needs_settings() => return failure.report(config.color.unwrap_or_default()),
        Err(failure) => {
            failure.report(config.color.unwrap_or_default());
            tell("warning: it goes on without the settings file");
        }
    }
    let mut out = io::BufWriter::new(io::stdout());
    let done = dispatch(cli, &config, &mut out);
    let failure = match (done, out.flush()) {
        (Ok(()), Ok(())) => return ExitCode::SUCCESS,
        (Ok(()), Err(error)) => Failure::Output(error),
        // What was to be reported did not come out.
        (Err(Failure::Reported(_)), Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => Failure::Output(error),
        (Err(failure), _) => failure,
    };
    failure.report(config.color.unwrap_or_default())
}

/// Prints the message of clap, and returns its exit code.
fn help_or_usage(error: &clap::Error) -> ExitCode {
    if let Some(failure) = unknown::command(error) {
        return failure.report(requested_color());
    }
    let printed = if std::env::args_os().any(|word| !word.to_string_lossy().chars().all(text::is_harmless)) {
        // The message repeats what was typed.
        write!(io::stderr(), "{}", text::prose(&error.render().to_string()))
    } else {
        // Help goes to stdout, a usage error to stderr; clap knows which.
        error.print().and_then(|()| io::stdout().flush())
    };
    match (printed, error.exit_code()) {
        (Err(error), 0) => Failure::Output(error).report(Color::Auto),
        (_, code) => ExitCode::from(u8::try_from(code).unwrap_or(2)),
    }
}

fn dispatch(cli: Cli, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    host::check_zone().map_err(|zone| {
        Failure::usage(format!("the time zone `TZ={zone}` is not a file of a time zone"))
            .help("set it to a name, as in `TZ=Europe/Berlin`, or not at all")
    })?;
    let printer = Printer::new(columns(), styled(config.color.unwrap_or_default(), &io::stdout()));
    let now = &host::wall();
    match cli.command {
        None => home::home(now, printer, out),
        Some(Command::Run(args)) => run::run(&args, config, now, printer),
        Some(Command::List(args)) => list::list(&args, now, printer, out),
        Some(Command::Show(args)) => show::show(&args, config, now, printer, out),
        Some(Command::Figure(args)) => figure::figure(&args, config, printer, out),
        Some(Command::Plan(args)) => plan::plan(&args, now, printer, out),
        Some(Command::Next(args)) => next::next(&args, now, printer, out),
        Some(Command::Log(args)) => log::log(&args, now, printer, out),
        Some(Command::Checkin(args)) => checkin::checkin(&args, now, printer, out),
        Some(Command::Ladder(args)) => ladder::ladder(&args, now, printer, out),
        Some(Command::Check(args)) => check::check(&args, config.color.unwrap_or_default(), out),
        Some(Command::Routines(args)) => routines::routines(&args, printer, out),
        Some(Command::New(args)) => new::new(&args, out),
        Some(Command::Edit(args)) => edit::edit(&args, config.color.unwrap_or_default(), out),
        Some(Command::Add(args)) => add::add(&args, config.color.unwrap_or_default(), out),
        Some(Command::Remove(args)) => remove::remove(&args, out),
        Some(Command::Schema) => schema::schema(out),
        Some(Command::Resume(args)) => resume::resume(&args, config, now, printer, out),
        Some(Command::Send(args)) => send::send(&args, out),
        Some(Command::History(args)) => history::history(&args, now, printer, out),
        Some(Command::Stats(args)) => stats::stats(&args, config, now, printer, out),
        Some(Command::Export(args)) => export::export(&args, now, out),
        Some(Command::Doctor(args)) => doctor::doctor(&args, out),
        Some(Command::SoundCheck(_)) => sound_check::sound_check(config),
        Some(Command::Paths(args)) => paths::paths(&args, printer, out),
        Some(Command::Completions(args)) => complete::completions(&args, out),
        Some(Command::Man(args)) => man::man(&args, out),
    }
}

/// The value of `--color`, which is needed before the rest is parsed: it applies to help and usage errors too.
fn requested_color() -> Color {
    let mut words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        let value = if word == "--color" { words.next() } else { word.strip_prefix("--color=").map(str::to_owned) };
        if let Some(color) = value.as_deref().and_then(Color::parse) {
            return color;
        }
    }
    Color::Auto
}

/// Why a command did not do what was asked.
#[derive(Debug)]
enum Failure {
    /// Why, what to do about it, and the exit code.
    Message { code: u8, message: String, help: Option<String> },
    /// Files with problems.
    Problems(Vec<Problems>),
    /// Everything is reported already; only the exit code is left.
    Reported(u8),
    /// What there is to tell does not come out. Whatever else was to be done is done.
    Output(io::Error),
    /// A session ended of a signal, and so does the program.
    Signal(Signal),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<PlanError> for Failure {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::NothingLeft => {
                Self::usage("nothing is left to do").help("leave out less with `--phase`, `--from` and `--skip`")
            }
            PlanError::TooManySteps => Self::usage(error.to_string()),
        }
    }
}

impl Failure {
    /// The command line is wrong.
    fn usage(message: impl Into<String>) -> Self {
        Self::new(2, message)
    }

    /// It cannot be done now.
    fn failed(message: impl Into<String>) -> Self {
        Self::new(1, message)
    }

    /// The system does not do what it has to.
    fn system(error: &io::Error) -> Self {
        Self::failed(text::io_error(error))
    }

    /// A session ended before its last step.
    fn early(message: impl Into<String>) -> Self {
        Self::new(3, message)
    }

    /// A file or a folder cannot be read or written.
    fn at(path: &Path, error: &io::Error) -> Self {
        let failure = Self::failed(format!("{}: {}", text::line(&path.to_string_lossy()), text::io_error(error)));
        match error.kind() {
            io::ErrorKind::AlreadyExists if path.is_file() => failure.help("remove it first, or choose another name"),
            // Nobody should remove a device.
            io::ErrorKind::AlreadyExists => failure.help("choose another name"),
            _ => failure,
        }
    }

    fn new(code: u8, message: impl Into<String>) -> Self {
        Self::Message { code, message: message.into(), help: None }
    }

    /// Adds what to do about it.
    fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Message { code, message, .. } => Self::Message { code, message, help: Some(text.into()) },
            _ => self,
        }
    }

    /// Prints the error and returns its exit code.
    fn report(self, color: Color) -> ExitCode {
        match self {
            Self::Message { code, message, help } => {
                tell(&format!("error: {message}"));
                if let Some(help) = help {
                    tell(&format!("help: {help}"));
                }
                ExitCode::from(code)
            }
            Self::Problems(files) => {
                let mut err = io::stderr();
                let reports: Vec<String> = files
                    .iter()
                    .map(|problems| report::render(problems, styled(color, &err), error_columns()))
                    .collect();
                let _ = write!(err, "{}", reports.join("\n"));
                ExitCode::from(2)
            }
            Self::Reported(code) => ExitCode::from(code),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(error) => {
                tell(&format!("error: the output could not be written: {}", text::io_error(&error)));
                ExitCode::from(1)
            }
            Self::Signal(signal) => host::die_of(signal),
        }
    }
}

/// Prints a line on stderr. In a terminal it is broken between words.
fn tell(line: &str) {
    let mut printer = Printer::new(error_columns(), false);
    printer.line(0, &text::line(line));
    let _ = io::stderr().write_all(printer.into_text().as_bytes());
}

/// The columns of the terminal that errors are printed on; nothing is wrapped for a file or a pipe.
fn error_columns() -> usize {
    host::stderr_size().map_or(usize::MAX, |(columns, _)| columns.into())
}

/// Writes a value as the whole output of a command.
fn write_json(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// Whether an output is styled: as chosen, else as the output and the environment allow.
fn styled(color: Color, out: &impl RawStream) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(out) != anstream::ColorChoice::Never,
    }
}

/// The columns of the terminal within bounds, or 80 for any other output.
fn columns() -> usize {
    host::stdout_size().map_or(80, |(columns, _)| usize::from(columns).clamp(20, 100))
}
