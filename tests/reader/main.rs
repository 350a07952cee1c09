//! Files as people, accidents and attackers write them.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod figures;

use std::fs;
use std::path::{Path, PathBuf};

use calfguide::diagnostic::{Problems, Severity};
use calfguide::model::Increment::{Reps, Time};
use calfguide::model::{
    Dose, Field, Measure, NonEmpty, Pacing, PhaseForm, Progression, RepTarget, Rhythm, Routine, Today, Window,
};
use calfguide::settings::{Config, WindowChoice};
use calfguide::{reader, text, ui::report};
use proptest::prelude::*;

const MIB: usize = 1024 * 1024;

fn read(words: &str) -> Result<Routine, Problems> {
    reader::read("test.toml", "test", words)
}

fn good(words: &str) -> Routine {
    read(words).unwrap_or_else(|problems| panic!("{}", report::render(&problems, false, usize::MAX)))
}

/// A file with one exercise of these lines.
fn exercise(lines: &str) -> String {
    format!("format = 1\nname = \"Test\"\n[[phase]]\nname = \"Work\"\n[[phase.exercise]]\nname = \"Raise\"\n{lines}\n")
}

fn doses(words: &str) -> Vec<Dose> {
    let routine = good(words);
    routine.phases[0].exercises[0].movements.iter().map(|movement| movement.dose.clone()).collect()
}

/// So many reps at the default pace.
fn reps_of(count: u32) -> Measure {
    Measure::Reps { targets: NonEmpty::one(RepTarget::Count(Window::exact(count))), pacing: Pacing::default() }
}

fn harmless(problems: &Problems) {
    for styled in [false, true] {
        let shown = report::render(problems, styled, usize::MAX);
        let shown = anstream::adapter::strip_str(&shown).to_string();
        assert!(shown.chars().all(|c| text::is_harmless(c) || c == '\n'), "{shown:?}");
        assert!(shown.len() < 200_000, "{} bytes", shown.len());
    }
    let json = report::json([("test.toml", problems)]).to_string();
    assert!(json.chars().all(text::is_harmless));
}

fn bad(words: &str) -> Problems {
    let Err(problems) = read(words) else { panic!("it was read") };
    assert!(!problems.list.is_empty() && problems.list.len() <= Problems::SHOWN);
    harmless(&problems);
    problems
}

#[test]
fn the_shipped_routines_are_good() {
    for file in toml_files("routines") {
        if let Err(problems) = reader::open(&file) {
            panic!("{}", report::render(&problems, false, usize::MAX));
        }
    }
}

/// The files of a folder.
fn toml_files(folder: &str) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
}

#[test]
fn the_example_of_the_description_is_good() {
    let page = include_str!("../../docs/format.md");
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(good(example).phases.len(), 2);
}

#[test]
fn a_field_is_inherited_from_the_nearest_table_that_has_it() {
    let words = "
        format = 1
        name = 'Test'
        [defaults]
        rest = '20s'
        pace = '2s'
        [[phase]]
        name = 'Work'
        [[phase.exercise]]
        name = 'Raise'
        reps = 8
        tempo = '3-1-3'
        rest = '40s'
        suggested = ['prepare', 'rest']
        [[phase.exercise.movement]]
        name = 'Straight'
        [[phase.exercise.movement]]
        name = 'Bent'
        time = '30s'
        rest = '50s'
        suggested = ['time']
        [[phase.exercise.movement]]
        name = 'List'
        reps = [8, 'max']
    ";
    let doses = doses(words);
    let one = |n: usize| &doses[n].all()[0];
    assert_eq!(one(0).rest, Window::exact(std::time::Duration::from_secs(40)));
    assert_eq!(one(0).prepare.as_secs(), 10);
    assert!(!one(0).prepare_written);
    assert!(
        matches!(&one(0).measure, Measure::Reps { pacing: Pacing::Rhythm(Rhythm::Tempo(parts)), .. }
        if parts.len() == 3),
        "not the pace"
    );
    assert_eq!(one(0).suggested, [Field::Rest, Field::Prepare]);
    assert_eq!(one(1).rest.min.as_secs(), 50);
    assert!(matches!(one(1).measure, Measure::Time(_)), "a nearer time drops the rhythm");
    assert_eq!(one(1).suggested, [Field::Time, Field::Prepare], "a nearer list, but only the exercise has a prepare");
    assert_eq!(one(2).sets, Window::exact(2));
    assert!(matches!(&one(2).measure, Measure::Reps { targets, .. }
        if targets[..] == [RepTarget::Count(Window::exact(8)), RepTarget::Max]));
    let paced = self::doses(&exercise("pace = '2s'\nreps = 8"));
    let Measure::Reps { pacing, .. } = &paced[0].all()[0].measure else { panic!() };
    assert_eq!(*pacing, Pacing::SelfPaced(std::time::Duration::from_secs(2)));
}

#[test]
fn the_names_of_the_parts_go_with_the_tempo() {
    let words = exercise(
        "reps = 8\ntempo = '3-1'\nparts = ['up', 'down']\n\
         weeks = [{}, { tempo = '2-2' }, { hold = '5s' }, { time = '30s' }, { parts = ['rise', 'sink'] }]",
    );
    let parts: Vec<_> = doses(&words)[0].all().iter().map(|dose| dose.parts.join(" ")).collect();
    assert_eq!(parts, ["up down", "up down", "", "", "rise sink"]);
}

#[test]
fn an_entry_overrides_its_table_before_it_inherits() {
    let words = exercise(
        "tempo = '3-1-3'\nreps = 8\nweeks = [{}, { reps = 9 }, { sets = 2 }]\n\
         [[phase.exercise.movement]]\nname = 'Timed'\ntime = '30s'\nweeks = [{ reps = 5 }, {}]",
    );
    let doses = doses(&words);
    let weeks = doses[0].all();
    assert_eq!(weeks.len(), 3);
    assert!(matches!(weeks[0].measure, Measure::Reps { pacing: Pacing::Rhythm(_), .. }));
    assert!(matches!(weeks[1].measure, Measure::Time(_)));
    assert!(matches!(weeks[2].measure, Measure::Time(_)), "the last entry goes on");
    assert_eq!(weeks[2].sets, Window::exact(2));
}

#[test]
fn a_nearer_list_drops_inherited_sets() {
    let doses = doses(&exercise("sets = 3\nreps = 8\n[[phase.exercise.movement]]\nname = 'A'\nreps = [5, 4]"));
    assert_eq!(doses[0].all()[0].sets, Window::exact(2));
}

#[test]
fn progressions_come_with_their_defaults() {
    let of = |lines: &str| good(&exercise(lines)).phases[0].exercises[0].progression.clone().unwrap();
    let seconds = std::time::Duration::from_secs;
    assert_eq!(of("reps = '6-8'\nprogression = { kind = 'double' }"), Progression::Double(Reps(1)));
    assert_eq!(of("time = '20s-40s'\nprogression = { kind = 'double' }"), Progression::Double(Time(seconds(10))));
    assert_eq!(of("sets = '2-4'\nprogression = { kind = 'double' }"), Progression::Double(Reps(1)));
    let two = "[[phase.exercise.movement]]\nname = 'A'\nreps = 8\n[[phase.exercise.movement]]\nname = 'B'\nreps = 10";
    let add = of(&format!("progression = {{ kind = 'add', reps = 5, until = 20 }}\n{two}"));
    assert_eq!(add, Progression::Add { step: Reps(5), until: Some(vec![Reps(20), Reps(20)]) });
}

#[test]
fn phases_have_one_of_four_forms() {
    let form = |lines: &str| {
        let words = format!(
            "format = 1\nname = 'T'\n[[phase]]\nname = 'P'\n{lines}\n[[phase.exercise]]\nname = 'E'\nreps = 8\n"
        );
        good(&words).phases[0].form
    };
    let minute = std::time::Duration::from_mins(1);
    assert_eq!(form(""), PhaseForm::Straight);
    assert_eq!(form("rounds = '3–4'"), PhaseForm::Rounds(Window { min: 3, max: 4 }), "an en dash is accepted");
    assert_eq!(form("rounds = 3\nevery = '1m'"), PhaseForm::Every { slot: minute, rounds: Window::exact(3) });
    assert_eq!(form("within = '10m'"), PhaseForm::Within(minute * 10));
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_fine() {
    let words = exercise("reps = 8\ngoal = \"\"\"two\nlines\"\"\"");
    let plain = good(&words);
    assert_eq!(good(&format!("\u{feff}{}", words.replace('\n', "\r\n"))), plain);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Test Datei.toml");
    fs::write(&file, format!("\u{feff}{words}")).unwrap();
    assert_eq!(reader::open(&file).unwrap().id, "test-datei");
    assert_eq!(reader::source(&file).unwrap(), words);
}

#[test]
fn a_problem_after_a_byte_order_mark_stands_where_it_is() {
    let problems = bad(&format!("\u{feff}{}", exercise("reps = 0")));
    let place = problems.list[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column), (7, 8));
}

#[test]
fn the_column_counts_characters_and_the_mark_stands_under_them() {
    let shown = report::render(&bad("format = 1\nname = 'Test'\n\t\"足首\u{301}\" = 1\n"), false, usize::MAX);
    assert!(shown.contains("test.toml:3:2"), "{shown}");
}

#[test]
fn a_long_file_is_read_as_a_short_one() {
    let phase = |n: usize| {
        let exercise =
            |m: usize| format!("[[phase.exercise]]\nname = 'e{n}-{m}'\nreps = 8\ntips = ['{}']\n", "long ".repeat(80));
        let exercises: Vec<String> = (0..40).map(exercise).collect();
        format!("[[phase]]\nname = 'p{n}'\n{}", exercises.concat())
    };
    let phases: Vec<String> = (0..10).map(phase).collect();
    let words = format!("format = 1\nname = 'Test'\n{}", phases.concat());
    assert!(words.len() > 100_000);
    assert_eq!(good(&words).phases.len(), 10);
    let problems = bad(&words.replace("name = 'e7-3'\nreps = 8", "name = 'e7-3'\nreps = eight\nreps"));
    let messages: Vec<&str> = problems.list.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["text without quotes", "`reps` has no value"]);
    let problems = bad(&words.replace("name = 'e7-3'\n", "name = 'e7-3'\nname = 'again'\n"));
    assert_eq!((problems.list.len(), problems.list[0].message.as_str()), (1, "`name` is given twice"));
}

#[test]
fn a_syntax_error_hides_no_other_problem_and_its_key_is_not_missing() {
    let words = "format = 1\nname = Test # no quotes\nnotes = [\n  'one',\n\n[[phase]]\nname\n\n[[phase.exercise]]\n\
                 name = 'A'\nreps = 08\nsets = 2,\n\n[[phase]]\nname = 'B'\nrounds = 5s\nevery = '1m'\n\
                 [[phase.exercise]\nname = 'C'\n";
    let problems = bad(words);
    let found: Vec<(usize, &str)> =
        problems.list.iter().map(|one| (one.place.as_ref().unwrap().line, one.message.as_str())).collect();
    assert_eq!(
        found,
        [
            (2, "text without quotes"),
            (3, "this list is not closed"),
            (7, "`name` has no value"),
            (11, "a number begins with a zero"),
            (12, "unexpected text after the value"),
            (16, "text without quotes"),
            (18, "the header is not closed"),
        ]
    );
    assert_eq!(problems.list[0].help.as_deref(), Some("write it as `name = \"Test\"`"));
}

#[test]
fn problems_beyond_a_hundred_are_counted() {
    let lines: Vec<String> = (0..250).map(|n| format!("k{n:03} = 1")).collect();
    let problems = bad(&exercise(&lines.join("\n")));
    assert_eq!((problems.list.len(), problems.more), (100, 150));
    assert!(report::render(&problems, false, usize::MAX).ends_with("and 150 more\n"));
    assert!(problems.list[99].message.contains("k099"), "the first ones of the file");
}

#[test]
fn control_and_bidi_characters_are_refused_everywhere() {
    let texts = ["name", "id", "summary", "load", "effort", "figure", "goal", "video"];
    for c in ["\\u001b[2J", "\\u0000", "\\u007f", "\\u009b", "\\u202e", "\\u2066", "\u{202e}", "\\e[31m", "\\x1b"] {
        for key in texts {
            bad(&exercise(&format!("reps = 8\n\"{key}\" = \"a{c}b\"")));
        }
        bad(&exercise(&format!("tips = [\"a{c}b\"]")));
        bad(&exercise(&format!("\"a{c}b\" = 1")));
        bad(&exercise(&format!("sides = \"a{c}b\"\nrest = \"a{c}b\"\nsets = \"a{c}b\"\ndistance = \"a{c}b\"")));
    }
    bad(&exercise("reps = 8 # \u{1b}[2J"));
    bad(&exercise("reps = \"\u{1b}[2J\""));
    bad(&exercise("\u{1b}[2J = 3"));
    bad(&exercise("goal = \"a\rb\""));
}

#[test]
fn hostile_texts_end_in_a_few_problems() {
    let deep = 100_000;
    let texts = [
        "= =\n".repeat(MIB / 4),
        "=\n".repeat(MIB / 16),
        "a\n".repeat(MIB / 16),
        "= = ".repeat(MIB / 4),
        "\n".repeat(MIB),
        "x".repeat(MIB),
        "\"".repeat(MIB),
        "\"\"\"\n".repeat(MIB / 32),
        "a=[\n".repeat(MIB / 32),
        "a={\n".repeat(MIB / 32),
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("a = {}1{}", "{a=".repeat(deep), "}".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]", ".a".repeat(deep)),
        format!("a{} = 1\n", ".a".repeat(90)).repeat(MIB / 200),
        "a = 1\n".repeat(MIB / 24),
        "[a]\n".repeat(MIB / 24),
        format!("a = [{}]", ",".repeat(MIB - 10)),
        exercise(&format!("reps = [{}]", "1,".repeat(MIB / 2 - 200))),
        exercise(&format!("weeks = [{}]", "{},".repeat(MIB / 3 - 200))),
        exercise(&format!("reps = 8 {}", "x ".repeat(MIB / 2 - 200))),
        exercise(&format!("load = \"{}\"", "\\u001b".repeat(MIB / 6 - 200))),
        format!("format=1\nname=\"x\"\n{}", "[[phase]]\nq=1\n".repeat(MIB / 15)),
        format!("a = {}", "9".repeat(MIB - 10)),
        format!("a = \"{}\"", "足".repeat(MIB / 3 - 10)),
        exercise("time = \"99999999999999999999h\""),
        exercise("time = \"18446744073709551615ms\""),
    ];
    for words in &texts {
        assert!(words.len() <= MIB);
        bad(words);
    }
    for levels in [79, 80, 81] {
        bad(&exercise(&format!("reps = {}{}", "[".repeat(levels), "]".repeat(levels))));
        bad(&format!("a{} = 1", ".a".repeat(levels)));
    }
}

#[test]
fn a_file_of_more_lists_and_tables_than_fit_into_memory_is_refused_unread() {
    for nested in ["{a=1},", "[1],", "a.a.a=1\n", "[[a]]\n"] {
        let text = nested.repeat(MIB / nested.len() - 2);
        let text = if nested.ends_with(',') { format!("a=[{text}]") } else { text };
        let problems = bad(&text);
        assert_eq!(problems.list.len(), 1);
        assert_eq!(problems.list[0].message, "too many lists and tables");
    }
    assert_eq!(bad(&format!("notes = ['{}']", "{a.b}".repeat(100_000))).list.len(), 3, "in quotes it is text");
}

#[test]
fn three_lines_that_make_ten_thousand_steps_are_refused() {
    let words =
        "format=1\nname='T'\n[[phase]]\nname='P'\nrounds=10000\n[[phase.exercise]]\nname='E'\nsets=10000\nreps=1";
    assert!(bad(words).list[0].message.contains("steps"));
}

#[test]
fn many_weeks_of_many_movements_are_refused() {
    let movement = |n: usize| format!("[[phase.exercise.movement]]\nname = 'm{n}'\nreps = [1, 2, 3]\n");
    let movements: String = (0..500).map(movement).collect();
    let words = exercise(&format!("weeks = [{}]\n{movements}", "{},".repeat(1000)));
    assert!(bad(&words).list[0].message.contains("too many"));
}

fn problem_of(path: &Path) -> String {
    let Err(problems) = reader::open(path) else { panic!("{} was read", path.display()) };
    harmless(&problems);
    problems.list[0].message.clone()
}

#[test]
fn the_first_byte_that_is_not_utf8_is_located() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.toml");
    fs::write(&file, b"format = 1\nname = \"\xc3\x28\"\n").unwrap();
    let Err(problems) = reader::open(&file) else { panic!() };
    harmless(&problems);
    let place = problems.list[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column), (2, 9));
    fs::write(&file, b"\xff\xfef\0o\0").unwrap();
    assert_eq!(problem_of(&file), "the file is not UTF-8");
    fs::write(&file, b"\xef\xbb\xbfformat = \xff").unwrap();
    assert_eq!(problem_of(&file), "the file is not UTF-8");
}

#[test]
fn a_file_over_a_mebibyte_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.toml");
    fs::write(&file, vec![b'\n'; MIB + 1]).unwrap();
    assert_eq!(problem_of(&file), "the file is over 1 MiB");
    fs::write(&file, exercise(&format!("#{}", "x".repeat(MIB - exercise("#").len())))).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().len(), MIB as u64);
    assert!(reader::open(&file).is_ok());
}

#[cfg(unix)]
#[test]
fn other_than_regular_files_are_refused_at_once() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(at("fifo")).status().unwrap().success());
    symlink("loop", at("loop")).unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    symlink("/dev/zero", at("zero")).unwrap();
    let good = at("good.toml");
    fs::write(&good, exercise("reps = 8")).unwrap();
    symlink(&good, at("link.toml")).unwrap();
    assert_eq!(problem_of(&at("fifo")), "this is not a regular file");
    assert_eq!(problem_of(&at("zero")), "this is not a regular file");
    assert_eq!(problem_of(Path::new("/dev/null")), "this is not a regular file");
    assert_eq!(problem_of(folder.path()), "this is a folder");
    for name in ["loop", "dangling", "a\u{1b}[2J\u{202e}b.toml", ""] {
        assert!(problem_of(&at(name)).starts_with(if name.is_empty() { "this is" } else { "cannot open" }));
    }
    assert!(reader::open(&at("link.toml")).is_ok());
    fs::set_permissions(&good, fs::Permissions::from_mode(0o000)).unwrap();
    if !rustix::process::geteuid().is_root() {
        assert!(problem_of(&good).starts_with("cannot open"));
    }
}

#[test]
fn without_a_settings_file_there_are_no_settings_and_another_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    let problem = || reader::config(&file).unwrap_err().list[0].message.clone();
    assert_eq!(reader::config(&file), Ok(Config::default()));
    fs::write(&file, "calm = true\nfull = true\nshort = false\n").unwrap();
    let config = Config { calm: Some(true), windows: Some(WindowChoice::High), ..Config::default() };
    assert_eq!(reader::config(&file), Ok(config));
    assert_eq!(reader::config(&file.join("config.toml")), Ok(Config::default()));
    fs::write(&file, b"calm = \xff").unwrap();
    assert_eq!(problem(), "the file is not UTF-8");
    fs::write(&file, vec![b'\n'; MIB + 1]).unwrap();
    assert_eq!(problem(), "the file is over 1 MiB");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(problem(), "this is a folder");
}

#[test]
fn problems_are_written_as_json() {
    let problems = bad(&exercise("reps = 0"));
    let good = Problems { severity: Severity::Remark, list: Vec::new(), ..problems.clone() };
    let json = report::json([("good.toml", &good), ("bad.toml", &problems)]);
    assert_eq!(json["format"], 1);
    assert_eq!(json["files"][0]["file"], "good.toml");
    assert_eq!(json["files"][0]["problems"].as_array().unwrap().len(), 0);
    assert_eq!(json["files"][1]["more"], 0);
    let problem = &json["files"][1]["problems"][0];
    assert_eq!(problem["message"], "`reps` is below 1");
    assert_eq!((&problem["line"], &problem["column"]), (&7.into(), &8.into()));
    assert_eq!((&problem["end_line"], &problem["end_column"]), (&7.into(), &9.into()));
    assert!(problem["related"].is_null());
}

/// A file with every kind of table in it, to be spoilt.
const WHOLE: &str = include_str!("../../routines/ten-weeks.toml");

/// The text of a file with some pieces replaced by others.
fn spoilt(file: &'static str) -> impl Strategy<Value = String> {
    const BITS: [&str; 21] = [
        "", "\"", "\"\"\"", "[", "]", "[[", "{", "}", "=", "\n", ",", "-", "0", "99999", "1:30", "max", "#", "\u{1b}",
        "\u{202e}", "é", ".",
    ];
    let piece = (any::<prop::sample::Index>(), 0_usize..30, prop::sample::select(&BITS[..]));
    prop::collection::vec(piece, 1..6).prop_map(move |pieces| {
        let mut words = file.to_owned();
        for (at, length, bit) in pieces {
            let start = words.floor_char_boundary(at.index(words.len()));
            let end = words.ceil_char_boundary((start + length).min(words.len()));
            words.replace_range(start..end, bit);
        }
        words
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(words in any::<String>()) {
        if let Err(problems) = read(&words) {
            harmless(&problems);
        }
    }

    #[test]
    fn no_text_of_the_letters_of_toml_panics(words in "[\\[\\]{}=,.\"'#\\\\ \n\ta-c0-9\u{1b}\u{202e}足-]{0,80}") {
        if let Err(problems) = read(&words) {
            harmless(&problems);
        }
    }

    // Kills: a list that is counted on where it begins again, two lists that share a length or an end.
    #[test]
    fn the_lists_of_an_exercise_and_its_movement_go_on_each_in_its_own_way(
        (outer, goes_round) in (1..6_u32, any::<bool>()),
        (own, own_goes_round) in (1..6_u32, any::<bool>()),
        week in 1..60_u32,
    ) {
        let list = |key: &str, entries: u32| {
            let entries: Vec<_> = (1..=entries).map(|n| format!("{{ {key} = {n} }}")).collect();
            format!("weeks = [{}]", entries.join(", "))
        };
        let movement = format!("name = 'M'\n{}\ncycle = {own_goes_round}", list("reps", own));
        let lines = format!("{}\ncycle = {goes_round}\n[[phase.exercise.movement]]\n{movement}", list("sets", outer));
        let dose = &doses(&exercise(&lines))[0];
        let entry = |entries, round| if round { (week - 1) % entries + 1 } else { week.min(entries) };
        let today = dose.at(&Today { week, ..Today::FIRST });
        prop_assert_eq!(today.sets, Window::exact(entry(outer, goes_round)));
        prop_assert_eq!(&today.measure, &reps_of(entry(own, own_goes_round)));
    }

    #[test]
    fn no_spoilt_file_panics(words in spoilt(WHOLE)) {
        if let Err(problems) = read(&words) {
            harmless(&problems);
            let places: Vec<_> = problems.list.iter().filter_map(|one| one.place.as_ref()).map(|place| place.span.start).collect();
            prop_assert!(places.is_sorted());
        }
    }

    #[test]
    fn no_cut_file_panics(at in any::<prop::sample::Index>()) {
        let end = WHOLE.floor_char_boundary(at.index(WHOLE.len()));
        if let Err(problems) = read(&WHOLE[..end]) {
            harmless(&problems);
        }
    }
}
