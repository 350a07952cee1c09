//! A time in which the program could not run: the machine slept, the process was stopped, or woke up late.

use std::time::Duration;

use super::engine::{Session, Watch, Way};
use super::timing::Mark;
use super::{Event, Fact, Mono, Question};

/// From this length on it is worth asking whether the session goes on at all.
const LONG: Duration = Duration::from_hours(1);

impl Session {
    /// A rest, switch or prepare runs on through it, but never into work: that begins with a get-ready. Work in
    /// progress pauses and asks. What stood still anyway is not touched.
    pub(super) fn interrupted(&mut self, now: Mono, length: Duration, out: &mut Vec<Event>) {
        if self.watch == Watch::Stopped {
            return;
        }
        out.push(self.fact(now, Fact::Gap(length)));
        let in_work = !self.step().is_gap();
        if let Watch::GetReady { .. } = self.watch {
            self.get_ready(now, out);
        } else {
            self.run_through(now, length, out);
        }
        let counting = in_work && matches!(self.watch, Watch::Running(_));
        if self.asked.is_some() || self.is_over() {
            // One question at a time.
        } else if length >= LONG {
            self.ask(now, Question::StopAfterGap(length), out);
        } else if counting {
            self.ask(now, Question::AfterGap(length), out);
        }
    }

    /// The gap steps that a gap falls into go on through it, silently, up to the next work.
    fn run_through(&mut self, now: Mono, mut length: Duration, out: &mut Vec<Event>) {
        while self.step().is_gap() && matches!(self.watch, Watch::Running(_)) {
            let left = self.block.length.map_or(length, |end| end.saturating_sub(self.elapsed(now)));
            let cap_left = self.cap_at().map(|cap| cap.saturating_sub(self.run(now)));
            let passed = length.min(left).min(cap_left.unwrap_or(left));
            self.banked += passed;
            length -= passed;
            if passed == left && self.asked.is_none() {
                self.complete(now, Way::Key, out);
            } else if cap_left == Some(passed) && self.asked.is_none() {
                self.cap(now, Way::Key, out);
            } else {
                // Cues that fell into it are over; only the end is still due.
                self.block.passed = Some((self.elapsed(now), Mark::Last(u8::MAX)));
                break;
            }
        }
    }
}
