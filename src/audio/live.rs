//! Live sound: a thread that plays, and the handle of the session on it.
//!
//! The thread opens the first output that works, and opens one again when it is lost. The session never waits for it:
//! it sends what is due, and reads its news.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::output::{self, OutputEnd, RefusedOutput};
use super::scheduler::{AudioMessage, Ending, Scheduler};
use super::speech::WakeFn;
use super::timeline::Timeline;
use crate::session::Sound;
use crate::settings::AudioOutput;

/// What live sound needs to know of the machine.
pub struct Surroundings {
    /// The time since some fixed instant; it never steps.
    pub clock: fn() -> Duration,
    /// How many times faster than real time the session runs.
    pub speed: u32,
    /// The name of the thread: that of threads whose panic ends nothing but themselves.
    pub thread: &'static str,
    /// Whether the terminal has a bell that can be heard.
    pub has_bell: bool,
    /// Called, by the thread, when there is news.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

/// What is known of the outputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputStatus {
    /// The output that is open, in words.
    pub open: Option<String>,
    /// Whether the bell of the terminal takes its place.
    pub bell: bool,
    /// The outputs that were tried before, each with the reason why it is not used.
    pub refused: Vec<(&'static str, String)>,
}

/// The handle of the session on live sound.
pub(super) struct Live {
    choice: AudioOutput,
    surroundings: Option<Surroundings>,
    link: Option<Link>,
}

/// The channels to the thread.
struct Link {
    clock: fn() -> Duration,
    speed: u32,
    inbox: Sender<AudioMessage>,
    news: Receiver<String>,
    status: Arc<Mutex<OutputStatus>>,
}

/// How long the end of a session waits for the last of its sound.
const LAST_SOUND: Duration = Duration::from_secs(2);

/// How long it waits for the thread to put things away where nobody wants to hear more.
const CLEAN_UP: Duration = Duration::from_millis(40);

/// The time until an output that was lost is opened again; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

impl Live {
    pub(super) fn new(choice: AudioOutput) -> Self {
        Self { choice, surroundings: None, link: None }
    }

    /// From now on it can be started.
    pub(super) fn enter(&mut self, surroundings: Surroundings) {
        self.surroundings = Some(surroundings);
    }

    /// Plays this, from when there is something to hear on.
    pub(super) fn play(&mut self, timeline: Timeline, volume: f32) {
        if volume > 0.0
            && let Some(surroundings) = self.surroundings.take()
        {
            self.link = Link::start(self.choice, surroundings, volume);
        }
        if let Some(link) = &self.link {
            let now = (link.clock)();
            log_if_requested(&timeline, now, link.speed);
            let _ = link.inbox.send(AudioMessage::Timeline(timeline, now));
        }
    }

    pub(super) fn set_volume(&self, volume: f32) {
        if let Some(link) = &self.link {
            let _ = link.inbox.send(AudioMessage::Volume(volume));
        }
    }

    /// News of the outputs, each once.
    pub(super) fn news(&self) -> Vec<String> {
        self.link.iter().flat_map(|link| link.news.try_iter()).collect()
    }

    pub(super) fn status(&self) -> OutputStatus {
        self.link.as_ref().map(|link| lock(&link.status).clone()).unwrap_or_default()
    }

    /// Ends the thread: once all is heard that has begun, or at once.
    pub(super) fn close(self, ending: Ending) {
        let Some(link) = self.link else { return };
        let is_open = lock(&link.status).open.is_some();
        let _ = link.inbox.send(AudioMessage::End(ending));
        // The thread holds the other end for as long as it runs.
        let at_most = if ending == Ending::HeardOut && is_open { LAST_SOUND } else { CLEAN_UP };
        let until = (link.clock)() + at_most;
        while link.news.recv_timeout(until.saturating_sub((link.clock)())).is_ok() {}
    }
}

impl Link {
    /// Starts the thread. Where there can be none, there is no sound.
    fn start(choice: AudioOutput, surroundings: Surroundings, volume: f32) -> Option<Self> {
        let Surroundings { clock, speed, thread, has_bell, wake } = surroundings;
        let (inbox, messages) = mpsc::channel();
        let (news, told) = mpsc::channel();
        let status = Arc::<Mutex<OutputStatus>>::default();
        let reporter = Reporter { has_bell, wake, news, status: Arc::clone(&status) };
        let to_itself = inbox.clone();
        let run = move || {
            let play = || run(choice, Scheduler::new(messages, to_itself, clock, speed, volume), &reporter);
            if catch_unwind(AssertUnwindSafe(play)).is_err() {
                reporter.lost("an error in calfguide itself; the session goes on without it");
            }
        };
        thread::Builder::new().name(thread.to_owned()).spawn(run).ok()?;
        Some(Self { clock, speed, inbox, news: told, status })
    }
}

/// Tells the session of the outputs.
struct Reporter {
    has_bell: bool,
    wake: WakeFn,
    news: Sender<String>,
    status: Arc<Mutex<OutputStatus>>,
}

impl Reporter {
    fn opened(&self, words: &str, refused: Vec<RefusedOutput>) {
        *lock(&self.status) = OutputStatus { open: Some(words.to_owned()), bell: false, refused };
        (self.wake)();
    }

    /// No output could be opened, again or for the first time.
    fn refused(&self, choice: AudioOutput, refused: Vec<RefusedOutput>, is_first: bool) {
        let bell = choice == AudioOutput::Auto && self.has_bell;
        let why = match &refused[..] {
            [(_, why)] => why.clone(),
            _ => "`calfguide sound-check` says why".to_owned(),
        };
        *lock(&self.status) = OutputStatus { open: None, bell, refused };
        if is_first {
            let what = if bell { "no sound but the bell" } else { "no sound" };
            self.tell(format!("{what}: {why}"));
        } else {
            (self.wake)();
        }
    }

    fn lost(&self, why: &str) {
        lock(&self.status).open = None;
        self.tell(format!("the sound is lost: {why}"));
    }

    fn tell(&self, news: String) {
        let _ = self.news.send(news);
        (self.wake)();
    }
}

fn lock(status: &Mutex<OutputStatus>) -> MutexGuard<'_, OutputStatus> {
    status.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plays until it is asked to end.
fn run(choice: AudioOutput, mut scheduler: Scheduler, reporter: &Reporter) {
    let (mut pause, mut is_back, mut last) = (FIRST_PAUSE, false, None);
    while scheduler.ending().is_none() {
        match output::open(choice, &mut scheduler) {
            (Some(mut output), refused) => {
                let words = output.words();
                reporter.opened(&words, refused);
                if last.as_ref().is_some_and(|last| *last != words) {
                    reporter.tell(format!("the sound goes on: {words}"));
                }
                if is_back {
                    scheduler.play_now(Sound::Restored);
                }
                panic_if_requested();
                match output.run(&mut scheduler) {
                    OutputEnd::Closed => return,
                    OutputEnd::Lost(why) => reporter.lost(&format!("{words}: {why}")),
                }
                (pause, last) = (FIRST_PAUSE, Some(words));
            }
            (None, refused) => reporter.refused(choice, refused, !is_back),
        }
        is_back = true;
        scheduler.wait_through(pause);
        pause = (2 * pause).min(LONGEST_PAUSE);
    }
}

/// In a debug build: writes into a file that the environment names when each sound should have been heard, as the clock
/// in nanoseconds and the name, so that a test can compare that with a recording.
#[cfg_attr(not(debug_assertions), expect(unused_variables, reason = "only a debug build does something"))]
fn log_if_requested(timeline: &Timeline, now: Duration, speed: u32) {
    #[cfg(debug_assertions)]
    if let Some(path) = std::env::var_os("CALFGUIDE_TEST_SOUNDS")
        && let Ok(mut file) = std::fs::File::options().create(true).append(true).open(path)
    {
        for timed in timeline.sounds.iter().filter(|timed| timed.at <= timeline.now) {
            let at = now.saturating_sub(timeline.now.since(timed.at) / speed);
            let _ = std::io::Write::write_all(&mut file, format!("{} {:?}\n", at.as_nanos(), timed.sound).as_bytes());
        }
    }
}

/// In a debug build: panics where the environment says so, so that a test can see the session go on.
fn panic_if_requested() {
    #[cfg(debug_assertions)]
    assert!(std::env::var("CALFGUIDE_TEST_PANIC").as_deref() != Ok("sound"), "asked to panic in the sound");
}
