//! The numbers of a pose.

use super::draft::Viewpoint;
use super::point::Point;

/// The numbers of a pose. Of a pair, the working limb is first.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Values {
    pub(super) x: f64,
    pub(super) lift: f64,
    pub(super) lean: f64,
    pub(super) head: f64,
    pub(super) ball: f64,
    pub(super) legs: [[f64; 3]; 2],
    pub(super) arms: [[f64; 2]; 2],
    /// The places of the feet; of a foot without one, where its toe is.
    pub(super) feet: [Point; 2],
    pub(super) hands: [Point; 2],
}

/// As many numbers as [`Values`] has.
pub(super) const COUNT: usize = 23;

impl Values {
    /// Hands out each of the numbers, always in the same order.
    fn each(&mut self, mut f: impl FnMut(&mut f64)) {
        for number in [&mut self.x, &mut self.lift, &mut self.lean, &mut self.head, &mut self.ball] {
            f(number);
        }
        self.legs.as_flattened_mut().iter_mut().for_each(&mut f);
        self.arms.as_flattened_mut().iter_mut().for_each(&mut f);
        for place in self.feet.iter_mut().chain(&mut self.hands) {
            f(&mut place.x);
            f(&mut place.y);
        }
    }

    pub(super) fn list(mut self) -> [f64; COUNT] {
        let mut list = [0.0; COUNT];
        let mut slots = list.iter_mut();
        self.each(|number| slots.by_ref().take(1).for_each(|slot| *slot = *number));
        list
    }

    pub(super) fn of(list: [f64; COUNT]) -> Self {
        let mut values = Self::default();
        let mut list = list.into_iter();
        values.each(|number| *number = list.next().unwrap_or_default());
        values
    }

    /// With legs and arms exchanged; from the front, in a mirror.
    pub(super) fn exchanged(mut self, viewpoint: Viewpoint) -> Self {
        self.legs.reverse();
        self.arms.reverse();
        self.feet.reverse();
        self.hands.reverse();
        if viewpoint == Viewpoint::Front {
            for number in [&mut self.x, &mut self.lean, &mut self.ball] {
                *number = -*number;
            }
            for place in self.feet.iter_mut().chain(&mut self.hands) {
                place.x = -place.x;
            }
        }
        self
    }
}
