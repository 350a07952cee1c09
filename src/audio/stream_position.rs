//! The position of a stream, which maps frames to the times at which they are heard.

use std::time::Duration;

use super::{RATE, frame_at};
use crate::session::Mono;

/// Where a stream is: this frame is heard at this time.
#[derive(Debug, Clone, Copy)]
pub(super) struct StreamPosition {
    pub(super) frame: u64,
    pub(super) at: Duration,
}

impl StreamPosition {
    /// When this frame is heard.
    pub(super) fn time_of(self, frame: u64) -> Duration {
        let time = |frames: u64| Duration::from_nanos(frames.saturating_mul(1_000_000_000) / u64::from(RATE));
        self.at
            .saturating_add(time(frame.saturating_sub(self.frame)))
            .saturating_sub(time(self.frame.saturating_sub(frame)))
    }

    /// The frame that is heard at this time; the first for what is over.
    pub(super) fn frame_at(self, at: Duration) -> u64 {
        let frames = |time: Duration| frame_at(Mono(time));
        let (later, earlier) = (at.saturating_sub(self.at), self.at.saturating_sub(at));
        self.frame.saturating_add(frames(later)).saturating_sub(frames(earlier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_and_times_follow_from_each_other_before_and_after_it() {
        let position = StreamPosition { frame: 48_000, at: Duration::from_secs(10) };
        for (frame, tenths) in [(48_000, 100), (52_800, 101), (43_200, 99)] {
            let time = Duration::from_millis(tenths * 100);
            assert_eq!(position.frame_at(time), frame);
            assert!(position.time_of(frame).abs_diff(time) < Duration::from_micros(1));
        }
    }
}
