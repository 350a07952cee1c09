//! A session, and a clock that the test sets.

use std::time::Duration;

use calfguide::model::Routine;
use calfguide::plan::Plan;
use calfguide::record::Record;
use calfguide::session::{Cue, Event, Fact, Input, Key, Mono, Outcome, Session, View, What};

use super::{plan, time};

/// A session under way, its clock, and all that it said.
#[derive(Debug, Clone)]
pub struct Drive {
    pub session: Session,
    pub now: Mono,
    pub events: Vec<Event>,
    pub record: Record,
    /// How many events [`Self::told`] has handed out.
    heard: usize,
}

/// A number of seconds, whole or not.
pub trait Seconds {
    /// As an instant of the session.
    fn instant(self) -> Mono;
}

impl Seconds for u32 {
    fn instant(self) -> Mono {
        Mono(Duration::from_secs(self.into()))
    }
}

impl Seconds for f64 {
    fn instant(self) -> Mono {
        Mono(Duration::from_secs_f64(self))
    }
}

impl Seconds for Duration {
    fn instant(self) -> Mono {
        Mono(self)
    }
}

impl Seconds for Mono {
    fn instant(self) -> Mono {
        self
    }
}

impl Drive {
    /// Begins the first day of a routine.
    pub fn of(routine: &Routine) -> Self {
        Self::start(plan(routine), false)
    }

    /// Begins the first day of a routine, with nobody there.
    pub fn hands_free(routine: &Routine) -> Self {
        Self::start(plan(routine), true)
    }

    /// Begins a session of a plan.
    pub fn start(plan: Plan, hands_free: bool) -> Self {
        let (session, events) = Session::start(Mono::default(), plan, hands_free);
        let mut drive = Self { session, now: Mono::default(), events: vec![], record: Record::default(), heard: 0 };
        drive.take(events);
        drive
    }

    /// The program is killed, and so much later another goes on with the facts that are left.
    pub fn killed(&self, later: impl Seconds) -> Self {
        let facts: Vec<_> = self.events.iter().filter(|it| matches!(it.what, What::Fact(_))).cloned().collect();
        let mut drive = self.clone();
        drive.after(later);
        let (session, events) = Session::resume(drive.now, self.session.plan().clone(), false, &facts);
        drive.session = session;
        drive.take(events);
        drive
    }

    /// Sets the clock; the session is not told.
    pub fn at(&mut self, seconds: impl Seconds) -> &mut Self {
        let now = seconds.instant();
        assert!(now >= self.now, "the clock goes forward: {now:?} after {:?}", self.now);
        self.now = now;
        self
    }

    /// Sets the clock on by so much; the session is not told.
    pub fn after(&mut self, seconds: impl Seconds) -> &mut Self {
        self.now = self.now + seconds.instant().0;
        self
    }

    /// Something comes in.
    pub fn input(&mut self, input: Input) -> &mut Self {
        let events = self.session.handle(self.now, input);
        self.take(events);
        self
    }

    /// The user does something.
    pub fn key(&mut self, key: Key) -> &mut Self {
        self.input(Input::Key(key))
    }

    /// The user types a number.
    pub fn digits(&mut self, number: &str) -> &mut Self {
        for digit in number.bytes() {
            self.key(Key::Digit(digit - b'0'));
        }
        self
    }

    /// The user tells a load.
    pub fn load(&mut self, load: &str) -> &mut Self {
        self.key(Key::Load);
        for c in load.chars() {
            self.key(Key::Char(c));
        }
        self.key(Key::Enter)
    }

    /// The program could not run for this long (`40s`); session time stood still.
    pub fn gap(&mut self, length: &str) -> &mut Self {
        self.input(Input::Gap(time(length)))
    }

    /// Sets the clock and ticks once.
    pub fn tick_to(&mut self, seconds: impl Seconds) -> &mut Self {
        self.at(seconds).input(Input::Tick)
    }

    /// Ticks at every deadline until nothing comes by itself any more.
    pub fn run(&mut self) -> &mut Self {
        while let Some(deadline) = self.session.deadline() {
            assert!(self.events.len() < 1_000_000, "it never ends");
            self.tick_to(deadline);
        }
        self
    }

    /// The input has ended: nobody can press a key any more.
    pub fn continue_hands_free(&mut self) -> &mut Self {
        let events = self.session.continue_hands_free(self.now);
        self.take(events);
        self
    }

    /// How it stands now.
    pub fn view(&self) -> View<'_> {
        self.session.view(self.now)
    }

    /// What it said since the last time this was asked, as text, without what only a voice or a metronome says.
    pub fn told(&mut self) -> Vec<String> {
        let is_aside = |event: &&Event| matches!(event.what, What::Cue(Cue::Next | Cue::TenLeft | Cue::HoldSecond));
        let new = self.events[self.heard..].iter().filter(|event| !is_aside(event)).map(text).collect();
        self.heard = self.events.len();
        new
    }

    /// The same, of the facts alone.
    pub fn facts(&mut self) -> Vec<String> {
        let facts = self.events[self.heard..].iter().filter(|event| matches!(event.what, What::Fact(_)));
        let new = facts.map(text).collect();
        self.heard = self.events.len();
        new
    }

    /// Forgets what it said.
    pub fn hush(&mut self) -> &mut Self {
        self.heard = self.events.len();
        self
    }

    fn take(&mut self, events: Vec<Event>) {
        for event in &events {
            self.record.add(event);
        }
        self.events.extend(events);
    }
}

/// An event in words: `0:10 go`, `0:40 ended done 30s`, `0:40 started 2`, in a later round of it `started 2 round 2`.
pub fn text(event: &Event) -> String {
    let place =
        if event.round > 1 { format!("{} round {}", event.step.0, event.round) } else { event.step.0.to_string() };
    let what = match &event.what {
        What::Fact(fact) => match fact {
            Fact::Started { clock: None } => format!("started {place}"),
            Fact::Started { clock: Some(clock) } => format!("started {place} at {} of its clock", span(*clock)),
            Fact::Ended { outcome, active, reps } => {
                let outcome = match outcome {
                    Outcome::Done => "done",
                    Outcome::Partial => "partial",
                    Outcome::Skipped => "skipped",
                    Outcome::TimeUp => "cut",
                    Outcome::Abandoned => "left",
                };
                let reps = reps.map_or(String::new(), |reps| format!(", {reps} reps"));
                format!("ended {outcome} {}{reps}", span(*active))
            }
            Fact::Paused => "paused".to_owned(),
            Fact::Resumed => "resumed".to_owned(),
            Fact::Gap(length) => format!("gap {}", span(*length)),
            Fact::Amended { reps } => format!("amended {place} to {reps} reps"),
            Fact::Load(load) => format!("load of {place} {load}"),
            Fact::Pain(pain) => format!("pain {pain}"),
            Fact::Answered(answers) => format!("answered {answers:?}"),
            Fact::Morning(pain) => format!("pain {pain} the morning after"),
            Fact::Corrected(changes) => format!("corrected {changes:?}"),
            Fact::Finished { complete: true, .. } => "finished".to_owned(),
            Fact::Discarded => "discarded".to_owned(),
            Fact::Finished { complete: false, .. } => "finished early".to_owned(),
        },
        What::Cue(cue) => match cue {
            Cue::Ready(seconds) => format!("ready {seconds}"),
            Cue::HalfWay => "half-way".to_owned(),
            Cue::LowEnd => "low end".to_owned(),
            Cue::Last(seconds) => format!("last {seconds}"),
            Cue::Rep(count) | Cue::Beat(count) => format!("rep {count}"),
            Cue::Part(part) => format!("part {part}"),
            Cue::Overrun(late) => format!("overrun {}", span(*late)),
            Cue::GetReady => "get ready".to_owned(),
            Cue::Asked(question) => format!("asked {question:?}"),
            Cue::Assumed(question) => format!("assumed {question:?}"),
            Cue::Refused(refusal) => format!("refused {refusal:?}"),
            Cue::Adjusted { longer, by } => format!("{} {}", if *longer { "longer" } else { "shorter" }, span(*by)),
            Cue::SessionDone => "session done".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        },
    };
    format!("{} {what}", clock(event.at))
}

/// `1:05`, or `1:05.250`
pub fn clock(at: Mono) -> String {
    let seconds = at.0.as_secs();
    let whole = format!("{}:{:02}", seconds / 60, seconds % 60);
    match at.0.subsec_nanos() {
        0 => whole,
        nanos if nanos % 1_000_000 == 0 => format!("{whole}.{:03}", nanos / 1_000_000),
        nanos => format!("{whole}.{nanos:09}"),
    }
}

/// `90s`, or `90.25s`
fn span(time: Duration) -> String {
    let millis = (time.as_nanos() + 500_000) / 1_000_000;
    let whole = format!("{}.{:03}", millis / 1000, millis % 1000);
    format!("{}s", whole.trim_end_matches('0').trim_end_matches('.'))
}
