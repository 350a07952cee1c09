//! One line of a journal: JSON that ends in a checksum of all that is before it.
//!
//! The names here are the format (`docs/history.md`). A line is never changed once it is written, so a name that was
//! used once keeps its meaning for ever.

use std::array;
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;
use serde::{Deserialize, Deserializer, Serialize};
use ulid::Ulid;

use super::fault::FaultKind;
use super::times::{Times, timestamp};
use crate::model::seconds::Seconds;
use crate::model::{Label, Level, Load};
use crate::plan::{Plan, StepId};
use crate::session::{AnswerChanges, Answers, Event, Fact, Mono, NOTE_MAX, Outcome, Tally, What};
use crate::text::is_harmless;

/// The version of the format.
const VERSION: u32 = 1;

/// Line numbers are below this: a file has no room for more.
const MOST: u64 = 1 << 20;

/// No session is longer than this.
const LONGEST: Duration = Duration::from_hours(24 * 366);

/// A line of a journal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its number in the session, from 0.
    pub(super) seq: u64,
    /// The wall time at which it was written.
    pub(super) at: Zoned,
    pub(super) entry: Entry,
}

/// The content of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// The first line, which identifies the session.
    Session {
        id: Ulid,
        /// The routine that is done.
        routine: Label,
        /// It was done without the program, and entered afterwards.
        entered: bool,
    },
    /// The plan it is done against; the second line.
    Plan(Arc<Plan>),
    /// Something that happened in it, or a correction.
    Fact(Event),
    /// The user deleted the session.
    Deleted,
    /// The user restored the session.
    Restored,
}

/// A line as JSON. What a kind of line does not have is left out.
#[derive(Debug, Default, Serialize, Deserialize)]
#[allow(clippy::option_option, reason = "a field that is left out differs from one that is `null`")]
struct Json<'a> {
    v: u32,
    seq: u64,
    /// Wall time with its offset, to the millisecond.
    #[serde(borrow)]
    at: Cow<'a, str>,
    /// Session time in seconds, to the millisecond.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Seconds>,
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    routine: Option<Cow<'a, Label>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    entered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Cow<'a, Plan>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<StepId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reps: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    load: Option<Load>,
    // Where a line corrects an answer, `null` takes it away.
    #[serde(default, deserialize_with = "or_null", skip_serializing_if = "Option::is_none")]
    effort: Option<Option<Level>>,
    #[serde(default, deserialize_with = "or_null", skip_serializing_if = "Option::is_none")]
    pain: Option<Option<Level>>,
    #[serde(default, deserialize_with = "or_null", skip_serializing_if = "Option::is_none")]
    morning: Option<Option<Level>>,
    #[serde(default, deserialize_with = "or_null", skip_serializing_if = "Option::is_none")]
    note: Option<Option<Cow<'a, str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<u32>,
}

/// What is between the JSON and the checksum, which covers everything before it.
const SEAL: &str = ",\"crc\":\"";
/// The length of both.
pub(super) const SEAL_LENGTH: usize = SEAL.len() + 8 + "\"}".len();

impl Line {
    /// The bytes of the line, its end included.
    pub(super) fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut text = serde_json::to_vec(&self.json())?;
        text.pop();
        let crc = checksum(&text);
        text.extend([SEAL.as_bytes(), &crc, b"\"}\n"].concat());
        Ok(text)
    }

    /// Parses the bytes of a line without its end.
    pub(super) fn parse(bytes: &[u8], times: &mut Times) -> Result<Self, FaultKind> {
        if !is_sealed(bytes) {
            return Err(FaultKind::Checksum);
        }
        let malformed = |error: serde_json::Error| FaultKind::Malformed(error.to_string());
        // To look at all of the text once is faster than at each word of it.
        let json =
            str::from_utf8(bytes).map_or_else(|_| serde_json::from_slice(bytes), serde_json::from_str::<Json<'_>>);
        match json {
            Ok(mut json) if json.v == VERSION => {
                let entry = Entry::of(&mut json)?;
                Self::new(&json, entry, times)
            }
            Ok(json) => Err(FaultKind::NewerVersion(json.v)),
            Err(error) => {
                #[derive(Deserialize)]
                struct Version {
                    v: u32,
                }
                let version = serde_json::from_slice::<Version>(bytes).map_err(malformed)?.v;
                Err(if version == VERSION { malformed(error) } else { FaultKind::NewerVersion(version) })
            }
        }
    }

    /// A line that holds a plan, of which the JSON here is all the rest; `None` where it is none.
    pub(super) fn with_plan(json: &[u8], plan: Arc<Plan>, times: &mut Times) -> Option<Self> {
        let json = serde_json::from_slice::<Json<'_>>(json).ok()?;
        let is_plan = json.v == VERSION && json.kind == "plan";
        is_plan.then(|| Self::new(&json, Entry::Plan(plan), times).ok())?
    }

    fn json(&self) -> Json<'_> {
        let line = Json { v: VERSION, seq: self.seq, at: timestamp(&self.at).into(), ..Json::default() };
        match &self.entry {
            Entry::Session { id, routine, entered } => Json {
                kind: "session".into(),
                entered: *entered,
                id: Some(id.to_string().into()),
                program: Some(concat!("calfguide ", env!("CARGO_PKG_VERSION")).into()),
                routine: Some(Cow::Borrowed(routine)),
                ..line
            },
            Entry::Plan(plan) => Json { kind: "plan".into(), plan: Some(Cow::Borrowed(plan)), ..line },
            Entry::Deleted => Json { kind: "deleted".into(), ..line },
            Entry::Restored => Json { kind: "restored".into(), ..line },
            Entry::Fact(event) => {
                let line =
                    Json { time: Some(Seconds(event.at.0)), step: Some(event.step), round: Some(event.round), ..line };
                let What::Fact(fact) = &event.what else { return line };
                match fact {
                    Fact::Started { clock } => Json { kind: "started".into(), clock: clock.map(Seconds), ..line },
                    Fact::Ended { outcome, active, reps } => Json {
                        kind: "ended".into(),
                        outcome: Some(*outcome),
                        active: Some(Seconds(*active)),
                        reps: *reps,
                        ..line
                    },
                    Fact::Paused => Json { kind: "paused".into(), ..line },
                    Fact::Resumed => Json { kind: "resumed".into(), ..line },
                    Fact::Gap(length) => Json { kind: "gap".into(), length: Some(Seconds(*length)), ..line },
                    Fact::Amended { reps } => Json { kind: "amended".into(), reps: Some(*reps), ..line },
                    Fact::Load(load) => Json { kind: "load".into(), load: Some(*load), ..line },
                    Fact::Pain(pain) => Json { kind: "pain".into(), pain: Some(Some(*pain)), ..line },
                    Fact::Morning(pain) => Json { kind: "morning".into(), pain: Some(Some(*pain)), ..line },
                    Fact::Answered(Answers { effort, pain, note }) => Json {
                        kind: "answered".into(),
                        effort: effort.map(Some),
                        pain: pain.map(Some),
                        note: note.as_deref().map(|note| Some(Cow::Borrowed(note))),
                        ..line
                    },
                    Fact::Corrected(AnswerChanges { effort, pain, morning, note }) => Json {
                        kind: "corrected".into(),
                        effort: *effort,
                        pain: *pain,
                        morning: *morning,
                        note: note.as_ref().map(|note| note.as_deref().map(Cow::Borrowed)),
                        ..line
                    },
                    Fact::Discarded => Json { kind: "deleted".into(), time: None, step: None, round: None, ..line },
                    Fact::Finished { complete, tally } => Json {
                        kind: "finished".into(),
                        complete: Some(*complete),
                        done: tally.map(|tally| tally.done),
                        left_out: tally.map(|tally| tally.left_out),
                        ..line
                    },
                }
            }
        }
    }

    fn new(json: &Json<'_>, entry: Entry, times: &mut Times) -> Result<Self, FaultKind> {
        if json.seq >= MOST {
            return Err(bad("a journal has fewer lines than that"));
        }
        let at = times.read(&json.at);
        let at = at.ok_or_else(|| bad("`at` is a time such as 2026-03-28T07:12:03.120+01:00"))?;
        Ok(Self { seq: json.seq, at, entry })
    }
}

impl Entry {
    /// Whether it is a correction, or an answer to the questions after the session.
    pub(super) fn is_correction(&self) -> bool {
        match self {
            Self::Deleted | Self::Restored => true,
            Self::Fact(event) => matches!(&event.what, What::Fact(fact) if fact.is_correction()),
            Self::Session { .. } | Self::Plan(_) => false,
        }
    }

    /// Whether it is about a step.
    pub(super) fn is_of_step(&self) -> bool {
        matches!(self, Self::Fact(event) if event.is_of_step())
    }

    /// Takes what it needs out of the JSON, which is large: it is not moved.
    fn of(json: &mut Json<'_>) -> Result<Self, FaultKind> {
        let fact = match json.kind.as_ref() {
            "session" => {
                let id = json.id.as_ref().and_then(|id| Ulid::from_string(id).ok());
                let routine = json.routine.take().map(Cow::into_owned);
                let (Some(id), Some(routine)) = (id, routine.filter(Label::is_valid)) else {
                    return Err(bad("a session has an id and a routine"));
                };
                return Ok(Self::Session { id, routine, entered: json.entered });
            }
            "plan" => {
                let plan = json.plan.take().ok_or_else(|| bad("a plan has a plan"))?.into_owned();
                plan.validate().map_err(|error| bad(&error.to_string()))?;
                return Ok(Self::Plan(Arc::new(plan)));
            }
            "deleted" => return Ok(Self::Deleted),
            "restored" => return Ok(Self::Restored),
            "started" => Fact::Started { clock: json.clock.map(time).transpose()? },
            "ended" => match (json.outcome, json.active) {
                (Some(outcome), Some(active)) => Fact::Ended { outcome, active: time(active)?, reps: json.reps },
                _ => return Err(bad("an end has an outcome and a time")),
            },
            "paused" => Fact::Paused,
            "resumed" => Fact::Resumed,
            "gap" => Fact::Gap(json.length.ok_or_else(|| bad("a gap has a length"))?.0),
            "amended" => Fact::Amended { reps: json.reps.ok_or_else(|| bad("an amendment has reps"))? },
            "load" => Fact::Load(json.load.ok_or_else(|| bad("a load has a load"))?),
            "pain" => Fact::Pain(json.pain.flatten().ok_or_else(|| bad("pain has a level"))?),
            "morning" => Fact::Morning(json.pain.flatten().ok_or_else(|| bad("a morning has a level of pain"))?),
            kind @ ("answered" | "corrected") => {
                let note = json.note.take().map(|note| note.map(Cow::into_owned));
                let is_note = |note: &String| note.chars().all(is_harmless) && note.chars().count() <= NOTE_MAX;
                if !note.iter().flatten().all(is_note) {
                    return Err(bad("a note is one line of at most 500 characters"));
                }
                let (effort, pain, morning) = (json.effort, json.pain, json.morning);
                if kind == "corrected" {
                    Fact::Corrected(AnswerChanges { effort, pain, morning, note })
                } else {
                    Fact::Answered(Answers { effort: effort.flatten(), pain: pain.flatten(), note: note.flatten() })
                }
            }
            "finished" => Fact::Finished {
                complete: json.complete.ok_or_else(|| bad("an end is complete or not"))?,
                tally: json.done.zip(json.left_out).map(|(done, left_out)| Tally { done, left_out }),
            },
            other => return Err(FaultKind::UnknownType(other.to_owned())),
        };
        let (Some(at), Some(step), Some(round)) = (json.time, json.step, json.round) else {
            return Err(bad("a fact has a time, a step and a round"));
        };
        Ok(Self::Fact(Event { at: Mono(time(at)?), step, round, what: What::Fact(fact) }))
    }
}

/// The number of a line that is whole, whatever else it holds.
pub(super) fn seq(line: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        seq: u64,
    }
    let numbered = is_sealed(line).then(|| serde_json::from_slice::<Numbered>(line).ok())??;
    Some(numbered.seq).filter(|seq| *seq < MOST)
}

/// Whether its checksum fits.
pub(super) fn is_sealed(line: &[u8]) -> bool {
    let Some(length) = line.len().checked_sub(SEAL_LENGTH) else { return false };
    let (text, seal) = line.split_at(length);
    let Some(crc) = seal.strip_prefix(SEAL.as_bytes()).and_then(|rest| rest.strip_suffix(b"\"}")) else { return false };
    checksum(text) == crc
}

/// The checksum of a text, in hex.
fn checksum(text: &[u8]) -> [u8; 8] {
    let crc = crc32fast::hash(text);
    array::from_fn(|digit| b"0123456789abcdef"[(crc >> (28 - 4 * digit)) as usize & 15])
}

/// How long the first line is, its end included; `None` where it has no end.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes).map(|at| at + 1)
}

/// Whether a list of sessions can do without this line: it is whole, and is about a step or holds the plan.
pub(super) fn is_detail(line: &[u8]) -> bool {
    const KIND: &[u8] = b"\"type\":\"";
    const DETAILS: [&[u8]; 6] = [b"started\"", b"ended\"", b"plan\"", b"paused\"", b"resumed\"", b"gap\""];
    // It comes after version, number and times, which are short.
    let head = &line[..line.len().min(128)];
    let kind = head.split(|&byte| byte == b',').find_map(|member| member.strip_prefix(KIND));
    kind.is_some_and(|kind| DETAILS.iter().any(|detail| kind.starts_with(detail)))
}

/// Tells a `null` from a field that is not there.
#[allow(clippy::option_option, reason = "that is what it tells apart")]
fn or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

fn bad(what: &str) -> FaultKind {
    FaultKind::Malformed(what.to_owned())
}

fn time(told: Seconds) -> Result<Duration, FaultKind> {
    if told.0 <= LONGEST { Ok(told.0) } else { Err(bad("a time of a session is a year at most")) }
}
