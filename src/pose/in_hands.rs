//! What the hands hold.

use std::f64::consts::{PI, TAU};

use crate::figure::{Body, Figure, InHands, Point, Viewpoint};

/// The radius of a weight, in hundredths of the body height.
const WEIGHT: f64 = 7.0;
/// How high a rope is over the head, and how high under the feet, in hundredths of the body height.
const ROPE: [f64; 2] = [116.0, 2.0];
/// The straight pieces of which a rope is drawn.
const PIECES: u8 = 12;

/// A line through some places, in hundredths of the body height.
pub(super) struct Polyline {
    pub(super) places: Vec<Point>,
    pub(super) radius: f64,
}

/// What the hands of a body hold at this many seconds of the loop.
pub(super) fn line(figure: &Figure, body: &Body, seconds: f64) -> Option<Polyline> {
    let [hand, other] = body.arms.map(|arm| arm.hand);
    let middle = hand.towards(other, 0.5);
    Some(match figure.in_hands()? {
        InHands::Weight => {
            let elbow = body.arms[0].elbow.towards(body.arms[1].elbow, 0.5);
            let place = middle + (middle - elbow) * (WEIGHT / middle.distance(elbow).max(1.0));
            Polyline { places: vec![place; 2], radius: WEIGHT }
        }
        InHands::Rope => {
            let (sin, cos) = (seconds / figure.length() * f64::from(figure.reps()) * TAU).sin_cos();
            let [over, under] = ROPE;
            let reach = if cos > 0.0 { over - middle.y } else { middle.y - under };
            let ahead = if figure.viewpoint() == Viewpoint::Side { reach * sin } else { 0.0 };
            let swung = Point::new(ahead, reach * cos);
            let place = |piece: u8| {
                let (sin, cos) = (f64::from(piece) / f64::from(PIECES) * PI).sin_cos();
                hand.towards(other, (1.0 - cos) / 2.0) + swung * sin
            };
            Polyline { places: (0..=PIECES).map(place).collect(), radius: 1.0 }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Anchor, Draft, FootEnd, PoseDraft, Props};

    #[test]
    fn a_rope_is_over_the_head_where_a_rep_begins_and_under_the_feet_in_its_middle() {
        for (viewpoint, reps) in [(Viewpoint::Front, 1), (Viewpoint::Side, 2)] {
            let figure = figure(InHands::Rope, viewpoint, reps);
            let rep = figure.length() / f64::from(reps);
            let middle = |seconds: f64| line(&figure, &figure.at(seconds).body, seconds).map(|line| line.places[6].y);
            for begun in 0..reps {
                let begin = f64::from(begun) * rep;
                assert!(middle(begin).is_some_and(|height| height > figure.at(begin).body.head.y + 9.5));
                assert!(middle(begin + rep / 2.0).is_some_and(|height| height < 3.0));
            }
        }
    }

    #[test]
    fn a_weight_is_at_the_hands() {
        let figure = figure(InHands::Weight, Viewpoint::Side, 1);
        let body = figure.at(0.0).body;
        let weight = line(&figure, &body, 0.0).unwrap();
        assert!((weight.places[0].distance(body.arms[0].hand) - weight.radius).abs() < 1e-6);
    }

    fn figure(in_hands: InHands, viewpoint: Viewpoint, reps: u32) -> Figure {
        let tall = PoseDraft::default();
        let jump = PoseDraft { lift: Some(10.0), ..PoseDraft::default() };
        Figure::new(Draft {
            name: "Figure".to_owned(),
            viewpoint,
            anchor: Anchor::Feet(FootEnd::Toe),
            alternate: false,
            reps,
            walk: false,
            props: Props::default(),
            in_hands: Some(in_hands),
            poses: vec![tall, jump],
        })
        .unwrap()
    }
}
