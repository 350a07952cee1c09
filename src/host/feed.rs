//! Lines for other programs, written by a thread of their own: whoever reads them may be slow, or go away.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// The lines that may wait for a reader before later ones are left out.
const WAITING: usize = 10_000;
/// How long the end of a session waits for the lines to be taken.
const PATIENCE: Duration = Duration::from_secs(1);

/// A file to which lines are written as they come.
pub struct Feed {
    lines: SyncSender<String>,
    /// Ends when all lines are written, or none can be any more.
    written: Receiver<()>,
}

impl Feed {
    /// A new file, or a pipe or device that is there. A pipe may be opened by its reader later.
    pub fn open(path: &Path) -> io::Result<Self> {
        let is_pipe = path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir());
        let new = if is_pipe { None } else { Some(File::create_new(path)?) };
        let path = path.to_owned();
        let (lines, waiting) = sync_channel(WAITING);
        let (is_writing, written) = sync_channel(0);
        thread::Builder::new().name("events".to_owned()).spawn(move || {
            let file = new.map_or_else(|| OpenOptions::new().write(true).open(path), Ok);
            // That a reader is gone is not reported: the session is what counts.
            let _ = file.and_then(|file| write(file, &waiting));
            drop(is_writing);
        })?;
        Ok(Self { lines, written })
    }

    /// Never waits. A line for which there is no room is left out.
    pub fn send(&self, line: String) {
        let _ = self.lines.try_send(line);
    }

    /// Waits for the lines to be taken, a second at most.
    pub fn finish(self) {
        let Self { lines, written } = self;
        drop(lines);
        // An error either way: the thread has ended, or it takes too long.
        let _ = written.recv_timeout(PATIENCE);
    }
}

fn write(mut file: File, lines: &Receiver<String>) -> io::Result<()> {
    lines.iter().try_for_each(|line| file.write_all(line.as_bytes()))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::io::Read;

    use super::*;

    #[test]
    fn a_file_has_every_line_and_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let feed = Feed::open(&path).unwrap();
        feed.send("one\n".to_owned());
        feed.send("two\n".to_owned());
        feed.finish();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
        assert_eq!(Feed::open(&path).err().map(|error| error.kind()), Some(io::ErrorKind::AlreadyExists));
    }

    #[test]
    fn a_reader_may_come_late_and_leave_early() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        let feed = Feed::open(&path).unwrap();
        for _ in 0..WAITING * 2 {
            feed.send("a line that nobody reads yet\n".to_owned());
        }
        let mut first = [0; 7];
        File::open(&path).unwrap().read_exact(&mut first).unwrap();
        assert_eq!(&first, b"a line ");
        feed.finish();
    }
}
