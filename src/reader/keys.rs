//! The keys of a routine: the value and the meaning of each, in words. One table, which feeds the JSON Schema and the
//! tables of `docs/format.md`; a test compares it with the keys that are read.

use super::prescription::SIDES;
use super::progression::KINDS;

pub(super) struct TableKey {
    pub(super) name: &'static str,
    pub(super) value: ValueKind,
    pub(super) required: bool,
    pub(super) meaning: &'static str,
}

/// The keys of one kind of table.
pub(super) struct KeysOf {
    /// What the reader calls it.
    pub(super) table: &'static str,
    /// Its header in a file, where it has one of its own.
    pub(super) header: Option<&'static str>,
    pub(super) keys: &'static [&'static [TableKey]],
}

impl KeysOf {
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static TableKey> {
        self.keys.iter().copied().flatten()
    }
}

/// What a value is.
#[derive(Clone, Copy)]
pub(super) enum ValueKind {
    Format,
    Slug,
    Name,
    Names,
    Text,
    Texts,
    Prose,
    Proses,
    Flag,
    Count,
    Counts,
    /// A count, a range, or from a count on.
    Span,
    /// A whole number within bounds.
    Whole(u32, u32),
    /// A duration of work.
    Work,
    Gap,
    GapOrRange,
    /// A duration between sessions.
    Days,
    Reps,
    Time,
    Distance,
    Tempo,
    Words(fn() -> Vec<&'static str>),
    /// Fields of a prescription.
    Fields,
    /// Where a progression ends.
    Ceiling,
    Table(&'static KeysOf),
    Tables(&'static KeysOf),
}

impl ValueKind {
    /// What is written for it.
    pub(super) fn words(self) -> String {
        let words = match self {
            Self::Format => "`1`",
            Self::Slug => "slug",
            Self::Name => "name",
            Self::Names => "list of names",
            Self::Text => "text",
            Self::Texts => "list of text",
            Self::Prose => "prose",
            Self::Proses => "list of prose",
            Self::Flag => "`true` or `false`",
            Self::Count => "count",
            Self::Counts => "count or range",
            Self::Span => "count, range, or `\"3+\"`",
            Self::Whole(low, high) => return format!("whole number, {low} to {high}"),
            Self::Work => "duration",
            Self::Gap => "duration, zero allowed",
            Self::GapOrRange => "duration or range, zero allowed",
            Self::Days => "duration, also in days and weeks",
            Self::Reps => "count, range, `\"12+\"`, `\"max\"`, or a list of counts, `\"12+\"` and `\"max\"`",
            Self::Time => "duration, range, or a list of durations",
            Self::Distance => "number and unit: `\"80m\"`, `\"1km\"`, `\"0.5mi\"`",
            Self::Tempo => "two to four numbers: `\"3-1-3\"`",
            Self::Words(words) => {
                return words().into_iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ");
            }
            Self::Fields => "list of fields, or `true`",
            Self::Ceiling => "count or duration, or a list with one for each movement",
            Self::Table(_) => "table",
            Self::Tables(_) => "list of tables",
        };
        words.to_owned()
    }
}

const fn key(name: &'static str, value: ValueKind, meaning: &'static str) -> TableKey {
    TableKey { name, value, required: false, meaning }
}

const fn required(name: &'static str, value: ValueKind, meaning: &'static str) -> TableKey {
    TableKey { name, value, required: true, meaning }
}

const fn inline(table: &'static str, keys: &'static [&'static [TableKey]]) -> KeysOf {
    KeysOf { table, header: None, keys }
}

const fn headed(table: &'static str, header: &'static str, keys: &'static [&'static [TableKey]]) -> KeysOf {
    KeysOf { table, header: Some(header), keys }
}

/// The whole file.
pub(super) static FILE: KeysOf = inline(
    "file",
    &[&[
        required("format", ValueKind::Format, "the version of the format"),
        key(
            "id",
            ValueKind::Slug,
            "made of the name of the file, without `.toml`, where it is missing. Your history is tied to it: keep it when you rename the file",
        ),
        required("name", ValueKind::Name, "what it is called"),
        key("summary", ValueKind::Prose, "what it is for"),
        key("equipment", ValueKind::Texts, "what you need"),
        key("notes", ValueKind::Proses, "what else there is to say; `show` prints it"),
        key("source", ValueKind::Table(&SOURCE), "where it comes from"),
        key("frequency", ValueKind::Table(&FREQUENCY), "how often and when"),
        key("safety", ValueKind::Table(&SAFETY), "what to know before a session"),
        key("background", ValueKind::Tables(&BACKGROUND), "optional reading"),
        key("defaults", ValueKind::Table(&DEFAULTS), "for the whole file, see \"Between the blocks\""),
        key("progress", ValueKind::Table(&PROGRESS), "when something grows, see \"The gate\""),
        required("phase", ValueKind::Tables(&PHASE), "at least one"),
    ]],
);

pub(super) static SOURCE: KeysOf = headed(
    "`[source]`",
    "[source]",
    &[&[
        key("title", ValueKind::Text, "of the page or book"),
        key("author", ValueKind::Text, "who wrote it"),
        key("url", ValueKind::Text, "its address; printed, never opened"),
    ]],
);

pub(super) static FREQUENCY: KeysOf = headed(
    "`[frequency]`",
    "[frequency]",
    &[&[
        key("per_week", ValueKind::Counts, "how many sessions a week"),
        key(
            "min_gap",
            ValueKind::Days,
            "between two sessions. One that comes sooner is started with a warning, never refused",
        ),
        key("occasions", ValueKind::Texts, "when it fits, as in `\"before a run\"`"),
    ]],
);

pub(super) static SAFETY: KeysOf = headed(
    "`[safety]`",
    "[safety]",
    &[&[
        key("notice", ValueKind::Prose, "shown before your first session, and again after four weeks without"),
        key("stop_if", ValueKind::Proses, "reasons to stop, shown before each session"),
    ]],
);

pub(super) static BACKGROUND: KeysOf = headed(
    "`[[background]]`",
    "[[background]]",
    &[&[required("title", ValueKind::Text, "its heading"), required("text", ValueKind::Prose, "the reading")]],
);

const PREPARE: TableKey =
    key("prepare", ValueKind::Gap, "to get ready before the exercise, default `\"10s\"`; not in a movement");
const REST: TableKey =
    key("rest", ValueKind::GapOrRange, "between the sets, and between the movements, default `\"30s\"`");
const SWITCH: TableKey = key("switch", ValueKind::Gap, "to change sides inside a set, default `\"5s\"`");
const PACE: TableKey = key("pace", ValueKind::Work, "how long a rep takes, for estimates only, default `\"3s\"`");

pub(super) static DEFAULTS: KeysOf = headed("`[defaults]`", "[defaults]", &[&[PREPARE, REST, SWITCH, PACE]]);

pub(super) static PROGRESS: KeysOf = headed(
    "`[progress]`",
    "[progress]",
    &[&[
        key("after", ValueKind::Count, "qualifying sessions in a row before a step, default 2"),
        key("step_gap", ValueKind::Days, "between two steps of the same exercise, default `\"7d\"`"),
        key(
            "pain_hold",
            ValueKind::Whole(0, 10),
            "worst pain, during or the morning after, from which nothing goes up, default 3",
        ),
        key(
            "pain_back",
            ValueKind::Whole(0, 10),
            "worst pain from which it goes one rung down, and the next session is the first phase only, default 5",
        ),
        key("effort_hold", ValueKind::Whole(0, 10), "effort of a session from which nothing goes up, default 8"),
        key("layoff", ValueKind::Days, "after a longer gap it goes one rung down, default `\"14d\"`"),
    ]],
);

pub(super) static PHASE: KeysOf = headed(
    "phase",
    "[[phase]]",
    &[&[
        required("name", ValueKind::Name, "what it is called"),
        key("id", ValueKind::Slug, "made of the name where it is missing"),
        key("goal", ValueKind::Prose, "what it is for"),
        key("rounds", ValueKind::Counts, "a circuit: the exercises in order, so many times"),
        key("every", ValueKind::Work, "a clock for `rounds` (EMOM)"),
        key("within", ValueKind::Work, "instead of `rounds`: as many as fit (AMRAP)"),
        key(
            "rest",
            ValueKind::GapOrRange,
            "between the rounds; without `rounds` and `within` between the exercises. Default: none",
        ),
        key(
            "between",
            ValueKind::GapOrRange,
            "with `rounds` or `within`: between the exercises of a round. Default: none",
        ),
        key(
            "when",
            ValueKind::Table(&WHEN_OF_PHASE),
            "in which weeks and sessions it takes part, see \"When something takes part\"",
        ),
        required("exercise", ValueKind::Tables(&EXERCISE), "at least one"),
    ]],
);

const WEEKS_AND_SESSIONS: &[TableKey] = &[
    key("weeks", ValueKind::Span, "in these weeks of use only"),
    key("sessions", ValueKind::Span, "in these sessions of use only"),
];

static WHEN_OF_PHASE: KeysOf = inline("`when`", &[WEEKS_AND_SESSIONS]);

pub(super) static WHEN: KeysOf = inline(
    "`when`",
    &[WEEKS_AND_SESSIONS, &[key("rounds", ValueKind::Span, "in these rounds of its phase only; not in a phase")]],
);

/// What an exercise and a movement have alike, but for their prescription.
const LABEL: &[TableKey] = &[
    required("name", ValueKind::Name, "what it is called"),
    key("id", ValueKind::Slug, "made of the name where it is missing"),
    key("say_as", ValueKind::Name, "how a voice says the name, where it misreads it: `\"poh goes\"`"),
    key("goal", ValueKind::Prose, "what it is for"),
    key("tips", ValueKind::Proses, "the source's; short, so that one can be read from afar"),
    key(
        "suggested_tips",
        ValueKind::Proses,
        "tips of your own: `show` marks them as such; in a session they come after the others",
    ),
    key("video", ValueKind::Text, "an address; printed, never opened"),
    key(
        "fit",
        ValueKind::Text,
        "what a watch calls it: category, or category and name, of the FIT profile, as in `\"calf_raise/standing_calf_raise\"`; see [exports.md](exports.md)",
    ),
    key("contacts", ValueKind::Flag, "each rep is a landing of a foot, as in hops: `calfguide stats` adds them up"),
    key(
        "suggested",
        ValueKind::Fields,
        "these fields are your own suggestion and not the source's, inherited ones too; `true` is all of them",
    ),
    key("cycle", ValueKind::Flag, "beside `weeks` or `sessions`: the list begins again after its last entry"),
    key("when", ValueKind::Table(&WHEN), "in which weeks, sessions and rounds it takes part"),
];

pub(super) static EXERCISE: KeysOf = headed(
    "exercise",
    "[[phase.exercise]]",
    &[
        LABEL,
        &[
            key("equipment", ValueKind::Texts, "what you need"),
            key("progression", ValueKind::Table(&PROGRESSION), "how it grows"),
            key("weeks", ValueKind::Tables(&WEEK), "another prescription by week of use"),
            key("sessions", ValueKind::Tables(&SESSION), "another prescription by session of use"),
            key("movement", ValueKind::Tables(&MOVEMENT), "the exercise consists of these, done in order"),
        ],
        PRESCRIPTION,
        &[PREPARE],
    ],
);

pub(super) static MOVEMENT: KeysOf = headed(
    "movement",
    "[[phase.exercise.movement]]",
    &[
        LABEL,
        &[
            key("weeks", ValueKind::Tables(&WEEK_OF_MOVEMENT), "another prescription by week of use"),
            key("sessions", ValueKind::Tables(&SESSION_OF_MOVEMENT), "another prescription by session of use"),
        ],
        PRESCRIPTION,
    ],
);

static WEEK: KeysOf = inline("week", &[PRESCRIPTION, &[PREPARE]]);
static SESSION: KeysOf = inline("session", &[PRESCRIPTION, &[PREPARE]]);
static WEEK_OF_MOVEMENT: KeysOf = inline("week", &[PRESCRIPTION]);
static SESSION_OF_MOVEMENT: KeysOf = inline("session", &[PRESCRIPTION]);

/// The fields of a prescription that every table of one has.
pub(super) const PRESCRIPTION: &[TableKey] = &[
    key("sets", ValueKind::Counts, "how many sets, default 1"),
    key("reps", ValueKind::Reps, "how many reps in a set"),
    key("time", ValueKind::Time, "how long a set takes"),
    key("distance", ValueKind::Distance, "how far; a label, which nothing measures"),
    key(
        "sides",
        ValueKind::Words(|| SIDES.map(|(word, _)| word).to_vec()),
        "which side does it, and in which order, default `\"both\"`",
    ),
    REST,
    SWITCH,
    key("hold", ValueKind::Work, "each rep is held so long: the timer counts the reps"),
    key(
        "tempo",
        ValueKind::Tempo,
        "the seconds of the parts of a rep, in the order you do them: the timer counts the reps",
    ),
    key("cadence", ValueKind::Whole(10, 300), "reps per minute: the timer counts the reps"),
    key("parts", ValueKind::Names, "what the parts of the `tempo` are called, one for each"),
    PACE,
    key("about", ValueKind::Work, "an estimate of one block that ends when you say so"),
    key("load", ValueKind::Name, "shown as it is written: `\"20kg\"`"),
    key("effort", ValueKind::Name, "shown as it is written: `\"RPE 7\"`"),
    key("figure", ValueKind::Slug, "the [figure](figures.md) that shows how it is done"),
];

pub(super) static PROGRESSION: KeysOf = inline(
    "progression",
    &[&[
        required("kind", ValueKind::Words(|| KINDS.map(|(word, _)| word).to_vec()), "in which way it grows"),
        key(
            "reps",
            ValueKind::Count,
            "a step in reps. Of `\"double\"` 1 where neither is there; `\"add\"` needs one of them",
        ),
        key("time", ValueKind::Work, "a step in time. Of `\"double\"` `\"10s\"` where neither is there"),
        key("until", ValueKind::Ceiling, "`\"add\"` only: the ceiling"),
    ]],
);
