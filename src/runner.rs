//! The only loop: it waits for the world, hands what comes to the session, and shows the result.
//!
//! One turn is: wait, handle, play, record, draw. The state of the session and what is no fact are shown at once; a
//! fact is shown when it is recorded, or when it could not be. A frame is made only when the output has taken the one
//! before, so a terminal that stopped reading stops nothing; what happened meanwhile is shown when it reads again. A
//! disk that is slow delays only what is shown as recorded.

mod awake;
mod figure;
mod recording;
mod sent;
mod sound;

pub use figure::play;
pub use recording::Recording;
pub use sound::{BELL, surroundings};

use std::io::ErrorKind;
use std::time::Duration;

use crate::audio::Audio;
use crate::history::{Journal, Recorder};
use crate::host::{Signal, Wake, World};
use crate::plan::Plan;
use crate::record::Record;
use crate::session::{Event, Fact, Input, Key, Mono, Question, Session, Stage, What};
use crate::settings::Settings;
use crate::ui::page::{Page, PageChoice};
use crate::ui::{Action, Face, Scene, keys};

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It reached its last step.
    Finished,
    /// The user ended it before.
    Early,
    /// The user ended it before anything was done, and wants no record of it.
    Discarded,
    /// The user left it on its page.
    NotBegun,
    /// The user chose something on the page.
    Chose(PageChoice),
    /// The output takes no more: nobody reads it, or it failed.
    OutputGone(ErrorKind),
    /// A signal ended it.
    Signal(Signal),
}

/// What is run.
#[derive(Debug, Clone, Copy)]
pub struct SessionSpec<'a> {
    pub plan: &'a Plan,
    /// The page before; without one it begins at once.
    pub page: Option<&'a Page>,
    /// The choices of this session.
    pub settings: &'a Settings,
}

pub struct SessionResult {
    pub end: End,
    pub record: Record,
    /// To be finished. It is behind only where a session was broken off.
    pub recorder: Option<Recorder>,
}

/// How often the clock is read where the session waits for the user, so that a gap is noticed.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The longest that a terminal may take for what is sent, for something to move on it.
const SLOW: Duration = Duration::from_secs(1);

/// Runs a session to its end.
pub fn run(
    world: &mut dyn World,
    face: &mut dyn Face,
    audio: &mut Audio,
    spec: SessionSpec<'_>,
    recording: Recording<'_>,
) -> SessionResult {
    let SessionSpec { plan, page, settings } = spec;
    let mut runner = Runner {
        world,
        face,
        audio,
        plan,
        page: page.cloned(),
        recording,
        hands_free: settings.hands_free,
        session: None,
        began: Mono::default(),
        offset: Duration::ZERO,
        record: Record::default(),
        recorder: None,
        is_discarded: false,
        still_since: None,
        held_up_since: None,
        unheard: Vec::new(),
        scheduled: None,
        new_events: Vec::new(),
        unseen: Vec::new(),
        news: Vec::new(),
    };
    let end = runner.run_loop();
    SessionResult { end, record: runner.record, recorder: runner.recorder }
}

struct Runner<'a> {
    world: &'a mut dyn World,
    face: &'a mut dyn Face,
    audio: &'a mut Audio,
    plan: &'a Plan,
    page: Option<Page>,
    recording: Recording<'a>,
    hands_free: bool,
    /// `None` while the page is up.
    session: Option<Session>,
    /// When the session began, or went on, in the time of the world.
    began: Mono,
    /// Session time at that instant.
    offset: Duration,
    record: Record,
    recorder: Option<Recorder>,
    is_discarded: bool,
    /// Since when the session has stood still.
    still_since: Option<Mono>,
    /// Since when the output has not taken what was sent.
    held_up_since: Option<Mono>,
    /// What was not played yet.
    unheard: Vec<Event>,
    /// When sound was scheduled last; `None` where something came in between that may change it.
    scheduled: Option<Mono>,
    /// What the recorder has not been given yet.
    new_events: Vec<Event>,
    /// What may be shown and was not yet.
    unseen: Vec<Event>,
    /// News that is no event.
    news: Vec<String>,
}

impl Runner<'_> {
    fn run_loop(&mut self) -> End {
        self.enter_audio();
        if self.page.is_none() {
            self.begin();
        } else if !self.world.has_input() {
            // A page that nobody can answer is shown all the same.
            self.show();
            self.begin();
        }
        loop {
            self.play();
            self.record_events();
            self.show();
            self.keep_awake();
            let now = self.now();
            self.world.show_playback(self.session.as_ref().map(|session| session.view(now)).as_ref());
            if self.session.as_ref().is_some_and(Session::is_over) {
                match &self.recorder {
                    Some(recorder) if recorder.is_behind() => recorder.hurry(),
                    _ if self.is_discarded => return End::Discarded,
                    _ => return if self.record.complete == Some(true) { End::Finished } else { End::Early },
                }
            }
            if let Some(end) = self.turn() {
                return end;
            }
        }
    }

    /// Waits for the next thing and handles it.
    fn turn(&mut self) -> Option<End> {
        let until = self.next_instant();
        let wake = self.world.wait(until);
        let instant_came = wake == Wake::Due && until.is_some_and(|until| self.world.now() >= until);
        if !instant_came {
            self.scheduled = None;
        }
        match wake {
            Wake::Due | Wake::Writable => self.input(Input::Tick),
            Wake::Repaint => self.face.repaint(),
            Wake::Gap(length) => self.input(Input::Gap(whole_millis(length))),
            Wake::Suspend => self.suspend(),
            Wake::InputGone => self.lose_input(),
            Wake::OutputGone(why) => return Some(End::OutputGone(why)),
            Wake::Signal(signal) => return Some(End::Signal(signal)),
            Wake::Sent { name, client } => return self.press_for_client(&name, client),
            Wake::Media(key) => return self.press(keys::by_media(key)).1,
            Wake::Interrupt => return self.perform(Action::Interrupt),
            Wake::Key(key) => {
                let action = self.on_scene(|face, scene| face.key(scene, key));
                return action.and_then(|action| self.perform(action));
            }
            Wake::Line(line) => {
                let actions = self.on_scene(|face, scene| face.line(scene, &line));
                return actions.into_iter().find_map(|action| self.perform(action));
            }
        }
        None
    }

    /// Session time: the page before costs none of it. It goes in milliseconds, as it is recorded, so that the sums of a
    /// session under way are those of its record.
    fn now(&mut self) -> Mono {
        Mono(self.offset) + whole_millis(self.world.now().since(self.began))
    }

    /// When something is due, or looks different.
    fn next_instant(&mut self) -> Option<Mono> {
        if self.face.is_behind() && self.world.drained() {
            return Some(self.world.now());
        }
        let now = self.now();
        let session = self.session.as_ref()?;
        let view = session.view(now);
        // What changes before the output has taken what was sent is shown after that.
        let changes = if self.world.drained() { self.face.changes_at(&view) } else { None };
        // In work that waits for the user, in a pause and under a question nothing is due, and a gap still has to be
        // noticed: it is no session time.
        let in_steps = !matches!(view.stage, Stage::Closing | Stage::Over);
        let poll = in_steps.then_some(now + POLL_INTERVAL);
        let due = [session.deadline(), changes].into_iter().flatten().min().or(poll);
        due.map(|due| self.began + due.since(Mono(self.offset)))
    }

    fn perform(&mut self, action: Action) -> Option<End> {
        let asked_to_end = self.question() == Some(Question::End);
        match action {
            Action::Start if self.session.is_none() => self.begin(),
            Action::Choose(choice) if self.session.is_none() => return Some(End::Chose(choice)),
            Action::Session(Key::Quit) | Action::Interrupt if self.session.is_none() => return Some(End::NotBegun),
            Action::Interrupt if asked_to_end => return Some(End::Signal(Signal::INTERRUPT)),
            Action::Interrupt => self.input(Input::Key(Key::Quit)),
            Action::Session(key) => self.input(Input::Key(key)),
            Action::Suspend => self.suspend(),
            Action::Mute => self.audio.toggle_mute(),
            Action::Volume { louder } => self.turn_volume(louder),
            Action::Voice => self.toggle_voice(),
            Action::Start | Action::Choose(_) => {}
        }
        None
    }

    fn question(&mut self) -> Option<Question> {
        let now = self.now();
        self.session.as_ref().and_then(|session| session.view(now).question)
    }

    fn begin(&mut self) {
        self.began = self.world.now();
        let hands_free = self.hands_free || !self.world.has_input();
        let plan = self.plan.clone();
        let (session, events) = match std::mem::replace(&mut self.recording, Recording::Off) {
            Recording::Resume { journal, facts, away } => {
                self.record = Record::of(facts);
                self.offset = facts.iter().map(|fact| fact.at.0).max().unwrap_or_default();
                self.start_recorder(journal);
                let now = Mono(self.offset);
                let (session, events) = Session::resume(now, plan, hands_free, facts);
                let gap = facts.last().map(|last| Event {
                    at: now,
                    what: What::Fact(Fact::Gap(whole_millis(away))),
                    ..last.clone()
                });
                (session, gap.into_iter().chain(events).collect())
            }
            recording => {
                if let (Recording::New(folder), Some(at)) = (recording, self.world.wall()) {
                    self.start_recorder(Journal::new(folder, self.plan, &at));
                }
                Session::start(Mono::default(), plan, hands_free)
            }
        };
        self.session = Some(session);
        self.handle_events(events);
    }

    fn input(&mut self, input: Input) {
        let now = self.now();
        let events = self.session.as_mut().map(|session| session.handle(now, input));
        self.handle_events(events.unwrap_or_default());
    }

    /// Nobody can answer any more: a page is as good as read, a session goes on by itself.
    fn lose_input(&mut self) {
        if self.session.is_none() {
            return self.begin();
        }
        let now = self.now();
        let events = self.session.as_mut().map(|session| session.continue_hands_free(now));
        self.handle_events(events.unwrap_or_default());
    }

    fn suspend(&mut self) {
        self.input(Input::Key(Key::Hold));
        self.play();
        self.record_events();
        self.wait_for_disk();
        self.show();
        self.world.suspend();
        self.face.repaint();
    }

    fn handle_events(&mut self, events: Vec<Event>) {
        self.unheard.extend_from_slice(&events);
        for event in &events {
            self.record.add(event);
            self.is_discarded |= event.what == What::Fact(Fact::Discarded);
        }
        self.new_events.extend(events);
    }

    /// Shows the current state, once the output has taken what was shown before.
    fn show(&mut self) {
        if !self.world.drained() {
            return;
        }
        let now = self.world.now();
        if self.held_up_since.take().is_some_and(|since| now.since(since) > SLOW * self.world.speed()) {
            self.face.stand_still();
        }
        self.news.extend(self.audio.news());
        let events = std::mem::take(&mut self.unseen);
        let size = self.world.size();
        let mut out = Vec::new();
        self.on_scene(|face, scene| face.show(scene, &events, size, &mut out));
        if !out.is_empty() {
            self.world.write(&out);
        }
        self.held_up_since = (!self.world.drained()).then_some(now);
        if self.session.is_some() {
            self.news.clear();
        }
    }

    /// Calls the face with the current state.
    fn on_scene<T>(&mut self, call: impl FnOnce(&mut dyn Face, Scene<'_>) -> T) -> T
    where
        T: Default,
    {
        let now = self.now();
        if let Some(session) = &self.session {
            let view = session.view(now);
            let unattended = !self.hands_free && !self.world.has_input();
            let wall = self.world.wall().map(|wall| wall.datetime());
            let speed = self.world.speed();
            let trouble = self.recorder.as_ref().and_then(Recorder::trouble);
            let (muted, news) = (self.audio.volume().muted, &self.news[..]);
            call(self.face, Scene::Session { view: &view, wall, muted, speed, unattended, trouble, news })
        } else if let Some(page) = &mut self.page {
            page.voice = self.audio.speaks();
            call(self.face, Scene::Page(page))
        } else {
            T::default()
        }
    }
}

/// Rounded up: an instant that was waited for has come.
fn whole_millis(time: Duration) -> Duration {
    Duration::from_millis(u64::try_from(time.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX))
}
