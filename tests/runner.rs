//! The loop, in a virtual world: what comes from outside, what the face makes of it, and how it ends.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use calfguide::audio::{Audio, Voice, Volume};
use calfguide::host::{ClientId, Rehearsal, Signal, Wake, Waker, World};
use calfguide::model::{Exercise, Routine, Today};
use calfguide::plan::{self, Plan};
use calfguide::reader;
use calfguide::record::Record;
use calfguide::runner::{self, End, Recording, SessionResult, SessionSpec};
use calfguide::session::{self, Mono, Session, View};
use calfguide::settings::Settings;
use calfguide::ui::page::{self, Page, PageContext};
use calfguide::ui::plain::Plain;
use calfguide::ui::screen::Screen;
use calfguide::ui::{Action, Face, Scene};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode};
use support::{Prescribe, exercise, straight};

const HANDS_FREE: bool = true;

/// Two timed sets of 30 s with 10 s of rest, after 10 s to get ready.
fn planks() -> Routine {
    straight([exercise("plank").time("30s").sets(2).rest("10s")])
}

fn plan_of(routine: &Routine) -> Plan {
    plan::build(routine, &Today::FIRST, &Settings::default()).unwrap()
}

fn page_of(routine: &Routine) -> Page {
    page::new_session(routine, &plan_of(routine), &PageContext::default(), false, true)
}

fn secs(seconds: u64) -> Mono {
    Mono(Duration::from_secs(seconds))
}

fn at(seconds: u64, wake: Wake) -> (Mono, Wake) {
    (secs(seconds), wake)
}

fn key(code: KeyCode) -> Wake {
    Wake::Key(KeyEvent::from(code))
}

fn line(text: &str) -> Wake {
    Wake::Line(text.to_owned())
}

fn ctrl_c() -> Wake {
    Wake::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL))
}

/// Runs a routine on its page with a face and a script; how it ended, what was done, and what was written.
fn run(routine: &Routine, face: &mut dyn Face, script: Vec<(Mono, Wake)>) -> (End, Record, String) {
    let mut world = Rehearsal::new(Vec::new()).script(script).sized(80, 24);
    let page = page_of(routine);
    let spec = SessionSpec { plan: &plan_of(routine), page: Some(&page), settings: &Settings::default() };
    let SessionResult { end, record, .. } =
        runner::run(&mut world, face, &mut Audio::bell(Volume::default()), spec, Recording::Off);
    (end, record, String::from_utf8(world.into_output()).unwrap())
}

fn outcomes(plan: &Plan, record: &Record) -> Vec<Option<session::Outcome>> {
    let work = record.attempts.iter().filter(|attempt| !plan[attempt.step].is_gap());
    work.map(|attempt| attempt.outcome(plan)).collect()
}

#[test]
fn enter_on_the_page_starts_and_q_leaves() {
    let (end, record, said) =
        run(&planks(), &mut Plain::new(), vec![at(5, line("")), at(60, line("q")), at(61, line("y"))]);
    assert_eq!(end, End::Early);
    assert_eq!(record.attempts[0].started, Mono::default(), "the page costs no time of the session");
    assert!(said.starts_with("Test\n"), "{said}");

    let (end, record, _) = run(&planks(), &mut Plain::new(), vec![at(5, line("q")), at(6, line(""))]);
    assert_eq!(end, End::NotBegun);
    assert_eq!(record, Record::default());
}

#[test]
fn a_key_turns_the_voice_on_and_off_where_it_can_be_heard() {
    let script = || vec![at(5, line("v")), at(6, line("")), at(12, line("v"))];
    let told = |mut audio: Audio| {
        let mut world = Rehearsal::new(Vec::new()).script(script());
        let page = page_of(&planks());
        let spec = SessionSpec { plan: &plan_of(&planks()), page: Some(&page), settings: &Settings::default() };
        runner::run(&mut world, &mut Plain::new(), &mut audio, spec, Recording::Off);
        String::from_utf8(world.into_output()).unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let file = Audio::file(&folder.path().join("track.wav"), Volume::default()).unwrap();
    let said = told(file.with_voice(Voice::BuiltIn, false));
    let in_order = ["Enter starts, q leaves, v turns the voice on", "v turns the voice off", "get ready", "voice off"];
    let mut rest = said.as_str();
    for words in in_order {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("no `{words}` in {said}")).1;
    }
    let said = told(Audio::bell(Volume::default()).with_voice(Voice::BuiltIn, true));
    assert!(!said.contains("turns the voice"), "{said}");
    assert!(said.contains("no voice: there is no sound to hear it on"), "{said}");
}

#[test]
fn a_page_that_nobody_answers_starts_by_itself_and_says_that_nobody_is_there() {
    let (end, record, said) = run(&planks(), &mut Plain::new(), vec![]);
    assert_eq!(end, End::Finished);
    assert_eq!(outcomes(&plan_of(&planks()), &record), [Some(session::Outcome::Done); 2]);
    assert_eq!(said.matches("no terminal to answer on").count(), 1, "{said}");
}

#[test]
fn when_the_input_ends_in_mid_session_it_goes_on_hands_free() {
    let routine = straight([exercise("squat").reps(10)]);
    let (end, record, said) = run(&routine, &mut Plain::new(), vec![at(1, line("")), at(20, Wake::InputGone)]);
    assert_eq!(end, End::Finished);
    assert_eq!(outcomes(&plan_of(&routine), &record), [Some(session::Outcome::Done)]);
    assert_eq!(said.matches("no terminal to answer on").count(), 1, "{said}");
}

#[test]
fn the_first_ctrl_c_asks_and_the_second_dies_of_it() {
    for face in [&mut Plain::new() as &mut dyn Face, &mut Screen::default()] {
        let script = vec![at(1, key(KeyCode::Enter)), at(20, ctrl_c()), at(25, ctrl_c())];
        assert_eq!(run(&planks(), face, script).0, End::Signal(Signal::INTERRUPT));
    }
    let ends = |keep: &str| {
        let asked = [at(20, Wake::Interrupt), at(22, line("n")), at(30, Wake::Interrupt), at(31, line("y"))];
        let script = [at(1, line(""))].into_iter().chain(asked).chain([at(32, line(keep))]);
        run(&planks(), &mut Plain::new(), script.collect()).0
    };
    assert_eq!(ends("n"), End::Early);
    assert_eq!(ends("y"), End::Discarded, "no block was done");
}

#[test]
fn hands_free_waits_on_its_page_while_there_is_somebody() {
    let routine = planks();
    let page = page::new_session(&routine, &plan_of(&routine), &PageContext::default(), true, true);
    let settings = Settings { hands_free: true, ..Settings::default() };
    let mut world = Rehearsal::new(Vec::new()).script([at(30, line(""))]);
    let spec = SessionSpec { plan: &plan_of(&routine), page: Some(&page), settings: &settings };
    let SessionResult { end, record, .. } =
        runner::run(&mut world, &mut Plain::new(), &mut Audio::bell(Volume::default()), spec, Recording::Off);
    assert_eq!((end, record.attempts[0].started), (End::Finished, Mono::default()));
    assert!(world.now() > Mono(Duration::from_secs(30)));
}

#[test]
fn a_signal_ends_it_wherever_it_is() {
    for when in [0, 3, 15, 45] {
        let script = vec![at(1, key(KeyCode::Enter)), at(when, Wake::Signal(Signal(15)))];
        let script = if when == 0 { script[1..].to_vec() } else { script };
        assert_eq!(run(&planks(), &mut Screen::default(), script).0, End::Signal(Signal(15)));
    }
}

#[test]
fn both_faces_lead_to_the_same_record() {
    let keys = ["", "n", " ", " ", "p", "3", "b", "+", "r"];
    let script = |by_line: bool| -> Vec<(Mono, Wake)> {
        let press = |text: &str| match text {
            "" => key(KeyCode::Enter),
            text => key(KeyCode::Char(text.chars().next().unwrap())),
        };
        let wake = |text: &&str| if by_line { line(text) } else { press(text) };
        (0..).step_by(7).zip(keys.iter().map(wake)).map(|(seconds, wake)| at(seconds, wake)).collect()
    };
    let (_, by_screen, _) = run(&planks(), &mut Screen::default(), script(false));
    let (_, by_keys, _) = run(&planks(), &mut Plain::new(), script(false));
    let (_, by_lines, _) = run(&planks(), &mut Plain::new(), script(true));
    assert_eq!(by_screen, by_keys);
    assert_eq!(by_screen, by_lines);
    assert!(by_screen.attempts.len() > 4 && by_screen.pain.len() == 1, "{by_screen:?}");
}

#[test]
fn a_gap_reaches_the_session() {
    let script = vec![at(1, line("")), at(20, Wake::Gap(Duration::from_mins(10))), at(21, line("c"))];
    let (end, record, said) = run(&planks(), &mut Plain::new(), script);
    assert_eq!(end, End::Finished);
    assert!(said.contains("10 min"), "{said}");
    assert_eq!(record.attempts[1].active, Duration::from_secs(9), "what was done before the gap");
}

#[test]
fn every_shipped_routine_runs_through_at_once_and_lasts_as_long_as_its_plan_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("routines");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.is_file());
    files.sort();
    assert!(files.len() >= 4);
    for file in files {
        let routine = reader::open(&file).unwrap();
        let plan = plan_of(&routine);
        let mut world = Rehearsal::new(Vec::new());
        let settings = Settings { hands_free: HANDS_FREE, ..Settings::default() };
        let spec = SessionSpec { plan: &plan, page: None, settings: &settings };
        let SessionResult { end, record, .. } =
            runner::run(&mut world, &mut Plain::new(), &mut Audio::bell(Volume::default()), spec, Recording::Off);
        assert_eq!(end, End::Finished, "{}", file.display());
        let unknown = plan.steps.iter().filter(|step| !step.is_gap() && step.seconds().is_none()).count();
        let open = Session::HANDS_FREE_OPEN * u32::try_from(unknown).unwrap();
        let loops = plan.phases.iter().any(|phase| phase.rounds.is_none());
        if !loops {
            assert_eq!(world.now(), Mono(plan::Length::of(&plan).time.max + open), "{}", file.display());
        }
        assert_eq!(record.complete, Some(true));
    }
}

#[test]
fn an_output_that_nobody_reads_ends_it() {
    struct Broken;
    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut world = Rehearsal::new(Broken);
    let spec = SessionSpec { plan: &plan_of(&planks()), page: None, settings: &Settings::default() };
    let SessionResult { end, .. } =
        runner::run(&mut world, &mut Plain::new(), &mut Audio::bell(Volume::default()), spec, Recording::Off);
    assert_eq!(end, End::OutputGone(ErrorKind::BrokenPipe));
}

/// A world with a bell, which takes what is shown only now and then.
struct Slow {
    inner: Rehearsal<Vec<u8>>,
    takes: bool,
    /// When each frame was sent.
    frames: Vec<Mono>,
    bells: usize,
    /// How often it was told to wait for no instant, so that it would notice no gap.
    endless_waits: usize,
    /// When the screen was kept on from then on, or let go.
    awake: Vec<(Mono, bool)>,
}

impl Slow {
    fn new(inner: Rehearsal<Vec<u8>>) -> Self {
        Self { inner, takes: false, frames: Vec::new(), bells: 0, endless_waits: 0, awake: Vec::new() }
    }
}

impl World for Slow {
    fn now(&mut self) -> Mono {
        self.inner.now()
    }
    fn wait(&mut self, until: Option<Mono>) -> Wake {
        self.endless_waits += usize::from(until.is_none());
        let wake = self.inner.wait(until);
        self.takes |= wake == Wake::Writable;
        wake
    }
    fn waker(&self) -> Option<Waker> {
        None
    }
    fn write(&mut self, bytes: &[u8]) {
        if bytes == [7] {
            self.bells += 1;
        } else {
            assert!(self.takes, "a frame was made that nobody takes");
            self.frames.push(self.inner.now());
            self.takes = false;
            self.inner.write(bytes);
        }
    }
    fn drained(&self) -> bool {
        self.takes
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((80, 24))
    }
    fn wall(&self) -> Option<jiff::Zoned> {
        None
    }
    fn speed(&self) -> u32 {
        1
    }

    fn has_bell(&self) -> bool {
        true
    }
    fn has_input(&self) -> bool {
        true
    }
    fn answer(&mut self, _: ClientId, _: &str) {}
    fn show_playback(&mut self, _: Option<&View<'_>>) {}
    fn keep_awake(&mut self, awake: bool) {
        if self.awake.last().is_none_or(|(_, last)| *last != awake) {
            self.awake.push((self.inner.now(), awake));
        }
    }
    fn suspend(&mut self) {}
    fn finish(&mut self) -> Option<Wake> {
        None
    }
}

#[test]
fn a_terminal_that_stopped_reading_stops_nothing_and_misses_no_line() {
    let inner =
        Rehearsal::new(Vec::new()).script([at(70, Wake::Writable), at(80, Wake::Writable), at(81, Wake::Writable)]);
    let mut slow = Slow { takes: true, ..Slow::new(inner) };
    let settings = Settings { hands_free: HANDS_FREE, ..Settings::default() };
    let spec = SessionSpec { plan: &plan_of(&planks()), page: None, settings: &settings };
    let SessionResult { end, record, .. } =
        runner::run(&mut slow, &mut Plain::new(), &mut Audio::bell(Volume::default()), spec, Recording::Off);
    assert_eq!((end, record.complete), (End::Finished, Some(true)));
    assert_eq!(slow.frames.len(), 3, "one at the start, one for each time that it read");
    let said = String::from_utf8(slow.inner.into_output()).unwrap();
    assert_eq!(said.matches("go: plank").count(), 2, "what happened meanwhile is shown late, and shown:\n{said}");
    assert!(slow.bells > 5, "a bell waits for nothing");
}

/// A figure moves on a terminal that reads at once. Once one took longer than a second, it stands still for good, and only
/// what moves without a figure goes on; the session keeps its time all along.
#[test]
fn on_a_slow_line_a_figure_stands_still() {
    let millis =
        |from: u64, to: u64| (from..to).step_by(50).map(|at| (Mono(Duration::from_millis(at)), Wake::Writable));
    let run = |figure: Option<&str>, script: Vec<(Mono, Wake)>| {
        let mut plan = plan_of(&planks());
        plan.cards.iter_mut().for_each(|card| card.figure = figure.map(str::to_owned));
        let mut world = Slow { takes: true, ..Slow::new(Rehearsal::new(Vec::new()).script(script)) };
        let settings = Settings { hands_free: HANDS_FREE, ..Settings::default() };
        let spec = SessionSpec { plan: &plan, page: None, settings: &settings };
        let squat = |_: &str| reader::open_figure(Path::new("routines/figures/squat.toml")).ok();
        let mut screen = Screen::default().with_figures(squat);
        let SessionResult { end, record, .. } =
            runner::run(&mut world, &mut screen, &mut Audio::bell(Volume::default()), spec, Recording::Off);
        let frames = world.frames.iter().filter(|at| (secs(4)..secs(7)).contains(at)).count();
        (frames, end, record)
    };
    let prompt = || millis(50, 90_000).collect();
    let late = || millis(50, 2_000).chain(millis(3_500, 90_000)).collect();
    let (moving, end, at_once) = run(Some("squat"), prompt());
    let (still, late_end, record) = run(Some("squat"), late());
    let (without, ..) = run(None, late());
    assert!(moving > still + 10, "{moving} frames in three seconds where it moves, {still} where it stands");
    assert_eq!(still, without);
    assert_eq!((late_end, record), (end, at_once));
}

#[test]
fn a_gap_is_noticed_in_a_pause_and_under_a_question_too() {
    let inner =
        Rehearsal::new(Vec::new()).script([at(20, line("s")), at(30, line("q")), at(40, Wake::Signal(Signal(15)))]);
    let mut slow = Slow::new(inner);
    let spec = SessionSpec { plan: &plan_of(&planks()), page: None, settings: &Settings::default() };
    assert_eq!(
        runner::run(&mut slow, &mut Plain::new(), &mut Audio::bell(Volume::default()), spec, Recording::Off).end,
        End::Signal(Signal(15))
    );
    assert_eq!(slow.endless_waits, 0);
}

#[test]
fn the_screen_may_go_off_after_a_minute_of_pause_and_at_the_end() {
    // Pauses of half a minute and of three minutes in the first plank, and a question that is open for two.
    let keys = [(15, "s"), (45, "s"), (60, "s"), (240, "s"), (250, "q"), (370, "n")];
    let mut slow = Slow::new(Rehearsal::new(Vec::new()).script(keys.map(|(seconds, text)| at(seconds, line(text)))));
    let spec = SessionSpec { plan: &plan_of(&planks()), page: None, settings: &Settings::default() };
    runner::run(&mut slow, &mut Plain::new(), &mut Audio::bell(Volume::default()), spec, Recording::Off);
    let changes: Vec<_> = slow.awake.iter().map(|(at, awake)| (at.0.as_secs(), *awake)).collect();
    assert_eq!(changes, [(0, true), (120, false), (240, true), (310, false), (370, true), (419, false)]);
}

#[test]
fn a_session_that_is_muted_rings_nothing() {
    let inner = Rehearsal::new(Vec::new());
    let mut slow = Slow::new(inner);
    let settings = Settings { hands_free: HANDS_FREE, ..Settings::default() };
    let spec = SessionSpec { plan: &plan_of(&planks()), page: None, settings: &settings };
    runner::run(
        &mut slow,
        &mut Plain::new(),
        &mut Audio::bell(Volume { muted: true, ..Volume::default() }),
        spec,
        Recording::Off,
    );
    assert_eq!(slow.bells, 0);
}

#[test]
fn a_face_asks_for_the_sound_to_be_turned_off() {
    let session = Session::start(Mono::default(), plan_of(&planks()), false).0;
    let view = session.view(Mono::default());
    let scene =
        Scene::Session { view: &view, wall: None, muted: false, speed: 1, unattended: false, trouble: None, news: &[] };
    let pressed = Screen::default().key(scene, KeyEvent::from(KeyCode::Char('m')));
    assert_eq!(pressed, Some(Action::Mute));
}

/// Sends these keys to a session on its page, each at its second, and returns the answers.
fn answers(routine: &Routine, sent: &[(u64, &str)]) -> Vec<String> {
    let wake = |name: &str| Wake::Sent { name: name.to_owned(), client: ClientId(1) };
    let script = sent.iter().map(|(seconds, name)| at(*seconds, wake(name)));
    let mut world = Rehearsal::new(Vec::new()).script(script).sized(80, 24);
    let page = page_of(routine);
    let spec = SessionSpec { plan: &plan_of(routine), page: Some(&page), settings: &Settings::default() };
    runner::run(&mut world, &mut Screen::default(), &mut Audio::bell(Volume::default()), spec, Recording::Off);
    world.answers().to_vec()
}

#[test]
fn a_key_that_is_sent_is_answered_with_what_came_of_it() {
    let sent = [
        (5, "pause"),
        (10, "done"),
        (12, "back"),
        (13, "more"),
        (14, "mute"),
        (15, "mute"),
        (16, "done"),
        (25, "pause"),
        (40, "done"),
        (50, "done"),
        (51, "skip"),
        (53, "pause"),
        (54, "done"),
        (55, "hello"),
    ];
    let expected = [
        "the session has not begun: `done` starts it",
        "get ready, 0:10 left, then plank, 30 s (set 1 of 2)",
        "this is the first block; get ready, 0:08 left, then plank, 30 s (set 1 of 2)",
        "15 s more; get ready, 0:22 left, then plank, 30 s (set 1 of 2)",
        "sound off",
        "sound on",
        "get ready: plank, 30 s (set 1 of 2)",
        "paused at 0:15: plank, 30 s (set 1 of 2)",
        "get ready: plank, 30 s (set 1 of 2)",
        "done in part; rest, 0:10 left, then plank, 30 s (set 2 of 2)",
        "skipped; 1 block was left out. `done`: end the session",
        "nothing came of it; 1 block was left out. `done`: end the session",
        "session ended; How was it? If a pain stays or comes back, see a physical therapist. `done`: no answer",
        "nothing came of it; How was it? If a pain stays or comes back, see a physical therapist. `done`: no answer",
    ];
    assert_eq!(answers(&planks(), &sent), expected);
}

#[test]
fn a_media_key_begins_and_pauses_a_session_and_goes_through_an_open_panel() {
    let key = |c| Wake::Key(KeyEvent::from(KeyCode::Char(c)));
    let media = Wake::Media;
    let script = [
        at(4, media(MediaKeyCode::PlayPause)),
        at(5, media(MediaKeyCode::TrackNext)),
        at(25, key('?')),
        at(30, media(MediaKeyCode::PlayPause)),
        at(40, media(MediaKeyCode::PlayPause)),
        at(50, media(MediaKeyCode::TrackNext)),
        at(51, Wake::Signal(Signal(15))),
    ];
    let mut world = Rehearsal::new(Vec::new()).script(script).sized(80, 24);
    let (plan, page) = (plan_of(&planks()), page_of(&planks()));
    let spec = SessionSpec { plan: &plan, page: Some(&page), settings: &Settings::default() };
    let audio = &mut Audio::bell(Volume::default());
    let SessionResult { record, .. } = runner::run(&mut world, &mut Screen::default(), audio, spec, Recording::Off);
    // It began at 0:05, and work at 0:15; it stood still from 0:30 to 0:40 and got ready for 3 s.
    assert_eq!(record.attempts[1].active, Duration::from_secs(15 + 7));
}

#[test]
fn the_volume_is_said_in_lines_and_shown_for_three_seconds() {
    let script = || vec![at(1, line("")), at(20, line("<")), at(21, line(">>>")), at(25, line("q")), at(26, line("y"))];
    let said = run(&planks(), &mut Plain::new(), script()).2;
    let volumes: Vec<_> = said.lines().filter_map(|line| line.trim().strip_prefix("volume ")).collect();
    assert_eq!(volumes, ["70", "80", "90", "100"], "{said}");

    let session = Session::start(Mono::default(), plan_of(&planks()), false).0;
    let mut screen = Screen::default();
    let mut shows = |seconds: u64, news: &[String]| {
        let view = session.view(Mono(Duration::from_secs(seconds)));
        let mut out = Vec::new();
        screen.repaint();
        let (muted, speed, unattended) = (false, 1, false);
        let scene = Scene::Session { view: &view, wall: None, muted, speed, unattended, trouble: None, news };
        screen.show(scene, &[], Some((80, 24)), &mut out);
        String::from_utf8(out).unwrap().contains("volume 70")
    };
    assert_eq!([shows(1, &["volume 70".to_owned()]), shows(3, &[]), shows(4, &[])], [true, true, false]);
}

#[test]
fn the_page_asks_for_what_the_exercises_of_today_need() {
    let needs = |id: &str, item: &str| Exercise { equipment: vec![item.to_owned()], ..exercise(id) };
    let mut routine = straight([needs("roll", "ball"), needs("skip", "rope"), exercise("hop")]);
    routine.equipment = ["ball", "shoes"].map(str::to_owned).to_vec();
    let needed = |skip: &[&str]| {
        let settings = Settings { skip: skip.iter().map(|id| (*id).to_owned()).collect(), ..Settings::default() };
        let plan = plan::build(&routine, &Today::FIRST, &settings).unwrap();
        let page = page::new_session(&routine, &plan, &PageContext::default(), false, true);
        let lines = page.lines(|_| 80, false).into_iter();
        lines.filter_map(|line| Some(line.text.strip_prefix("You need: ")?.to_owned())).collect::<String>()
    };
    assert_eq!(needed(&[]), "ball; shoes; rope");
    assert_eq!(needed(&["roll"]), "shoes; rope");
    assert_eq!(needed(&["roll", "skip"]), "shoes");
}

#[test]
fn a_page_without_anybody_to_answer_says_how_long_it_takes() {
    let open = [exercise("row").distance("500").sets(4).rest("60s"), exercise("hold").max_reps().about("90s")];
    let routine = straight(open);
    let page = page::new_session(&routine, &plan_of(&routine), &PageContext::default(), true, false);
    // 10 s, 4 rows of a minute and 3 rests; 10 s, and the estimate.
    assert_eq!(page.lines(|_| 80, false)[0].text, "hands-free, about 9 min");
    assert_eq!(page_of(&routine).lines(|_| 80, false)[0].text, "more than 4 min");
}
