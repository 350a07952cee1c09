//! A session of straight timed blocks as somebody would write it in ten minutes: it counts tenths of a second.

use calfguide::plan::Plan;
use calfguide::session::Key;

/// A session that counts tenths.
pub struct Stopwatch {
    /// Length in tenths, and whether it is work.
    steps: Vec<(u32, bool)>,
    index: usize,
    elapsed: u32,
    length: u32,
    get_ready: u32,
    paused: bool,
    opened: u32,
    now: u32,
    /// What happened: the tenth, the step, how it ended, and how long it was done.
    pub ended: Vec<(u32, usize, &'static str, u32)>,
}

impl Stopwatch {
    pub fn new(plan: &Plan) -> Self {
        let tenths = |step: &calfguide::plan::Step| {
            u32::try_from(step.seconds().map_or(0, |time| time.max.as_millis() / 100)).unwrap_or(u32::MAX)
        };
        let steps = plan.steps.iter().map(|step| (tenths(step), !step.is_gap())).collect();
        let mut new = Self {
            steps,
            index: 0,
            elapsed: 0,
            length: 0,
            get_ready: 0,
            paused: false,
            opened: 0,
            now: 0,
            ended: Vec::new(),
        };
        new.enter(0, false);
        new
    }

    pub fn is_over(&self) -> bool {
        self.index >= self.steps.len()
    }

    pub fn tenth(&mut self) {
        self.now += 1;
        if self.is_over() || self.paused {
        } else if self.get_ready > 0 {
            self.get_ready -= 1;
            if self.get_ready == 0 {
                self.opened = self.now;
            }
        } else {
            self.elapsed += 1;
            if self.elapsed == self.length {
                self.done(false);
            }
        }
    }

    pub fn key(&mut self, key: Key) {
        if self.is_over() {
            return;
        }
        let work = self.steps[self.index].1;
        let here = work.then_some(self.index);
        let before = self.steps[..self.index].iter().rposition(|step| step.1);
        match key {
            Key::Enter if self.now < self.opened + 4 => {}
            Key::Enter if self.paused => self.key(Key::Pause),
            Key::Enter if self.get_ready > 0 => (self.get_ready, self.opened) = (0, self.now),
            Key::Enter => self.done(!work && !self.is_counted_down()),
            Key::Pause => {
                self.paused = !self.paused;
                if !self.paused {
                    self.opened = self.now;
                }
                self.get_ready = if !self.paused && work { 30 } else { 0 };
            }
            Key::Skip => {
                self.end("skipped");
                let next = (self.index..self.steps.len()).find(|&i| self.steps[i].1).unwrap_or(0);
                if next > self.index {
                    self.ended.push((self.now, next, "skipped", 0));
                }
                self.enter(next + 1, true);
            }
            Key::Redo if work => {
                self.end("left");
                self.enter(self.index, true);
            }
            Key::Back | Key::Redo => {
                if let Some(to) = before.or(here) {
                    self.end("left");
                    self.enter(to, true);
                }
            }
            Key::More => self.length += 150,
            Key::Less => {
                let by_key = work || !self.is_counted_down();
                self.length = self.length.saturating_sub(150).max(self.elapsed);
                if self.length == self.elapsed {
                    self.done(by_key);
                }
            }
            _ => {}
        }
    }

    /// Whether the last three seconds are running.
    fn is_counted_down(&self) -> bool {
        self.length - self.elapsed <= 30
    }

    fn done(&mut self, by_key: bool) {
        let (length, work) = self.steps[self.index];
        self.end(if work && self.elapsed < length { "partial" } else { "done" });
        self.enter(self.index + 1, by_key);
    }

    fn end(&mut self, how: &'static str) {
        self.ended.push((self.now, self.index, how, self.elapsed));
    }

    fn enter(&mut self, index: usize, by_key: bool) {
        (self.index, self.elapsed, self.opened) = (index, 0, self.now);
        let Some((length, work)) = self.steps.get(index) else { return };
        self.length = *length;
        self.get_ready = if *work && by_key && !self.paused { 30 } else { 0 };
    }
}
