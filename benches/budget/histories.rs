//! The costs of 20 years of sessions. They are generated: the journals of somebody who does the calves routine, with
//! more lunges, 150 times a year.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, mem};

use calfguide::history::Journal;
use calfguide::model::{Rungs, Today};
use calfguide::plan::{self, Plan};
use calfguide::reader;
use calfguide::session::{Event, Fact, FeedbackField, Input, Key, Mono, Question, Session, What};
use calfguide::settings::Settings;
use jiff::{SignedDuration, Zoned};

use crate::process::{peak_mb, time_ms};
use crate::programs::{CALFGUIDE, DATA_DIR, Program, Scratch, calfguide};
use crate::table::{Table, highest, lowest, median, median_and_lowest, percentile, section};
use crate::{ROUTINE, Result, first_frames, repeat};

/// The number of sessions in 20 years.
const SESSIONS: usize = 3_000;
const DAYS: usize = 7_305;
const SETS: usize = 100_000;

/// Measures what depends on how much is recorded.
pub(crate) fn measure(table: &mut Table, scratch: &Scratch) -> Result<()> {
    const FACTS: u32 = 200;
    const APPEND_MS: f64 = 5.0;

    let plans = plans(ROUTINE)?;
    let of = |sessions: usize| History::new(scratch.path(&format!("history-{sessions}")), sessions, &plans);
    let (none, tenth, all) = (of(0)?, of(SESSIONS / 10)?, of(SESSIONS)?);
    section(format_args!("history: {SESSIONS} sessions, {} sets, {:.0} MB", all.sets, all.megabytes));

    let append = append_ms(&scratch.path("append"), &plans[0]);
    let times = repeat(FACTS, append)?;
    table.row("a fact appended, median", Ok(median_and_lowest(&times)), "ms", Some(APPEND_MS));
    table.row("a fact appended, p99", Ok((percentile(&times, 99), String::new())), "ms", None);

    pages(table, scratch, [&none, &all])?;
    commands(table, scratch, [&none, &tenth, &all])
}

/// How much later the page before a session comes.
fn pages(table: &mut Table, scratch: &Scratch, [none, all]: [&History; 2]) -> Result<()> {
    const LAUNCHES: u32 = 15;
    // The second routine counts its weeks of use, so the ends of all sessions are read for it.
    const LATER_MS: [(&str, f64); 2] = [(ROUTINE, 10.0), ("routines/ten-weeks.toml", 30.0)];

    for (routine, later_ms) in LATER_MS {
        let run =
            |history: &History| Some(Program { data: Some(history.data.clone()), ..calfguide(&["run", routine]) });
        let [before, now] = first_frames(&[run(none), run(all)], LAUNCHES, scratch)?;
        let frames = if before.is_empty() || now.is_empty() {
            Err("nothing was painted".into())
        } else {
            let (before, now) = (median(&before), median(&now));
            Ok((now - before, format!("{now:.2} after {before:.2}")))
        };
        table.row(&format!("run {routine}, later by"), frames, "ms", Some(later_ms));
    }
    Ok(())
}

/// The time and memory of commands that read the record, and whether they grow with it.
fn commands(table: &mut Table, scratch: &Scratch, [none, tenth, all]: [&History; 3]) -> Result<()> {
    const RUNS: u32 = 20;
    const LIST_MS: f64 = 120.0;
    const NEXT_MS: f64 = 120.0;
    const STATS_MS: f64 = 200.0;
    const ALL_WEEKS: &str = "stats --weeks 1100";
    const COST_GROWTH: f64 = 1.5;
    const MEMORY_MB: f64 = 60.0;
    const NEW_EXERCISE: &str = r#"
  [[phase.exercise]]
  name = "Calf raises"
  sets = "2-3"
  reps = "8-12"
  progression = { kind = "double" }

  [[phase.exercise]]"#;

    // The calves and one exercise more, which was not there in all those years.
    let new = fs::read_to_string(ROUTINE)?.replacen("\n  [[phase.exercise]]", NEW_EXERCISE, 1);
    let new = scratch.file("calves.toml", &new)?;
    let (new, new_of_all_weeks) = (format!("next {new}"), format!("{ALL_WEEKS} {new}"));
    let command = |line: &str, history: &History| {
        let mut command = scratch.command(CALFGUIDE, line.split(' '));
        command.env(DATA_DIR, &history.data);
        command
    };
    let times = |line: &str, history: &History| repeat(RUNS, || time_ms(&mut command(line, history)));
    let lines = [
        ("history", "history", Some(LIST_MS)),
        ("next", "next", Some(NEXT_MS)),
        ("next, a new exercise", &new, None),
        ("stats", "stats", Some(STATS_MS)),
        ("stats of all weeks", ALL_WEEKS, Some(STATS_MS)),
        ("stats of all weeks, a new exercise", &new_of_all_weeks, None),
        ("doctor", "doctor", None),
    ];
    for (name, line, budget) in lines {
        table.row(name, times(line, all).map(|times| median_and_lowest(&times)), "ms", budget);
        let peaks = repeat(RUNS, || peak_mb(&mut command(line, all)));
        let peak = peaks.map(|peaks| (highest(&peaks), String::new()));
        table.row(&format!("{name}, peak memory"), peak, "MB", Some(MEMORY_MB));
    }
    let cost = |line: &str, history: &History| {
        let added = lowest(&times(line, history)?) - lowest(&times(line, none)?);
        Ok(added / history.sessions as f64 * 1e3)
    };
    for (name, line) in [("history", "history"), ("a new exercise", &new), ("stats", &new_of_all_weeks)] {
        let growth = cost(line, tenth).and_then(|tenth| {
            let all = cost(line, all)?;
            Ok((all / tenth, format!("{all:.1} to {tenth:.1} µs")))
        });
        table.row(&format!("{name}: a session, all to a tenth"), growth, "times", Some(COST_GROWTH));
    }
    Ok(())
}

/// A data folder, and how much was written to it.
struct History {
    data: PathBuf,
    sessions: usize,
    sets: usize,
    megabytes: f64,
}

impl History {
    /// Writes the first sessions, as many as are asked for.
    fn new(data: PathBuf, sessions: usize, plans: &[Plan; 2]) -> Result<Self> {
        /// So often the other plan is followed.
        const SAME: usize = 10;
        let (mut sets, mut bytes) = (0, 0);
        for n in 0..sessions {
            let plan = &plans[n / SAME % plans.len()];
            let began = began(n, sessions)?;
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

/// The plans of all sessions: the hops have a rung more in the second.
fn plans(routine: &str) -> Result<[Plan; 2]> {
    // More sets than the routine has, so that 20 years come to 100,000 of them.
    let text = fs::read_to_string(routine)?.replacen("\n  sets = 2\n", "\n  sets = 6\n", 1);
    let routine = reader::read("calves.toml", "calves", &text).map_err(|_| "the routine has problems")?;
    let second = Rungs::At([("single-leg-hops".to_owned(), 2)].into());
    let plan = |today: &Today| plan::build(&routine, today, &Settings::default());
    Ok([plan(&Today::WRITTEN)?, plan(&Today { rungs: second, ..Today::WRITTEN })?])
}

/// Appends a fact to a journal in this folder; what it returns is how long that took, in ms.
fn append_ms(folder: &Path, plan: &Plan) -> impl FnMut() -> Result<f64> + use<> {
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

/// When the n-th of some sessions began: one every two and a half days, at varying times of day, the last of them two
/// or three days ago.
fn began(n: usize, sessions: usize) -> Result<Zoned> {
    let last = Zoned::now().start_of_day()?.checked_sub(SignedDuration::from_hours(2 * 24))?;
    let (days_before, hours, minutes) = ((sessions - n) * DAYS / SESSIONS, n * 5 % 14, n * 17 % 60);
    let later = i64::try_from(hours * 60 + minutes)? - i64::try_from(days_before * 24 * 60)?;
    Ok(last.checked_add(SignedDuration::from_mins(later))?)
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
