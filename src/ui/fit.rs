//! Text fitted to a width in columns, by what a terminal shows: wide characters take two, combining ones none.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    // Most of a screen is blank, and most of the rest plain English.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// The text, cut to a width with an ellipsis where it is longer.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = head(text, columns.saturating_sub(1)).to_owned();
    if columns > 0 {
        out.push('…');
    }
    out
}

/// The text with spaces up to a width.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text in lines of at most a width, broken between words, and inside a word only where it is longer than a line.
/// Line breaks stay; every other white space is one space.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut filled) = (String::new(), 0);
        for mut word in paragraph.split_whitespace() {
            if !line.is_empty() {
                filled += 1 + width(word);
                if filled <= columns {
                    line.push(' ');
                    line.push_str(word);
                    continue;
                }
                lines.push(std::mem::take(&mut line));
            }
            while width(word) > columns {
                let fits = match head(word, columns) {
                    "" => word.graphemes(true).next().unwrap_or(word),
                    fits => fits,
                };
                lines.push(fits.to_owned());
                word = &word[fits.len()..];
            }
            line.push_str(word);
            filled = width(word);
        }
        lines.push(line);
    }
    lines
}

/// The beginning of a text, as much of it as fits.
fn head(text: &str, columns: usize) -> &str {
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        if width(&text[..start + grapheme.len()]) > columns {
            break;
        }
        end = start + grapheme.len();
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("off the floor fast", 9), ["off the", "floor", "fast"]);
        assert_eq!(wrap("one\n\ttwo  three", 40), ["one", "two three"]);
        assert_eq!(wrap("supercalifragilistic!", 8), ["supercal", "ifragili", "stic!"]);
        assert_eq!(wrap("足首を回す", 4), ["足首", "を回", "す"]);
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(cut("Single-leg hops", 8), "Single-…");
        assert_eq!(cut("足首を回す", 4), "足…");
        assert_eq!(cut("hops", 4), "hops");
        assert_eq!(cut("hops", 0), "");
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked_or_lost(text in "[a-z足é ]{0,60}", columns in 2_usize..30) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&lines.join(" ")), bare(&text));
            prop_assert!(width(&cut(&text, columns)) <= columns);
        }
    }
}
