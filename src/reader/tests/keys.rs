//! Each key of each table is read by its rule, and no table has another key.

use super::rules::{
    Rule, SIDES, between_sessions, choice, counts, distance, fit, flag, gap, gap_window, line, list_of, name, prose,
    reps, rule, slug, span, suggested, tempo, time, whole, work, wrong_type,
};
use super::{assert_refused, marked, parse, problems_of_config, problems_of_routine, routine};
use crate::reader::problem::{
    CountProblem, DurationField, DurationProblem, DurationReason, Expected, FormatProblem, ListProblem, Problem,
    RoutineProblem, TableProblem,
};
use crate::reader::wording::Subject;
use crate::settings::Config;

/// A table of a routine: what is before its keys, the keys that it needs, and what is after it.
struct TableText {
    before: &'static str,
    needs: &'static [&'static str],
    after: &'static str,
}

impl TableText {
    fn with(&self, key: &str, value: &str) -> String {
        let needs = self.needs.iter().filter(|need| !need.starts_with(&format!("{key} = ")));
        let needs: String = needs.flat_map(|need| [need, "\n"]).collect();
        format!("{}{needs}{key} = {value}{}", self.before, self.after)
    }
}

const PHASES: &str = "\n[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\nreps = 8\n";

const FILE: TableText = TableText { before: "format = 1\n", needs: &["name = 'T'"], after: PHASES };

/// A table at the top of a file.
macro_rules! top {
    ($header:literal $(, $need:literal)*) => {
        TableText { before: concat!("format = 1\nname = 'T'\n", $header, "\n"), needs: &[$($need),*], after: PHASES }
    };
}

/// A table in a phase.
macro_rules! inner {
    ($before:literal, [$($need:literal),*], $after:literal) => {
        TableText {
            before: concat!("format = 1\nname = 'T'\n[[phase]]\n", $before),
            needs: &[$($need),*],
            after: $after,
        }
    };
}

const PHASE: TableText = inner!("", ["name = 'P'"], "\n[[phase.exercise]]\nname = 'E'\nreps = 8\n");
const ROUNDS: TableText = inner!("rounds = 3\n", ["name = 'P'"], "\n[[phase.exercise]]\nname = 'E'\nreps = 8\n");
const EXERCISE: TableText = inner!("name = 'P'\n[[phase.exercise]]\n", ["name = 'E'", "reps = 8"], "\n");
/// An exercise with a tempo of two parts.
const TEMPO: TableText = inner!("name = 'P'\n[[phase.exercise]]\n", ["name = 'E'", "reps = 8", "tempo = '3-1'"], "\n");
/// An exercise without a measure.
const OPEN: TableText = inner!("name = 'P'\n[[phase.exercise]]\n", ["name = 'E'"], "\n");
const MOVEMENT: TableText = inner!(
    "name = 'P'\n[[phase.exercise]]\nname = 'E'\n[[phase.exercise.movement]]\n",
    ["name = 'M'", "reps = 8"],
    "\n"
);
const OPEN_MOVEMENT: TableText =
    inner!("name = 'P'\n[[phase.exercise]]\nname = 'E'\n[[phase.exercise.movement]]\n", ["name = 'M'"], "\n");
const WEEK: TableText = inner!("name = 'P'\n[[phase.exercise]]\nname = 'E'\nreps = 8\nweeks = [{ ", [], " }]\n");
const OPEN_SESSION: TableText = inner!("name = 'P'\n[[phase.exercise]]\nname = 'E'\nsessions = [{ ", [], " }]\n");
const STEP: TableText = inner!(
    "name = 'P'\n[[phase.exercise]]\nname = 'E'\nreps = 8\nprogression = { kind = 'add', reps = 1, ",
    [],
    " }\n"
);

/// Whether each key of a place is read by its rule.
fn assert_rules(place: &TableText, keys: Vec<(&'static str, Rule)>) {
    for (key, Rule { good, bad }) in keys {
        for value in good {
            let text = place.with(key, &value);
            assert_eq!(problems_of_routine(&text), [], "{text}");
        }
        for (value, problem) in bad {
            let subject = Subject { key, in_list: value.starts_with('[') };
            assert_refused(&place.with(key, &value), (subject, problem));
        }
    }
}

#[test]
fn the_keys_of_the_file_have_their_rules() {
    let keys = vec![
        ("id", slug()),
        ("name", name()),
        ("summary", prose()),
        ("equipment", list_of(line())),
        ("notes", list_of(prose())),
    ];
    assert_rules(&FILE, keys);
    assert_rules(&top!("[source]"), vec![("title", line()), ("author", line()), ("url", line())]);
    let keys = vec![("per_week", counts()), ("min_gap", between_sessions()), ("occasions", list_of(line()))];
    assert_rules(&top!("[frequency]"), keys);
    assert_rules(&top!("[safety]"), vec![("notice", prose()), ("stop_if", list_of(prose()))]);
    let keys = vec![("title", line()), ("text", prose())];
    assert_rules(&top!("[[background]]", "title = 'T'", "text = 'T'"), keys);
    let keys = vec![
        ("after", whole(1, 10_000)),
        ("step_gap", between_sessions()),
        ("pain_hold", whole(0, 10)),
        ("pain_back", whole(0, 10)),
        ("effort_hold", whole(0, 10)),
        ("layoff", between_sessions()),
    ];
    assert_rules(&top!("[progress]"), keys);
    let keys = vec![("prepare", gap()), ("rest", gap_window()), ("switch", gap()), ("pace", work())];
    assert_rules(&top!("[defaults]"), keys);
}

#[test]
fn the_keys_of_a_phase_have_their_rules() {
    let keys = vec![
        ("id", slug()),
        ("name", name()),
        ("goal", prose()),
        ("rounds", counts()),
        ("within", work()),
        ("rest", gap_window()),
    ];
    assert_rules(&PHASE, keys);
    assert_rules(&ROUNDS, vec![("every", work()), ("between", gap_window())]);
}

/// The keys of a prescription that has reps, and the rule of each.
fn prescription() -> Vec<(&'static str, Rule)> {
    vec![
        ("sets", counts()),
        ("rest", gap_window()),
        ("switch", gap()),
        ("hold", work()),
        ("tempo", tempo()),
        ("cadence", whole(10, 300)),
        ("pace", work()),
        ("about", work()),
        ("load", name()),
        ("effort", name()),
        ("figure", slug()),
    ]
}

/// The keys of a prescription that say how much.
fn measures() -> Vec<(&'static str, Rule)> {
    vec![("reps", reps()), ("time", time()), ("distance", distance())]
}

#[test]
fn the_keys_of_a_prescription_have_their_rules_wherever_it_stands() {
    for place in [EXERCISE, MOVEMENT, WEEK] {
        assert_rules(&place, prescription());
    }
    for place in [OPEN, OPEN_MOVEMENT, OPEN_SESSION] {
        assert_rules(&place, measures());
    }
    let sides = Rule { good: ["'both'", "'each'", "'alternate'"].map(str::to_owned).to_vec(), ..choice(&SIDES) };
    assert_rules(&EXERCISE, vec![("prepare", gap()), ("sides", sides)]);
    let parts = Rule { good: vec!["['up', 'down']".to_owned()], ..list_of(name()) };
    assert_rules(&TEMPO, vec![("parts", parts)]);
    assert_rules(&EXERCISE, vec![("suggested", suggested())]);
    assert_rules(&MOVEMENT, vec![("suggested", suggested())]);
}

#[test]
fn the_keys_of_when_have_their_rules() {
    let phase = inner!("name = 'P'\nwhen = { ", [], " }\n[[phase.exercise]]\nname = 'E'\n");
    let always = "[[phase]]\nname = 'Q'\n[[phase.exercise]]\nname = 'F'\n";
    for place in [phase, inner!("name = 'P'\n[[phase.exercise]]\nname = 'E'\nwhen = { ", [], " }\n")] {
        let after = format!("{}{always}", place.after);
        for (key, Rule { good, bad }) in [("weeks", span()), ("sessions", span())] {
            let text = |value: &str| format!("{}{key} = {value}{after}", place.before);
            for value in good {
                assert_eq!(problems_of_routine(&text(&value)), [], "{value}");
            }
            for (value, problem) in bad {
                assert_refused(&text(&value), (Subject { key, in_list: false }, problem));
            }
        }
    }
    let in_rounds = inner!(
        "name = 'P'\nrounds = 8\n[[phase.exercise]]\nname = 'F'\n[[phase.exercise]]\nname = 'E'\nwhen = { ",
        [],
        " }\n"
    );
    assert_rules(&in_rounds, vec![("rounds", span())]);
}

#[test]
fn the_texts_of_exercises_and_movements_have_their_rules() {
    let texts = || {
        let tips = [("tips", list_of(prose())), ("suggested_tips", list_of(prose()))];
        tips.into_iter()
            .chain([("id", slug()), ("name", name()), ("say_as", name()), ("goal", prose()), ("video", line())])
            .collect()
    };
    assert_rules(&EXERCISE, texts());
    assert_rules(&MOVEMENT, texts());
    assert_rules(&EXERCISE, vec![("equipment", list_of(line())), ("contacts", flag()), ("fit", fit())]);
    assert_rules(&MOVEMENT, vec![("contacts", flag()), ("fit", fit())]);
}

#[test]
fn the_keys_of_a_progression_have_their_rules() {
    let kinds = || Rule { good: Vec::new(), ..choice(&["double", "add"]) };
    let step = |before| TableText { before, needs: &[], after: " }\n" };
    let place = inner!("name = 'P'\n[[phase.exercise]]\nname = 'E'\nprogression = { ", [], " }\n");
    assert_rules(&place, vec![("kind", kinds())]);
    let reps = "format = 1\nname = 'T'\n[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\nreps = 8\n\
                progression = { kind = 'add', ";
    assert_rules(&step(reps), vec![("reps", whole(1, 10_000))]);
    let time = "format = 1\nname = 'T'\n[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\ntime = '8s'\n\
                progression = { kind = 'add', ";
    assert_rules(&step(time), vec![("time", work())]);
    let (low, high) = (1, 10_000);
    let zero = DurationProblem { field: DurationField::Work, reason: DurationReason::Zero };
    let until = rule(["20", "[20]"], vec![])
        .and("«0»", CountProblem::TooLow { low, high })
        .and("[«10001»]", CountProblem::TooHigh { low, high })
        .and("«'0s'»", zero)
        .and("«true»", wrong_type(Expected::Number, "true or false"))
        .and("«[]»", ListProblem::Empty);
    assert_rules(&STEP, vec![("until", until)]);
}

#[test]
fn the_keys_of_the_settings_have_their_rules() {
    for key in Config::KEYS {
        let Rule { good, bad } = match key {
            "color" => choice(&["auto", "always", "never"]),
            "theme" => choice(&["default", "high-contrast"]),
            "figures" => choice(&["on", "quarters", "off"]),
            "first-side" => choice(&["left", "right"]),
            "audio" => choice(&["auto", "pulse", "player", "bell", "off"]),
            "voice" => choice(&["off", "built-in", "system"]).takes("true").takes("false"),
            "voice-command" => line(),
            "voice-language" => name(),
            "volume" => rule(["0", "100"], vec![])
                .and("«101»", CountProblem::TooHigh { low: 0, high: 100 })
                .and("«-1»", CountProblem::TooLow { low: 0, high: 100 })
                .and("«'80'»", wrong_type(Expected::NumberWithoutQuotes, "text"))
                .and("«true»", wrong_type(Expected::Number, "true or false")),
            _ => flag(),
        };
        for value in good {
            assert_eq!(problems_of_config(&format!("{key} = {value}")), [], "{key} = {value}");
        }
        for (value, problem) in bad {
            let (text, problem) = marked(&format!("{key} = {value}"), (Subject { key, in_list: false }, problem));
            assert_eq!(problems_of_config(&text), [problem], "{text}");
        }
    }
}

#[test]
fn the_format_comes_first() {
    let subject = Subject { key: "format", in_list: false };
    let text = wrong_type(Expected::Format, "text");
    assert_refused(&format!("format = «'1'»\nname = 'T'{PHASES}"), (subject, text));
    assert_refused(&format!("format = «2»\nnonsense = 1{PHASES}"), FormatProblem::Unknown(2));
    assert_refused(&format!("«»name = 'T'{PHASES}"), FormatProblem::Missing);
    assert_refused("«»format = 1\nname = 'T'\n", RoutineProblem::NoPhase);
}

#[test]
fn a_table_is_not_another_value() {
    for key in ["source", "frequency", "safety", "progress", "defaults"] {
        let not_a_table = TableProblem::NotATable { key, found: "text" };
        assert_refused(&FILE.with(key, "«'x'»"), not_a_table);
    }
    assert_refused(
        &EXERCISE.with("progression", "«1»"),
        TableProblem::NotATable { key: "progression", found: "a whole number" },
    );
    for key in ["weeks", "sessions"] {
        assert_refused(&EXERCISE.with(key, "[«1»]"), TableProblem::NotATable { key, found: "a whole number" });
        let not_a_list = wrong_type(Expected::List, "a table");
        assert_refused(&EXERCISE.with(key, "«{}»"), (Subject { key, in_list: false }, not_a_list));
        assert_refused(&MOVEMENT.with(key, "«[]»"), (Subject { key, in_list: false }, ListProblem::Empty.into()));
        let many = format!("[{}]", "{},".repeat(1001));
        let too_many = (Subject { key, in_list: false }, ListProblem::TooManyEntries(1001).into());
        let text = EXERCISE.with(key, &many).replace(&format!("{key} ="), &format!("«{key}» ="));
        assert_refused(&text, too_many);
    }
    let subject = |key| Subject { key, in_list: false };
    assert_refused(&FILE.with("background", "«{}»"), (subject("background"), ListProblem::SingleTable.into()));
    assert_refused("format = 1\nname = 'T'\nphase = «{}»", (subject("phase"), ListProblem::SingleTable.into()));
    assert_refused("format = 1\nname = 'T'\nphase = «[]»", (subject("phase"), ListProblem::Empty.into()));
    assert_refused(
        "format = 1\nname = 'T'\n[[phase]]\nname = 'P'\nexercise = «{}»",
        (subject("exercise"), ListProblem::SingleTable.into()),
    );
    assert_refused(&OPEN.with("movement", "«{}»"), (subject("movement"), ListProblem::SingleTable.into()));
    assert_refused(&OPEN.with("movement", "«[]»"), (subject("movement"), ListProblem::Empty.into()));
    let many = format!("[{}]", "8,".repeat(10_001));
    let text = OPEN.with("reps", &many).replace("reps =", "«reps» =");
    assert_refused(&text, (subject("reps"), ListProblem::TooManyItems(10_001).into()));
}

#[test]
fn keys_that_are_missing_or_unknown_are_refused() {
    let missing = |table, key, example| TableProblem::MissingKey { table, key, example };
    assert_refused(&format!("«»format = 1{PHASES}"), missing("file", "name", "\"Strong calves\""));
    let text = format!("format = 1\nname = 'T'\n«[[background]]»\ntext = 'T'{PHASES}");
    assert_refused(&text, missing("`[[background]]`", "title", "\"The calf complex\""));
    let text = format!("format = 1\nname = 'T'\n«[[background]]»\ntitle = 'T'{PHASES}");
    assert_refused(&text, missing("`[[background]]`", "text", "\"...\""));
    let text = FILE.with("id", "'t'").replace("[[phase]]\nname = 'P'", "«[[phase]]»");
    assert_refused(&text, missing("phase", "name", "\"Warm-up\""));
    let text = OPEN.with("reps", "8").replace("[[phase.exercise]]\nname = 'E'", "«[[phase.exercise]]»");
    assert_refused(&text, missing("exercise", "name", "\"Heel raises\""));
    let header = "[[phase.exercise.movement]]";
    let text = OPEN_MOVEMENT.with("reps", "8").replace(&format!("{header}\nname = 'M'"), &format!("«{header}»"));
    assert_refused(&text, missing("movement", "name", "\"Heel raises\""));
    assert_refused(&EXERCISE.with("progression", "«{}»"), missing("progression", "kind", "\"double\""));
    assert_refused("format = 1\nname = 'T'\n«[[phase]]»\nname = 'P'", RoutineProblem::NoExercise);

    let unknown = |table, near: Option<&'static str>| {
        let meant = near.into_iter().collect();
        TableProblem::UnknownKey { table, key: "tipps".to_owned(), meant }
    };
    let at_key = |place: &TableText| place.with("«tipps»", "1");
    assert_refused(&at_key(&FILE), unknown("file", None));
    assert_refused(&at_key(&top!("[source]")), unknown("`[source]`", None));
    assert_refused(&at_key(&top!("[frequency]")), unknown("`[frequency]`", None));
    assert_refused(&at_key(&top!("[safety]")), unknown("`[safety]`", None));
    assert_refused(&at_key(&top!("[progress]")), unknown("`[progress]`", None));
    assert_refused(&at_key(&top!("[defaults]")), unknown("`[defaults]`", None));
    assert_refused(&at_key(&top!("[[background]]", "title = 'T'", "text = 'T'")), unknown("`[[background]]`", None));
    assert_refused(&at_key(&PHASE), unknown("phase", None));
    assert_refused(&at_key(&EXERCISE), unknown("exercise", Some("tips")));
    assert_refused(&at_key(&MOVEMENT), unknown("movement", Some("tips")));
    assert_refused(&at_key(&WEEK), unknown("week", None));
    assert_refused(&at_key(&OPEN_SESSION), unknown("session", None));
    assert_refused(&at_key(&STEP), unknown("progression", None));
    let (text, problem) = marked("«tipps» = 1", unknown("settings file", None));
    assert_eq!(problems_of_config(&text), [problem]);
}

#[test]
fn keys_of_an_exercise_are_refused_inside_of_it() {
    let forbidden = |table, key| TableProblem::OnlyOnExercise { table, key };
    for key in ["prepare", "progression"] {
        assert_refused(&MOVEMENT.with(&format!("«{key}»"), "'5s'"), forbidden("movement", key));
    }
    for key in ["progression", "weeks", "sessions"] {
        assert_refused(&WEEK.with(&format!("«{key}»"), "1"), forbidden("week", key));
        assert_refused(&OPEN_SESSION.with(&format!("«{key}»"), "1"), forbidden("session", key));
    }
    assert_refused(&MOVEMENT.with("weeks", "[{ «prepare» = '5s' }]"), forbidden("week", "prepare"));
    assert_refused(&EXERCISE.with("weeks", "[{ «cycle» = true }]"), forbidden("week", "cycle"));
    assert_refused(&EXERCISE.with("sessions", "[{ «when» = { weeks = 1 } }]"), forbidden("session", "when"));
}

#[test]
fn ids_are_made_of_names_and_are_unique() {
    let duplicate = |table, key| TableProblem::DuplicateId { table, id: "a".to_owned(), key, number: 2 };
    let phases = "[[phase]]\nname = ‹'A'›\n[[phase.exercise]]\nname = 'E'\n\
                  [[phase]]\nname = «'a'»\n[[phase.exercise]]\nname = 'F'";
    assert_refused(&format!("format = 1\nname = 'T'\n{phases}"), duplicate("phase", "name"));
    let exercises = "[[phase]]\nname = 'P'\n[[phase.exercise]]\nname = 'E'\nid = ‹'a'›\n\
                     [[phase]]\nname = 'Q'\n[[phase.exercise]]\nname = «'A'»";
    assert_refused(&format!("format = 1\nname = 'T'\n{exercises}"), duplicate("exercise", "name"));
    let movements = "[{ name = 'M', id = ‹'a'› }, { name = 'N', id = «'a'» }]";
    assert_refused(&OPEN.with("movement", movements), duplicate("movement", "id"));
    assert_refused(&EXERCISE.with("name", "«'?'»"), TableProblem::NoIdFromName { table: "exercise" });
    let refused = parse(&FILE.with("summary", "'S'"), |table, problems| routine::routine(table, "?", problems));
    assert_eq!(refused.unwrap_err().into_sorted().0, [Problem::new(0..0, RoutineProblem::NoIdFromFileName)]);
}

#[test]
fn an_id_can_be_written_in_either_way_that_systems_have() {
    assert_eq!(problems_of_routine(&EXERCISE.with("id", "'u\u{308}bung'")), []);
}
