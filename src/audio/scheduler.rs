//! The scheduler of the thread that plays: what is due and when, and the mixer.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::mixer::{Begun, Channel, Mixer, Placed};
use super::stream_position::StreamPosition;
use super::timeline::Timeline;
use super::tone::{self, Clip};
use crate::session::{Mono, Sound};

/// A message to the thread.
pub(super) enum AudioMessage {
    /// What is heard from now on, and the clock at its `now`.
    Timeline(Timeline, Duration),
    /// From 0 to 1.
    Volume(f32),
    /// The output has something of its own to look at.
    Output,
    End(Ending),
}

/// How sound ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// What is heard comes to its end.
    HeardOut,
    AtOnce,
}

/// What is due in the thread that plays. All times but those of a timeline are readings of the clock.
pub(super) struct Scheduler {
    messages: Receiver<AudioMessage>,
    /// The other end of `messages`, for what an output waits for.
    inbox: Sender<AudioMessage>,
    clock: fn() -> Duration,
    /// How many times faster than real time the session runs.
    speed: u32,
    tones: HashMap<Sound, Clip>,
    mixer: Mixer,
    volume: f32,
    /// Session time when the latest timeline came, and the clock then.
    session_now: Mono,
    stamp: Duration,
    /// Since when the session has stood still, where it does.
    still_since: Option<Duration>,
    /// What is due, and when.
    due: Vec<(Duration, Placed)>,
    /// The same of sounds that are not of the session.
    own: Vec<(Duration, Placed)>,
    /// Whether what is due, or where it is heard, has changed since it was placed.
    has_changed: bool,
    has_cut: bool,
    /// What an output without a mixer has begun.
    begun: Begun,
    ending: Option<Ending>,
    /// When the last sound of a stream will have been heard, once it is mixed.
    heard_out_at: Option<Duration>,
}

/// After such a pause the device may sleep.
const SLEEP_AFTER: Duration = Duration::from_mins(1);

/// What comes later than this is not worth being heard.
const LATEST: Duration = Duration::from_millis(150);

impl Scheduler {
    pub(super) fn new(
        messages: Receiver<AudioMessage>,
        inbox: Sender<AudioMessage>,
        clock: fn() -> Duration,
        speed: u32,
        volume: f32,
    ) -> Self {
        Self {
            messages,
            inbox,
            clock,
            speed: speed.max(1),
            tones: tone::clips(),
            mixer: Mixer::new(volume),
            volume,
            session_now: Mono::default(),
            stamp: clock(),
            still_since: None,
            due: Vec::new(),
            own: Vec::new(),
            has_changed: false,
            has_cut: false,
            begun: Begun::default(),
            ending: None,
            heard_out_at: None,
        }
    }

    pub(super) fn clock(&self) -> fn() -> Duration {
        self.clock
    }

    pub(super) fn now(&self) -> Duration {
        (self.clock)()
    }

    pub(super) fn inbox(&self) -> Sender<AudioMessage> {
        self.inbox.clone()
    }

    pub(super) fn mixer(&mut self) -> &mut Mixer {
        &mut self.mixer
    }

    /// From 0 to 1.
    pub(super) fn volume(&self) -> f32 {
        self.volume
    }

    pub(super) fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// Waits for messages until this time at most, and takes all that there are.
    pub(super) fn wait(&mut self, until: Duration) {
        match self.messages.recv_timeout(until.saturating_sub(self.now())) {
            Ok(first) => self.take(first),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.ending = Some(Ending::AtOnce),
        }
        while let Ok(message) = self.messages.try_recv() {
            self.take(message);
        }
    }

    /// Lets time pass, unless it is asked to end.
    pub(super) fn wait_through(&mut self, time: Duration) {
        let until = self.now() + time;
        while self.ending.is_none() && self.now() < until {
            self.wait(until);
        }
    }

    fn take(&mut self, message: AudioMessage) {
        match message {
            AudioMessage::Timeline(timeline, stamp) => {
                self.has_cut |= timeline.cut;
                if timeline.stands_still != self.still_since.is_some() {
                    self.still_since = timeline.stands_still.then_some(stamp);
                }
                (self.session_now, self.stamp) = (timeline.now, stamp);
                let due: Vec<_> = timeline.clips(&self.tones).map(|clip| (self.time_of(clip.at), clip)).collect();
                self.due = due;
                self.has_changed = true;
            }
            AudioMessage::Volume(volume) => {
                self.volume = volume;
                self.mixer.set_volume(volume);
            }
            AudioMessage::Output => {}
            AudioMessage::End(ending) => {
                self.ending = Some(ending);
                // What was ahead will not happen.
                let now = self.now();
                self.due.retain(|(at, _)| *at <= now);
                self.has_changed = true;
            }
        }
    }

    /// When it is this time in the session.
    fn time_of(&self, at: Mono) -> Duration {
        if at >= self.session_now {
            self.stamp + at.since(self.session_now) / self.speed
        } else {
            self.stamp.saturating_sub(self.session_now.since(at) / self.speed)
        }
    }

    /// Plays a sound that is not one of the session.
    pub(super) fn play_now(&mut self, sound: Sound) {
        let now = self.now();
        let at = self.session_now + now.saturating_sub(self.stamp) * self.speed;
        if let Some(clip) = self.tones.get(&sound).cloned() {
            self.own.push((now, Placed { at, channel: Channel::Tone, frame: 0, clip }));
            self.has_changed = true;
        }
    }

    /// Since when the session has stood still with nothing to be heard; `None` while it goes on.
    fn idle_since(&self) -> Option<Duration> {
        let last_heard = self.due.iter().map(|(at, _)| *at).max();
        self.still_since.max(last_heard.filter(|_| self.still_since.is_some()))
    }

    /// Whether so long a pause has passed that a device may sleep.
    pub(super) fn is_asleep(&self) -> bool {
        self.idle_since().is_some_and(|since| since + SLEEP_AFTER < self.now())
    }

    /// Brings the mixer up to date, for a stream whose position may not be known yet.
    pub(super) fn update_mixer(&mut self, position: Option<StreamPosition>) {
        if let (true, Some(position)) = (self.has_changed, position) {
            self.place(position);
        }
        if self.take_cut() {
            self.mixer.cut();
        }
    }

    /// Whether a stream is to end now: at once, or after the last that was mixed has been heard.
    pub(super) fn is_over(&mut self, position: Option<StreamPosition>) -> bool {
        if self.ending == Some(Ending::HeardOut) && self.mixer.is_silent() {
            let last_heard = position.map_or(Duration::ZERO, |position| position.time_of(self.mixer.frame()));
            self.heard_out_at.get_or_insert(last_heard);
        }
        self.ending == Some(Ending::AtOnce) || self.heard_out_at.is_some_and(|at| self.now() >= at)
    }

    /// Waits like [`Scheduler::wait`], but for the last sound no longer than until it has been heard.
    pub(super) fn wait_for_stream(&mut self, until: Duration) {
        self.wait(self.heard_out_at.unwrap_or(until));
    }

    /// Whether what is heard has to end, asked once.
    pub(super) fn take_cut(&mut self) -> bool {
        std::mem::take(&mut self.has_cut)
    }

    /// From now on it is heard at another place of a stream.
    pub(super) fn change(&mut self) {
        self.has_changed = true;
    }

    /// Takes what is due up to so long from now on, each clip once.
    pub(super) fn take_due(&mut self, ahead: Duration) -> Vec<Placed> {
        let until = self.now() + ahead;
        let (due, later) = self.in_time().partition::<Vec<_>, _>(|(at, _)| *at <= until);
        self.due = later;
        self.own.clear();
        let mut due: Vec<_> = due.into_iter().map(|(_, placed)| placed).collect();
        due.retain(|placed| !self.begun.has(placed));
        for placed in &due {
            self.begun.add(placed);
        }
        due
    }

    /// When something is due next.
    pub(super) fn next_due(&self) -> Option<Duration> {
        self.in_time().filter(|(_, placed)| !self.begun.has(placed)).map(|(at, _)| at).min()
    }

    /// What is due and not too late.
    fn in_time(&self) -> impl Iterator<Item = (Duration, Placed)> {
        let now = self.now();
        self.due.iter().chain(&self.own).filter(move |(at, _)| *at + LATEST >= now).cloned()
    }

    /// Puts what is due into the mixer, for a stream that is there.
    fn place(&mut self, position: StreamPosition) {
        let placed = self.in_time().map(|(at, placed)| Placed { frame: position.frame_at(at), ..placed });
        let placed: Vec<_> = placed.collect();
        self.mixer.schedule(placed);
        self.has_changed = false;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::audio::timeline::TimedSound;

    /// A clock that stands still.
    fn clock() -> Duration {
        Duration::from_secs(100)
    }

    fn at(millis: u64) -> Mono {
        Mono(Duration::from_millis(millis))
    }

    /// A scheduler that received, at this session time and speed, sounds at these times.
    fn scheduler(speed: u32, now: u64, sounds: &[u64]) -> Scheduler {
        let (inbox, messages) = mpsc::channel();
        let sounds = sounds.iter().map(|millis| TimedSound { at: at(*millis), sound: Sound::Go }).collect();
        let timeline = Timeline { now: at(now), sounds, ..Timeline::default() };
        inbox.send(AudioMessage::Timeline(timeline, clock())).unwrap();
        let mut scheduler = Scheduler::new(messages, inbox, clock, speed, 1.0);
        scheduler.wait(clock());
        scheduler
    }

    fn taken(scheduler: &mut Scheduler, ahead: u64) -> Vec<Mono> {
        scheduler.take_due(Duration::from_millis(ahead)).into_iter().map(|clip| clip.at).collect()
    }

    #[test]
    fn a_sound_is_due_once_and_not_when_it_is_much_too_late() {
        let mut scheduler = scheduler(1, 5_000, &[4_800, 4_900, 5_010, 6_000]);
        assert_eq!(taken(&mut scheduler, 15), [at(4_900), at(5_010)]);
        assert_eq!(taken(&mut scheduler, 15), []);
        assert_eq!(scheduler.next_due(), Some(clock() + Duration::from_secs(1)));
    }

    #[test]
    fn what_has_begun_is_not_due_again_when_it_is_told_again() {
        let mut scheduler = scheduler(1, 5_000, &[5_010]);
        assert_eq!(taken(&mut scheduler, 15), [at(5_010)]);
        let timeline = Timeline {
            now: at(5_000),
            sounds: vec![TimedSound { at: at(5_010), sound: Sound::Go }],
            ..Timeline::default()
        };
        scheduler.inbox().send(AudioMessage::Timeline(timeline, clock())).unwrap();
        scheduler.wait(clock());
        assert_eq!(taken(&mut scheduler, 15), []);
    }

    #[test]
    fn a_fast_session_is_heard_fast() {
        assert_eq!(scheduler(10, 5_000, &[15_000]).next_due(), Some(clock() + Duration::from_secs(1)));
    }

    #[test]
    fn the_end_of_a_session_ends_what_was_ahead() {
        let mut scheduler = scheduler(1, 5_000, &[4_990, 6_000]);
        scheduler.inbox().send(AudioMessage::End(Ending::HeardOut)).unwrap();
        scheduler.wait(clock());
        assert_eq!(taken(&mut scheduler, 10_000), [at(4_990)]);
    }
}
