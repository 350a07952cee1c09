//! Keys out of the bytes that a terminal sends. Pasted text presses none.
//!
//! crossterm has such a parser too, but it cannot be given up: a paste whose end is lost would keep it from every key
//! that follows.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use memchr::memmem;

/// How long a terminal may take for the rest of a key.
const KEY_TIMEOUT: Duration = Duration::from_millis(50);

/// How long a paste may pause.
const PASTE_TIMEOUT: Duration = Duration::from_secs(1);

/// No key has more bytes than this.
const MAX_KEY: usize = 64;

/// A paste of more bytes than this has lost its end.
const MAX_PASTE: usize = 1 << 20;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// The beginning of a key or paste whose end has not arrived yet.
#[derive(Default)]
pub(super) struct KeyParser {
    pending: Vec<u8>,
    /// How many bytes of a paste have been dropped; `None` outside of one.
    pasted: Option<usize>,
    /// When the latest bytes arrived.
    latest: Duration,
}

/// What some bytes are.
enum Parsed {
    Key(KeyEvent),
    PasteStart,
    /// No key that anybody needs.
    Nothing,
}

impl KeyParser {
    /// Adds bytes that arrived at this time and returns the keys that they complete.
    pub(super) fn push(&mut self, bytes: &[u8], now: Duration) -> Vec<KeyEvent> {
        self.pending.extend_from_slice(bytes);
        self.latest = now;
        let mut keys = Vec::new();
        loop {
            if let Some(pasted) = &mut self.pasted {
                let end = memmem::find(&self.pending, PASTE_END);
                // The end may have arrived in part.
                let dropped = end.unwrap_or_else(|| self.pending.len().saturating_sub(PASTE_END.len() - 1));
                self.pending.drain(..dropped);
                *pasted += dropped;
                if end.is_some() {
                    self.pending.drain(..PASTE_END.len());
                } else if *pasted <= MAX_PASTE {
                    return keys;
                }
                self.pasted = None;
            }
            let Some((length, parsed)) = parse(&self.pending) else { break };
            self.pending.drain(..length);
            match parsed {
                Parsed::Key(key) => keys.push(key),
                Parsed::PasteStart => self.pasted = Some(0),
                Parsed::Nothing => {}
            }
        }
        if self.pending.len() > MAX_KEY {
            self.pending.clear();
        }
        keys
    }

    /// How long to wait for the rest of what has begun; `None` where nothing has.
    pub(super) fn timeout(&self, now: Duration) -> Option<Duration> {
        let timeout = match self.pasted {
            Some(_) => PASTE_TIMEOUT,
            None if self.pending.is_empty() => return None,
            None => KEY_TIMEOUT,
        };
        Some((self.latest + timeout).saturating_sub(now))
    }

    /// Once the rest has been waited for in vain, drops what has begun. An escape character was the key of that name.
    pub(super) fn give_up(&mut self, now: Duration) -> Option<KeyEvent> {
        if self.timeout(now) != Some(Duration::ZERO) {
            return None;
        }
        let is_escape = self.pasted.take().is_none() && self.pending == [ESC];
        self.pending.clear();
        is_escape.then(|| KeyCode::Esc.into())
    }
}

/// Parses the first key, and returns how many bytes it has; `None` where some are missing.
fn parse(bytes: &[u8]) -> Option<(usize, Parsed)> {
    match bytes {
        [] | [ESC] | [ESC, b'[' | b'O'] | [ESC, b'[', b'['] => None,
        // Function keys of the Linux console, from A on.
        [ESC, b'[', b'[', b'E', ..] => Some((4, Parsed::Key(KeyCode::F(5).into()))),
        [ESC, b'[', b'[', _, ..] => Some((4, Parsed::Nothing)),
        // A mouse, which somebody else has turned on.
        [ESC, b'[', b'M', rest @ ..] => (rest.len() >= 3).then_some((6, Parsed::Nothing)),
        [ESC, b'[', rest @ ..] => control_sequence(rest).map(|(length, parsed)| (2 + length, parsed)),
        [ESC, b'O', last, ..] => Some((3, function(*last, "", ""))),
        [ESC, ESC, ..] => Some((1, Parsed::Key(KeyCode::Esc.into()))),
        [ESC, rest @ ..] => character(rest).map(|(length, parsed)| (1 + length, with(KeyModifiers::ALT, parsed))),
        _ => character(bytes),
    }
}

/// Parses the numbers and the letter of a control sequence. Anything else breaks it off.
fn control_sequence(bytes: &[u8]) -> Option<(usize, Parsed)> {
    let end = bytes.iter().position(|byte| !(0x20..=0x3f).contains(byte))?;
    let last = bytes[end];
    if !(0x40..=0x7e).contains(&last) {
        return Some((end, Parsed::Nothing));
    }
    let numbers = str::from_utf8(&bytes[..end]).unwrap_or_default();
    let (number, modifiers) = numbers.split_once(';').unwrap_or((numbers, ""));
    Some((end + 1, function(last, number, modifiers)))
}

/// A key that is no character: the letter of its sequence, its number and its modifiers.
fn function(letter: u8, number: &str, modifiers: &str) -> Parsed {
    let code = match (letter, number) {
        (b'A', _) => KeyCode::Up,
        (b'B', _) => KeyCode::Down,
        (b'C', _) => KeyCode::Right,
        (b'D', _) => KeyCode::Left,
        (b'H', _) | (b'~', "1" | "7") => KeyCode::Home,
        (b'F', _) | (b'~', "4" | "8") => KeyCode::End,
        // Enter of a number pad.
        (b'M', "") => KeyCode::Enter,
        (b'~', "3") => KeyCode::Delete,
        (b'~', "5") => KeyCode::PageUp,
        (b'~', "6") => KeyCode::PageDown,
        (b'~', "15") => KeyCode::F(5),
        (b'~', "200") => return Parsed::PasteStart,
        _ => return Parsed::Nothing,
    };
    // Sent as 1 and a bit for each: Shift, Alt, Ctrl.
    let bits = modifiers.parse::<u8>().unwrap_or(1).saturating_sub(1);
    let all = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    let modifiers = all.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect();
    Parsed::Key(KeyEvent::new(code, modifiers))
}

/// Parses a character, alone or with Ctrl.
fn character(bytes: &[u8]) -> Option<(usize, Parsed)> {
    // The longest character has four bytes.
    let bytes = &bytes[..bytes.len().min(4)];
    let first = bytes.utf8_chunks().next()?;
    let Some(c) = first.valid().chars().next() else {
        let is_begun = str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
        return (!is_begun).then_some((first.invalid().len(), Parsed::Nothing));
    };
    let (code, modifiers) = match c {
        '\r' | '\n' => (KeyCode::Enter, KeyModifiers::NONE),
        '\t' => (KeyCode::Tab, KeyModifiers::NONE),
        '\u{7f}' => (KeyCode::Backspace, KeyModifiers::NONE),
        // Ctrl takes away a bit of a capital letter.
        '\0'..'\u{20}' => {
            let letter = char::from_u32(u32::from(c) | 0x40).unwrap_or(c);
            (KeyCode::Char(letter.to_ascii_lowercase()), KeyModifiers::CONTROL)
        }
        _ => (KeyCode::Char(c), KeyModifiers::NONE),
    };
    Some((c.len_utf8(), Parsed::Key(KeyEvent::new(code, modifiers))))
}

fn with(modifier: KeyModifiers, parsed: Parsed) -> Parsed {
    match parsed {
        Parsed::Key(key) => Parsed::Key(KeyEvent::new(key.code, key.modifiers | modifier)),
        _ => parsed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Up};
    use proptest::prelude::*;

    const NOW: Duration = Duration::from_secs(1_000);

    fn keys(parser: &mut KeyParser, bytes: &[u8]) -> Vec<(KeyCode, KeyModifiers)> {
        parser.push(bytes, NOW).into_iter().map(|key| (key.code, key.modifiers)).collect()
    }

    fn codes(bytes: &[u8]) -> Vec<KeyCode> {
        keys(&mut KeyParser::default(), bytes).into_iter().map(|(code, _)| code).collect()
    }

    /// Whether nothing happens until a key timeout is over.
    fn is_given_up_after(parser: &mut KeyParser, timeout: Duration) -> bool {
        let moment = Duration::from_millis(1);
        let just_before = NOW + timeout.saturating_sub(moment);
        assert_eq!(parser.timeout(NOW), Some(timeout));
        assert_eq!(parser.give_up(just_before), None);
        parser.timeout(just_before) == Some(moment)
    }

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(codes(b"q \r\n7\x7f"), [Char('q'), Char(' '), Enter, Enter, Char('7'), Backspace]);
        assert_eq!(codes("é足🏋".as_bytes()), [Char('é'), Char('足'), Char('🏋')]);
        assert_eq!(codes(b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F"), [Up, Down, Right, Left, Home, End]);
        assert_eq!(codes(b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF\x1bOM"), [Up, Down, Right, Left, Home, End, Enter]);
        assert_eq!(codes(b"\x1b[15~\x1b[15;2~\x1b[[E"), [F(5); 3], "as a presenter starts with, and the Linux console");
        assert_eq!(codes(b"\x1b[1~\x1b[3~\x1b[4~\x1b[5~\x1b[6~"), [Home, Delete, End, PageUp, PageDown]);
    }

    #[test]
    fn keys_with_ctrl_alt_and_shift_are_others() {
        let mut parser = KeyParser::default();
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(keys(&mut parser, b"\x03\x1a\x1c"), [(Char('c'), ctrl), (Char('z'), ctrl), (Char('\\'), ctrl)]);
        assert_eq!(keys(&mut parser, b"\x1bq"), [(Char('q'), KeyModifiers::ALT)]);
        assert_eq!(keys(&mut parser, b"\x1b[1;5C"), [(Right, ctrl)]);
        assert_eq!(keys(&mut parser, b"\x1b[5;4~"), [(PageUp, KeyModifiers::SHIFT | KeyModifiers::ALT)]);
    }

    #[test]
    fn what_is_no_key_presses_none() {
        assert_eq!(codes(b"\x1b[<0;12;5M\x1b[M !!\x1b[I\x1b[17~\x1b[[A\x1b[?1;2cq"), [Char('q')]);
        assert_eq!(codes(b"\xff\xfe\xc3q"), [Char('q')]);
        assert_eq!(codes(b"\x1b[12\x1b[A"), [Up], "half of a key before another");
        let long = [b"\x1b[".as_slice(), &[b'1'; 10 * MAX_KEY]].concat();
        let mut parser = KeyParser::default();
        long.chunks(8).for_each(|bytes| drop(parser.push(bytes, NOW)));
        assert!(parser.pending.len() <= MAX_KEY);
    }

    #[test]
    fn escape_is_a_key_when_nothing_follows() {
        let mut parser = KeyParser::default();
        assert_eq!(keys(&mut parser, b"\x1b"), []);
        assert!(is_given_up_after(&mut parser, KEY_TIMEOUT));
        assert_eq!(parser.give_up(NOW + KEY_TIMEOUT), Some(Esc.into()));
        assert_eq!(parser.timeout(NOW), None);
        assert_eq!(codes(b"\x1b\x1b[A"), [Esc, Up]);
    }

    #[test]
    fn half_of_a_key_is_given_up() {
        let mut parser = KeyParser::default();
        assert_eq!(keys(&mut parser, b"\x1b["), []);
        assert!(is_given_up_after(&mut parser, KEY_TIMEOUT));
        assert_eq!(parser.give_up(NOW + KEY_TIMEOUT), None);
        assert_eq!(keys(&mut parser, b"A"), [(Char('A'), KeyModifiers::NONE)]);
    }

    #[test]
    fn pasted_text_presses_no_keys() {
        assert_eq!(codes(b"a\x1b[200~qy\x03\x1b[A\x1b[201~b"), [Char('a'), Char('b')]);
    }

    #[test]
    fn a_paste_that_loses_its_end_is_over_when_it_is_silent() {
        let mut parser = KeyParser::default();
        assert_eq!(keys(&mut parser, b"\x1b[200~qyq"), []);
        assert!(is_given_up_after(&mut parser, PASTE_TIMEOUT));
        assert_eq!(parser.give_up(NOW + PASTE_TIMEOUT), None);
        assert_eq!(keys(&mut parser, b"q"), [(Char('q'), KeyModifiers::NONE)]);
    }

    #[test]
    fn a_paste_is_over_when_it_is_too_long() {
        let mut parser = KeyParser::default();
        parser.push(b"\x1b[200~", NOW);
        for _ in 0..MAX_PASTE / 1024 {
            assert_eq!(keys(&mut parser, &[b' '; 1024]), []);
        }
        assert_eq!(keys(&mut parser, &[b'q'; 64]).last(), Some(&(Char('q'), KeyModifiers::NONE)));
    }

    proptest! {
        #[test]
        fn keys_are_the_same_in_whatever_pieces_they_arrive(
            input in prop::collection::vec(prop::sample::select(b"\x1b[O~M201;q\xc3\xa9 \r".as_slice()), 0..40),
            cut in 0_usize..40,
        ) {
            let mut parser = KeyParser::default();
            let (first, second) = input.split_at(cut.min(input.len()));
            let pieces = [keys(&mut parser, first), keys(&mut parser, second)].concat();
            prop_assert_eq!(pieces, keys(&mut KeyParser::default(), &input));
        }
    }
}
