//! What the commands print on a narrow output and on a styled one; `tests/cmd` has the rest.

use super::catalogue::RoutineOrigin;
use super::routines::RoutineEntry;
use super::{Failure, home, list, plan, routines, show};
use crate::history::Listing;
use crate::model::{Routine, Today};
use crate::reader;
use crate::ui::printer::Printer;

const NOW: &str = "2026-05-04T13:59:30+02:00[+02:00]";

const ROUTINE: &str = r#"
format = 1
name = "Strong, happy calves"
summary = "Ball rolling and lunges for runners' calves"
equipment = ["ball", "mirror (optional)"]
notes = ["Retold in our own words from the article named as the source."]

[source]
title = "The runner's guide to strong, happy calves"
url = "https://example.org/the-runner-s-guide-to-strong-happy-calves"

[safety]
notice = "For healthy runners."
stop_if = ["something snaps in the calf: get medical care at once"]

[[background]]
title = "The calf complex"
text = "Two muscles, one tendon."

[[phase]]
name = "Preparation and mobility"
goal = "Warm up before the work, and get the blood moving."

  [[phase.exercise]]
  name = "Ball roll"
  time = "1m-3m"
  sides = "split"
  suggested = ["sides", "rest", "switch", "prepare"]

    [[phase.exercise.movement]]
    name = "Warming rolls"
    tips = ["Roll gently, and keep off the bone."]

    [[phase.exercise.movement]]
    name = "Pin and pump"

[[phase]]
name = "Strength and power"
rounds = "1-2"
rest = "1m"

  [[phase.exercise]]
  name = "Reverse lunge to knee drive"
  reps = 10
  sides = "each"
  video = "https://example.org/lunge"
"#;

fn routine() -> Routine {
    reader::read("calves.toml", "calves", ROUTINE).unwrap()
}

/// Narrow and plain, then wide and styled.
fn shown(print: impl Fn(Printer) -> String) -> String {
    [print(Printer::new(40, false)), print(Printer::new(80, true))].join("--------\n").replace('\u{1b}', "^")
}

#[test]
fn the_home_page() {
    insta::assert_snapshot!(shown(|printer| home::page(
        "calves",
        &routine(),
        &Listing::default(),
        &NOW.parse().unwrap(),
        printer
    )));
}

#[test]
fn a_list_of_exercises() {
    insta::assert_snapshot!(shown(|printer| list::table(&routine(), &Today::FIRST, printer)));
}

#[test]
fn a_routine() {
    insta::assert_snapshot!(shown(|mut printer| {
        let routine = routine();
        let [written, today] = [Today::WRITTEN, Today::FIRST].map(|day| show::plan_for(&routine, &day).unwrap());
        show::whole(&mut printer, &routine, &written, &today, false);
        printer.into_text()
    }));
}

#[test]
fn a_timeline() {
    insta::assert_snapshot!(shown(|printer| plan::timeline(
        &show::plan_for(&routine(), &Today::FIRST).unwrap(),
        printer
    )));
}

#[test]
fn a_list_of_routines() {
    let own = |name: &str, title: Option<&str>| {
        let file = format!("/home/runner/.local/share/calfguide/routines/{name}.toml");
        RoutineEntry {
            name: name.to_owned(),
            title: title.map(str::to_owned),
            origin: RoutineOrigin::File(file.into()),
        }
    };
    let built_in = RoutineEntry {
        name: "calves".to_owned(),
        title: Some("Strong, happy calves".to_owned()),
        origin: RoutineOrigin::BuiltIn { name: "calves", text: ROUTINE },
    };
    let all = [own("hills", Some("Hills, and nothing but hills")), own("odd", None), built_in];
    insta::assert_snapshot!(shown(|printer| routines::table(&all, printer)));
}

#[test]
fn nobody_is_told_to_remove_what_is_not_a_file() {
    let exists = std::io::ErrorKind::AlreadyExists.into();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calves.wav");
    std::fs::write(&file, "").unwrap();
    for (path, expected) in
        [(file.as_path(), "remove it first, or choose another name"), (folder.path(), "choose another name")]
    {
        let Failure::Message { help, .. } = Failure::at(path, &exists) else { unreachable!() };
        assert_eq!(help.as_deref(), Some(expected));
    }
}
