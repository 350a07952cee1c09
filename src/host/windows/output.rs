//! An output that is never waited for. A console stops taking output while somebody selects text in it, so a thread
//! writes.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::super::world::Wake;

/// stdout with a queue.
pub(super) struct OutputQueue {
    queue: Sender<Vec<u8>>,
    /// How many pieces of the queue are not written yet.
    unwritten: Arc<AtomicUsize>,
}

impl OutputQueue {
    /// Writes to stdout. The channel gets a message when everything is written, and when writing fails.
    pub(super) fn start(wakes: Sender<Wake>) -> Self {
        let (queue, pieces) = mpsc::channel::<Vec<u8>>();
        let unwritten = Arc::new(AtomicUsize::new(0));
        let left = Arc::clone(&unwritten);
        thread::spawn(move || {
            let mut is_gone = false;
            for piece in pieces {
                if !is_gone && let Err(error) = write(&piece) {
                    is_gone = true;
                    let _ = wakes.send(Wake::OutputGone(error.kind()));
                }
                let is_last = left.fetch_sub(1, Ordering::SeqCst) == 1;
                if is_last && !is_gone {
                    let _ = wakes.send(Wake::Writable);
                }
            }
        });
        Self { queue, unwritten }
    }

    /// Adds bytes to the queue. An output that is gone drops them.
    pub(super) fn push(&self, bytes: &[u8]) {
        // Counted first, so that the thread never takes away what was not added.
        self.unwritten.fetch_add(1, Ordering::SeqCst);
        let _ = self.queue.send(bytes.to_vec());
    }

    /// Whether everything is written, or never will be.
    pub(super) fn drained(&self) -> bool {
        self.unwritten.load(Ordering::SeqCst) == 0
    }
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
