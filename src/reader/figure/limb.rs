//! Legs and arms, by the angles of their bones or by a place, and places.

use toml::de::{DeArray, DeValue};

use super::{ALONG, HEIGHT};
use crate::figure::{Arm, FootEnd, Leg, Point};
use crate::reader::problem::{Bounds, Collector, Expected, FigureProblem, Problem, SlotProblem};
use crate::reader::table::{Item, Table};
use crate::reader::value;

pub(super) const ANGLE: Bounds = Bounds { low: -180.0, high: 200.0, unit: "degrees" };

pub(super) fn angle(item: &Item<'_>, problems: &mut Collector) -> Option<f64> {
    value::number(item, ANGLE, problems)
}

/// `[x, y]`.
pub(super) fn place(item: &Item<'_>, problems: &mut Collector) -> Option<Point> {
    let DeValue::Array(list) = item.value else {
        return item.reject(item.wrong_type(Expected::Place), problems);
    };
    match value::numbers(item, list, &[ALONG, HEIGHT], 2, "two numbers: along the floor, and up", problems)?[..] {
        [x, y] => Some(Point::new(x, y)),
        _ => None,
    }
}

pub(super) fn leg(item: &Item<'_>, problems: &mut Collector) -> Option<Leg> {
    match item.value {
        DeValue::Array(list) => leg_of_angles(item, list, problems),
        DeValue::Table(_) => placed_leg(item, problems),
        _ => item.reject(item.wrong_type(Expected::Leg), problems),
    }
}

fn leg_of_angles<'a>(item: &Item<'a>, list: &'a DeArray<'a>, problems: &mut Collector) -> Option<Leg> {
    let expected = "two or three angles: thigh, shin, and the foot where it matters";
    match value::numbers(item, list, &[ANGLE; 3], 2, expected, problems)?[..] {
        [thigh, shin] => Some(Leg::Angles { thigh, shin, foot: None }),
        [thigh, shin, foot] => Some(Leg::Angles { thigh, shin, foot: Some(foot) }),
        _ => None,
    }
}

fn placed_leg(item: &Item<'_>, problems: &mut Collector) -> Option<Leg> {
    let mut table = Table::of(item, "place of a leg", problems)?;
    let toe = table.read("toe", place, problems);
    let heel = table.read("heel", place, problems);
    let foot = table.read("foot", angle, problems);
    table.finish(problems);
    if let (Some(toe), Some(heel)) = (toe.located(), heel.located()) {
        let problem = SlotProblem::TwoInOneTable { slot: "place", first: "toe", second: "heel" };
        problems.push(Problem::new(heel.key_at.clone(), problem).related(toe.key_at.clone()));
        return None;
    }
    if toe.is_missing() && heel.is_missing() {
        problems.add(item.at.clone(), FigureProblem::NoEnd { limb: item.key(), ends: "`toe` or `heel`" });
    }
    let end = if toe.is_missing() { FootEnd::Heel } else { FootEnd::Toe };
    let at = toe.or(&heel).value()?;
    Some(Leg::Placed { end, at, foot: foot.value_or(0.0)? })
}

pub(super) fn arm(item: &Item<'_>, problems: &mut Collector) -> Option<Arm> {
    match item.value {
        DeValue::Array(list) => {
            match value::numbers(item, list, &[ANGLE; 2], 2, "two angles: upper arm, forearm", problems)?[..] {
                [upper, fore] => Some(Arm::Angles { upper, fore }),
                _ => None,
            }
        }
        DeValue::Table(_) => {
            let mut table = Table::of(item, "place of an arm", problems)?;
            let hand = table.read("hand", place, problems);
            table.finish(problems);
            if hand.is_missing() {
                problems.add(item.at.clone(), FigureProblem::NoEnd { limb: item.key(), ends: "`hand`" });
            }
            Some(Arm::Placed { hand: hand.value()? })
        }
        _ => item.reject(item.wrong_type(Expected::Arm), problems),
    }
}
