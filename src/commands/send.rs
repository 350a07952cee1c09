//! `send`: a key for the session under way.

use std::io::{ErrorKind, Write};

use super::Failure;
use crate::{cli, host, paths, text};

pub(super) fn send(args: &cli::SendArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let none = || Failure::failed("no session is running").help("start one with `calfguide run`");
    let folder = paths::runtime().ok_or_else(none)?;
    let answer = host::send(&folder, &args.key).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => none(),
        ErrorKind::TimedOut => {
            Failure::failed("the session does not answer").help("if it is suspended, bring it back with `fg`")
        }
        ErrorKind::Unsupported => Failure::failed("`send` is not available on Windows"),
        _ => Failure::failed(format!("{}: {}", folder.display(), text::io_error(&error))),
    })?;
    Ok(writeln!(out, "{}", text::line(&answer))?)
}
