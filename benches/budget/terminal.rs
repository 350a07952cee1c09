//! Programs in a pseudo-terminal, and the time of arrival of their output.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::Result;
use crate::programs::{DATA_DIR, Program, Scratch};

const ROWS: NonZeroU16 = NonZeroU16::new(30).unwrap();
const COLUMNS: NonZeroU16 = NonZeroU16::new(100).unwrap();
/// Output that follows a shorter silence belongs to the same burst.
const BURST_GAP: Duration = Duration::from_millis(2);

/// Queries that a program may send to its terminal, and the answers of xterm. Without an answer some programs wait.
const QUERIES: [(&[u8], &[u8]); 3] =
    [(b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\")];

/// Some output, and when it arrived.
pub(crate) struct Chunk {
    pub at: Instant,
    pub bytes: Vec<u8>,
}

type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A running program, which is ended on drop.
pub(crate) struct Launch {
    /// The time just before the spawn.
    pub begun: Instant,
    pub pid: u32,
    chunks: Receiver<Chunk>,
    keyboard: Keyboard,
    child: Box<dyn Child + Send + Sync>,
    /// Hangs up on drop.
    _terminal: Box<dyn MasterPty + Send>,
}

impl Launch {
    pub(crate) fn new(program: &Program, scratch: &Scratch) -> Result<Self> {
        let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer()?));
        let (sender, chunks) = mpsc::channel();
        let (reader, answers) = (pair.master.try_clone_reader()?, Arc::clone(&keyboard));
        thread::spawn(move || listen(reader, &sender, &answers));

        let mut command = CommandBuilder::new(&program.path);
        command.args(&program.args);
        command.cwd(".");
        for (key, value) in scratch.environment() {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            }
        }
        if let Some(data) = &program.data {
            command.env(DATA_DIR, data);
        }
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let pid = child.process_id().ok_or("a process without an id")?;
        Ok(Self { begun, pid, chunks, keyboard, child, _terminal: pair.master })
    }

    pub(crate) fn press(&self, keys: &str) -> Result<()> {
        Ok(write(&self.keyboard, keys.as_bytes())?)
    }

    /// The time from the launch to the first frame, in ms; `None` if nothing is painted.
    pub(crate) fn first_frame_ms(&self) -> Option<f64> {
        const PATIENCE: Duration = Duration::from_secs(5);
        const CELLS: usize = 10;
        let mut screen = screen();
        loop {
            let chunk = self.chunks.recv_timeout(PATIENCE).ok()?;
            screen.process(&chunk.bytes);
            if painted_cells(screen.screen()) >= CELLS {
                return Some((chunk.at - self.begun).as_secs_f64() * 1e3);
            }
        }
    }

    /// The output since the last call.
    pub(crate) fn output(&self) -> Vec<Chunk> {
        self.chunks.try_iter().collect()
    }
}

impl Drop for Launch {
    fn drop(&mut self) {
        // Hangs up, waits a moment for the program to clean up, then kills it. An error means that it had ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes the time of arrival of the output right after each read, and answers the queries in it.
fn listen(mut reader: Box<dyn Read + Send>, chunks: &Sender<Chunk>, keyboard: &Keyboard) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        let at = Instant::now();
        let bytes = buffer[..length].to_vec();
        for (query, answer) in QUERIES {
            let asked = bytes.windows(query.len()).any(|window| window == query);
            if asked && write(keyboard, answer).is_err() {
                return;
            }
        }
        if chunks.send(Chunk { at, bytes }).is_err() {
            return;
        }
    }
}

fn write(keyboard: &Keyboard, bytes: &[u8]) -> std::io::Result<()> {
    keyboard.lock().unwrap_or_else(PoisonError::into_inner).write_all(bytes)
}

pub(crate) fn screen() -> vt100::Parser {
    vt100::Parser::new(ROWS, COLUMNS, 0)
}

fn painted_cells(screen: &vt100::Screen) -> usize {
    let places = (0..ROWS.get()).flat_map(|row| (0..COLUMNS.get()).map(move |column| (row, column)));
    let cells = places.filter_map(|(row, column)| screen.cell(row, column));
    cells
        .filter(|cell| !cell.contents().trim().is_empty() || cell.inverse() || cell.bgcolor() != vt100::Color::Default)
        .count()
}

/// Joins the chunks of each burst; its time is that of its last chunk.
pub(crate) fn bursts(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut bursts: Vec<Chunk> = Vec::new();
    for chunk in chunks {
        match bursts.last_mut() {
            Some(last) if chunk.at - last.at < BURST_GAP => {
                last.at = chunk.at;
                last.bytes.extend(chunk.bytes);
            }
            _ => bursts.push(chunk),
        }
    }
    bursts
}
