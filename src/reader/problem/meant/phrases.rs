//! The words of coaches, and what the format has for them.

/// What is said in a value, and how the format says it, the longer phrases first.
const PHRASES: [(&str, &str); 60] = [
    ("as many reps as possible", "max"),
    ("as many as possible", "max"),
    ("to failure", "max"),
    ("until failure", "max"),
    ("till failure", "max"),
    ("failure", "max"),
    ("amrap", "max"),
    ("max effort", "max"),
    ("maximum", "max"),
    ("on each side", " each"),
    ("on each leg", " each"),
    ("each side", " each"),
    ("each leg", " each"),
    ("each arm", " each"),
    ("each foot", " each"),
    ("per side", " each"),
    ("per leg", " each"),
    ("per arm", " each"),
    ("per foot", " each"),
    ("both sides", " each"),
    ("both legs", " each"),
    ("a side", " each"),
    ("a leg", " each"),
    ("/side", " each"),
    ("/ side", " each"),
    ("/leg", " each"),
    ("/ leg", " each"),
    ("/arm", " each"),
    ("/ arm", " each"),
    ("e/s", " each"),
    ("unilateral", " each"),
    ("sets of", "x"),
    ("rounds of", "x"),
    ("times", "x"),
    ("repetitions", ""),
    ("reps", ""),
    ("rep", ""),
    ("sets", ""),
    ("set", ""),
    ("rounds", ""),
    ("round", ""),
    ("per minute", ""),
    ("a minute", ""),
    ("/min", ""),
    ("bpm", ""),
    ("spm", ""),
    ("or more", "+"),
    ("at least", "+"),
    ("once", "1"),
    ("twice", "2"),
    ("×", "x"),
    ("*", "x"),
    (" to ", "-"),
    (" bis ", "-"),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
    ("…", "-"),
    ("..", "-"),
    ("~", "-"),
];

/// What people call the words of `sides`, and others.
const CHOICES: [(&str, &str); 20] = [
    ("true", "each"),
    ("2", "each"),
    ("two", "each"),
    ("1", "both"),
    ("one", "both"),
    ("none", "both"),
    ("no", "both"),
    ("false", "both"),
    ("together", "both"),
    ("bilateral", "both"),
    ("alternating", "alternate"),
    ("alternating sides", "alternate"),
    ("l", "left"),
    ("left leg", "left"),
    ("r", "right"),
    ("right leg", "right"),
    ("true", "on"),
    ("false", "off"),
    ("true", "always"),
    ("false", "never"),
];

/// What a value says.
pub(super) struct Phrase {
    /// How many sets, in `3 x 30s`.
    pub(super) sets: Option<String>,
    /// The rest, in lower case and without spaces.
    pub(super) amount: String,
    /// Whether it is for each side.
    pub(super) each: bool,
}

impl Phrase {
    pub(super) fn of(text: &str) -> Self {
        let words = translated(text);
        let each = words.contains(" each");
        let bare: String = words.replace(" each", "").split_whitespace().collect();
        let is_count = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        match bare.split_once('x') {
            Some(("", amount)) => Self { sets: None, amount: amount.to_owned(), each },
            Some((count, "")) if is_count(count) => Self { sets: None, amount: count.to_owned(), each },
            Some((sets, amount)) if is_count(sets) => {
                Self { sets: Some(sets.to_owned()), amount: amount.to_owned(), each }
            }
            _ => Self { sets: None, amount: moved_plus(&bare), each },
        }
    }
}

/// `at least 10` is `10+`.
fn moved_plus(bare: &str) -> String {
    bare.strip_prefix('+').map_or_else(|| bare.to_owned(), |amount| format!("{amount}+"))
}

/// The text in lower case, with single spaces, in the words of the format.
fn translated(text: &str) -> String {
    let words = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let words = PHRASES.iter().fold(words, |words, (said, meant)| words.replace(said, meant));
    words.replace("maxmax", "max").replace("max max", "max")
}

/// The one of these choices that is meant.
pub(super) fn choice(text: &str, choices: &[&str]) -> Option<&'static str> {
    let words = text.to_lowercase();
    let known = CHOICES.iter().filter(|(said, _)| *said == words.trim()).map(|(_, meant)| *meant);
    let each = translated(text).contains(" each").then_some("each");
    known.chain(each).find(|meant| choices.contains(meant))
}
