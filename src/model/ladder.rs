//! Ladders: the prescriptions that a progression leads through.

use std::time::Duration;

use super::{Exercise, Increment, Measure, Movement, Prescription, Progression, RepTarget, Window};

/// The most rungs of a ladder.
pub const MAX_RUNGS: u32 = 10_000;

/// The rungs of an exercise that grows, numbered from 1: the first is what the file says to begin with.
#[derive(Debug, Clone, Copy)]
pub struct Ladder<'a> {
    movements: &'a [Movement],
    progression: &'a Progression,
}

/// What a rung asks for beyond the one below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gain {
    /// One set more, of the lowest amount.
    Set,
    More(Increment),
}

impl Exercise {
    /// The ladder of an exercise with a progression.
    pub fn ladder(&self) -> Option<Ladder<'_>> {
        self.progression.as_ref().map(|progression| Ladder::new(&self.movements, progression))
    }
}

impl<'a> Ladder<'a> {
    pub fn new(movements: &'a [Movement], progression: &'a Progression) -> Self {
        Self { movements, progression }
    }

    /// The last rung. The reader refuses a file in which a ladder with a ceiling has more than [`MAX_RUNGS`].
    pub fn top(self) -> u32 {
        u32::try_from(self.length()).unwrap_or(MAX_RUNGS).min(MAX_RUNGS)
    }

    /// How many rungs it has by its ends and steps.
    pub fn length(self) -> u64 {
        match self.progression {
            Progression::Double(step) => {
                let start = self.starts().next();
                start
                    .map_or(1, |start| measures(&start.measure, *step) * u64::from(start.sets.max - start.sets.min + 1))
            }
            Progression::Add { step, until } => {
                let step = units(*step);
                let rooms = self.starts().enumerate().filter_map(|(i, start)| room(start, until.as_deref(), i));
                // With a ceiling for each, the last one to reach its own decides; without, the first at the limit.
                let steps = match until {
                    Some(_) => rooms.map(|room| room.div_ceil(step)).max(),
                    None => rooms.map(|room| room / step).min(),
                };
                1 + steps.unwrap_or(0)
            }
        }
    }

    /// Whether it climbs a range and then adds a set.
    pub fn is_double(self) -> bool {
        matches!(self.progression, Progression::Double(_))
    }

    /// Whether a step is only offered, and taken when the user accepts it: there is no ceiling in the file.
    pub fn is_offered(self) -> bool {
        matches!(self.progression, Progression::Add { until: None, .. })
    }

    /// The prescription of each movement at a rung; above the top that of the top.
    pub fn rung(self, number: u32) -> Vec<Prescription> {
        self.movements.iter().map(|movement| self.prescription(movement, number)).collect()
    }

    /// The prescription of one of its movements at a rung; above the top that of the top.
    pub fn prescription(self, movement: &Movement, number: u32) -> Prescription {
        let (sets, measure) = self.amount(movement, number);
        Prescription { sets, measure, ..movement.dose.first().clone() }
    }

    /// The sets of one of its movements at a rung, and the amount of each: all that changes.
    pub fn amount(self, movement: &Movement, number: u32) -> (Window<u32>, Measure) {
        let start = movement.dose.first();
        let steps = u64::from(number.clamp(1, self.top()) - 1);
        match self.progression {
            Progression::Double(step) => double(start, *step, steps),
            Progression::Add { step, until } => {
                let place = self.movements.iter().position(|other| other.label == movement.label);
                let room = place.and_then(|place| room(start, until.as_deref(), place)).unwrap_or_default();
                let more = (units(*step) * steps).min(room);
                (start.sets, start.measure.with_amounts(|amount| amount.map(|end| end + more)))
            }
        }
    }

    /// The highest rung that fits, where less of everything fits as well. In a double progression that is the most sets
    /// first, and of these the highest amount.
    pub fn highest(self, fits: impl Fn(u32) -> bool) -> Option<u32> {
        let length = match self.progression {
            Progression::Double(step) => {
                let measures = self.starts().next().map_or(1, |start| measures(&start.measure, *step));
                u32::try_from(measures).unwrap_or(MAX_RUNGS).min(self.top())
            }
            Progression::Add { .. } => self.top(),
        };
        let sets = partition_point(self.top() / length, |sets| fits(sets * length + 1));
        let below = sets.checked_sub(1)? * length;
        Some(below + partition_point(length, |up| fits(below + up + 1)))
    }

    /// What a rung asks for beyond the one below it: more at most, or one set more from the low end again.
    pub fn gain(self, number: u32) -> Gain {
        let (below, above) = (self.rung(number.saturating_sub(1)), self.rung(number));
        let pairs = || above.iter().zip(&below);
        if pairs().any(|(above, below)| above.sets.max > below.sets.max) {
            return Gain::Set;
        }
        let most = pairs().flat_map(|(above, below)| {
            let amounts = above.measure.amounts().into_iter().zip(below.measure.amounts());
            amounts.map(|(above, below)| above.max.saturating_sub(below.max))
        });
        let most = most.max().unwrap_or(0);
        match self.progression {
            Progression::Double(Increment::Reps(_)) | Progression::Add { step: Increment::Reps(_), .. } => {
                Gain::More(Increment::Reps(u32::try_from(most).unwrap_or(u32::MAX)))
            }
            Progression::Double(Increment::Time(_)) | Progression::Add { step: Increment::Time(_), .. } => {
                Gain::More(Increment::Time(Duration::from_nanos(most)))
            }
        }
    }

    /// The prescription of each movement at the first rung, as it is written.
    fn starts(self) -> impl Iterator<Item = &'a Prescription> {
        self.movements.iter().map(|movement| movement.dose.first())
    }
}

/// How many of the numbers from 0 fit, of which those that do come first. Few are the most likely.
fn partition_point(count: u32, fits: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, 1.min(count));
    while high < count && fits(high - 1) {
        (low, high) = (high, count.min(high * 2));
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if fits(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// How many amounts the measure of a double progression goes through, the last step shortened.
fn measures(measure: &Measure, step: Increment) -> u64 {
    let steps = |amount: &Window<u64>| (amount.max - amount.min).div_ceil(units(step));
    1 + measure.amounts().first().map_or(0, steps)
}

/// The rung of a double progression after this many steps: up the measure first, then one set more from its low end.
fn double(start: &Prescription, step: Increment, steps: u64) -> (Window<u32>, Measure) {
    let measures = measures(&start.measure, step);
    let sets = u32::try_from(steps / measures).unwrap_or(u32::MAX);
    let more = units(step) * (steps % measures);
    let measure = start.measure.with_amounts(|amount| Window::exact(amount.max.min(amount.min + more)));
    (Window::exact(start.sets.min.saturating_add(sets)), measure)
}

/// How much can be added to a movement: up to its ceiling, or to the limit of the format.
fn room(start: &Prescription, until: Option<&[Increment]>, movement: usize) -> Option<u64> {
    let highest = start.measure.amounts().into_iter().map(|amount| amount.max).max()?;
    let ceiling = match until {
        Some(ceilings) => units(*ceilings.get(movement)?),
        None => limit(&start.measure),
    };
    Some(ceiling.saturating_sub(highest))
}

/// An increment in reps or nanoseconds, as amounts are computed with here.
fn units(increment: Increment) -> u64 {
    match increment {
        Increment::Reps(reps) => reps.into(),
        Increment::Time(time) => nanos(time),
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// The highest that a prescription may ask for.
fn limit(measure: &Measure) -> u64 {
    match measure {
        Measure::Time(_) => nanos(Duration::from_hours(24)),
        Measure::Reps { .. } | Measure::Distance(_) | Measure::Open => 10_000,
    }
}

impl Measure {
    /// Its counts, or its times in nanoseconds; none for what has no ends.
    fn amounts(&self) -> Vec<Window<u64>> {
        match self {
            Self::Reps { targets, .. } => {
                let counts = targets.iter().filter_map(|target| match target {
                    RepTarget::Count(reps) => Some(reps.map(u64::from)),
                    RepTarget::AtLeast(_) | RepTarget::Max => None,
                });
                counts.collect()
            }
            Self::Time(times) => times.iter().map(|time| time.map(nanos)).collect(),
            Self::Distance(_) | Self::Open => Vec::new(),
        }
    }

    /// The measure with other counts or times.
    fn with_amounts(&self, change: impl Fn(Window<u64>) -> Window<u64>) -> Self {
        let mut changed = self.clone();
        match &mut changed {
            Self::Reps { targets, .. } => {
                for target in targets.iter_mut() {
                    if let RepTarget::Count(reps) = target {
                        *reps = change(reps.map(u64::from)).map(|reps| u32::try_from(reps).unwrap_or(u32::MAX));
                    }
                }
            }
            Self::Time(times) => {
                for time in times.iter_mut() {
                    *time = change(time.map(nanos)).map(Duration::from_nanos);
                }
            }
            Self::Distance(_) | Self::Open => {}
        }
        changed
    }
}
