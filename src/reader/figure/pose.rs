//! A pose of a figure.

use std::ops::Range;

use super::along;
use super::limb::{angle, arm, leg};
use crate::figure::{Arm, Arrow, Leg, Limb, PoseDraft};
use crate::reader::problem::{Bounds, Collector, Problem, SlotProblem};
use crate::reader::table::{Item, Located, Table};
use crate::reader::value;

/// In seconds. Nothing moves in no time.
const TAKE: Bounds = Bounds { low: 0.01, high: 60.0, unit: "seconds" };
const HOLD: Bounds = Bounds { low: 0.0, high: 60.0, unit: "seconds" };
const LIFT: Bounds = Bounds { low: 0.0, high: 60.0, unit: "hundredths of the body height above the floor" };

pub(super) const ARROWS: [(&str, Arrow); 6] = [
    ("up", Arrow::Up),
    ("down", Arrow::Down),
    ("forward", Arrow::Forward),
    ("back", Arrow::Back),
    ("left", Arrow::Left),
    ("right", Arrow::Right),
];

/// A key with its value and where they are.
type Keyed<T> = Option<Located<(&'static str, T)>>;

/// A pose, with the places of what can contradict something else.
#[derive(Debug)]
pub(super) struct WrittenPose {
    pub(super) draft: PoseDraft,
    /// Where its header is.
    pub(super) at: Range<usize>,
    legs: [Keyed<Leg>; 2],
    arms: [Keyed<Arm>; 2],
    pub(super) lean: Option<Located<f64>>,
    pub(super) ball: Option<Located<f64>>,
    pub(super) arrow: Option<Located<Arrow>>,
}

impl WrittenPose {
    pub(super) fn read(item: &Item<'_>, problems: &mut Collector) -> Option<Self> {
        let mut table = Table::of(item, "pose", problems)?;
        let number = |bounds| move |item: &Item<'_>, problems: &mut Collector| value::number(item, bounds, problems);
        let default = PoseDraft::default();
        let take = table.read("take", number(TAKE), problems).value_or(default.take);
        let hold = table.read("hold", number(HOLD), problems).value_or(default.hold);
        let x = table.read("x", along, problems).value();
        let lift = table.read("lift", number(LIFT), problems).value();
        let lean = table.read("lean", angle, problems).located().cloned();
        let head = table.read("head", angle, problems).value();
        let legs = pair(&mut table, ["legs", "leg", "other_leg"], leg, problems);
        let arms = pair(&mut table, ["arms", "arm", "other_arm"], arm, problems);
        let ball = table.read("ball", along, problems).located().cloned();
        let arrow = table.read("arrow", |item, problems| value::one_of(item, &ARROWS, problems), problems);
        let arrow = arrow.located().cloned();
        table.finish(problems);
        let draft = PoseDraft {
            take: take?,
            hold: hold?,
            x,
            lift,
            lean: lean.as_ref().map(|lean| lean.value),
            head,
            legs: legs.each_ref().map(|leg| leg.as_ref().map(|leg| leg.value.1)),
            arms: arms.each_ref().map(|arm| arm.as_ref().map(|arm| arm.value.1)),
            ball: ball.as_ref().map(|ball| ball.value),
            arrow: arrow.as_ref().map(|arrow| arrow.value),
        };
        Some(Self { draft, at: item.at.clone(), legs, arms, lean, ball, arrow })
    }

    /// The key that says where a limb is, and where its value is.
    pub(super) fn limb(&self, limb: Limb) -> Option<(&'static str, Range<usize>)> {
        match limb {
            Limb::Leg(which) => self.legs[which as usize].as_ref().map(|leg| (leg.value.0, leg.at.clone())),
            Limb::Arm(which) => self.arms[which as usize].as_ref().map(|arm| (arm.value.0, arm.at.clone())),
        }
    }
}

/// Reads a pair of limbs, of which each has a key, and both have one.
fn pair<T: Copy>(
    table: &mut Table<'_>,
    [both, one, other]: [&'static str; 3],
    read: fn(&Item<'_>, &mut Collector) -> Option<T>,
    problems: &mut Collector,
) -> [Keyed<T>; 2] {
    let mut said = |key: &'static str| table.read(key, read, problems).map(|limb| (key, limb));
    let pair = said(both);
    let each = [one, other].map(said);
    for limb in &each {
        if let (Some(pair), Some(limb)) = (pair.located(), limb.located()) {
            let problem = SlotProblem::BothBesideOne { both, one: limb.value.0 };
            problems.push(Problem::new(limb.key_at.clone(), problem).related(pair.key_at.clone()));
        }
    }
    each.map(|limb| limb.or(&pair).located().cloned())
}
