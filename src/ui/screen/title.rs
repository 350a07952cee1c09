//! What of a session is seen when its terminal is not: the title of the window, and, where that is wanted, a
//! notification of the terminal's own.

use std::io::Write as _;

use super::counter;
use crate::plan::StepKind;
use crate::session::{Cue, Event, Fact, Outcome, View, What};
use crate::text;
use crate::words::{cue, step};

/// The title of the window.
#[derive(Debug)]
pub struct Title {
    shown: String,
    /// Whether the terminal notifies too, when a rest is over and when the session is done.
    notifies: bool,
}

impl Title {
    /// A title that shows nothing yet.
    pub fn new(notifies: bool) -> Self {
        Self { shown: String::new(), notifies }
    }

    /// Forgets what it shows.
    pub(super) fn repaint(&mut self) {
        self.shown.clear();
    }

    /// The state, its time and its exercise, where that has changed; and what is worth a notification.
    pub(super) fn show(&mut self, view: &View<'_>, events: &[Event], out: &mut Vec<u8>) {
        let title = counter::status(view);
        if title != self.shown {
            put(2, &title, out);
            self.shown = title;
        }
        if self.notifies {
            events.iter().filter_map(|event| news(view, event)).for_each(|news| put(9, &news, out));
        }
    }
}

/// What an event is worth to somebody who looks elsewhere.
fn news(view: &View<'_>, event: &Event) -> Option<String> {
    match &event.what {
        What::Fact(Fact::Ended { outcome: Outcome::Done, .. }) => {
            let step = &view.plan.steps[event.step];
            let rested = matches!(step.kind, StepKind::Rest { .. });
            rested.then(|| format!("rest over: {}", step::name(view.plan.card(event.step), step.side)))
        }
        What::Cue(told @ Cue::SessionDone) => Some(cue::cue(told)),
        _ => None,
    }
}

/// An operating system command: 2 is the title, 9 a notification.
fn put(command: u8, words: &str, out: &mut Vec<u8>) {
    // A vector takes everything.
    let _ = write!(out, "\x1b]{command};{}\x07", text::line(words));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Mono, Stage};
    use crate::ui::fixture::{at, plan, secs, view};

    fn shown(title: &mut Title, view: &View<'_>, events: &[Event]) -> String {
        let mut out = Vec::new();
        title.show(view, events, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn event(step: usize, what: What) -> Event {
        Event { at: Mono::default(), step, round: 1, what }
    }

    #[test]
    fn the_title_says_state_time_and_exercise_and_only_when_they_change() {
        let plan = plan();
        let mut title = Title::new(false);
        let rest = |seconds| view(&plan, at::OPTIONAL_REST, secs(seconds));
        assert_eq!(shown(&mut title, &rest(15), &[]), "\x1b]2;REST  0:45  Single-leg hops, left\x07");
        assert_eq!(shown(&mut title, &rest(15), &[]), "");
        title.repaint();
        assert_eq!(shown(&mut title, &rest(15), &[]), "\x1b]2;REST  0:45  Single-leg hops, left\x07");
    }

    #[test]
    fn at_the_end_the_title_says_that_and_no_more() {
        let plan = plan();
        let over = View { stage: Stage::Closing, complete: true, ..view(&plan, at::AT_LEAST, secs(5)) };
        assert_eq!(shown(&mut Title::new(false), &over, &[]), "\x1b]2;SESSION DONE\x07");
    }

    #[test]
    fn a_rest_that_ran_out_and_the_end_are_notified_where_that_is_wanted() {
        let plan = plan();
        let view = view(&plan, at::OPTIONAL_REST, secs(15));
        let ended = |outcome| What::Fact(Fact::Ended { outcome, active: secs(60), reps: None });
        let events = [
            event(at::OPTIONAL_REST, ended(Outcome::Done)),
            event(at::OPTIONAL_REST, ended(Outcome::Skipped)),
            event(at::REPS, ended(Outcome::Done)),
            event(at::REPS, What::Cue(Cue::SessionDone)),
        ];
        let all = shown(&mut Title::new(true), &view, &events);
        let notified: Vec<_> = all.split('\x07').filter_map(|one| one.strip_prefix("\x1b]9;")).collect();
        assert_eq!(notified, ["rest over: Single-leg hops, left", "session done"]);
        assert!(!shown(&mut Title::new(false), &view, &events).contains("]9;"));
    }

    #[test]
    fn a_name_cannot_end_the_title() {
        let mut plan = plan();
        plan.cards[1].exercise.name = "a\x07b\x1b\\c".to_owned();
        let all = shown(&mut Title::new(false), &view(&plan, at::OPTIONAL_REST, secs(15)), &[]);
        assert_eq!(all.matches(['\x07', '\x1b']).count(), 2, "{all:?}");
    }
}
