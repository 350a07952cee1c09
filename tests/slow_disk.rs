//! Sessions on a slow disk, in a world whose clock jumps: a sync takes as long as that clock says.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use calfguide::audio::{Audio, Volume};
use calfguide::history::{self, Journal, LoadedSession, ReadDepth, Recorder};
use calfguide::host::{ClientId, Rehearsal, Signal, Wake, Waker, World};
use calfguide::model::Routine;
use calfguide::plan::Plan;
use calfguide::record::Record;
use calfguide::runner::{self, End, Recording, SessionResult, SessionSpec};
use calfguide::session::{Event, Fact, Mono, Session, View, What};
use calfguide::settings::Settings;
use calfguide::ui::Face;
use calfguide::ui::plain::Plain;
use crossterm::event::{KeyCode, KeyEvent};
use jiff::Zoned;
use proptest::collection::vec;
use proptest::prelude::*;
use support::any::{Doses, any_routine, cases};
use support::watched::WatchedFace;
use support::{Prescribe, exercise, plan, straight};
use tempfile::TempDir;

/// Longer than any session here.
const NEVER: Duration = Duration::from_hours(1_000);

/// A disk of which each sync takes the next of these times.
struct Disk {
    times: Vec<Duration>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    now: Mono,
    syncs: usize,
    /// When the running syncs end.
    ends: Vec<Mono>,
    /// Somebody has asked for the wait to end.
    is_woken: bool,
    /// Syncs take no time any more.
    is_idle: bool,
}

impl Disk {
    fn new(times: Vec<Duration>) -> Arc<Self> {
        Arc::new(Self { times, state: Mutex::default(), changed: Condvar::new() })
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let answer = change(&mut self.state.lock().unwrap());
        self.changed.notify_all();
        answer
    }

    fn wait_while(&self, condition: impl FnMut(&mut State) -> bool) -> MutexGuard<'_, State> {
        self.changed.wait_while(self.state.lock().unwrap(), condition).unwrap()
    }

    fn sync(&self) {
        let end = self.change(|state| {
            let end = state.now + self.times[state.syncs % self.times.len()];
            state.syncs += 1;
            state.ends.push(end);
            end
        });
        drop(self.wait_while(|state| state.now < end && !state.is_idle));
    }
}

/// A world with that disk in it.
struct SlowWorld {
    inner: Rehearsal<Vec<u8>>,
    disk: Arc<Disk>,
    waker: Waker,
    /// Nothing comes any more but what the disk does.
    is_alone: bool,
}

impl World for SlowWorld {
    fn now(&mut self) -> Mono {
        self.inner.now()
    }
    fn wait(&mut self, until: Option<Mono>) -> Wake {
        if self.waker.take() {
            return Wake::Due;
        }
        // What waits for nothing but the disk waits until the disk does something.
        let is_idle = |state: &mut State| until.is_none() && self.is_alone && !state.is_woken && state.ends.is_empty();
        let mut state = self.disk.wait_while(is_idle);
        if std::mem::take(&mut state.is_woken) {
            return Wake::Due;
        }
        let end = state.ends.iter().min().copied();
        drop(state);
        let wake = self.inner.wait(until.into_iter().chain(end).min());
        self.is_alone |= wake == Wake::InputGone;
        let now = self.inner.now();
        self.disk.change(|state| {
            state.now = now;
            state.ends.retain(|end| *end > now);
        });
        wake
    }
    fn waker(&self) -> Option<Waker> {
        Some(self.waker.clone())
    }
    fn write(&mut self, bytes: &[u8]) {
        self.inner.write(bytes);
    }
    fn drained(&self) -> bool {
        self.inner.drained()
    }
    fn size(&self) -> Option<(u16, u16)> {
        self.inner.size()
    }
    fn wall(&self) -> Option<Zoned> {
        self.inner.wall()
    }
    fn speed(&self) -> u32 {
        1
    }

    fn has_bell(&self) -> bool {
        self.inner.has_bell()
    }
    fn has_input(&self) -> bool {
        self.inner.has_input()
    }
    fn answer(&mut self, _: ClientId, _: &str) {}
    fn show_playback(&mut self, _: Option<&View<'_>>) {}
    fn keep_awake(&mut self, _: bool) {}
    fn suspend(&mut self) {}
    fn finish(&mut self) -> Option<Wake> {
        self.inner.finish()
    }
}

type Script = Vec<(Mono, Wake)>;

fn morning() -> Zoned {
    "2026-03-28T07:12:03+01:00[+01:00]".parse().unwrap()
}

fn at(seconds: f64, wake: Wake) -> (Mono, Wake) {
    (Mono(Duration::from_secs_f64(seconds)), wake)
}

fn key(c: char) -> Wake {
    Wake::Key(KeyEvent::from(if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) }))
}

fn record(world: &mut dyn World, face: &mut dyn Face, plan: &Plan, journal: Journal) -> SessionResult {
    let spec = SessionSpec { plan, page: None, settings: &Settings::default() };
    runner::run(
        world,
        face,
        &mut Audio::bell(Volume::default()),
        spec,
        Recording::Resume { journal, facts: &[], away: Duration::ZERO },
    )
}

/// A session in a folder of its own, on a disk that takes no time.
fn on_a_fast_disk(plan: &Plan, script: Script) -> (SessionResult, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::new(Some(folder.path()), plan, &morning()).with_sync(|_| Ok(()));
    let mut world = Rehearsal::new(Vec::new()).script(script).at(morning());
    (record(&mut world, &mut Plain::new(), plan, journal), folder)
}

/// The same on a slow one. What came of it, and what the world was like then.
fn on_a_slow_disk(
    plan: &Plan,
    script: Script,
    face: &mut dyn Face,
    disk: &Arc<Disk>,
) -> (SessionResult, SlowWorld, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::new(Some(folder.path()), plan, &morning()).with_sync({
        let disk = Arc::clone(disk);
        move |_| {
            disk.sync();
            Ok(())
        }
    });
    let is_alone = script.is_empty();
    let inner = Rehearsal::new(Vec::new()).script(script).at(morning());
    let waker = Waker::new({
        let disk = Arc::clone(disk);
        move || disk.change(|state| state.is_woken = true)
    });
    let mut world = SlowWorld { inner, disk: Arc::clone(disk), waker, is_alone };
    let result = record(&mut world, face, plan, journal);
    (result, world, folder)
}

/// The one session in a folder.
fn stored(folder: &TempDir) -> LoadedSession {
    let listing = history::list(folder.path(), ReadDepth::Lines);
    assert_eq!((listing.sessions.len(), listing.faults), (1, Vec::new()));
    listing.sessions[0].read().unwrap()
}

fn is_fact(event: &Event) -> bool {
    matches!(event.what, What::Fact(_))
}

/// Two sets of 4 s.
fn eight_seconds() -> Routine {
    straight([exercise("plank").time("4s").sets(2).rest("0s").prepare("0s")])
}

// Kills: a loop that waits for the disk, time of the disk that is a gap, a fact that is shown before it is recorded, a
// cue that waits for the disk, a last sync that nobody waits for.
#[test]
fn a_session_waits_for_no_disk_and_is_recorded_when_the_disk_is_done() {
    let disk = Disk::new(vec![NEVER]);
    let plan = plan(&eight_seconds());
    let (mut cues, mut facts) = (Vec::new(), Vec::new());
    let look = |events: &[Event]| {
        let now = disk.state.lock().unwrap().now;
        for event in events {
            if is_fact(event) {
                facts.push((now >= Mono(NEVER), event.clone()));
            } else {
                cues.push((now == event.at, event.clone()));
            }
        }
    };
    let mut face = WatchedFace { face: Plain::new(), look };
    let script = vec![at(2.0, key(' ')), at(2.5, key(' ')), at(11.0, Wake::InputGone)];
    let (result, _, folder) = on_a_slow_disk(&plan, script, &mut face, &disk);
    assert_eq!(result.end, End::Finished);
    let journal = result.recorder.unwrap().finish();
    assert!(journal.is_saved());
    let stored = stored(&folder);
    assert_eq!(stored.record, result.record);
    assert!(facts.iter().all(|(is_late, _)| *is_late), "a fact is shown before it is recorded: {facts:?}");
    assert_eq!(facts.into_iter().map(|(_, event)| event).collect::<Vec<_>>(), stored.events);
    let ahead: Vec<_> = cues.iter().take_while(|(in_time, _)| *in_time).collect();
    assert!(ahead.len() >= 3, "the last seconds of a set are shown in time: {cues:?}");
    let ends: Vec<_> = stored.record.attempts.iter().map(|attempt| (attempt.started, attempt.active)).collect();
    let (four, paused) = (Duration::from_secs(4), Duration::from_millis(500) + Session::GET_READY);
    assert_eq!(ends, [(Mono::default(), four), (Mono(four + paused), four)]);
    assert!(!stored.events.iter().any(|event| matches!(event.what, What::Fact(Fact::Gap(_)))));
}

// Kills: a load that is told to be noted before it is recorded, or that is not in the file.
#[test]
fn a_load_is_noted_when_the_disk_has_it() {
    let disk = Disk::new(vec![NEVER]);
    let plan = plan(&eight_seconds());
    let mut told = Vec::new();
    let look = |events: &[Event]| {
        let now = disk.state.lock().unwrap().now;
        let is_load = |event: &&Event| matches!(event.what, What::Fact(Fact::Load(_)));
        told.extend(events.iter().filter(is_load).map(|event| (now >= Mono(NEVER), event.clone())));
    };
    let mut face = WatchedFace { face: Plain::new(), look };
    let mut script: Script = "w20kg\n".chars().map(|c| at(1.0, key(c))).collect();
    script.push(at(12.0, Wake::InputGone));
    let (result, _, folder) = on_a_slow_disk(&plan, script, &mut face, &disk);
    assert!(result.recorder.unwrap().finish().is_saved());
    let stored = stored(&folder);
    assert_eq!(stored.record, result.record);
    let kept: Vec<_> = stored.events.into_iter().filter(|it| matches!(it.what, What::Fact(Fact::Load(_)))).collect();
    assert_eq!(told, kept.into_iter().map(|event| (true, event)).collect::<Vec<_>>());
    assert_eq!(told.len(), 1);
}

#[test]
fn a_signal_waits_for_no_disk_and_loses_nothing() {
    let disk = Disk::new(vec![NEVER]);
    let plan = plan(&eight_seconds());
    let script = vec![at(5.0, Wake::Signal(Signal(15)))];
    let (result, mut world, folder) = on_a_slow_disk(&plan, script, &mut Plain::new(), &disk);
    assert_eq!((result.end, world.now()), (End::Signal(Signal(15)), Mono(Duration::from_secs(5))));
    let recorder: Recorder = result.recorder.unwrap();
    assert!(recorder.is_behind());
    disk.change(|state| state.is_idle = true);
    assert!(recorder.finish().is_saved());
    assert_eq!(stored(&folder).record, result.record);
}

/// Keys at any time.
fn any_script() -> impl Strategy<Value = Script> {
    let keys = prop::sample::select(" \nnbrpw3kg+-?q".chars().collect::<Vec<_>>());
    vec((0..=12_000_u64, keys), 0..=20).prop_map(|steps| {
        let mut now = Duration::ZERO;
        let wake = |(millis, c)| {
            now += Duration::from_millis(millis);
            (Mono(now), key(c))
        };
        steps.into_iter().map(wake).collect()
    })
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_slow_write_changes_nothing(
        routine in any_routine(Doses::All),
        script in any_script(),
        times in vec((0..=5_000_u64).prop_map(Duration::from_millis), 1..=20),
    ) {
        let plan = plan(&routine);
        let (fast, fast_folder) = on_a_fast_disk(&plan, script.clone());
        let (slow, _, slow_folder) = on_a_slow_disk(&plan, script, &mut Plain::new(), &Disk::new(times));
        prop_assert_eq!(fast.end, slow.end);
        let (fast_record, slow_record): (Record, Record) = (fast.record, slow.record);
        prop_assert_eq!(fast_record, slow_record);
        prop_assert!(slow.recorder.unwrap().finish().is_saved() && fast.recorder.unwrap().finish().is_saved());
        prop_assert_eq!(stored(&fast_folder).events, stored(&slow_folder).events);
    }
}
