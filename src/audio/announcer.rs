//! The announcer: which sentences of a session are said, and their clips.

use std::time::Duration;

use super::speech::{Speaker, Voice, WakeFn};
use super::timeline;
use super::tone::Clip;
use crate::plan::{Plan, StepId};
use crate::session::{Cursor, Event, Fact, Mono, What};
use crate::words::spoken::{self, Reasons};

/// Says what comes next in a session, where a voice is on.
pub(super) struct Announcer {
    voice: Voice,
    studio: Studio,
    /// `None` while the voice is off: then there is nothing of it.
    speaker: Option<Speaker>,
    reasons: Reasons,
    /// What happened and may still wait for its sentence.
    recent: Vec<Event>,
    /// Where the session is.
    place: Option<Cursor>,
}

/// Where sentences are rendered.
#[derive(Clone)]
pub(super) enum Studio {
    /// In the place of the caller: time is virtual.
    Here,
    /// On a thread of this name, while the session runs.
    Thread {
        name: &'static str,
        wake: WakeFn,
        /// How many times faster than real time the session runs.
        speed: u32,
    },
}

/// A sentence that cannot begin this soon after its time is not said at all.
const LATEST: Duration = Duration::from_millis(150);

/// No tone that a sentence waits for is longer.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

impl Announcer {
    pub(super) fn new(voice: Voice, is_on: bool) -> Self {
        let (studio, reasons) = (Studio::Here, Reasons::new());
        let mut announcer = Self { voice, studio, speaker: None, reasons, recent: Vec::new(), place: None };
        if is_on {
            announcer.toggle();
        }
        announcer
    }

    /// Has all further sentences rendered there.
    pub(super) fn move_to(&mut self, studio: Studio) {
        self.studio = studio;
        if self.is_on() {
            self.toggle();
            self.toggle();
        }
    }

    pub(super) fn is_on(&self) -> bool {
        self.speaker.is_some()
    }

    pub(super) fn toggle(&mut self) {
        self.speaker = if self.is_on() {
            None
        } else {
            let voice = self.voice.clone();
            Some(match &self.studio {
                Studio::Here => Speaker::here(voice),
                Studio::Thread { name, wake, .. } => Speaker::on_thread(voice, name, WakeFn::clone(wake)),
            })
        };
    }

    /// Why amounts have changed, which is said before the exercise.
    pub(super) fn explain(&mut self, reasons: Reasons) {
        self.reasons = reasons;
    }

    /// The clip of a sentence that is not one of the session, once it is rendered.
    pub(super) fn one(&mut self, sentence: &str) -> Option<Result<Clip, ()>> {
        self.speaker.as_mut()?.one(sentence)
    }

    /// Why the voice is silent, once.
    pub(super) fn trouble(&mut self) -> Option<String> {
        self.speaker.as_mut()?.trouble()
    }

    /// Has rendered what is said first, before a session begins.
    pub(super) fn prepare(&mut self, plan: &Plan) {
        if let Some(speaker) = &mut self.speaker {
            speaker.prepare(&spoken::next(plan, Cursor::first(plan, StepId(0)), &self.reasons));
        }
    }

    /// What is said from `now` on, and when, of what happened and of what is ahead. A cut ends what was said before.
    pub(super) fn sentences(
        &mut self,
        plan: &Plan,
        now: Mono,
        cut: bool,
        happened: &[Event],
        ahead: &[Event],
    ) -> Vec<(Mono, Clip)> {
        self.follow(now, cut, happened);
        let Some(speaker) = &mut self.speaker else { return Vec::new() };
        let events = [&self.recent, ahead].concat();
        let mut sentences = timeline::sentences(plan, &events, &self.reasons);
        sentences.retain(|sentence| now.since(sentence.at) <= LATEST);
        let mut wanted: Vec<String> = sentences.iter().flat_map(|sentence| sentence.wordings.clone()).collect();
        if speaker.is_slow() {
            wanted.extend(possible(plan, self.place, &self.reasons));
            speaker.prepare(&wanted);
        } else {
            speaker.forget_all_but(&wanted);
        }
        let speed = if let Studio::Thread { speed, .. } = self.studio { speed } else { 1 };
        sentences.iter().filter_map(|sentence| Some((sentence.at, speaker.say(sentence, speed)?))).collect()
    }

    /// Notes what happened.
    fn follow(&mut self, now: Mono, cut: bool, happened: &[Event]) {
        let started = happened.iter().rfind(|event| matches!(event.what, What::Fact(Fact::Started { .. })));
        self.place = started.map(|event| Cursor { step: event.step, round: event.round }).or(self.place);
        if cut {
            self.recent.clear();
        }
        self.recent.extend_from_slice(happened);
        self.recent.retain(|event| now.since(event.at) <= LONGEST_WAIT);
    }
}

/// What a key may lead to: what is said after this block, and after that.
fn possible(plan: &Plan, place: Option<Cursor>, reasons: &Reasons) -> Vec<String> {
    let steps = std::iter::successors(place, |place| place.following(plan)).skip(1);
    let said = steps.take(4).map(|step| spoken::next(plan, step, reasons)).filter(|wordings| !wordings.is_empty());
    said.take(2).flatten().collect()
}
