//! Records a session while it goes on. Threads of their own write and wait for the disk, so that a slow one delays when
//! something is known to be recorded, and nothing else.
//!
//! The writer thread owns the journal. Each sync has a thread too, which answers with a message: the writer goes on
//! writing meanwhile. There is one sync at a time, unless somebody waits for the last of them. Then what it does not
//! cover is synced beside it.

use std::collections::VecDeque;
use std::panic;
use std::sync::mpsc::{self, Receiver, RecvError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Zoned;

use super::journal::{Journal, SyncOutcome};
use crate::session::{Event, What};
use crate::text;

/// How long after a failure the next attempt is made, unless there is something new to write.
const RETRY_AFTER: Duration = Duration::from_secs(10);

/// The recorder of a session under way.
pub struct Recorder {
    inbox: Sender<Message>,
    reports: Receiver<Report>,
    writer: WriterThread,
    /// The events of each call of [`Recorder::record`] that are not known to be recorded yet.
    pending: VecDeque<Vec<Event>>,
    trouble: Option<String>,
}

enum WriterThread {
    Running(JoinHandle<Result<Journal, RecvError>>),
    /// The system has no thread to spare: everything is written at the end.
    Refused(Box<Writer>),
}

/// A message to the writer.
enum Message {
    /// Facts that happened at this wall time.
    Facts(Zoned, Vec<Event>),
    Synced(SyncOutcome),
    /// Somebody waits until all of it is recorded.
    Hurry,
    /// The session is over: there will be no more facts.
    Close,
}

/// A message of the writer.
struct Report {
    /// How many more messages with facts are on the disk, or have failed to get there.
    settled: usize,
    trouble: Option<String>,
}

impl Recorder {
    /// Starts to record. `wake` is called, by another thread, when [`Recorder::recorded`] has something new.
    pub fn start(journal: Journal, wake: impl Fn() + Send + 'static) -> Self {
        let (inbox, messages) = mpsc::channel();
        let (report, reports) = mpsc::channel();
        let writer = Box::new(Writer {
            journal,
            messages,
            inbox: inbox.clone(),
            report,
            wake: Box::new(wake),
            unsettled: VecDeque::new(),
            running_syncs: 0,
            outcomes: Vec::new(),
            sync_end: 0,
            failed_end: 0,
            is_hurried: false,
            is_closing: false,
            trouble: None,
        });
        // The writer follows its thread, so that it is not lost where there can be none.
        let (hand_over, handed_over) = mpsc::channel::<Box<Writer>>();
        let thread = thread::Builder::new().spawn(move || handed_over.recv().map(Writer::run));
        let (writer, trouble) = match thread {
            Err(error) => (WriterThread::Refused(writer), Some(text::io_error(&error))),
            Ok(thread) => match hand_over.send(writer) {
                Ok(()) => (WriterThread::Running(thread), None),
                Err(refused) => (WriterThread::Refused(refused.0), None),
            },
        };
        Self { inbox, reports, writer, pending: VecDeque::new(), trouble }
    }

    /// Takes events that happened at this wall time. Nothing waits for the disk.
    pub fn record(&mut self, at: &Zoned, events: Vec<Event>) {
        let facts = events.iter().filter(|event| matches!(event.what, What::Fact(_))).cloned().collect();
        self.pending.push_back(events);
        let _ = self.inbox.send(Message::Facts(at.clone(), facts));
        if let WriterThread::Refused(writer) = &self.writer {
            let _ = writer.report.send(Report { settled: 1, trouble: self.trouble.clone() });
        }
    }

    /// The events that are recorded by now, or could not be, as [`Recorder::trouble`] tells; each once.
    pub fn recorded(&mut self) -> Vec<Event> {
        let mut recorded = Vec::new();
        while let Ok(report) = self.reports.try_recv() {
            self.settle(report, &mut recorded);
        }
        recorded
    }

    /// Waits until all that was taken is recorded, or could not be. The answer is that of [`Recorder::recorded`].
    pub fn wait(&mut self) -> Vec<Event> {
        self.hurry();
        let mut recorded = self.recorded();
        while self.is_behind() {
            let Ok(report) = self.reports.recv() else { break };
            self.settle(report, &mut recorded);
        }
        recorded
    }

    fn settle(&mut self, report: Report, recorded: &mut Vec<Event>) {
        self.trouble = report.trouble;
        for _ in 0..report.settled {
            recorded.extend(self.pending.pop_front().unwrap_or_default());
        }
    }

    /// Whether something waits for the disk.
    pub fn is_behind(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Why the latest attempt to write failed; `None` where it did not.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Asks for what was taken until now to be on the disk within the time of one sync.
    pub fn hurry(&self) {
        let _ = self.inbox.send(Message::Hurry);
    }

    /// Waits for the disk, and tries once more where it failed.
    pub fn finish(self) -> Journal {
        let _ = self.inbox.send(Message::Close);
        let mut journal = match self.writer {
            WriterThread::Refused(writer) => writer.run(),
            WriterThread::Running(thread) => {
                let journal = thread.join().and_then(|journal| journal.map_err(|error| Box::new(error) as _));
                journal.unwrap_or_else(|panic| panic::resume_unwind(panic))
            }
        };
        if !journal.is_saved() {
            journal.sync();
        }
        journal
    }
}

/// Writes the journal, on a thread of its own.
struct Writer {
    journal: Journal,
    messages: Receiver<Message>,
    /// The other end of `messages`, for syncs.
    inbox: Sender<Message>,
    report: Sender<Report>,
    wake: Box<dyn Fn() + Send>,
    /// How long the journal is behind each message with facts that is not settled.
    unsettled: VecDeque<usize>,
    running_syncs: usize,
    /// The outcomes of syncs that ended while others of the same time are still running.
    outcomes: Vec<SyncOutcome>,
    /// How much of the journal the latest sync covers.
    sync_end: usize,
    /// How much of the journal there was at the latest failure.
    failed_end: usize,
    is_hurried: bool,
    is_closing: bool,
    /// The trouble that was reported last.
    trouble: Option<String>,
}

impl Writer {
    fn run(mut self: Box<Self>) -> Journal {
        let mut is_due = true;
        loop {
            if is_due {
                self.write();
            }
            self.report();
            if self.is_closing && self.running_syncs == 0 {
                return self.journal;
            }
            is_due = self.receive();
        }
    }

    /// Waits for messages and takes all that there are. Whether it is time for an attempt to write.
    fn receive(&mut self) -> bool {
        let first = match self.journal.trouble() {
            Some(_) => self.messages.recv_timeout(RETRY_AFTER).ok(),
            None => self.messages.recv().ok(),
        };
        let Some(first) = first else { return true };
        let mut is_due = self.take(first);
        while let Ok(message) = self.messages.try_recv() {
            is_due |= self.take(message);
        }
        is_due
    }

    fn take(&mut self, message: Message) -> bool {
        match message {
            Message::Facts(at, facts) => {
                for fact in &facts {
                    self.journal.add(&at, fact);
                }
                self.unsettled.push_back(self.journal.text().len());
            }
            Message::Synced(outcome) => {
                self.running_syncs -= 1;
                self.outcomes.push(outcome);
                return self.running_syncs == 0 && self.finish_syncs();
            }
            Message::Hurry => self.is_hurried = true,
            Message::Close => (self.is_hurried, self.is_closing) = (true, true),
        }
        true
    }

    /// Takes note of syncs that ran at the same time. The system tells one of them of an error, which concerns them all.
    fn finish_syncs(&mut self) -> bool {
        let (failed, ended): (Vec<_>, Vec<_>) = self.outcomes.drain(..).partition(SyncOutcome::is_error);
        let is_ok = failed.is_empty();
        failed.into_iter().chain(ended).for_each(|outcome| self.journal.finish_sync(outcome));
        if !is_ok {
            self.failed_end = self.journal.text().len();
        }
        is_ok
    }

    /// Writes what is new and has it synced.
    fn write(&mut self) {
        let is_hurried = std::mem::take(&mut self.is_hurried);
        let Some(unsynced) = self.journal.write() else {
            if !self.journal.is_saved() {
                self.failed_end = self.journal.text().len();
            }
            return;
        };
        if self.running_syncs > 0 && !(is_hurried && unsynced.end > self.sync_end) {
            return;
        }
        self.running_syncs += 1;
        self.sync_end = unsynced.end;
        let inbox = self.inbox.clone();
        let sync = move || drop(inbox.send(Message::Synced(unsynced.sync())));
        if thread::Builder::new().spawn(sync.clone()).is_err() {
            sync();
        }
    }

    fn report(&mut self) {
        let end = self.journal.synced().max(self.failed_end);
        let settled = self.unsettled.iter().take_while(|unsettled| **unsettled <= end).count();
        if settled == 0 && self.trouble.as_deref() == self.journal.trouble() {
            return;
        }
        self.unsettled.drain(..settled);
        self.trouble = self.journal.trouble().map(str::to_owned);
        let _ = self.report.send(Report { settled, trouble: self.trouble.clone() });
        (self.wake)();
    }
}
