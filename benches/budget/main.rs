//! Measures calfguide against its budgets of time, memory and output, and next to two other terminal timers.
//!
//! ```text
//! alias budget='cargo bench --profile dist --bench budget'
//! budget                         every section, about three minutes
//! budget -- start scale          only these: commands, start, run, figure, scale, history, size
//! SECONDS=300 budget -- run      watch the countdown for longer than 60 s
//! PEERS=DIR budget               look for isw and timr-tui in DIR before PATH
//! CLEAN_BUILD=1 budget -- size   also time a release build from nothing
//! ```
//!
//! Without `--profile dist` it measures the program that `cargo run --release` builds, not the one that is shipped.
//!
//! Linux only: it reads `/proc`. Every program gets an empty home directory of its own, so that no history and no
//! settings are touched.
//!
//! Each row has a value, its budget, the ratio of the two and a verdict: `ok` up to a ratio of 1, otherwise `over`, or
//! `failed`. A MB is a million bytes. The exit code does not depend on the verdicts, because times vary on a busy
//! machine; other load affects the minimum least. The sections:
//!
//! - `commands`: the wall time of a command, from before the spawn to after the exit, with its output thrown away.
//!   `true`, which does nothing, shows how much of that is the machine's share. Memory is the peak resident size
//!   (`VmHWM`), read repeatedly while the command runs; the highest of all runs counts. `ru_maxrss`, which the system
//!   reports at the exit, is not used: it starts at the size of the process that spawned the command.
//! - `start`: the time from before the spawn to the first output after which a 100x30 terminal has ten or more cells
//!   that are not blank. The programs are started in turn, so that other load slows all of them alike. The budget is
//!   the time of isw: its median for the median, its minimum for the minimum.
//! - `run`: one countdown in the same terminal. CPU time, bytes and bursts (output after 2 ms or more of silence) are
//!   counted from second 2 on; memory is the peak since the start. CPU time includes all threads and all processes
//!   that the program started. A *tick* is a change of a time shown as text, at the arrival of the last byte of its
//!   burst. If several times are shown, the one that changes most often counts, and the upper one of equals. A tick is
//!   *late* by its distance from the whole second, where the earliest tick of the run, relative to its own second, is
//!   taken to be right; so a delay that all ticks share is not seen. Below 100 ticks the 99th percentile is the worst
//!   tick. Drift is the Theil-Sen slope of the lateness; a run of a minute cannot tell less than 1 ms a minute from
//!   none, hence its budget.
//! - `figure`: the bytes that each built-in figure which moves costs on the full screen at its natural speed, beside a line
//!   for its name: the mean of all and the one that costs most. Posing and drawing are timed without the screen. The last
//!   rows are of three sessions in the same terminal, with a figure that moves, a still one and none; the first frames of
//!   the first and the last are timed in turn.
//! - `scale`: `plan --json` and `check` on generated files, the fastest of ten runs each. The cost of a step is the
//!   time that it adds to that of the file of 10 steps; the same cost at 1,000 and at 10,000 steps means linear growth.
//!   The last file is as large as the format allows.
//! - `history`: a history of 20 years, written for this run, compared with an empty one and with a tenth of it. A fact
//!   is appended in the same way as in a session, to a file in the folder for temporary files: the time is that of its
//!   disk. `next` and `run` read of it what tells what is asked today, which for `ten-weeks` is the end of every session.
//!   An exercise that was never done makes `next` and `stats` read every line of every session. Growth compares the time that a
//!   session adds in the whole history with that in the tenth: 1 is linear.
//! - `size`: the size of the measured program, and how long a newcomer waits for a build.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads clocks and waits")]
#![allow(clippy::expect_used, reason = "a failed measurement has no result")]
#![allow(clippy::print_stdout, reason = "this program prints a table")]
#![allow(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]

mod figures;
mod histories;
mod process;
mod programs;
mod routines;
mod table;
mod terminal;
mod ticks;

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use process::{Usage, peak_mb, time_ms};
use programs::{CALFGUIDE, Program, Scratch, calfguide, isw, timr};
use table::{Table, highest, left_out, lowest, median, median_and_lowest, section};
use terminal::Launch;
use ticks::Ticks;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The routine that is measured, relative to the package, where cargo starts a benchmark.
const ROUTINE: &str = "routines/calves.toml";
const SECTIONS: [&str; 7] = ["commands", "start", "run", "figure", "scale", "history", "size"];
const NOT_INSTALLED: &str = "not installed";

fn main() -> Result<()> {
    let (flags, wanted): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|arg| arg.starts_with('-'));
    if !flags.iter().any(|flag| flag == "--bench") {
        println!("nothing to test; measure with `cargo bench --profile dist --bench budget`");
        return Ok(());
    }
    let scratch = Scratch::new()?;
    let mut table = Table::default();
    table::head();
    for section in if wanted.is_empty() { SECTIONS.map(String::from).into() } else { wanted } {
        match section.as_str() {
            "commands" => commands(&mut table, &scratch),
            "start" => start(&mut table, &scratch)?,
            "run" => run(&mut table, &scratch)?,
            "figure" => figures::measure(&mut table, &scratch)?,
            "scale" => scale(&mut table, &scratch)?,
            "history" => histories::measure(&mut table, &scratch)?,
            "size" => size(&mut table, &scratch)?,
            _ => return Err(format!("no section `{section}`; there are {}", SECTIONS.join(", ")).into()),
        }
    }
    table.end();
    Ok(())
}

/// The time and memory of short commands.
fn commands(table: &mut Table, scratch: &Scratch) {
    const RUNS: u32 = 50;
    const TIME_MS: f64 = 3.0;
    const MEMORY_MB: f64 = 6.0;
    const LINES: [&str; 5] = ["--version", "list", "show", "plan", "check routines/calves.toml"];

    section(format_args!("commands: time, median of {RUNS}"));
    let nothing = repeat(RUNS, || time_ms(&mut scratch.command("true", [])));
    table.row("true", nothing.map(|times| median_and_lowest(&times)), "ms", None);
    for line in LINES {
        let times = repeat(RUNS, || time_ms(&mut scratch.command(CALFGUIDE, line.split(' '))));
        table.row(line, times.map(|times| median_and_lowest(&times)), "ms", Some(TIME_MS));
    }
    section(format_args!("commands: peak memory, highest of {RUNS}"));
    for line in LINES {
        let peaks = repeat(RUNS, || peak_mb(&mut scratch.command(CALFGUIDE, line.split(' '))));
        table.row(line, peaks.map(|peaks| (highest(&peaks), String::new())), "MB", Some(MEMORY_MB));
    }
}

/// The time from the launch to the first frame.
fn start(table: &mut Table, scratch: &Scratch) -> Result<()> {
    const LAUNCHES: u32 = 100;
    let programs = [Some(calfguide(&["run", ROUTINE])), isw(), timr()];
    let [own, isw, timr] = first_frames(&programs, LAUNCHES, scratch)?;
    for (name, figure) in [("median", median as fn(&[f64]) -> f64), ("minimum", lowest)] {
        section(format_args!("start: first frame, {name} of {LAUNCHES}"));
        let budget = (!isw.is_empty()).then(|| figure(&isw));
        let own = if own.is_empty() { Err("nothing was painted".into()) } else { Ok((figure(&own), String::new())) };
        table.row("calfguide run", own, "ms", budget);
        for (name, times) in [("isw", &isw), ("timr-tui", &timr)] {
            if times.is_empty() {
                left_out(name, NOT_INSTALLED);
            } else {
                table.row(name, Ok((figure(times), String::new())), "ms", None);
            }
        }
    }
    Ok(())
}

/// The times from a launch to the first frame, in ms, of programs that are started in turn. A program that is missing
/// or paints nothing has none.
fn first_frames<const N: usize>(
    programs: &[Option<Program>; N],
    launches: u32,
    scratch: &Scratch,
) -> Result<[Vec<f64>; N]> {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..launches {
        for (program, times) in programs.iter().zip(&mut times) {
            if let Some(program) = program {
                times.extend(Launch::new(program, scratch)?.first_frame_ms());
            }
        }
    }
    Ok(times)
}

/// The costs of a running program: the name of each, its unit, and its budget if it has one.
const COSTS: [(&str, &str, Option<f64>); 4] = [
    ("CPU time", "s/min", Some(0.03)),
    ("peak memory", "MB", Some(5.0)),
    ("output", "B/s", Some(200.0)),
    ("bursts of output", "1/s", None),
];

/// The costs of a countdown, and how well it keeps time.
fn run(table: &mut Table, scratch: &Scratch) -> Result<()> {
    const LATE_P50_MS: f64 = 1.0;
    const LATE_P99_MS: f64 = 10.0;
    const DRIFT_MS_MIN: f64 = 1.0;

    let seconds = env::var("SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60).clamp(5, 350);
    let file = scratch.file("countdown.toml", routines::COUNTDOWN)?;
    let own = Some(calfguide(&["run", &file, "--yes"]));
    // The other programs are only for comparison, so half a minute of each is enough.
    let runs = [("calfguide", own, seconds), ("isw", isw(), seconds.min(30)), ("timr-tui", timr(), seconds.min(30))];
    let mut own_costs = [f64::NAN; COSTS.len()];
    for (name, program, seconds) in runs {
        section(format_args!("run: {name}, {seconds} s of a countdown"));
        let Some(program) = program else {
            left_out(name, NOT_INSTALLED);
            continue;
        };
        let is_own = name == "calfguide";
        let budget = |limit| is_own.then_some(limit);
        let (costs, ticks) = match watch(&program, scratch, Duration::from_secs(seconds)) {
            Ok(seen) => seen,
            Err(error) => {
                table.row(name, Err(error), "", budget(0.0));
                continue;
            }
        };
        if is_own {
            own_costs = costs;
        }
        for (((what, unit, limit), cost), own_cost) in COSTS.into_iter().zip(costs).zip(own_costs) {
            let note = if is_own { String::new() } else { format!("calfguide takes {:.2} of it", own_cost / cost) };
            table.row(what, Ok((cost, note)), unit, limit.and_then(budget));
        }
        let Some(ticks) = ticks else {
            left_out("ticks", "no time as text on the screen, or it stands still");
            continue;
        };
        let mut row = |what, figure, note, unit, limit| table.row(what, Ok((figure, note)), unit, budget(limit));
        row("ticks late, p50", ticks.late_ms(50), format!("{} ticks", ticks.count()), "ms", LATE_P50_MS);
        row("ticks late, p99", ticks.late_ms(99), format!("worst {:.2}", ticks.late_ms(100)), "ms", LATE_P99_MS);
        let drift = ticks.drift_ms_min();
        let direction = if drift < 0.0 { "earlier and earlier" } else { "later and later" };
        row("drift", drift.abs(), direction.into(), "ms/min", DRIFT_MS_MIN);
    }
    Ok(())
}

/// Runs a program for the given time. Returns its costs from second 2 on, in the order of `COSTS`, and its ticks.
fn watch(program: &Program, scratch: &Scratch, time: Duration) -> Result<([f64; COSTS.len()], Option<Ticks>)> {
    const GONE: &str = "ended too early";
    let launch = Launch::new(program, scratch)?;
    let until = |moment: Duration| thread::sleep((launch.begun + moment).saturating_duration_since(Instant::now()));
    until(Duration::from_secs(1));
    launch.press(program.keys)?;
    until(Duration::from_secs(2));
    let (from, before) = (Instant::now(), Usage::of(launch.pid).ok_or(GONE)?);
    until(time);
    let (to, after) = (Instant::now(), Usage::of(launch.pid).ok_or(GONE)?);

    let bursts = terminal::bursts(launch.output());
    let counted: Vec<_> = bursts.iter().filter(|burst| (from..to).contains(&burst.at)).collect();
    let bytes: usize = counted.iter().map(|burst| burst.bytes.len()).sum();
    let seconds = (to - from).as_secs_f64();
    let cpu_s_min = after.cpu.saturating_sub(before.cpu).as_secs_f64() / seconds * 60.0;
    let costs = [cpu_s_min, after.peak_mb, bytes as f64 / seconds, counted.len() as f64 / seconds];
    Ok((costs, Ticks::seen_in(&bursts)))
}

/// The time to read and plan files of growing sizes.
fn scale(table: &mut Table, scratch: &Scratch) -> Result<()> {
    const RUNS: u32 = 10;
    const COST_GROWTH: f64 = 1.5;
    /// Per 1,000 steps. A lower cost is lost in the differences between two launches, so it counts as this much.
    const LEAST_COST_MS: f64 = 0.3;
    const LARGEST_MS: f64 = 100.0;
    const STEPS: [usize; 4] = [10, 100, 1_000, 10_000];

    let largest = scratch.file("largest.toml", &routines::largest())?;
    for line in ["plan --json", "check"] {
        section(format_args!("scale: {line}, fastest of {RUNS}"));
        let fastest = |file: &str| {
            let times = repeat(RUNS, || time_ms(scratch.command(CALFGUIDE, line.split(' ')).arg(file)));
            times.map(|times| lowest(&times))
        };
        let mut costs = Vec::new();
        let mut smallest = f64::NAN;
        for steps in STEPS {
            let time = fastest(&scratch.file(&format!("{steps}.toml"), &routines::of_steps(steps))?);
            let figure = time.map(|time| {
                smallest = smallest.min(time);
                let cost = (time - smallest) / (steps - STEPS[0]) as f64 * 1e3;
                costs.push(cost);
                (time, if cost.is_nan() { String::new() } else { format!("{cost:.2} ms per 1,000 steps") })
            });
            table.row(&format!("{steps} steps"), figure, "ms", None);
        }
        if let [.., thousand, most] = costs[..] {
            table.row(
                "cost of a step, 10,000 to 1,000",
                Ok((most.max(LEAST_COST_MS) / thousand.max(LEAST_COST_MS), String::new())),
                "times",
                Some(COST_GROWTH),
            );
        }
        table.row("10,000 steps in 1 MiB", fastest(&largest).map(|time| (time, String::new())), "ms", Some(LARGEST_MS));
    }
    Ok(())
}

/// The size of the program, and the time to build it.
fn size(table: &mut Table, scratch: &Scratch) -> Result<()> {
    // More than half of it are the recordings of the voice.
    const BINARY_MB: f64 = 11.0;
    const BUILD_S: f64 = 80.0;
    section("size");
    table.row("binary", Ok((fs::metadata(CALFGUIDE)?.len() as f64 / 1e6, String::new())), "MB", Some(BINARY_MB));
    if env::var_os("CLEAN_BUILD").is_some() {
        let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--release", "--locked", "--target-dir"]).arg(scratch.path("target"));
        table.row(
            "release build from nothing",
            time_ms(&mut build).map(|ms| (ms / 1e3, String::new())),
            "s",
            Some(BUILD_S),
        );
    }
    Ok(())
}

/// The figures of repeated runs, or the first error.
fn repeat(runs: u32, measure: impl FnMut() -> Result<f64>) -> Result<Vec<f64>> {
    std::iter::repeat_with(measure).take(runs as usize).collect()
}
