//! What people call the keys of a routine.

/// What a key is called, and the keys that may be meant by that: those of the table that it stands in.
const KEYS: [(&str, &[&str]); 38] = [
    ("duration", &["time"]),
    ("seconds", &["time"]),
    ("minutes", &["time"]),
    ("length", &["time"]),
    ("repetitions", &["reps"]),
    ("count", &["reps"]),
    ("amount", &["reps"]),
    ("weight", &["load"]),
    ("resistance", &["load"]),
    ("intensity", &["effort"]),
    ("rpe", &["effort"]),
    ("description", &["summary", "goal", "text"]),
    ("comment", &["notes", "goal"]),
    ("note", &["notes", "tips"]),
    ("notes", &["tips"]),
    ("cue", &["tips"]),
    ("cues", &["tips"]),
    ("instructions", &["tips"]),
    ("title", &["name"]),
    ("label", &["name"]),
    ("laterality", &["sides"]),
    ("break", &["rest"]),
    ("pause", &["rest"]),
    ("recovery", &["rest"]),
    ("interval", &["every"]),
    ("emom", &["every"]),
    ("amrap", &["within"]),
    ("time_cap", &["within"]),
    ("circuits", &["rounds"]),
    ("laps", &["rounds"]),
    ("get_ready", &["prepare"]),
    ("countdown", &["prepare"]),
    ("link", &["url", "video"]),
    ("bpm", &["cadence"]),
    ("times_per_week", &["per_week"]),
    ("week", &["weeks"]),
    ("weeks", &["when"]),
    ("sessions", &["when"]),
];

/// The keys that may be meant by another name.
pub(super) fn other_names(typed: &str) -> impl Iterator<Item = &'static str> {
    let typed = typed.to_lowercase().replace(['-', ' '], "_");
    KEYS.iter().filter(move |(name, _)| *name == typed).flat_map(|(_, keys)| keys.iter().copied())
}
