//! What a session shows while its terminal is out of sight: the title of the window, and optional notifications.

use std::io::Write as _;

use super::counter;
use crate::plan::StepKind;
use crate::session::{Cue, Event, Fact, Outcome, View, What};
use crate::text;
use crate::words::{cue, step};

#[derive(Debug)]
pub struct Title {
    shown: String,
    /// Whether the terminal sends a notification when a rest is over and when the session is done.
    notifies: bool,
}

impl Title {
    pub fn new(notifies: bool) -> Self {
        Self { shown: String::new(), notifies }
    }

    pub(super) fn repaint(&mut self) {
        self.shown.clear();
    }

    /// Sets the title to the state, its time and its exercise, where that changed, and sends the notifications.
    pub(super) fn show(&mut self, view: &View<'_>, events: &[Event], out: &mut Vec<u8>) {
        let title = counter::status(view);
        if title != self.shown {
            put(2, &title, out);
            self.shown = title;
        }
        if self.notifies {
            events.iter().filter_map(|event| notification(view, event)).for_each(|text| put(9, &text, out));
        }
    }
}

/// The notification of an event, if it has one.
fn notification(view: &View<'_>, event: &Event) -> Option<String> {
    match &event.what {
        What::Fact(Fact::Ended { outcome: Outcome::Done, .. }) => {
            let step = &view.plan[event.step];
            let rested = matches!(step.kind, StepKind::Rest { .. });
            rested.then(|| format!("rest over: {}", step::name(view.plan.card(event.step), step.side)))
        }
        What::Cue(done @ Cue::SessionDone) => Some(cue::cue(done)),
        _ => None,
    }
}

/// An OSC escape sequence: 2 sets the title, 9 sends a notification.
fn put(command: u8, words: &str, out: &mut Vec<u8>) {
    // Writing to a vector cannot fail.
    let _ = write!(out, "\x1b]{command};{}\x07", text::line(words));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::StepId;
    use crate::session::{Mono, Stage};
    use crate::ui::fixture::{at, plan, secs, view};

    fn shown(title: &mut Title, view: &View<'_>, events: &[Event]) -> String {
        let mut out = Vec::new();
        title.show(view, events, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn event(step: StepId, what: What) -> Event {
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
    fn at_the_end_the_title_is_only_that() {
        let plan = plan();
        let over = View { stage: Stage::Closing, is_done: true, ..view(&plan, at::AT_LEAST, secs(5)) };
        assert_eq!(shown(&mut Title::new(false), &over, &[]), "\x1b]2;SESSION DONE\x07");
    }

    #[test]
    fn the_end_of_a_rest_and_of_the_session_are_notified_where_asked_for() {
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
