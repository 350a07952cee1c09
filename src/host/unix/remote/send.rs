//! Sends a key to a session.

use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::time::Duration;

use super::folder::SocketFolder;

/// How long a session may take to answer: one that is suspended does not.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(2);

/// No answer has more bytes than this.
const MAX_ANSWER: u64 = 4096;

/// Sends a key by its name to the newest session by way of this folder, and returns its answer. Without a session:
/// [`ErrorKind::NotFound`]; without an answer: [`ErrorKind::TimedOut`].
pub fn send(folder: &Path, name: &str) -> io::Result<String> {
    let folder = SocketFolder::open(folder)?;
    let newest = folder.sessions()?.next().ok_or(ErrorKind::NotFound)?;
    let answer = newest.and_then(|mut session| {
        session.set_nonblocking(false)?;
        session.set_read_timeout(Some(ANSWER_TIMEOUT))?;
        session.write_all(format!("{name}\n").as_bytes())?;
        let mut answer = String::new();
        session.take(MAX_ANSWER).read_to_string(&mut answer)?;
        Ok(answer)
    });
    match answer {
        Ok(answer) if !answer.is_empty() => Ok(answer.trim_end().to_owned()),
        // It ended, or has more to do than to answer.
        _ => Err(ErrorKind::TimedOut.into()),
    }
}
