//! A routine as a handout: what is on the page, and what a browser makes of it.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says what it skips")]

#[path = "support/program.rs"]
mod program;
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use calfguide::figure::Figures;
use calfguide::model::{Frequency, Routine, Safety, Source, Today};
use calfguide::plan;
use calfguide::settings::Settings;
use calfguide::ui::handout::Handout;
use program::{Home, built_in};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use support::any::{Doses, any_day, any_routine, cases};
use support::{PhaseExt, Prescribe, exercise, phase, routine};

const MOST_BYTES: usize = 200_000;

fn page(routine: &Routine, today: &Today) -> Option<String> {
    let plan = plan::build(routine, today, &Settings::default()).ok()?;
    let made = jiff::civil::date(2026, 3, 28);
    Some(Handout { routine, today, plan: &plan, figures: &Figures::new(), made }.html())
}

/// What the program writes for a routine.
fn exported(home: &Home, args: &[&str]) -> String {
    let output = home.calfguide(&[&["export", "html"], args].concat()).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn a_small_handout() {
    let hops = exercise("Single-leg hops").reps(6..=8).sets(1..=2).each();
    let hops = calfguide::model::Exercise { video: Some("javascript:alert(1)".to_owned()), ..hops };
    let rounds = phase("Until time is up").within("4m").with([exercise("Squats").reps(8..=8)]);
    let mut small = routine([phase("Hops").with([hops]), rounds]);
    small.name = "Hops & squats".to_owned();
    small.source = Some(Source {
        title: Some("About <hops>".to_owned()),
        author: Some("Somebody".to_owned()),
        url: Some("https://example.org/?a=\"b\"&c".to_owned()),
    });
    let page = page(&small, &Today::FIRST).unwrap();
    let (before, style) = page.split_once("<style>").unwrap();
    let (_, after) = style.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{before}{after}").replace("><", ">\n<"));
}

#[test]
fn all_of_a_built_in_routine_is_on_its_handout() {
    let home = Home::with(1, "1s");
    for name in built_in() {
        let page = exported(&home, &[&name]);
        assert!(page.len() < MOST_BYTES, "{name}: {} bytes", page.len());
        let list = home.calfguide(&["list", &name, "--json"]).output().unwrap().stdout;
        let list: Value = serde_json::from_slice(&list).unwrap();
        let exercises = list["exercises"].as_array().unwrap();
        for exercise in exercises.iter().filter(|exercise| !exercise["prescription"].is_null()) {
            let heading = format!("<h3>{}</h3>", escaped(exercise["name"].as_str().unwrap()));
            assert!(page.contains(&heading), "{name}: {heading}");
        }
        assert!(page.contains("<svg"), "{name}");
    }
}

#[test]
fn a_part_of_a_routine_is_a_handout_too() {
    let home = Home::with(1, "1s");
    let page = exported(&home, &["calves", "--skip", "ball-roll", "--phase", "prepare"]);
    for (text, is_there) in [(">Ball roll<", false), (">Dynamic stretching<", true), (">Strength and power<", false)] {
        assert_eq!(page.contains(text), is_there, "{text}");
    }
}

#[test]
fn a_load_that_was_entered_last_is_on_the_handout() {
    let home = Home::with(1, "1s");
    let dose = "8, 8, 10, 10, 12, 12 reps, with";
    assert!(exported(&home, &["emom"]).contains(&format!("{dose} 12 kg")));
    assert!(home.calfguide(&["log", "emom", "--load", "goblet-squats=17.5kg"]).output().unwrap().status.success());
    assert!(exported(&home, &["emom"]).contains(&format!("{dose} 17.5 kg")));
}

#[test]
fn a_browser_shows_it_on_a_phone_and_prints_it_on_two_pages() {
    let home = Home::with(1, "1s");
    let pages: Vec<PathBuf> = built_in().iter().map(|name| home.join(&format!("{name}.html"))).collect();
    for (name, page) in built_in().iter().zip(&pages) {
        fs::write(page, exported(&home, &[name])).unwrap();
    }
    let skipped = || eprintln!("skipped: python3, chromium or its chromedriver is missing here");
    let mut command = Command::new("python3");
    let Ok(output) = command.arg("tests/browser.py").arg(home.join("")).args(&pages).output() else {
        return skipped();
    };
    if output.status.code() == Some(77) {
        return skipped();
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Replaces every text of a routine that can be read.
fn tell(routine: &mut Routine, texts: &[String]) {
    let mut texts = texts.iter().cycle();
    let mut next = || texts.next().unwrap().clone();
    routine.name = next();
    routine.summary = Some(next());
    routine.equipment = vec![next()];
    routine.notes = vec![next()];
    let url = format!("https://{}", next());
    routine.source = Some(Source { title: Some(next()), author: Some(next()), url: Some(url) });
    routine.frequency = Some(Frequency { per_week: None, min_gap: None, occasions: vec![next()] });
    routine.safety = Some(Safety { notice: Some(next()), stop_if: vec![next()] });
    for phase in &mut routine.phases {
        phase.name = next();
        phase.goal = Some(next());
        for exercise in &mut phase.exercises {
            exercise.name = next();
            exercise.goal = Some(next());
            exercise.tips = vec![next()];
            exercise.suggested_tips = vec![next()];
            exercise.equipment = vec![next()];
            exercise.video = Some(next());
            for movement in exercise.movements.iter_mut() {
                movement.label.iter_mut().for_each(|label| label.name = next());
                movement.goal = Some(next());
                movement.tips = vec![next()];
                movement.suggested_tips = vec![next()];
                movement.video = Some(format!("http://{}", next()));
                movement.dose.change(|dose| (dose.load, dose.effort) = (Some(next()), Some(next())));
            }
        }
    }
}

/// The names of its tags, and how many quotes stand around attributes.
fn markup(page: &str) -> (Vec<&str>, usize) {
    let tags = page.split('<').skip(1).map(|tag| tag.split([' ', '>']).next().unwrap());
    (tags.collect(), page.matches('"').count())
}

fn any_text() -> impl Strategy<Value = String> {
    let evil = ["<script>alert(1)</script>", "\" onload=\"alert(1)", "</title><img src=x>", "--><b>", "&lt;", "'"];
    prop_oneof![prop::sample::select(evil.to_vec()).prop_map(str::to_owned), any::<String>()]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_text_becomes_markup(mut routine in any_routine(Doses::All), today in any_day(), texts in vec(any_text(), 1..8)) {
        tell(&mut routine, &["plain".to_owned()]);
        let Some(plain) = page(&routine, &today) else { return Ok(()) };
        tell(&mut routine, &texts);
        let told = page(&routine, &today).unwrap();
        prop_assert_eq!(markup(&told), markup(&plain));
        let heading = format!("<h1>{}</h1>", escaped(&routine.name));
        prop_assert!(told.contains(&heading));
    }
}
