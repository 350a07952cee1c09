//! Written histories: what was done day by day, and what is asked next, in the program's own sentences.
//!
//! Each file of `tests/histories` begins with a sentence that says what it shows. A line with a day and what was done is
//! a session; a line with a day alone asks what comes next, and the indented lines under it are the answer. A day is at
//! seven in the morning in Berlin, where neither a time nor a place stands behind it. `deleted:` and `corrected:` name a
//! session by its day, and a second `routine:` is the file after an edit. `BLESS=1` writes the answers anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use calfguide::model::{Exercise, PhaseForm, Routine, Rungs, Today};
use calfguide::plan::{self, Plan, StepId};
use calfguide::progression::Decisions;
use calfguide::reader;
use calfguide::record::Record;
use calfguide::session::{self, AnswerChanges, Answers, Event, Exceptions, Fact, Mono, Outcome, What};
use calfguide::settings::Settings;
use calfguide::words;
use jiff::Zoned;
use jiff::fmt::strtime;

use crate::Done;

struct History {
    routine: Routine,
    done: Vec<Done>,
}

#[test]
fn each_history_leads_to_what_it_says() {
    let folder = Path::new("tests/histories");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut wrong = String::new();
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        let answered = answered(path, &text);
        if std::env::var_os("BLESS").is_some() {
            fs::write(path, &answered).unwrap();
        } else if answered != text {
            writeln!(wrong, "{}:\n{answered}", path.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "these files say something else:\n\n{wrong}");
}

/// The file with the answers of the program.
fn answered(path: &Path, text: &str) -> String {
    let mut history = None;
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.starts_with("  ")) {
        writeln!(out, "{line}").unwrap();
        let Some((day, told)) = line.split_once(": ").or_else(|| line.strip_suffix(':').map(|day| (day, ""))) else {
            continue;
        };
        if day == "routine" {
            let done = history.map(|history: History| history.done).unwrap_or_default();
            history = Some(History { routine: load(path, told), done });
            continue;
        }
        // Before the routine stands what the file shows.
        let Some(history) = &mut history else { continue };
        match (day, told) {
            ("deleted", day) => history.done.retain(|done| done.began.date() != moment(day).date()),
            ("corrected", told) => history.correct(told),
            (day, "") => history.answer(&moment(day), &mut out),
            (day, told) => history.add(moment(day), told),
        }
    }
    out
}

fn load(path: &Path, name: &str) -> Routine {
    let file: PathBuf = match name.strip_suffix(".toml") {
        Some(_) => path.with_file_name(name),
        None => Path::new("routines").join(format!("{name}.toml")),
    };
    reader::open(&file).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// `Tue 3 Nov 2026`, `Tue 3 Nov 2026 18:30`, or `Tue 3 Nov 2026 18:30 America/New_York`.
fn moment(day: &str) -> Zoned {
    let words: Vec<_> = day.split(' ').collect();
    let (date, rest) = words.split_at(words.len().min(4));
    let (time, place) = match rest {
        [] => ("07:00", "Europe/Berlin"),
        [time] => (*time, "Europe/Berlin"),
        [time, place] => (*time, *place),
        _ => panic!("{day}"),
    };
    let parsed = strtime::parse("%a %d %b %Y %H:%M", format!("{} {time}", date.join(" ")));
    parsed.unwrap_or_else(|error| panic!("{day}: {error}")).to_datetime().unwrap().in_tz(place).unwrap()
}

impl History {
    fn decide(&self, moment: &Zoned) -> Decisions {
        crate::decide(&self.routine, &self.done, moment)
    }

    fn exercises(&self) -> impl Iterator<Item = (&Exercise, PhaseForm)> {
        self.routine.phases.iter().flat_map(|phase| phase.exercises.iter().map(|exercise| (exercise, phase.form)))
    }

    /// What is asked at a moment, a line an exercise.
    fn answer(&self, moment: &Zoned, out: &mut String) {
        let decisions = self.decide(moment);
        for ((exercise, form), decision) in self.exercises().zip(&decisions.exercises) {
            let (Some(ladder), Some(decision)) = (exercise.ladder(), decision) else { continue };
            let rung = words::progression::rung(exercise, &ladder.rung(decision.rung), form);
            let reason = words::progression::reason(decision, ladder, moment.date());
            writeln!(out, "  {}: {rung}. {reason}", exercise.name).unwrap();
        }
        if let Some((on, pain)) = decisions.pain_back {
            let first_phase_only = decisions.first_phase_only(&self.routine);
            let proposed = words::progression::after_pain(pain, on, first_phase_only, moment.date());
            writeln!(out, "  {proposed}").unwrap();
        }
    }

    /// Adds a session, such as `done, effort 5, pain 1, morning 0`.
    fn add(&mut self, began: Zoned, told: &str) {
        let decisions = self.decide(&began);
        let asked = self.exercises().zip(&decisions.exercises);
        let mut rungs: BTreeMap<String, u32> = asked
            .filter_map(|((exercise, _), decision)| Some((exercise.id.clone(), decision.as_ref()?.rung)))
            .collect();
        let mut settings = Settings::default();
        let (mut answers, mut exceptions, mut mornings) = (Answers::default(), Exceptions::default(), Vec::new());
        let words: Vec<Vec<&str>> = told.split(", ").map(|part| part.split(' ').collect()).collect();
        for part in &words {
            match part.as_slice() {
                ["rung", exercise, rung] => drop(rungs.insert((*exercise).to_owned(), rung.parse().unwrap())),
                ["without", exercise] => settings.skip.push((*exercise).to_owned()),
                ["only", phase] => settings.phase = Some((*phase).to_owned()),
                _ => {}
            }
        }
        let today = Today { rungs: Rungs::At(rungs), ..Today::FIRST };
        let plan = plan::build(&self.routine, &today, &settings).unwrap();
        let (mut pain_on_the_way, mut skipped) = (None, Vec::new());
        for part in &words {
            match part.as_slice() {
                ["effort", level] => answers.effort = Some(level.parse().unwrap()),
                ["pain", level] => answers.pain = Some(level.parse().unwrap()),
                ["pain", level, "on", "the", "way"] => pain_on_the_way = Some(level.parse().unwrap()),
                ["morning", level] => mornings.push(level.parse().unwrap()),
                ["missed", block] => exceptions.missed.extend(blocks(&plan, block)),
                [reps, "reps", "of", block] => {
                    let reps = reps.parse().unwrap();
                    exceptions.reps.extend(blocks(&plan, block).into_iter().map(|step| (step, reps)));
                }
                ["stopped", "before", exercise] => exceptions.ended_before = blocks(&plan, exercise).first().copied(),
                ["skipped", block] => skipped.extend(blocks(&plan, block)),
                ["rung" | "without" | "only", ..] | ["done"] | ["cut", "off"] => {}
                other => panic!("{other:?}"),
            }
        }
        let mut events = session::entered(&plan, &exceptions, answers);
        for event in events.iter_mut().filter(|event| skipped.contains(&event.step)) {
            if let What::Fact(Fact::Ended { outcome, reps, .. }) = &mut event.what {
                (*outcome, *reps) = (Outcome::Skipped, None);
            }
        }
        if let Some(level) = pain_on_the_way {
            events.insert(1, Event { what: What::Fact(Fact::Pain(level)), ..events[0].clone() });
        }
        if words.iter().any(|part| part == &["cut", "off"]) {
            events.pop();
        }
        for pain in mornings {
            events.push(Event { what: What::Fact(Fact::Morning(pain)), ..events[0].clone() });
        }
        let record = Record::of(&events);
        self.done.push(Done { began, plan, record });
    }

    /// Corrects the session of a day, such as `Tue 10 Nov 2026, pain 1, 8 reps of hops:2`.
    fn correct(&mut self, told: &str) {
        let (day, told) = told.split_once(", ").unwrap();
        let date = moment(day).date();
        let Done { plan, record, .. } = self.done.iter_mut().find(|done| done.began.date() == date).unwrap();
        let mut tell = |step, fact| {
            record.add(&Event { at: Mono::default(), step, round: 1, what: What::Fact(fact) });
        };
        for part in told.split(", ").map(|part| part.split(' ').collect::<Vec<_>>()) {
            let unchanged = AnswerChanges::default();
            let level = |level: &str| Some(Some(level.parse().unwrap()));
            let changes = match part.as_slice() {
                ["effort", effort] => AnswerChanges { effort: level(effort), ..unchanged },
                ["pain", pain] => AnswerChanges { pain: level(pain), ..unchanged },
                ["morning", pain] => AnswerChanges { morning: level(pain), ..unchanged },
                [reps, "reps", "of", block] => {
                    let reps = reps.parse().unwrap();
                    for step in blocks(plan, block) {
                        tell(step, Fact::Amended { reps });
                    }
                    continue;
                }
                other => panic!("{other:?}"),
            };
            tell(StepId(0), Fact::Corrected(changes));
        }
    }
}

/// The blocks of an exercise, or of one of its sets: `hops`, or `hops:2`.
fn blocks(plan: &Plan, typed: &str) -> Vec<StepId> {
    let (exercise, set) = typed.split_once(':').unwrap_or((typed, ""));
    let steps = plan.steps_with_ids().filter(|(_, step)| !step.is_gap());
    let own = steps.filter(|(id, step)| {
        let is_set = set.is_empty() || set.parse() == Ok(step.set);
        plan.card(*id).exercise.id == exercise && is_set
    });
    own.map(|(id, _)| id).collect()
}
