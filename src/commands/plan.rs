//! `plan`: today's steps as a timeline with running times, or as JSON.

use std::io::Write;
use std::time::Duration;

use jiff::Zoned;

use super::{Failure, catalogue, sessions, write_json};
use crate::cli;
use crate::model::{Today, Window};
use crate::plan::{self, Length, PhaseClock, PhaseSpan, Plan, RestEnd, Step, StepId, StepKind};
use crate::settings::Settings;
use crate::ui::printer::Printer;
use crate::words::{step, time};

pub(super) fn plan(args: &cli::PlanArgs, now: &Zoned, printer: Printer, out: &mut dyn Write) -> Result<(), Failure> {
    let routine = catalogue::load(args.routine.as_deref())?;
    let (routine, today) = if args.as_written { (routine, Today::FIRST) } else { sessions::as_asked(routine, now) };
    let rungs = sessions::chosen_rungs(&routine, today.rungs, &args.rung)?;
    let (week, session) = (args.week.unwrap_or(today.week), args.session.unwrap_or(today.session));
    let today = Today { week, session, rungs };
    let plan = plan::build(&routine, &today, &Settings::default())?;
    if args.json {
        return write_json(out, &plan::json::PlanJson::of(&plan));
    }
    out.write_all(timeline(&plan, printer).as_bytes())?;
    Ok(())
}

/// Each step behind the time at which it begins, at the low and at the high end. Behind open work it is the earliest
/// time: `1:30+`.
pub(super) fn timeline(plan: &Plan, mut printer: Printer) -> String {
    let mut begins = Window::exact(Duration::ZERO);
    let mut open = false;
    let mut phases = Vec::new();
    for phase in &plan.phases {
        let mut at = begins;
        let steps = phase.step_ids().map(|id| {
            let time = span(at, open);
            at = after(plan, phase, begins, at, id);
            open |= phase.rounds.is_some() && !plan[id].optional && plan[id].is_open();
            (time, step::line(plan, id))
        });
        phases.push((phase, steps.collect::<Vec<_>>()));
        let total = plan::phase_seconds(plan, phase);
        begins = Window { min: begins.min + total.min, max: begins.max + total.max };
    }
    let end = span(begins, open);
    let times = phases.iter().flat_map(|(_, steps)| steps).map(|(time, _)| time.len());
    let widest = times.fold(end.len(), usize::max);
    printer.heading(0, &format!("{}: {}", plan.routine.name, time::length(Length::of(plan))));
    for (phase, steps) in &phases {
        printer.blank_line();
        printer.heading(0, &step::phase(phase));
        for (time, line) in steps {
            printer.timed(2, &format!("{time:>widest$} "), line);
        }
    }
    printer.blank_line();
    printer.timed(2, &format!("{end:>widest$} "), "done");
    printer.into_text()
}

/// When the step after this one begins. After the rest of a slot that is when the next slot does.
fn after(
    plan: &Plan,
    phase: &PhaseSpan,
    begins: Window<Duration>,
    at: Window<Duration>,
    id: StepId,
) -> Window<Duration> {
    let step = &plan[id];
    if let (PhaseClock::Every(slot), StepKind::Rest { until: RestEnd::SlotEnd, .. }) = (phase.clock, &step.kind) {
        let opening = plan.steps[phase.steps.clone()].iter().take_while(|step| step.is_gap());
        let opening: Duration = opening.filter_map(Step::seconds).map(|time| time.max).sum();
        return begins.map(|begins| begins + opening + slot * step.slot);
    }
    let time = step.seconds().unwrap_or_else(|| Window::exact(Duration::ZERO));
    let low = if step.optional { Duration::ZERO } else { time.min };
    Window { min: at.min + low, max: at.max + time.max }
}

fn span(at: Window<Duration>, open: bool) -> String {
    if open {
        format!("{}+", time::clock(at.min))
    } else if time::clock(at.min) == time::clock(at.max) {
        time::clock(at.max)
    } else {
        format!("{}-{}", time::clock(at.min), time::clock(at.max))
    }
}
