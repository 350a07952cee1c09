//! A block of work as a journal has it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::{Distance, Pacing, RepTarget, Rhythm, Window, seconds};

/// Every amount has a rhythm and the length of a rep here, though they mean something for reps only.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredWork {
    amount: StoredAmount,
    rhythm: Option<Rhythm>,
    #[serde(with = "seconds")]
    rep: Duration,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredAmount {
    Reps(Window<u32>),
    AtLeast(u32),
    Max,
    Time(#[serde(with = "seconds::window")] Window<Duration>),
    Distance(Distance),
    Open,
}

impl From<super::Work> for StoredWork {
    fn from(work: super::Work) -> Self {
        let mut pacing = Pacing::default();
        let amount = match work {
            super::Work::Reps { target, pacing: own } => {
                pacing = own;
                match target {
                    RepTarget::Count(reps) => StoredAmount::Reps(reps),
                    RepTarget::AtLeast(reps) => StoredAmount::AtLeast(reps),
                    RepTarget::Max => StoredAmount::Max,
                }
            }
            super::Work::Time(time) => StoredAmount::Time(time),
            super::Work::Distance(distance) => StoredAmount::Distance(distance),
            super::Work::Open => StoredAmount::Open,
        };
        Self { amount, rhythm: pacing.rhythm().cloned(), rep: pacing.rep() }
    }
}

impl TryFrom<StoredWork> for super::Work {
    type Error = &'static str;

    fn try_from(work: StoredWork) -> Result<Self, Self::Error> {
        let StoredWork { amount, rhythm, rep } = work;
        let reps = |target, rhythm: Option<Rhythm>| Self::Reps {
            target,
            pacing: rhythm.map_or(Pacing::SelfPaced(rep), Pacing::Rhythm),
        };
        Ok(match (amount, rhythm) {
            (StoredAmount::Reps(count), rhythm) => reps(RepTarget::Count(count), rhythm),
            (StoredAmount::AtLeast(count), rhythm) => reps(RepTarget::AtLeast(count), rhythm),
            (StoredAmount::Max, rhythm) => reps(RepTarget::Max, rhythm),
            (StoredAmount::Time(time), None) => Self::Time(time),
            (StoredAmount::Distance(distance), None) => Self::Distance(distance),
            (StoredAmount::Open, None) => Self::Open,
            (StoredAmount::Time(_) | StoredAmount::Distance(_) | StoredAmount::Open, Some(_)) => {
                return Err("only reps have a rhythm");
            }
        })
    }
}
