//! The sound of a session as a file: what is heard, when, and what is never heard together.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a test may fail, and no track is that long")]
#![allow(clippy::float_cmp, reason = "silence is exact, and so is what was not changed")]

mod support;

use std::f32::consts::TAU;
use std::sync::LazyLock;
use std::time::Duration;

use calfguide::audio::{Audio, Voice, Volume};
use calfguide::host::{Rehearsal, Wake};
use calfguide::model::{Routine, Sides, Today};
use calfguide::plan::{self, Plan};
use calfguide::runner::{self, Recording, SessionSpec};
use calfguide::session::{Cue, Event, Fact, Mono, Session, Sound, Spoken, What};
use calfguide::settings::Settings;
use calfguide::ui::plain::Plain;
use hound::WavReader;
use support::{Prescribe, exercise, straight};

const RATE: u64 = 48_000;
const SILENT: bool = false;
const SPOKEN: bool = true;

/// Something of each kind that is heard, in four minutes.
fn tour() -> Routine {
    let mut plank = exercise("plank").time("20s").sets(2).each().rest("15s").prepare("20s");
    plank.tips = vec!["One line from head to heel.".to_owned()];
    straight([plank, exercise("hops").reps(12).cadence(120).rest("10s"), exercise("walk").time("6s-30s")])
}

fn plan_of(routine: &Routine) -> Plan {
    plan::build(routine, &Today::FIRST, &Settings::default()).unwrap()
}

/// The tour, with the tones alone and with a voice.
static TONES: LazyLock<Vec<f32>> = LazyLock::new(|| track(&tour(), SILENT, vec![]));
static ALL: LazyLock<Vec<f32>> = LazyLock::new(|| track(&tour(), SPOKEN, vec![]));

/// What happens when nobody touches a key.
fn events(routine: &Routine) -> Vec<Event> {
    let (session, began) = Session::start(Mono::default(), plan_of(routine), true);
    began.into_iter().chain(session.ahead(Mono(Duration::from_hours(1)))).collect()
}

/// The samples of a session, with or without a voice, in which these things come from outside.
fn track(routine: &Routine, voice: bool, script: Vec<(Mono, Wake)>) -> Vec<f32> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("track.wav");
    let mut audio = Audio::file(&path, Volume::default()).unwrap().with_voice(Voice::BuiltIn, voice);
    let mut world = Rehearsal::new(Vec::new()).script(script);
    let settings = Settings { hands_free: true, ..Settings::default() };
    let spec = SessionSpec { plan: &plan_of(routine), page: None, settings: &settings };
    runner::run(&mut world, &mut Plain::new(), &mut audio, spec, Recording::Off);
    audio.finish().unwrap();
    let samples = WavReader::open(path).unwrap().into_samples::<i16>();
    samples.map(|sample| f32::from(sample.unwrap()) / 32_768.0).collect()
}

fn frame(at: Duration) -> usize {
    usize::try_from((at.as_nanos() * u128::from(RATE) + 500_000_000) / 1_000_000_000).unwrap()
}

/// The samples from one time to another.
fn part(track: &[f32], from: Duration, to: Duration) -> &[f32] {
    let end = frame(to).min(track.len());
    &track[frame(from).min(end)..end]
}

fn loudest(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |loudest: f32, sample| loudest.max(sample.abs()))
}

/// How much of a frequency there is in samples.
fn goertzel(samples: &[f32], frequency: f32) -> f32 {
    let turn = 2.0 * (TAU * frequency / RATE as f32).cos();
    let (one, two) = samples.iter().fold((0.0, 0.0), |(one, two), sample| (sample + turn * one - two, one));
    (one * one + two * two - turn * one * two).sqrt() / samples.len() as f32
}

/// The frequency that tells a sound from the others, in Hz, and how long its first note is.
fn pitch(sound: Sound) -> (f32, Duration) {
    let (hertz, millis) = match sound {
        Sound::Tick => (1_000.0, 30),
        Sound::Accent => (1_500.0, 30),
        Sound::HalfWay => (988.0, 80),
        Sound::Last => (660.0, 90),
        Sound::Ready => (880.0, 100),
        Sound::Minimum => (784.0, 90),
        Sound::Go => (1_760.0, 350),
        Sound::Question => (587.0, 100),
        Sound::SetDone => (1_319.0, 150),
        Sound::Switch => (494.0, 350),
        Sound::Resumed | Sound::Paused => (440.0, 80),
        Sound::Restored => (330.0, 200),
        Sound::SessionDone => (784.0, 120),
    };
    (hertz, Duration::from_millis(millis))
}

/// The sounds of a session with their times: of those that coincide, the one that matters most.
fn sounds(events: &[Event]) -> Vec<(Duration, Sound)> {
    let together = events.chunk_by(|one, next| one.at == next.at);
    together
        .filter_map(|events| Some((events[0].at.0, events.iter().filter_map(|it| it.what.sound()).max()?)))
        .collect()
}

#[test]
fn every_sound_begins_at_its_sample_and_has_its_pitch() {
    let track = &*TONES;
    let sounds = sounds(&events(&tour()));
    assert!(sounds.len() > 50, "{sounds:?}");
    for (at, sound) in sounds {
        let (hertz, length) = pitch(sound);
        let begins = frame(at);
        assert_eq!(loudest(&track[begins.saturating_sub(480)..begins]), 0.0, "{sound:?} at {at:?} is early");
        let first = track[begins..].iter().position(|sample| *sample != 0.0).unwrap();
        assert!(first <= 2, "{sound:?} at {at:?} is {first} samples late");
        let note = part(track, at, at + length);
        let strength = goertzel(note, hertz);
        for other in Sound::ALL.map(|other| pitch(other).0).into_iter().filter(|other| (other - hertz).abs() > 150.0) {
            assert!(goertzel(note, other) < strength / 3.0, "{sound:?} at {at:?} sounds as {other} Hz");
        }
    }
}

#[test]
fn nothing_clips_and_nothing_clicks() {
    assert!(loudest(&ALL) < 0.99);
    let steepest = ALL.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    assert!(steepest < 0.3, "{steepest}");
}

/// The instants from which nothing may be said, each with the end of what must be heard clearly.
fn countdowns(events: &[Event]) -> Vec<(Duration, Duration)> {
    let clear = events.iter().filter(|event| matches!(event.what, What::Cue(Cue::Ready(_) | Cue::Last(_) | Cue::Go)));
    let half = Duration::from_millis(500);
    clear.map(|event| (event.at.0.saturating_sub(half), event.at.0 + Duration::from_millis(350))).collect()
}

#[test]
fn a_voice_is_heard_in_each_gap_and_never_over_a_countdown() {
    let events = events(&tour());
    let voice: Vec<f32> = ALL.iter().zip(TONES.iter().chain(std::iter::repeat(&0.0))).map(|(a, b)| a - b).collect();
    for (from, to) in countdowns(&events) {
        assert_eq!(loudest(part(&voice, from, to)), 0.0, "something is said from {from:?} to {to:?}");
    }
    // All work of the tour follows a gap, in which it was told.
    let is_spoken = |cue: &Cue| cue.row().spoken != Spoken::Nothing && *cue != Cue::Go;
    let spoken = events.iter().filter(|event| matches!(&event.what, What::Cue(cue) if is_spoken(cue)));
    let mut said = 0;
    for event in spoken {
        // After the tone that comes with it, and at the latest after the longest of them.
        let heard = part(&voice, event.at.0, event.at.0 + Duration::from_millis(1_300));
        assert!(loudest(heard) > 0.2, "nothing is said of {:?} at {:?}", event.what, event.at);
        said += 1;
    }
    assert_eq!(said, 8);
}

#[test]
fn what_is_said_ends_at_a_key_that_leads_elsewhere() {
    let at = |seconds: u64| Mono(Duration::from_secs(seconds));
    let pause = |seconds| (at(seconds), Wake::Line(" ".to_owned()));
    let (from, to) = (Duration::from_millis(2_150), Duration::from_secs(4));
    assert!(loudest(part(&ALL, from, to)) > 0.2, "without a key it goes on");
    let paused = track(&tour(), SPOKEN, vec![pause(2), pause(4)]);
    assert_eq!(loudest(part(&paused, from, to)), 0.0);
    let resumed = part(&paused, to + Duration::from_millis(200), Duration::from_secs(15));
    assert_eq!(loudest(resumed), 0.0, "what was cut off is not said again");
}

#[test]
fn a_sentence_that_no_longer_fits_gets_shorter_and_then_is_left_out() {
    // The seconds of a rest, and what a voice says for so long at most: all of it, the name, the side, nothing.
    for (rest, at_most) in [("12s", 8.0), ("6s", 2.1), ("5s", 1.1), ("1s", 0.0)] {
        let holds = straight([exercise("single-leg-hops-on-the-step")
            .time("10s")
            .sets(2)
            .sides(Sides::Left)
            .rest(rest)
            .prepare("0s")]);
        let (tones, all) = (track(&holds, SILENT, vec![]), track(&holds, SPOKEN, vec![]));
        let in_rest = Duration::from_secs(10)..Duration::from_secs(10) + support::time(rest);
        let [tones, all] = [&tones, &all].map(|track| part(track, in_rest.start, in_rest.end));
        let differs: Vec<_> = tones.iter().zip(all).map(|(tone, both)| tone != both).collect();
        let first = differs.iter().position(|differs| *differs).unwrap_or_default();
        let last = differs.iter().rposition(|differs| *differs).unwrap_or_default();
        let seconds = (last - first) as f32 / RATE as f32;
        assert!(seconds <= at_most, "{rest}: {seconds} s");
        assert_eq!(seconds > 0.0, at_most > 0.0, "{rest}");
    }
}

#[test]
fn a_session_that_pauses_is_heard_where_it_goes_on() {
    let routine = straight([exercise("plank").time("20s")]);
    let key = |seconds: u64| (Mono(Duration::from_secs(seconds)), Wake::Line(" ".to_owned()));
    let track = track(&routine, SILENT, vec![key(15), key(25)]);
    let go = Duration::from_secs(28);
    assert_eq!(track[frame(go) - 1], 0.0);
    assert!(goertzel(part(&track, go, go + Duration::from_millis(350)), pitch(Sound::Go).0) > 0.1);
    assert!(events(&routine).iter().any(|event| matches!(event.what, What::Fact(Fact::Started { .. }))));
}
