//! The real program, killed at random moments: what it said is done is in its journal, and it goes on from there.
//!
//! `KILLS=300 cargo test --test kill` kills it so often. The moments follow from `SEED`, as far as they follow from
//! anything; the name of a thread that failed says which.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use calfguide::history::{FaultKind, LoadedSession, StoredSession};
use calfguide::plan::StepId;
use calfguide::session::{Fact, Outcome, What};
use program::{Home, sets_done};

/// More sets than are done however often a session is killed.
const SETS: usize = 400;

/// How often a session is killed at most: each time that it goes on takes its 3 s.
const KILLS_OF_ONE: usize = 5;

/// How many sessions are under way at once.
const AT_ONCE: u64 = 8;

/// A session that is killed now and then.
struct Life {
    home: Home,
    random: Random,
    /// Every set that the program has reported as done.
    said: BTreeSet<usize>,
    /// The torn ends that were cut off.
    torn: Vec<String>,
}

// Kills: a fact shown before it is written, a write without the line's end, a seq that starts again on `resume`, a torn
// tail that is written on behind, a block that is lost or done twice after a kill.
#[test]
fn what_was_said_to_be_done_is_in_the_journal_whenever_it_is_killed() {
    let number = |name, usual| std::env::var(name).map_or(usual, |number| number.parse().unwrap());
    let (wanted, seed): (u64, u64) = (number("KILLS", 40), number("SEED", 1));
    thread::scope(|scope| {
        for number in 0..AT_ONCE {
            let live = move || {
                let mut kills = 0;
                while kills < wanted.div_ceil(AT_ONCE) {
                    kills += Life::of(Random(seed << 32 | number << 16 | kills)).live();
                }
            };
            thread::Builder::new().name(format!("SEED={seed}, {number}")).spawn_scoped(scope, live).unwrap();
        }
    });
}

impl Life {
    fn of(random: Random) -> Self {
        Self { home: Home::with(SETS, "5ms"), random, said: BTreeSet::new(), torn: Vec::new() }
    }

    /// How often it was killed before it came to its end.
    fn live(mut self) -> u64 {
        let mut kills = 0;
        for _ in 0..KILLS_OF_ONE {
            kills += u64::from(self.go_on_and_be_killed());
            match self.check() {
                Some(kept) if kept.record.complete.is_some() => break,
                // It may have been killed before it set aside what was torn.
                Some(kept) if kept.faults.is_empty() && self.random.below(3) == 0 => self.tear(),
                _ => {}
            }
        }
        while self.home.kept().is_none_or(|kept| kept.record.complete.is_none()) {
            let end = self.go_on().output().unwrap();
            assert!(end.status.success(), "{}", String::from_utf8_lossy(&end.stderr));
            self.said.extend(sets_done(&end.stdout));
        }
        self.check_end(&self.check().unwrap());
        kills
    }

    fn go_on(&self) -> Command {
        if self.home.kept().is_some() { self.home.resume() } else { self.home.run() }
    }

    /// Whether the kill was what ended it.
    fn go_on_and_be_killed(&mut self) -> bool {
        let mut child = self.go_on().stdout(Stdio::piped()).spawn().unwrap();
        let mut output = child.stdout.take().unwrap();
        let mut said = Vec::new();
        // One time in four it is killed before it says anything, else in the middle of any line.
        let bytes = if self.random.below(4) == 0 { 0 } else { self.random.below(1500) };
        output.by_ref().take(bytes).read_to_end(&mut said).unwrap();
        // The reader wakes up whenever something is printed; any other moment would do as well.
        (0..self.random.below(10_000)).for_each(|_| thread::yield_now());
        child.kill().unwrap();
        let end = child.wait().unwrap();
        output.read_to_end(&mut said).unwrap();
        self.said.extend(sets_done(&said));
        !end.success()
    }

    /// The end of a line that is not all there, as a machine leaves it that loses its power.
    fn tear(&mut self) {
        let journal = self.journal();
        let text = fs::read_to_string(&journal).unwrap();
        let last = text.lines().next_back().unwrap();
        let torn = &last[..=usize::try_from(self.random.below(last.len() as u64)).unwrap()];
        OpenOptions::new().append(true).open(&journal).unwrap().write_all(torn.as_bytes()).unwrap();
        self.torn.push(format!("{torn}\n"));
        let faults = self.check().unwrap().faults;
        assert!(matches!(faults.as_slice(), [fault] if fault.kind == FaultKind::Torn), "{faults:?}");
    }

    /// Checks what is kept against what was said.
    fn check(&self) -> Option<LoadedSession> {
        let kept = self.home.kept();
        let done = kept.as_ref().map(done).unwrap_or_default();
        let missing: Vec<_> = self.said.iter().filter(|set| !done.contains(set)).collect();
        assert!(missing.is_empty(), "said and not saved: {missing:?}");
        assert!(done.is_sorted_by(|a, b| a < b), "a set is kept twice, or too early: {done:?}");
        if kept.is_some() {
            let numbers = numbers(&fs::read(self.journal()).unwrap());
            assert!(numbers.iter().copied().eq(0..numbers.len() as u64), "{numbers:?}");
        }
        kept
    }

    fn check_end(&self, kept: &LoadedSession) {
        assert_eq!(kept.record.complete, Some(true));
        assert_eq!(kept.faults, []);
        let done = done(kept);
        let missing: Vec<_> = (1..=SETS).filter(|set| !done.contains(set)).collect();
        assert!(missing.is_empty(), "never done: {missing:?}");
        let plan = kept.plan.as_ref().unwrap();
        for step in 0..SETS {
            assert_eq!(kept.record.attempt(StepId(step), 1).unwrap().outcome(plan), Some(Outcome::Done), "step {step}");
        }
        assert!(!kept.record.attempts.iter().any(|attempt| attempt.outcome(plan) == Some(Outcome::Skipped)));
        let torn_files = fs::read_dir(self.journal().parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
        let torn_files = torn_files.filter(|path| path.extension().is_some_and(|extension| extension == "torn"));
        let aside: String = torn_files.map(|path| fs::read_to_string(path).unwrap()).collect();
        // Twice, where it was killed just after that.
        assert!(self.torn.iter().all(|torn| aside.contains(torn)), "{:?} was torn, and set aside: {aside}", self.torn);
        let doctor = self.home.calfguide(&["doctor"]).output().unwrap();
        assert!(doctor.status.success());
        assert!(String::from_utf8_lossy(&doctor.stdout).ends_with(": nothing is wrong\n"), "{doctor:?}");
    }

    /// The file that the session with a plan is in.
    fn journal(&self) -> PathBuf {
        let listing = self.home.sessions();
        let planned = |listed: &&StoredSession| listed.read().is_ok_and(|kept| kept.plan.is_some());
        let listed = listing.sessions.iter().find(planned).unwrap();
        assert_eq!(listed.files().len(), 1);
        listed.files()[0].clone()
    }
}

/// The sets that are kept as done, in the order of the journal.
fn done(kept: &LoadedSession) -> Vec<usize> {
    let is_done = |what: &What| matches!(what, What::Fact(Fact::Ended { outcome: Outcome::Done, .. }));
    kept.events.iter().filter(|event| is_done(&event.what)).map(|event| event.step.0 + 1).collect()
}

/// The numbers of the whole lines of a journal.
fn numbers(journal: &[u8]) -> Vec<u64> {
    let whole = journal.split_inclusive(|&byte| byte == b'\n').filter(|line| line.ends_with(b"\n"));
    whole.map(|line| serde_json::from_slice::<serde_json::Value>(line).unwrap()["seq"].as_u64().unwrap()).collect()
}

/// Pseudo-random numbers that can be repeated (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

#[test]
fn a_session_that_was_cut_off_before_its_plan_is_in_nobodys_way() {
    let home = Home::with(1, "5ms");
    home.run().output().unwrap();
    let journal = home.sessions().sessions[0].files()[0].clone();
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.split_inclusive('\n').next().unwrap()).unwrap();

    assert_eq!(home.sessions().unfinished(), None, "nobody can go on with it");
    assert!(home.run().output().unwrap().status.success());
    let kept = home.kept().unwrap();
    assert_eq!(kept.record.complete, Some(true));
}
