//! Foreign text made harmless, and the slugs that ids are made of.
//!
//! Whatever came from a file, a path or the system may hold bytes that a terminal obeys. It passes through here on
//! every way out: names and prose are refused when they are read ([`is_harmless`]), everything else is shown in
//! escaped form ([`line()`], [`prose()`], [`io_error`]).

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal shows this character and nothing more: neither a control character (C0, DEL, C1) nor one that
/// changes the direction of the text around it (bidi embeddings, overrides and isolates).
pub fn is_harmless(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters of a name.
pub const NAME_MAX: usize = 120;

/// Whether this can be a name, or an id: harmless text on one line, not blank and not too long.
pub fn is_name(text: &str) -> bool {
    text.chars().all(is_harmless) && !text.trim().is_empty() && text.chars().count() <= NAME_MAX
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

/// The slug of a name: letters and digits of any script in lower case, every run of anything else as one `-`, none
/// at the ends. `None` where nothing is left.
pub fn slug(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    (!out.is_empty()).then_some(out)
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
        fn a_slug_of_a_slug_is_itself(text in any::<String>()) {
            if let Some(once) = slug(&text) {
                prop_assert_eq!(slug(&once), Some(once));
            }
        }
    }
}
