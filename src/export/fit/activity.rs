//! A session that was done, as an activity with its sets and rests.

use std::time::Duration;

use jiff::{Timestamp, Zoned};
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::proto::Message;

use super::steps::{exercise, load};
use super::workout::{Workout, message_index};
use super::{FitError, date, encode, file_id, kilograms, unit};
use crate::plan::Plan;
use crate::record::{Attempt, Past, Record};
use crate::session::{Event, Fact, Outcome, What};

/// The file of a session: a set for each block of which something was done, with its reps and load, and a rest for each
/// gap.
pub fn activity(past: &Past, plan: &Plan, record: &Record, events: &[Event]) -> Result<Vec<u8>, FitError> {
    let wall = WallTimes::of(past, events);
    let elapsed = wall.ended.duration_since(wall.began);
    let elapsed = u32::try_from(elapsed.as_millis()).unwrap_or(u32::MAX - 1);
    let stopped: i128 = wall.stops.iter().map(|(from, to)| to.duration_since(*from).as_millis()).sum();
    let timer = elapsed.saturating_sub(u32::try_from(stopped).unwrap_or(u32::MAX));
    let workout = Workout::of_each_step(plan);

    let mut messages = vec![file_id(typedef::File::ACTIVITY, &past.id, wall.began)];
    messages.extend(workout.messages());
    messages.extend(timer_events(&wall));
    messages.extend(sets(plan, record, &wall, &workout));

    let mut lap = mesgdef::Lap::new();
    lap.message_index = message_index(0);
    lap.timestamp = date(wall.ended);
    lap.start_time = date(wall.began);
    (lap.total_elapsed_time, lap.total_timer_time) = (elapsed, timer);
    (lap.event, lap.event_type) = (typedef::Event::LAP, typedef::EventType::STOP);
    lap.lap_trigger = typedef::LapTrigger::SESSION_END;
    (lap.sport, lap.sub_sport) = (typedef::Sport::TRAINING, typedef::SubSport::STRENGTH_TRAINING);
    messages.push(lap.into());

    let mut session = mesgdef::Session::new();
    session.message_index = message_index(0);
    session.timestamp = date(wall.ended);
    session.start_time = date(wall.began);
    (session.total_elapsed_time, session.total_timer_time) = (elapsed, timer);
    (session.event, session.event_type) = (typedef::Event::SESSION, typedef::EventType::STOP);
    session.num_laps = 1;
    session.trigger = typedef::SessionTrigger::ACTIVITY_END;
    (session.sport, session.sub_sport) = (typedef::Sport::TRAINING, typedef::SubSport::STRENGTH_TRAINING);
    messages.push(session.into());

    messages.push(
        mesgdef::Activity {
            timestamp: date(wall.ended),
            total_timer_time: timer,
            num_sessions: 1,
            r#type: typedef::Activity::MANUAL,
            event: typedef::Event::ACTIVITY,
            event_type: typedef::EventType::STOP,
            local_timestamp: local(&past.ended),
            ..mesgdef::Activity::default()
        }
        .into(),
    );
    encode(messages)
}

/// What a clock on the wall shows, as an instant.
fn local(at: &Zoned) -> typedef::LocalDateTime {
    let offset = i64::from(at.offset().seconds());
    let instant = Timestamp::from_second(at.timestamp().as_second() + offset);
    typedef::LocalDateTime(date(instant.unwrap_or_else(|_| at.timestamp())).0)
}

/// When a session began and ended, when each of its attempts began, and when its time stood still.
struct WallTimes {
    began: Timestamp,
    ended: Timestamp,
    attempts: Vec<Timestamp>,
    stops: Vec<(Timestamp, Timestamp)>,
}

impl WallTimes {
    fn of(past: &Past, events: &[Event]) -> Self {
        let began = past.began.timestamp();
        let after = |time: Duration| began.checked_add(time).unwrap_or(began);
        let (mut attempts, mut stops) = (Vec::new(), Vec::new());
        // Time in which the program did not run, which session time leaves out: no more than wall time tells, for a clock
        // may be set back.
        let on_the_wall = past.ended.duration_since(&past.began).unsigned_abs();
        let lost_in_all = on_the_wall.saturating_sub(past.time);
        let mut lost = Duration::ZERO;
        let mut paused = None;
        for event in events.iter().filter(|event| event.is_of_step()) {
            let at = after(event.at.0 + lost);
            match &event.what {
                What::Fact(Fact::Started { .. }) => attempts.push(at),
                What::Fact(Fact::Paused) => paused = paused.or(Some(at)),
                What::Fact(Fact::Resumed) => stops.extend(paused.take().map(|from| (from, at))),
                What::Fact(Fact::Gap(time)) => {
                    lost = lost_in_all.min(lost + *time);
                    if paused.is_none() {
                        stops.push((at, after(event.at.0 + lost)));
                    }
                }
                What::Fact(_) | What::Cue(_) => {}
            }
        }
        let ended = after(past.time + lost);
        stops.extend(paused.map(|from| (from, ended)));
        Self { began, ended, attempts, stops }
    }
}

/// The timer runs from the beginning to the end, and stands in between.
fn timer_events(wall: &WallTimes) -> Vec<Message> {
    let event = |at, kind| {
        let mut event = mesgdef::Event::new();
        (event.timestamp, event.event, event.event_type) = (date(at), typedef::Event::TIMER, kind);
        event.event_group = 0;
        Message::from(event)
    };
    let (start, stop) = (typedef::EventType::START, typedef::EventType::STOP_ALL);
    let stops = wall.stops.iter().filter(|(_, to)| *to < wall.ended);
    let stands = stops.flat_map(|(from, to)| [event(*from, stop), event(*to, start)]);
    let mut events = vec![event(wall.began, start)];
    events.extend(stands);
    events.push(event(wall.ended, stop));
    events
}

/// Sets and rests in the order in which they were done.
fn sets(plan: &Plan, record: &Record, wall: &WallTimes, workout: &Workout<'_>) -> Vec<Message> {
    let attempts = record.attempts.iter().zip(&wall.attempts);
    let kept = attempts.filter(|(attempt, _)| {
        let is_gap = plan[attempt.step].is_gap();
        if is_gap { !attempt.active.is_zero() } else { is_set(plan, record, attempt) }
    });
    let set = |(index, (attempt, began)): (usize, (&Attempt, &Timestamp))| {
        let ended = began.checked_add(attempt.active).unwrap_or(*began);
        let message = mesgdef::Set {
            timestamp: date(ended),
            start_time: date(*began),
            duration: u32::try_from(attempt.active.as_millis()).unwrap_or(u32::MAX - 1),
            message_index: message_index(index),
            set_type: typedef::SetType::REST,
            ..mesgdef::Set::default()
        };
        if plan[attempt.step].is_gap() {
            return Message::from(message);
        }
        let card = plan.card(attempt.step);
        let exercise = exercise(card);
        let mut message = mesgdef::Set {
            set_type: typedef::SetType::ACTIVE,
            repetitions: attempt.reps.and_then(|reps| u16::try_from(reps).ok()).unwrap_or(message.repetitions),
            category: exercise.map(|exercise| typedef::ExerciseCategory(exercise.category)).into_iter().collect(),
            category_subtype: exercise.and_then(|exercise| exercise.name).into_iter().collect(),
            wkt_step_index: workout.index(attempt.step).unwrap_or(message.wkt_step_index),
            ..message
        };
        if let Some(load) = record.load_told(plan, attempt).or_else(|| load(card)) {
            message.set_weight_scaled(kilograms(load, 16.0));
            message.weight_display_unit = unit(load);
        }
        Message::from(message)
    };
    kept.enumerate().map(set).collect()
}

/// Whether something was done in an attempt that counts.
fn is_set(plan: &Plan, record: &Record, attempt: &Attempt) -> bool {
    record.counts(attempt) && attempt.outcome(plan).is_some_and(Outcome::was_done)
}
