//! The only loop: it waits for the world, hands what comes to the session, and shows what comes of it.
//!
//! One turn is: wait, handle, sound, draw. A frame is made only when the output has taken the one before, so a
//! terminal that stopped reading stops nothing; what happened meanwhile is shown when it reads again.

use std::io::ErrorKind;
use std::time::Duration;

use crate::cue;
use crate::host::{Signal, Wake, World};
use crate::plan::Plan;
use crate::record::Record;
use crate::session::{Event, Input, Key, Mono, Question, Session, Stage, What};
use crate::settings::Settings;
use crate::ui::page::Page;
use crate::ui::{Command, Face, Scene};

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It reached its last step.
    Finished,
    /// The user ended it before.
    Early,
    /// The user left it on its page.
    NotBegun,
    /// The output takes no more: nobody reads it, or it failed.
    OutputGone(ErrorKind),
    /// A signal ended it.
    Signal(Signal),
}

const BELL: u8 = 0x07;

/// How often a session that runs and waits for nothing looks at the clock.
const LOOK: Duration = Duration::from_secs(1);

/// Runs a session to its end; without a page it begins at once.
pub fn run(
    world: &mut dyn World,
    face: &mut dyn Face,
    plan: &Plan,
    page: Option<&Page>,
    settings: &Settings,
) -> (End, Record) {
    let mut runner = Runner {
        world,
        face,
        plan,
        page,
        hands_free: settings.hands_free,
        muted: settings.mute,
        session: None,
        began: Mono::default(),
        record: Record::default(),
        unseen: Vec::new(),
    };
    let end = runner.go();
    (end, runner.record)
}

struct Runner<'a> {
    world: &'a mut dyn World,
    face: &'a mut dyn Face,
    plan: &'a Plan,
    page: Option<&'a Page>,
    hands_free: bool,
    muted: bool,
    /// `None` while the page is up.
    session: Option<Session>,
    /// When the session began, in the time of the world.
    began: Mono,
    record: Record,
    /// What happened and was not shown yet.
    unseen: Vec<Event>,
}

impl Runner<'_> {
    fn go(&mut self) -> End {
        if self.page.is_none() {
            self.begin();
        } else if self.hands_free || !self.world.has_input() {
            // A page that nobody answers is shown all the same.
            self.show();
            self.begin();
        }
        loop {
            self.show();
            if self.session.as_ref().is_some_and(Session::is_over) {
                return if self.record.complete == Some(true) { End::Finished } else { End::Early };
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
        match wake {
            Wake::Due | Wake::Writable => self.input(Input::Tick),
            Wake::Repaint => self.face.repaint(),
            Wake::Gap(length) => self.input(Input::Gap(length)),
            Wake::Suspend => self.suspend(),
            Wake::InputGone => self.let_go(),
            Wake::OutputGone(why) => return Some(End::OutputGone(why)),
            Wake::Signal(signal) => return Some(End::Signal(signal)),
            Wake::Interrupt => return self.obey(Command::Interrupt),
            Wake::Key(key) => {
                let command = self.on_scene(|face, scene| face.key(scene, key));
                return command.and_then(|command| self.obey(command));
            }
            Wake::Line(line) => {
                let commands = self.on_scene(|face, scene| face.line(scene, &line));
                return commands.into_iter().find_map(|command| self.obey(command));
            }
        }
        None
    }

    /// Session time: the page before costs none of it.
    fn now(&mut self) -> Mono {
        Mono(self.world.now().since(self.began))
    }

    /// When something is due, or looks different.
    fn next_instant(&mut self) -> Option<Mono> {
        let now = self.now();
        let session = self.session.as_ref()?;
        let view = session.view(now);
        let changes = view.changes_at.filter(|_| self.face.shows_time());
        // Work that waits for the user still wants to know if the machine slept.
        let running = (view.stage == Stage::Running).then_some(now + LOOK);
        let due = [session.deadline(), changes].into_iter().flatten().min().or(running);
        due.map(|due| self.began + due.0)
    }

    fn obey(&mut self, command: Command) -> Option<End> {
        let asked_to_end = self.question() == Some(Question::End);
        match command {
            Command::Start if self.session.is_none() => self.begin(),
            Command::Session(Key::Quit) | Command::Interrupt if self.session.is_none() => return Some(End::NotBegun),
            Command::Interrupt if asked_to_end => return Some(End::Signal(Signal::INTERRUPT)),
            Command::Interrupt => self.input(Input::Key(Key::Quit)),
            Command::Session(key) => self.input(Input::Key(key)),
            Command::Suspend => self.suspend(),
            Command::Mute => self.muted = !self.muted,
            Command::Start => {}
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
        let (session, events) = Session::start(Mono::default(), self.plan.clone(), hands_free);
        self.session = Some(session);
        self.happened(events);
    }

    fn input(&mut self, input: Input) {
        let now = self.now();
        let events = self.session.as_mut().map(|session| session.handle(now, input));
        self.happened(events.unwrap_or_default());
    }

    /// Nobody can answer any more: a page is as good as read, a session goes on by itself.
    fn let_go(&mut self) {
        if self.session.is_none() {
            return self.begin();
        }
        let now = self.now();
        let events = self.session.as_mut().map(|session| session.let_go(now));
        self.happened(events.unwrap_or_default());
    }

    fn suspend(&mut self) {
        self.input(Input::Key(Key::Hold));
        self.show();
        self.world.suspend();
        self.face.repaint();
    }

    fn happened(&mut self, events: Vec<Event>) {
        let rings = |event: &Event| matches!(&event.what, What::Cue(cue) if cue::rings(cue));
        if !self.muted && self.world.has_bell() && events.iter().any(rings) {
            self.world.write(&[BELL]);
        }
        for event in &events {
            self.record.add(event);
        }
        self.unseen.extend(events);
    }

    /// Shows how things stand, once the output has taken what was shown before.
    fn show(&mut self) {
        if !self.world.drained() {
            return;
        }
        let events = std::mem::take(&mut self.unseen);
        let size = self.world.size();
        let mut out = Vec::new();
        self.on_scene(|face, scene| face.show(scene, &events, size, &mut out));
        if !out.is_empty() {
            self.world.write(&out);
        }
    }

    /// Calls the face with how things stand.
    fn on_scene<T>(&mut self, call: impl FnOnce(&mut dyn Face, Scene<'_>) -> T) -> T
    where
        T: Default,
    {
        let now = self.now();
        if let Some(session) = &self.session {
            let view = session.view(now);
            let unattended = !self.hands_free && !self.world.has_input();
            call(self.face, Scene::Session { view: &view, wall: self.world.wall(), muted: self.muted, unattended })
        } else if let Some(page) = self.page {
            call(self.face, Scene::Page(page))
        } else {
            T::default()
        }
    }
}
