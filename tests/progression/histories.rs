//! Written histories: what was done day by day, and what is asked next, in the program's own sentences.
//!
//! Each file of `tests/histories` begins with a sentence that says what it shows. A line with a day and what was done is
//! a session; a line with a day alone asks what comes next, and the indented lines under it are the answer. `BLESS=1`
//! writes the answers anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use calfguide::model::{Exercise, Form, Routine, Rungs, Today};
use calfguide::plan::{self, Plan, StepId};
use calfguide::progression::{self, Decisions};
use calfguide::reader;
use calfguide::record::Record;
use calfguide::session::{self, Answers, Exceptions, Fact, What};
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
            history = Some(History { routine: load(path, told), done: Vec::new() });
            continue;
        }
        // Before the routine stands what the file shows.
        let Some(history) = &mut history else { continue };
        let moment = moment(day);
        if told.is_empty() {
            history.answer(&moment, &mut out);
        } else {
            history.add(moment, told);
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

/// `Tue 3 Nov 2026`, at seven in the morning, or `Tue 3 Nov 2026 18:30`.
fn moment(day: &str) -> Zoned {
    let day =
        if day.ends_with(char::is_numeric) && day.contains(':') { day.to_owned() } else { format!("{day} 07:00") };
    let parsed = strtime::parse("%a %d %b %Y %H:%M", &day).unwrap_or_else(|error| panic!("{day}: {error}"));
    parsed.to_datetime().unwrap().in_tz("Europe/Berlin").unwrap()
}

impl History {
    fn decide(&self, moment: &Zoned) -> Decisions {
        let sessions: Vec<_> = self.done.iter().map(Done::past).collect();
        progression::decide(&self.routine, &sessions, moment)
    }

    fn exercises(&self) -> impl Iterator<Item = (&Exercise, Form)> {
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
        if let Some((_, pain)) = decisions.pain_back {
            writeln!(out, "  The first phase alone is proposed, after pain {pain}.").unwrap();
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
        let (mut answers, mut exceptions, mut morning) = (Answers::default(), Exceptions::default(), None);
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
        let mut pain_on_the_way = None;
        for part in &words {
            match part.as_slice() {
                ["effort", level] => answers.effort = Some(level.parse().unwrap()),
                ["pain", level] => answers.pain = Some(level.parse().unwrap()),
                ["pain", level, "on", "the", "way"] => pain_on_the_way = Some(level.parse().unwrap()),
                ["morning", level] => morning = Some(level.parse().unwrap()),
                ["missed", block] => exceptions.missed.extend(blocks(&plan, block)),
                [reps, "reps", "of", block] => {
                    let reps = reps.parse().unwrap();
                    exceptions.reps.extend(blocks(&plan, block).into_iter().map(|step| (step, reps)));
                }
                ["stopped", "before", exercise] => exceptions.ended_before = blocks(&plan, exercise).first().copied(),
                ["rung" | "without" | "only", ..] | ["done"] | ["cut", "off"] => {}
                other => panic!("{other:?}"),
            }
        }
        let mut events = session::entered(&plan, &exceptions, answers);
        if let Some(level) = pain_on_the_way {
            events.insert(1, session::Event { what: What::Fact(Fact::Pain(level)), ..events[0].clone() });
        }
        if words.iter().any(|part| part == &["cut", "off"]) {
            events.pop();
        }
        if let Some(pain) = morning {
            events.push(session::Event { what: What::Fact(Fact::Morning(pain)), ..events[0].clone() });
        }
        let record = Record::of(&events);
        self.done.push(Done { id: self.done.len().to_string(), began, plan, record });
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
