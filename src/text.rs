//! Foreign text made harmless, and the slugs that ids are made of.
//!
//! Whatever came from a file, a path or the system may hold bytes that a terminal obeys. It passes through here on
//! every way out: names and prose are refused when they are read ([`is_harmless`]), everything else is shown in
//! escaped form ([`line()`], [`prose()`], [`io_error`]).

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar as _;

/// Whether a terminal shows this character and nothing more: neither a control character (C0, DEL, C1) nor one that
/// changes the direction of the text around it (bidi marks, embeddings, overrides and isolates).
pub fn is_harmless(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether there is anything to see of a text.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && c.width().is_some_and(|columns| columns > 0))
}

/// The text with each letter and the marks on it as one character, where there is one: systems write them in two ways.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Characters of a name.
pub const NAME_MAX: usize = 120;

/// Whether this can be a name, or an id: harmless text on one line, not blank and not too long.
pub fn is_name(text: &str) -> bool {
    text.chars().all(is_harmless) && is_visible(text) && text.chars().count() <= NAME_MAX
}

/// The text on one line, each harmful character written as `\u{1b}`, line breaks and tabs too.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// The text with its line breaks and tabs kept, every other harmful character written as `\u{1b}`.
pub fn prose(text: &str) -> Cow<'_, str> {
    escape(text, |c| matches!(c, '\n' | '\t'))
}

fn escape(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(|c| is_harmless(c) || keep(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_harmless(c) || keep(c) {
            out.push(c);
        } else {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
    }
    Cow::Owned(out)
}

/// What an I/O error says, in the words of the system: on one line, to stand in the middle of a sentence, and without
/// the number that means something else on the next system.
pub fn io_error(error: &std::io::Error) -> String {
    let message = error.to_string();
    let words = match message.split(" (os error").next().unwrap_or(&message).trim_end_matches('.') {
        // An error that is only a kind.
        "no storage space" => "no space left on device",
        "uncategorized error" => "input/output error",
        words => words,
    };
    let mut letters = words.chars();
    let words: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    line(&words).into_owned()
}

/// The slug of a name, composed: letters and digits of any script in lower case with the marks on them, every run of
/// anything else as one `-`, none at the ends. `None` where nothing is left.
pub fn slug(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        let is_between = out.is_empty() || out.ends_with('-');
        if c.is_alphanumeric() || is_combining_mark(c) && !is_between {
            out.push(c);
        } else if !is_between {
            out.push('-');
        }
    }
    let slug = composed(out.trim_end_matches('-'));
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_is_lower_case_with_single_dashes() {
        assert_eq!(slug("4-way  pogos!").as_deref(), Some("4-way-pogos"));
        assert_eq!(slug("  Über-Sprünge (2) ").as_deref(), Some("über-sprünge-2"));
        assert_eq!(slug("足首").as_deref(), Some("足首"));
        assert_eq!(slug(" -- "), None);
    }

    #[test]
    fn a_slug_is_the_same_however_a_system_writes_the_name() {
        assert_eq!(slug("U\u{308}bung").as_deref(), Some("übung"));
        assert_eq!(slug("Übung").as_deref(), Some("übung"));
    }

    #[test]
    fn a_slug_keeps_the_marks_that_tell_words_apart() {
        assert_eq!(slug("น่อง").as_deref(), Some("น่อง"));
        assert_eq!(slug("น้อง").as_deref(), Some("น้อง"));
        assert_eq!(slug("हड्डी").as_deref(), Some("हड्डी"));
        assert_eq!(slug("- \u{301}a").as_deref(), Some("a"), "a mark on nothing");
    }

    #[test]
    fn nothing_turns_the_direction_of_a_text() {
        for c in ['\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            assert!(!is_harmless(c), "{c:?}");
        }
    }

    #[test]
    fn a_text_of_invisible_characters_shows_nothing() {
        for text in ["", " ", "\u{200b}", "\u{2060}\u{feff}", "\u{200d} \u{ad}"] {
            assert!(!is_visible(text), "{text:?}");
        }
        assert!(is_visible("a\u{200b}") && is_visible("足"));
    }

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(line("a\u{1b}[2Jb\nc"), "a\\u{1b}[2Jb\\u{a}c");
        assert_eq!(prose("a\n\tb\u{9b}\u{202e}"), "a\n\tb\\u{9b}\\u{202e}");
    }

    #[test]
    fn an_io_error_is_told_without_its_number() {
        let message = "No space left on device (os error 28)";
        assert_eq!(io_error(&std::io::Error::other(message)), "no space left on device");
        assert_eq!(io_error(&std::io::ErrorKind::StorageFull.into()), "no space left on device");
        assert_eq!(io_error(&std::io::Error::other("Access is denied. (os error 5)")), "access is denied");
        assert_eq!(io_error(&std::io::Error::other("a\nb")), "a\\u{a}b");
        assert_eq!(io_error(&std::io::Error::other("")), "");
    }

    proptest! {
        #[test]
        fn what_leaves_is_harmless(text in any::<String>()) {
            prop_assert!(line(&text).chars().all(is_harmless));
            prop_assert!(prose(&text).chars().all(|c| is_harmless(c) || c == '\n' || c == '\t'));
        }

        #[test]
        fn a_slug_of_a_slug_is_itself(text in "([a-zA-ZİıßΣ가足 -]|\\PC|\\p{M})*") {
            if let Some(once) = slug(&text) {
                prop_assert_eq!(slug(&once), Some(once));
            }
        }
    }
}
