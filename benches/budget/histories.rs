//! Generated histories: the journals of somebody who does the calves routine, with more lunges, 150 times a year.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, mem};

use calfguide::history::Journal;
use calfguide::model::Today;
use calfguide::plan::{self, Plan};
use calfguide::reader;
use calfguide::session::{Event, Fact, FeedbackField, Input, Key, Mono, Question, Session, What};
use calfguide::settings::Settings;
use jiff::{SignedDuration, Zoned};

use crate::Result;

/// The number of sessions in 20 years.
pub(crate) const SESSIONS: usize = 3_000;
const DAYS: usize = 7_305;
const SETS: usize = 100_000;

/// A data folder, and how much was written to it.
pub(crate) struct History {
    pub data: PathBuf,
    pub sessions: usize,
    pub sets: usize,
    pub megabytes: f64,
}

impl History {
    /// Writes the first sessions, as many as are asked for.
    pub(crate) fn new(data: PathBuf, sessions: usize, plan: &Plan) -> Result<Self> {
        let (mut sets, mut bytes) = (0, 0);
        for n in 0..sessions {
            let began = began(n)?;
            let mut facts = facts(plan, n);
            if n == SESSIONS / 20 {
                // A session that was interrupted by a crash.
                facts.truncate(facts.len() / 2);
            }
            sets += facts.iter().filter(|event| is_set(event, plan)).count();
            // It has no folder of its own, so no disk is waited for.
            let mut journal = Journal::new(None, plan, &began);
            for event in &facts {
                journal.add(&(&began + event.at.0), event);
            }
            let stamp = began.timestamp();
            let year = data.join("sessions").join(stamp.strftime("%Y").to_string());
            fs::create_dir_all(&year)?;
            let name = format!("{}-{}.jsonl", stamp.strftime("%Y%m%dT%H%M%SZ"), journal.id());
            fs::write(year.join(name), journal.text())?;
            bytes += journal.text().len();
        }
        if sessions == SESSIONS && sets < SETS {
            return Err(format!("{sets} sets are fewer than {SETS}").into());
        }
        Ok(Self { data, sessions, sets, megabytes: bytes as f64 / 1e6 })
    }
}

/// The plan of every session.
pub(crate) fn plan(routine: &str) -> Result<Plan> {
    // More sets than the routine has, so that 20 years come to 100,000 of them.
    let text = fs::read_to_string(routine)?.replacen("\n  sets = 2\n", "\n  sets = 5\n", 1);
    let routine = reader::read("calves.toml", "calves", &text).map_err(|_| "the routine has problems")?;
    Ok(plan::build(&routine, &Today::WRITTEN, &Settings::default())?)
}

/// Appends a fact to a journal in this folder; what it returns is how long that took, in ms.
pub(crate) fn append_ms(folder: &Path, plan: &Plan) -> impl FnMut() -> Result<f64> + use<> {
    let now = Zoned::now();
    let mut journal = Journal::new(Some(folder), plan, &now);
    journal.sync();
    let (_, started) = Session::start(Mono::default(), plan.clone(), false);
    move || {
        let begun = Instant::now();
        journal.add(&now, &started[0]);
        journal.sync();
        let time = begun.elapsed();
        journal.trouble().map_or(Ok(time.as_secs_f64() * 1e3), |trouble| Err(trouble.into()))
    }
}

/// When the n-th session began: one every two and a half days, at varying times of day.
fn began(n: usize) -> Result<Zoned> {
    let first: Zoned = "2006-01-01T06:00:00+01:00[+01:00]".parse()?;
    let (days, hours, minutes) = (n * DAYS / SESSIONS, n * 5 % 14, n * 17 % 60);
    Ok(first.checked_add(SignedDuration::from_mins(i64::try_from((days * 24 + hours) * 60 + minutes)?))?)
}

/// The facts of the n-th session.
fn facts(plan: &Plan, n: usize) -> Vec<Event> {
    const NOTE: &str = "left one a bit stiff, fine after the rolls";
    const PRESS: Duration = Duration::from_secs(1);
    const SET: Duration = Duration::from_secs(20);
    let (mut hurts, mut ends_early, has_note) = (n % 30 == 11, n % 30 == 7, n.is_multiple_of(5));
    let level = |least, levels| Key::Digit(least + u8::try_from(n % levels).unwrap_or(0));

    let mut now = Mono::default();
    let (mut session, mut events) = Session::start(now, plan.clone(), false);
    while !session.is_over() {
        let view = session.view(now);
        let in_middle = view.index.0 >= plan.steps.len() / 2;
        let press = |key| (now + PRESS, Input::Key(key));
        let (then, input) = match view.question {
            Some(Question::Feedback(FeedbackField::Effort)) if view.entry.is_empty() => press(level(4, 5)),
            Some(Question::Feedback(FeedbackField::WorstPain) | Question::PainNow) if view.entry.is_empty() => {
                press(level(0, 4))
            }
            Some(Question::Feedback(FeedbackField::Note)) if has_note => {
                press(NOTE[view.entry.len()..].chars().next().map_or(Key::Enter, Key::Char))
            }
            Some(_) => press(Key::Enter),
            None if in_middle && mem::take(&mut hurts) => press(Key::Pain),
            None if in_middle && mem::take(&mut ends_early) => press(Key::Quit),
            None => session.deadline().map_or((now + SET, Input::Key(Key::Enter)), |due| (due, Input::Tick)),
        };
        now = then;
        events.extend(session.handle(now, input));
    }
    events.retain(|event| matches!(event.what, What::Fact(_)));
    events
}

fn is_set(event: &Event, plan: &Plan) -> bool {
    !plan[event.step].is_gap() && matches!(event.what, What::Fact(Fact::Ended { .. }))
}
