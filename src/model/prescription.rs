//! Prescriptions: sets, measure, rhythm, sides, and the gaps between the blocks.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{NonEmpty, Window, seconds};

/// One resolved prescription, with every inherited field and every default filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Prescription {
    /// How many sets in a pass; of a list outside rounds, its length.
    pub sets: Window<u32>,
    /// The amount of a set.
    pub measure: Measure,
    /// Which side, and in which order.
    pub sides: Sides,
    /// Between sets, and after this movement before the next of the same exercise. Zero: no gap.
    pub rest: Window<Duration>,
    /// To change sides inside a set. Zero: no gap.
    pub switch: Duration,
    /// To get ready before the exercise. Zero: no gap.
    pub prepare: Duration,
    /// Whether the file wrote `prepare` (exercise or `[defaults]`), so that it precedes each pass of a round.
    pub prepare_written: bool,
    /// How long a block takes, roughly, where nothing else says: open, by distance, `max`, or at least so many reps.
    pub about: Option<Duration>,
    /// What the parts of its tempo are called: as many as there are, or none.
    pub parts: Vec<String>,
    pub load: Option<String>,
    pub effort: Option<String>,
    pub figure: Option<String>,
    /// The fields that are the file's own suggestion and not its source's.
    pub suggested: Vec<Field>,
}

/// How much a set is. Item `i` of a list is of the i-th set, or in rounds of the i-th round, and a single item is of all
/// of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    Reps {
        targets: NonEmpty<RepTarget>,
        pacing: Pacing,
    },
    Time(NonEmpty<Window<Duration>>),
    /// A distance, as a label: nothing measures it.
    Distance(Distance),
    /// Ends when the user ends it.
    Open,
}

/// How many reps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepTarget {
    /// A count, or a window of counts.
    Count(Window<u32>),
    /// This many or more.
    AtLeast(u32),
    /// As many as possible.
    Max,
}

impl RepTarget {
    /// The fewest reps that fulfil it.
    pub fn least(self) -> Option<u32> {
        match self {
            Self::Count(reps) => Some(reps.min),
            Self::AtLeast(reps) => Some(reps),
            Self::Max => None,
        }
    }
}

/// What sets the speed of reps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pacing {
    /// The user; a rep is estimated to take this long.
    SelfPaced(Duration),
    /// The timer, which counts the reps.
    Rhythm(Rhythm),
}

impl Default for Pacing {
    /// The default of the format, as documented.
    fn default() -> Self {
        Self::SelfPaced(Duration::from_secs(3))
    }
}

impl Pacing {
    /// The rhythm, where the timer counts the reps.
    pub fn rhythm(&self) -> Option<&Rhythm> {
        match self {
            Self::SelfPaced(_) => None,
            Self::Rhythm(rhythm) => Some(rhythm),
        }
    }

    /// The length of one rep.
    pub fn rep(&self) -> Duration {
        match self {
            Self::SelfPaced(rep) => *rep,
            Self::Rhythm(rhythm) => rhythm.rep(),
        }
    }

    /// How long this many reps take, rounded to the millisecond.
    pub fn length(&self, reps: u32) -> Duration {
        let exact = match self {
            Self::Rhythm(Rhythm::Cadence(per_minute)) => Duration::from_mins(1) * reps / *per_minute,
            _ => self.rep() * reps,
        };
        seconds::round(exact)
    }
}

/// A distance as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distance {
    /// The number as written, such as `0.5`.
    pub number: String,
    pub unit: DistanceUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistanceUnit {
    M,
    Km,
    Mi,
}

impl DistanceUnit {
    /// As it is written behind the number.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::M => "m",
            Self::Km => "km",
            Self::Mi => "mi",
        }
    }
}

/// What the timer counts reps by: the course of each rep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Each rep is held this long.
    Hold(#[serde(with = "seconds")] Duration),
    /// Two to four parts of a rep in the order they are done; their sum is above zero.
    Tempo(#[serde(with = "seconds::list")] Vec<Duration>),
    /// Reps per minute, 10 to 300.
    Cadence(u32),
}

impl Rhythm {
    /// The length of one rep; of a cadence rounded down to the nanosecond.
    pub fn rep(&self) -> Duration {
        match self {
            Self::Hold(time) => *time,
            Self::Tempo(parts) => parts.iter().sum(),
            Self::Cadence(per_minute) => Duration::from_mins(1) / *per_minute,
        }
    }

    /// The parts that each rep is made of, in the order they are done.
    pub fn parts(&self) -> Option<&[Duration]> {
        match self {
            Self::Tempo(parts) => Some(parts),
            Self::Hold(_) | Self::Cadence(_) => None,
        }
    }

    /// Whether a routine file can have it. A journal may hold any, of which not even the length can be computed.
    pub fn is_valid(&self) -> bool {
        const LONGEST: Duration = Duration::from_hours(24);
        match self {
            Self::Hold(time) => *time <= LONGEST,
            Self::Tempo(parts) => (2..=4).contains(&parts.len()) && parts.iter().all(|part| *part <= LONGEST),
            Self::Cadence(per_minute) => (10..=300).contains(per_minute),
        }
    }

    /// How many reps are complete after this time.
    pub fn completed(&self, elapsed: Duration) -> u32 {
        let reps = match self {
            Self::Cadence(per_minute) => elapsed.as_nanos() * u128::from(*per_minute) / 60_000_000_000,
            _ => elapsed.as_nanos() / self.rep().as_nanos().max(1),
        };
        u32::try_from(reps).unwrap_or(u32::MAX - 2)
    }

    /// When a rep, from 0, starts: after as many complete ones. Rounded up, so that [`Self::completed`] counts them by
    /// then.
    pub fn start(&self, rep: u32) -> Duration {
        match self {
            Self::Cadence(per_minute) => {
                let nanos = (60_000_000_000 * u64::from(rep)).div_ceil(u64::from(*per_minute));
                Duration::from_nanos(nanos)
            }
            _ => self.rep() * rep,
        }
    }
}

/// How a set is laid out over the sides of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// One block with both sides.
    Both,
    /// A block on each side, each the whole amount.
    Each,
    /// One block, the legs alternating rep by rep; reps are per side.
    Alternate,
    /// A block on each side, each half the time.
    Split,
    /// One block, left.
    Left,
    /// One block, right.
    Right,
}

/// Makes [`Field`] of its variants and their keys in a file.
macro_rules! fields {
    ($($field:ident $key:literal)*) => {
        /// A field of a prescription, as `suggested` names it; in the order of the format's table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $($field),* }

        impl Field {
            /// All fields, in the order of the format.
            pub const ALL: [Self; [$($key),*].len()] = [$(Self::$field),*];

            /// The key in a file.
            pub fn key(self) -> &'static str {
                match self { $(Self::$field => $key),* }
            }
        }
    };
}

fields! {
    Sets "sets"
    Reps "reps"
    Time "time"
    Distance "distance"
    Sides "sides"
    Rest "rest"
    Switch "switch"
    Prepare "prepare"
    Hold "hold"
    Tempo "tempo"
    Cadence "cadence"
    Pace "pace"
    About "about"
    Load "load"
    Effort "effort"
    Parts "parts"
    Figure "figure"
    Progression "progression"
}
