//! Files that were cut off, or whose bytes were changed.

use std::path::Path;

use calfguide::history::{self, FaultKind, LoadedSession, ReadDepth};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::shelf::Shelf;
use crate::{any_session, cases, eventful, finished, journal, lines, unfinished};

/// A folder with these bytes as its one journal.
fn shelf(name: &str, bytes: &[u8]) -> Shelf {
    Shelf::with([(name, bytes)])
}

/// What complete lines of a journal come to, read as a file of their own.
fn alone(name: &str, bytes: &[u8]) -> Option<LoadedSession> {
    shelf(name, bytes).list(ReadDepth::Lines).sessions.first().map(|listed| listed.read().unwrap())
}

/// The places of flaws, and the flaws.
fn places(kept: &LoadedSession) -> Vec<(usize, &FaultKind)> {
    kept.faults.iter().map(|fault| (fault.line.unwrap(), &fault.kind)).collect()
}

fn beside(path: &Path) -> std::path::PathBuf {
    format!("{}.torn", path.display()).into()
}

/// How much of a journal that was cut off is complete lines.
fn whole(cut: &[u8]) -> usize {
    cut.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1)
}

/// A journal that was cut off: all its complete lines are read.
fn cut_off(name: &str, cut: &[u8]) -> Shelf {
    let whole = whole(cut);
    let shelf = shelf(name, cut);
    let expected = alone(name, &cut[..whole]);
    let listed = shelf.list(ReadDepth::Glance).sessions.into_iter().next();
    assert_eq!(listed.as_ref().map(|listed| &listed.past), expected.as_ref().map(|kept| &kept.past), "{}", cut.len());
    if let (Some(listed), Some(mut expected)) = (listed, expected) {
        let mut kept = listed.read().unwrap();
        if whole < cut.len() {
            assert_eq!(places(&kept), [(lines(&cut[..whole]).len() + 1, &FaultKind::Torn)]);
        }
        (kept.faults, expected.faults) = (Vec::new(), Vec::new());
        assert_eq!(kept, expected);
    }
    shelf
}

/// It is mended: what is torn is laid aside, and nothing else.
fn mended(shelf: &Shelf, name: &str, cut: &[u8]) {
    let whole = whole(cut);
    let path = shelf.path().join("2026").join(name);
    let (_, findings) = history::doctor(shelf.path());
    if whole == 0 {
        assert_eq!(shelf.files()[&path], cut);
        return;
    }
    let torn: Vec<_> = findings.iter().filter(|finding| finding.fault.kind == FaultKind::Torn).collect();
    assert!(
        torn.iter().all(|finding| finding.repaired) && torn.len() == usize::from(whole < cut.len()),
        "{findings:?}"
    );
    let after = shelf.files();
    assert_eq!(after[&path], cut[..whole]);
    let laid_aside = after.get(&beside(&path)).map_or(&[][..], Vec::as_slice);
    assert_eq!(laid_aside.strip_suffix(b"\n").unwrap_or_default(), &cut[whole..]);
}

#[test]
fn a_journal_may_end_at_every_byte() {
    let (name, bytes) = journal(&unfinished());
    for at in places_of(&bytes).chain([bytes.len()]) {
        cut_off(&name, &bytes[..at]);
    }
}

#[test]
fn a_file_without_a_whole_line_of_a_journal_stays_as_it_is() {
    let (name, bytes) = journal(&unfinished());
    let first_line = bytes.iter().position(|&byte| byte == b'\n').unwrap();
    for foreign in [&b"secret"[..], b"two\nlines", &bytes[..1], &bytes[..first_line]] {
        let shelf = shelf(&name, foreign);
        let before = shelf.files();
        let (_, findings) = history::doctor(shelf.path());
        assert!(matches!(findings.as_slice(), [finding] if !finding.repaired), "{findings:?}");
        assert_eq!(shelf.files(), before);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_journal_may_end_anywhere(drive in any_session(60), at: Index) {
        let (name, bytes) = journal(&drive);
        let cut = &bytes[..at.index(bytes.len() + 1)];
        mended(&cut_off(&name, cut), &name, cut);
    }

    // Kills: a checksum that covers less than the line, damage that is told of another line or takes others with it.
    #[test]
    fn a_bit_that_flips_costs_its_line_and_no_other(drive in any_session(60), byte: Index, bit in 0..8_u8) {
        let (name, bytes) = journal(&drive);
        flipped(&Shelf::new(), &name, &bytes, byte.index(bytes.len()), bit);
    }
}

/// Flips a bit; its line is reported and all others are read.
fn flipped(shelf: &Shelf, name: &str, bytes: &[u8], at: usize, bit: u8) {
    let line = bytes[..at].split(|&byte| byte == b'\n').count() - 1;
    let mut changed = bytes.to_vec();
    changed[at] ^= 1 << bit;
    shelf.put(name, &changed);
    let damaged = |flaw: &FaultKind| matches!(flaw, FaultKind::Checksum | FaultKind::Torn);
    if line == 0 && bytes[at] == b'\n' {
        // The two lines that say what it is are one, and damaged.
        let listing = shelf.list(ReadDepth::Lines);
        assert!(listing.sessions.is_empty() && listing.faults.iter().any(|fault| fault.line == Some(1)));
        return;
    }
    let kept = shelf.kept();
    let reported = places(&kept).iter().any(|(place, flaw)| *place == line + 1 && damaged(flaw));
    assert!(reported, "bit {bit} of byte {at} in line {}: {:?}", line + 1, kept.faults);
    // Without its end a line is one with the next.
    let lost = if bytes[at] == b'\n' { line..line + 2 } else { line..line + 1 };
    let others = lines(bytes).into_iter().enumerate().filter(|(n, _)| !lost.contains(n)).map(|(_, line)| line);
    shelf.put(name, &others.collect::<Vec<_>>().concat());
    let expected = shelf.kept();
    assert_eq!((kept.past, kept.plan, kept.events), (expected.past, expected.plan, expected.events), "{at}");
}

/// The bytes of a journal without most of its plan, which is long.
fn places_of(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let plan = 250..bytes.len() - 300;
    (0..bytes.len()).filter(move |at| !plan.contains(at) || at % 31 == 0)
}

#[test]
fn every_bit_of_a_journal_may_flip() {
    let (name, bytes) = journal(&unfinished());
    let shelf = Shelf::new();
    for at in places_of(&bytes) {
        (0..8).for_each(|bit| flipped(&shelf, &name, &bytes, at, bit));
    }
}

// Kills: a file that is opened through a link to be mended or added to.
/// A shared folder may hold links that somebody else chose.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_with_the_name_of_a_journal() {
    let (name, bytes) = journal(&unfinished());
    let cut = &bytes[..bytes.len() - 9];
    let elsewhere = Shelf::new();
    for target in [&b"keys without a line end"[..], cut] {
        let target = elsewhere.put("keys", target);
        let shelf = Shelf::with([("a.jsonl", b"".as_slice())]);
        std::os::unix::fs::symlink(&target, shelf.path().join("2026").join(&name)).unwrap();
        let before = (elsewhere.files(), shelf.files());
        let (_, findings) = history::doctor(shelf.path());
        assert!(!findings.is_empty() && findings.iter().all(|finding| !finding.repaired), "{findings:?}");
        for listed in shelf.list(ReadDepth::Lines).sessions {
            let refused = "it is a link, and nothing is written through one";
            assert!(listed.resume().err().unwrap().to_string().ends_with(refused));
            let corrected = listed.correct(&crate::began(), &[history::Correction::Deleted]);
            assert!(corrected.unwrap_err().to_string().ends_with(refused));
        }
        assert_eq!((elsewhere.files(), shelf.files()), before);
    }
}

// Kills: a tail that is laid aside in a file that was there, or waits for the other end of a pipe.
#[cfg(unix)]
#[test]
fn a_pipe_where_the_torn_tail_would_go_keeps_nobody_waiting() {
    let (name, bytes) = journal(&unfinished());
    let shelf = shelf(&name, &bytes[..bytes.len() - 9]);
    let path = shelf.path().join("2026").join(&name);
    assert!(std::process::Command::new("mkfifo").arg(beside(&path)).status().unwrap().success());
    assert!(history::doctor(shelf.path()).1[0].repaired);
    assert!(path.with_extension("jsonl.2.torn").is_file());
}

/// A shared folder may hold links that somebody else chose.
#[cfg(unix)]
#[test]
fn a_torn_tail_is_not_written_through_a_link() {
    let (name, bytes) = journal(&unfinished());
    let cut = &bytes[..bytes.len() - 9];
    let shelf = shelf(&name, cut);
    let elsewhere = shelf.put("elsewhere", b"mine");
    let path = shelf.path().join("2026").join(&name);
    std::os::unix::fs::symlink(&elsewhere, beside(&path)).unwrap();
    assert!(history::doctor(shelf.path()).1[0].repaired);
    let after = shelf.files();
    assert_eq!((after[&path].as_slice(), after[&elsewhere].as_slice()), (&cut[..whole(cut)], &b"mine"[..]));
    let torn = path.with_extension("jsonl.2.torn");
    assert_eq!(after[&torn].strip_suffix(b"\n").unwrap(), &cut[whole(cut)..]);
}

#[test]
fn zeros_where_the_power_went_are_a_torn_tail() {
    let (name, bytes) = journal(&eventful());
    let shelf = shelf(&name, &[bytes.as_slice(), &[0; 4096]].concat());
    let kept = shelf.kept();
    assert_eq!(places(&kept), [(lines(&bytes).len() + 1, &FaultKind::Torn)]);
    assert_eq!(kept.events, alone(&name, &bytes).unwrap().events);
    assert!(history::doctor(shelf.path()).1[0].repaired);
    let path = shelf.path().join("2026").join(&name);
    assert_eq!(shelf.files()[&path], bytes);
    assert_eq!(shelf.files()[&beside(&path)].len(), 4097);
    assert_eq!(history::doctor(shelf.path()), (1, Vec::new()));
}

#[test]
fn zeros_in_the_middle_cost_the_lines_that_they_cover() {
    let (name, mut bytes) = journal(&finished());
    let ends: Vec<_> = (0..bytes.len()).filter(|&at| bytes[at] == b'\n').collect();
    bytes[ends[3] - 5..ends[5] - 5].fill(0);
    let kept = shelf(&name, &bytes).kept();
    let missing = FaultKind::Missing { first: 3, last: 5 };
    assert_eq!(places(&kept), [(4, &FaultKind::Checksum), (5, &missing)]);
    assert_eq!(kept.record.complete, Some(true));
}

#[test]
fn lines_may_end_as_on_windows() {
    let (name, bytes) = journal(&finished());
    let windows = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
    let both = shelf(&name, windows.as_bytes());
    assert_eq!(both.kept(), LoadedSession { faults: Vec::new(), ..alone(&name, &bytes).unwrap() });
    assert_eq!(both.list(ReadDepth::Glance).faults, []);
}

#[test]
fn going_on_lays_a_torn_tail_aside() {
    let (name, bytes) = journal(&unfinished());
    let shelf = shelf(&name, &bytes[..bytes.len() - 9]);
    let (mut journal, plan, events) = shelf.only().resume().unwrap();
    let before = alone(&name, &lines(&bytes)[..lines(&bytes).len() - 1].concat()).unwrap();
    assert_eq!((&events, Some(&plan)), (&before.events, before.plan.as_deref()));
    journal.add(&crate::wall(events[0].at), events.last().unwrap());
    journal.sync();
    drop(journal);
    let kept = shelf.kept();
    assert_eq!((kept.events.len(), kept.faults), (events.len() + 1, Vec::new()));
}
