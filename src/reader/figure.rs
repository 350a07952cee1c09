//! A figure: how a movement is done.

mod fault;
mod limb;
mod pose;

use std::ops::Range;

use toml::de::DeTable;

use super::format;
use super::problem::{Bounds, Collector, FigureProblem, POSES_MAX};
use super::table::{Item, Lookup, Table};
use super::value;
use crate::figure::{Anchor, Draft, Figure, FootEnd, InHands, Point, Props, Viewpoint, Which};
use pose::WrittenPose;

const VIEWS: [(&str, Viewpoint); 2] = [("front", Viewpoint::Front), ("side", Viewpoint::Side)];

const ANCHORS: [(&str, Anchor); 11] = [
    ("toe", Anchor::Foot(FootEnd::Toe, Which::Working)),
    ("heel", Anchor::Foot(FootEnd::Heel, Which::Working)),
    ("knee", Anchor::Knee(Which::Working)),
    ("hand", Anchor::Hand(Which::Working)),
    ("other toe", Anchor::Foot(FootEnd::Toe, Which::Other)),
    ("other heel", Anchor::Foot(FootEnd::Heel, Which::Other)),
    ("other knee", Anchor::Knee(Which::Other)),
    ("other hand", Anchor::Hand(Which::Other)),
    ("toes", Anchor::Feet(FootEnd::Toe)),
    ("heels", Anchor::Feet(FootEnd::Heel)),
    ("hip", Anchor::Hip),
];

const IN_HANDS: [(&str, InHands); 2] = [("rope", InHands::Rope), ("weight", InHands::Weight)];

const ANCHOR: Anchor = Anchor::Foot(FootEnd::Toe, Which::Working);

/// Where something is along the floor.
const ALONG: Bounds = Bounds { low: -200.0, high: 200.0, unit: "hundredths of the body height" };
/// How high a place is.
const HEIGHT: Bounds = Bounds { low: 0.0, high: 200.0, unit: "hundredths of the body height above the floor" };
const RADIUS: Bounds = Bounds { low: 1.0, high: 50.0, unit: "hundredths of the body height" };

/// A figure as it is written, with the places of what can contradict something else.
#[derive(Debug)]
struct Written {
    name: String,
    view: Lookup<Viewpoint>,
    anchor: Lookup<Anchor>,
    alternate: Lookup<bool>,
    reps: Lookup<u32>,
    walk: Lookup<bool>,
    props: WrittenProps,
    in_hands: Lookup<InHands>,
    poses: Vec<WrittenPose>,
}

/// The things around the figure.
#[derive(Debug)]
struct WrittenProps {
    wall: Lookup<f64>,
    line: Lookup<f64>,
    post: Lookup<Point>,
    step: Lookup<Point>,
    ball: Lookup<f64>,
}

pub(super) fn figure(entries: &DeTable<'_>, problems: &mut Collector) -> Option<Figure> {
    let mut table = Table::root(entries, "figure");
    format::known(&mut table, problems)?;
    let name = table.require("name", "\"Squat\"", value::name, problems);
    let view = table.read("view", |item, problems| value::one_of(item, &VIEWS, problems), problems);
    let anchor = table.read("anchor", |item, problems| value::one_of(item, &ANCHORS, problems), problems);
    let alternate = table.read("alternate", value::flag, problems);
    let reps = table.read("reps", |item, problems| value::whole(item, 1, 8, problems), problems);
    let walk = table.read("walk", value::flag, problems);
    let props = WrittenProps::read(&mut table, problems);
    let in_hands = table.read("in_hands", |item, problems| value::one_of(item, &IN_HANDS, problems), problems);
    let poses = table.read("pose", poses, problems);
    if poses.is_missing() {
        problems.add(0..0, FigureProblem::NoPose);
    }
    table.finish(problems);
    let poses = poses.value()?;
    let written = Written { name: name?, view, anchor, alternate, reps, walk, props, in_hands, poses };
    let is_whole = problems.is_empty();
    let faults = match Figure::new(written.draft()) {
        Ok(figure) => return is_whole.then_some(figure),
        Err(faults) => faults,
    };
    fault::report(&faults, &written, is_whole, problems);
    None
}

fn along(item: &Item<'_>, problems: &mut Collector) -> Option<f64> {
    value::number(item, ALONG, problems)
}

fn poses(item: &Item<'_>, problems: &mut Collector) -> Option<Vec<WrittenPose>> {
    let number = item.value.as_array().map_or(0, |list| list.len());
    if number > POSES_MAX {
        problems.add(item.key_at.clone(), FigureProblem::TooManyPoses(number));
        return None;
    }
    value::tables(item, WrittenPose::read, problems)
}

impl WrittenProps {
    fn read(table: &mut Table<'_>, problems: &mut Collector) -> Self {
        Self {
            wall: table.read("wall", along, problems),
            line: table.read("line", along, problems),
            post: table.read("post", limb::place, problems),
            step: table.read("step", limb::place, problems),
            ball: table.read("ball", |item, problems| value::number(item, RADIUS, problems), problems),
        }
    }

    /// The keys that are there, and where.
    fn keys(&self) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        fn key<T>(name: &'static str, prop: &Lookup<T>) -> Option<(&'static str, Range<usize>)> {
            Some((name, prop.located()?.key_at.clone()))
        }
        let Self { wall, line, post, step, ball } = self;
        [key("wall", wall), key("line", line), key("post", post), key("step", step), key("ball", ball)]
            .into_iter()
            .flatten()
    }
}

impl Written {
    fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            viewpoint: said(&self.view).unwrap_or(Viewpoint::Side),
            anchor: said(&self.anchor).unwrap_or(ANCHOR),
            alternate: said(&self.alternate).unwrap_or(false),
            reps: said(&self.reps).unwrap_or(1),
            walk: said(&self.walk).unwrap_or(false),
            props: Props {
                wall: said(&self.props.wall),
                line: said(&self.props.line),
                post: said(&self.props.post),
                step: said(&self.props.step),
                ball: said(&self.props.ball),
            },
            in_hands: said(&self.in_hands),
            poses: self.poses.iter().map(|pose| pose.draft.clone()).collect(),
        }
    }
}

fn said<T: Copy>(lookup: &Lookup<T>) -> Option<T> {
    lookup.located().map(|located| located.value)
}
