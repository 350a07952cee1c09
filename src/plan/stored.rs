//! A block of work as a journal has it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::{Distance, Pacing, RepTarget, Rhythm, Window, seconds};

/// Every amount has a rhythm and the length of a rep here, though they mean something for reps only.
#[derive(Serialize, Deserialize)]
pub(super) struct Work {
    amount: Amount,
    rhythm: Option<Rhythm>,
    #[serde(with = "seconds")]
    rep: Duration,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Amount {
    Reps(Window<u32>),
    AtLeast(u32),
    Max,
    Time(#[serde(with = "seconds::window")] Window<Duration>),
    Distance(Distance),
    Open,
}

impl From<super::Work> for Work {
    fn from(work: super::Work) -> Self {
        let mut pacing = Pacing::default();
        let amount = match work {
            super::Work::Reps { target, pacing: own } => {
                pacing = own;
                match target {
                    RepTarget::Count(reps) => Amount::Reps(reps),
                    RepTarget::AtLeast(reps) => Amount::AtLeast(reps),
                    RepTarget::Max => Amount::Max,
                }
            }
            super::Work::Time(time) => Amount::Time(time),
            super::Work::Distance(distance) => Amount::Distance(distance),
            super::Work::Open => Amount::Open,
        };
        Self { amount, rhythm: pacing.rhythm().cloned(), rep: pacing.rep() }
    }
}

impl TryFrom<Work> for super::Work {
    type Error = &'static str;

    fn try_from(work: Work) -> Result<Self, Self::Error> {
        let Work { amount, rhythm, rep } = work;
        let reps = |target, rhythm: Option<Rhythm>| Self::Reps {
            target,
            pacing: rhythm.map_or(Pacing::SelfPaced(rep), Pacing::Rhythm),
        };
        Ok(match (amount, rhythm) {
            (Amount::Reps(count), rhythm) => reps(RepTarget::Count(count), rhythm),
            (Amount::AtLeast(count), rhythm) => reps(RepTarget::AtLeast(count), rhythm),
            (Amount::Max, rhythm) => reps(RepTarget::Max, rhythm),
            (Amount::Time(time), None) => Self::Time(time),
            (Amount::Distance(distance), None) => Self::Distance(distance),
            (Amount::Open, None) => Self::Open,
            (Amount::Time(_) | Amount::Distance(_) | Amount::Open, Some(_)) => return Err("only reps have a rhythm"),
        })
    }
}
