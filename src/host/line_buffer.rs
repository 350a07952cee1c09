//! Lines out of the pieces in which bytes arrive.

/// The longest line that is kept; the rest of a longer one is dropped.
pub(super) const MAX_LINE: usize = 4096;

/// The beginning of a line whose end has not arrived yet.
#[derive(Default)]
pub(super) struct LineBuffer(Vec<u8>);

impl LineBuffer {
    /// Adds bytes and returns the lines that they complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> impl Iterator<Item = String> {
        let mut lines = Vec::new();
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            let room = MAX_LINE.saturating_sub(self.0.len());
            let text = piece.strip_suffix(b"\n").unwrap_or(piece);
            self.0.extend_from_slice(&text[..text.len().min(room)]);
            if text.len() < piece.len() {
                lines.push(self.line());
            }
        }
        lines.into_iter()
    }

    /// What arrived after the last line, once the input has ended.
    pub(super) fn rest(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.line())
    }

    fn line(&mut self) -> String {
        let line = std::mem::take(&mut self.0);
        String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(buffer: &mut LineBuffer, bytes: &[u8]) -> Vec<String> {
        buffer.push(bytes).collect()
    }

    #[test]
    fn lines_are_whole_however_their_bytes_arrive() {
        let mut buffer = LineBuffer::default();
        assert_eq!(lines(&mut buffer, b"n"), [""; 0]);
        assert_eq!(lines(&mut buffer, b"ow\n\nb\r\nre"), ["now", "", "b"]);
        assert_eq!(lines(&mut buffer, b"st"), [""; 0]);
        assert_eq!(buffer.rest().as_deref(), Some("rest"));
        assert_eq!(buffer.rest(), None);
    }

    #[test]
    fn a_character_may_arrive_in_halves_and_invalid_bytes_are_replaced() {
        let mut buffer = LineBuffer::default();
        assert_eq!(lines(&mut buffer, &[0xc3]), [""; 0]);
        assert_eq!(lines(&mut buffer, &[0xa9, b'\n']), ["é"]);
        assert_eq!(lines(&mut buffer, &[0xff, b'\n']), ["\u{fffd}"]);
    }

    #[test]
    fn a_line_without_an_end_does_not_fill_the_memory() {
        let mut buffer = LineBuffer::default();
        for _ in 0..100 {
            assert_eq!(lines(&mut buffer, &[b'x'; 1000]), [""; 0]);
        }
        assert_eq!(lines(&mut buffer, b"\nq\n"), ["x".repeat(MAX_LINE), "q".into()]);
    }
}
