//! The pictures of a loop: how many there are, and when each is shown.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use super::timing::Timing;
use crate::figure::Figure;
use crate::plan::Work;

/// The most pictures in a second.
const PACE: f64 = 8.0;

/// A figure that moves in the rhythm of some work. Each loop shows the same pictures, for equally long.
#[derive(Debug, Clone, PartialEq)]
pub struct Animation {
    figure: Arc<Figure>,
    timing: Timing,
    /// The pictures of a loop.
    count: u32,
    /// How long each is shown.
    period: Duration,
}

impl Animation {
    /// `speed`: how many times faster than real time it is shown.
    pub fn new(figure: Arc<Figure>, work: Option<&Work>, speed: u32) -> Self {
        let timing = Timing::new(&figure, work).at_speed(speed);
        let length = Duration::try_from_secs_f64(timing.length()).unwrap_or_default();
        let count = whole(timing.length() * PACE / f64::from(speed.max(1))).max(1);
        Self { figure, timing, count, period: (length / count).max(Duration::from_nanos(1)) }
    }

    /// Whether it is shown slower than it is done.
    pub fn is_slow(&self) -> bool {
        self.timing.is_slow()
    }

    /// The instant of the figure's loop, in seconds, that is shown after this time; before the work begins it is less
    /// than none.
    pub fn at(&self, elapsed: SignedDuration) -> f64 {
        self.instant(self.picture(elapsed))
    }

    /// How long after this time another picture is shown; `None` where it never is.
    pub fn changes_in(&self, elapsed: SignedDuration) -> Option<Duration> {
        let shown = self.picture(elapsed);
        let moment = |picture: i128| self.figure.at(self.instant(picture));
        let now = moment(shown);
        let next = (shown + 1..shown + i128::from(self.count)).find(|next| moment(*next) != now)?;
        let wait = next * nanos(self.period) - elapsed.as_nanos();
        u64::try_from(wait).ok().map(Duration::from_nanos)
    }

    /// The number of the picture that is shown after this time.
    fn picture(&self, elapsed: SignedDuration) -> i128 {
        elapsed.as_nanos().div_euclid(nanos(self.period))
    }

    /// The instant of the figure's loop that a picture shows.
    fn instant(&self, picture: i128) -> f64 {
        let of_loop = u32::try_from(picture.rem_euclid(i128::from(self.count))).unwrap_or(0);
        self.timing.at(self.period * of_loop)
    }
}

fn nanos(time: Duration) -> i128 {
    time.as_nanos().try_into().unwrap_or(i128::MAX)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit is cut")]
fn whole(number: f64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::figure::{Anchor, Arrow, Draft, FootEnd, Leg, PoseDraft, Props, Viewpoint};
    use crate::model::{Pacing, RepTarget, Rhythm, Window};

    /// Bends both knees for a second, stays for half a second, and stands up again.
    fn bending() -> Arc<Figure> {
        let legs = |thigh, shin| [Some(Leg::Angles { thigh, shin, foot: None }); 2];
        let tall = PoseDraft { legs: legs(0.0, 0.0), arrow: Some(Arrow::Down), ..PoseDraft::default() };
        let low = PoseDraft { hold: 0.5, legs: legs(80.0, -20.0), arrow: Some(Arrow::Up), ..PoseDraft::default() };
        let draft = Draft {
            name: "Bending".to_owned(),
            viewpoint: Viewpoint::Side,
            anchor: Anchor::Feet(FootEnd::Toe),
            alternate: false,
            reps: 1,
            walk: false,
            props: Props::default(),
            in_hands: None,
            poses: vec![tall, low],
        };
        Arc::new(Figure::new(draft).unwrap())
    }

    fn reps(rhythm: Rhythm) -> Work {
        Work::Reps { target: RepTarget::Count(Window::exact(10)), pacing: Pacing::Rhythm(rhythm) }
    }

    fn millis(millis: i64) -> SignedDuration {
        SignedDuration::from_millis(millis)
    }

    #[test]
    fn a_rep_of_the_session_begins_with_a_rep_of_the_figure() {
        let tempo = reps(Rhythm::Tempo([3, 1, 3].map(Duration::from_secs).to_vec()));
        let animation = Animation::new(bending(), Some(&tempo), 1);
        for rep in -2..5 {
            assert!(animation.at(millis(rep * 7_000)).abs() < 1e-9, "rep {rep}");
        }
        let into_the_work = animation.at(millis(-1_000)) - animation.at(millis(6_000));
        assert!(into_the_work.abs() < 1e-9);
    }

    #[test]
    fn what_is_held_is_not_shown_anew() {
        let hold = reps(Rhythm::Hold(Duration::from_secs(30)));
        let animation = Animation::new(bending(), Some(&hold), 1);
        // A second down, 28 s below, a second up.
        let wait = animation.changes_in(millis(2_000)).unwrap();
        assert!((26_900..=27_200).contains(&wait.as_millis()), "{wait:?}");
        assert_eq!(animation.changes_in(millis(500)), Some(Duration::from_millis(125)));
    }

    proptest! {
        #[test]
        fn it_changes_when_it_says(elapsed in -5_000_i64..60_000, rep in 200_u64..8_000, speed in 1_u32..6) {
            let figure = bending();
            let work = reps(Rhythm::Tempo(vec![Duration::from_millis(rep), Duration::from_millis(rep / 2)]));
            let animation = Animation::new(Arc::clone(&figure), Some(&work), speed);
            let moment = |elapsed| figure.at(animation.at(elapsed));
            let (now, nanosecond) = (millis(elapsed), SignedDuration::from_nanos(1));
            let wait = animation.changes_in(now).unwrap();
            let then = now + SignedDuration::try_from(wait).unwrap();
            prop_assert_eq!(moment(then - nanosecond), moment(now));
            prop_assert_ne!(moment(then), moment(now));
            // At most eight pictures a second of real time.
            let again = animation.changes_in(then).unwrap();
            prop_assert!(again + Duration::from_micros(1) >= Duration::from_millis(125) * speed, "{:?}", again);
        }
    }
}
