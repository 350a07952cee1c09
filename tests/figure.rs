//! The figure of `docs/progression.md`: what a runner is asked week by week. The program makes it, from the sessions that
//! the transcript of the same weeks enters.
//!
//! After an intended change: `BLESS=1 cargo test --test figure`, then look at the figure.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use jiff::civil::Date;
use jiff::{ToSpan, Unit, Zoned};
use serde_json::Value;
use tempfile::TempDir;

const TRANSCRIPT: &str = "tests/cmd/record/twelve-weeks.trycmd";
const FIGURE: &str = "docs/pictures/rungs.svg";

const HOPS: usize = 0;
const POGOS: usize = 1;

/// What is drawn.
struct Weeks {
    sessions: Vec<Session>,
    /// The rungs of the hops in words, and the first two of the pogos.
    rungs: [Vec<String>; 2],
}

struct Session {
    on: Date,
    /// What the program asked of the hops and of the pogos.
    asked: [Asked; 2],
    /// The rungs that the runner chose instead.
    chosen: [Option<u32>; 2],
    is_complete: bool,
}

struct Asked {
    rung: u32,
    code: String,
    reason: String,
}

#[test]
fn the_figure_is_the_one_that_the_program_makes() {
    let drawn = weeks().drawn();
    if std::env::var_os("BLESS").is_some() {
        fs::write(FIGURE, &drawn).unwrap();
    }
    assert_eq!(fs::read_to_string(FIGURE).unwrap(), drawn, "the head of this file says how to make the figure anew");
}

/// Enters the sessions of the transcript, and asks the program before each of them.
fn weeks() -> Weeks {
    let data = TempDir::new().unwrap();
    let calfguide = |line: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_calfguide"));
        command.args(line.split(' ')).env_clear().env("CALFGUIDE_DATA_DIR", data.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let rungs = |exercise: &str, most: usize| {
        let ladder = calfguide(&format!("ladder calves {exercise}"));
        let lines = ladder.lines().skip(1).filter_map(|line| line.trim().split_once("  "));
        lines.map(|(_, rung)| rung.split(" reps").next().unwrap().to_owned()).take(most).collect()
    };
    let rungs = [rungs("hops", usize::MAX), rungs("pogos", 2)];
    let transcript = fs::read_to_string(TRANSCRIPT).unwrap();
    let typed = transcript.lines().filter_map(|line| line.strip_prefix("$ calfguide "));
    let entered = typed.filter(|line| line.starts_with("log calves ") && line.contains("--morning"));
    let enter = |line: &str| {
        let after = |flag: &str| line.split(' ').skip_while(|word| *word != flag).nth(1);
        let at = after("--at").unwrap();
        let next: Value = serde_json::from_str(&calfguide(&format!("next calves --json --on {at}"))).unwrap();
        calfguide(line);
        Session {
            on: format!("{at}[UTC]").parse::<Zoned>().unwrap().date(),
            asked: [HOPS, POGOS].map(|exercise| Asked::of(&next["exercises"][exercise])),
            chosen: ["hops=", "pogos="].map(|exercise| after("--rung")?.strip_prefix(exercise)?.parse().ok()),
            is_complete: !line.contains("--missed"),
        }
    };
    Weeks { sessions: entered.map(enter).collect(), rungs }
}

impl Asked {
    fn of(exercise: &Value) -> Self {
        let text = |key: &str| exercise[key].as_str().unwrap().to_owned();
        Self {
            rung: exercise["rung"].as_u64().unwrap().try_into().unwrap(),
            code: text("code"),
            reason: text("reason"),
        }
    }

    /// The sentence without what led to it.
    fn label(&self) -> Option<&str> {
        let short = match self.code.as_str() {
            "up" => self.reason.split(':').next(),
            "offer" => self.reason.trim_start_matches("As last time. ").split(':').next(),
            "pain" | "pain-back" | "layoff" | "missed-twice" => Some(self.reason.as_str()),
            _ => None,
        };
        short.map(|short| short.trim_end_matches('.'))
    }
}

const WIDTH: i32 = 760;
const LEFT: i32 = 150;
const WEEKS: i32 = 12;
const WEEK: i32 = 48;
const ROW: i32 = 24;
const TOP: i32 = 56;
const GREY: &str = "#8a93a3";
const GREEN: &str = "#8cc265";
const YELLOW: &str = "#e5b567";
const RED: &str = "#e06c75";

impl Weeks {
    fn drawn(&self) -> String {
        let mut svg = String::new();
        let bottom = self.y(POGOS, 1) + ROW;
        let height = bottom + 50;
        writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"12\" \
             fill=\"#d8dce3\">\n<title>Twelve weeks of a runner, rung by rung</title>\n<desc>{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" rx=\"8\" fill=\"#16181d\"/>",
            self.told()
        )
        .unwrap();
        self.grid(&mut svg, bottom);
        self.bands(&mut svg, bottom);
        self.paths(&mut svg);
        self.labels(&mut svg);
        let legend = "A mark is a session; an empty one was not complete, and a dashed one is a step that was offered.";
        writeln!(svg, "<text x=\"16\" y=\"{}\" fill=\"{GREY}\">{legend}</text>", height - 16).unwrap();
        svg.push_str("</svg>\n");
        svg
    }

    /// What the figure shows, for those who cannot see it.
    fn told(&self) -> String {
        let one = |session: &Session| {
            let rung = &self.rungs[HOPS][session.done(HOPS) as usize - 1];
            let [hops, pogos] = &session.asked;
            let why = if session.chosen[HOPS].is_some() { Some("chosen by the runner") } else { hops.label() };
            let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
            let answer = if session.chosen[POGOS].is_some() { "taken" } else { "declined" };
            let offer = pogos.label().filter(|_| pogos.code == "offer");
            let offer = offer.map(|offer| format!("; pogos: {offer}, {answer}"));
            format!("{}: hops {rung}{why}{}.", session.on.strftime("%-d %b"), offer.unwrap_or_default())
        };
        self.sessions.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn x(&self, day: Date) -> i32 {
        let days = self.sessions[0].on.until((Unit::Day, day)).unwrap().get_days();
        LEFT + 14 + days * WEEK / 7
    }

    /// The height of a rung: the hops above, the pogos under them.
    fn y(&self, exercise: usize, rung: u32) -> i32 {
        let rows = |exercise: usize| i32::try_from(self.rungs[exercise].len()).unwrap();
        let under = if exercise == POGOS { (rows(HOPS) + 2) * ROW } else { 0 };
        TOP + under + (rows(exercise) - i32::try_from(rung).unwrap()) * ROW
    }

    fn grid(&self, svg: &mut String, bottom: i32) {
        let first = self.sessions[0].on;
        let right = WIDTH - 20;
        for (exercise, title) in [(HOPS, "Single-leg hops, each side"), (POGOS, "4-way pogos")] {
            let top = self.y(exercise, u32::try_from(self.rungs[exercise].len()).unwrap());
            writeln!(svg, "<text x=\"16\" y=\"{}\" font-weight=\"bold\">{title}</text>", top - 20).unwrap();
            for (rung, words) in (1..).zip(&self.rungs[exercise]) {
                let y = self.y(exercise, rung);
                writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{words}</text>", LEFT - 8, y + 4).unwrap();
                writeln!(svg, "<path d=\"M{LEFT} {y}H{right}\" stroke=\"#2a2e37\"/>").unwrap();
            }
        }
        for week in 0..WEEKS {
            let monday = first + (7 * week).days();
            let text = monday.strftime("%-d %b");
            writeln!(svg, "<text x=\"{}\" y=\"{}\" fill=\"{GREY}\">{text}</text>", self.x(monday) - 10, bottom + 12)
                .unwrap();
        }
    }

    /// The time before a step back: after pain, and away.
    fn bands(&self, svg: &mut String, bottom: i32) {
        for pair in self.sessions.windows(2) {
            let (text, colour) = match pair[1].asked[HOPS].code.as_str() {
                "pain-back" => ("sore", RED),
                "layoff" => ("holiday", YELLOW),
                _ => continue,
            };
            let (from, to, top) = (self.x(pair[0].on), self.x(pair[1].on), TOP - 14);
            let (width, height, middle) = (to - from, bottom - top - 8, i32::midpoint(from, to));
            writeln!(
                svg,
                "<rect x=\"{from}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\" \
                 fill-opacity=\"0.15\"/>\n\
                 <text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" fill=\"{colour}\">{text}</text>",
                top - 6
            )
            .unwrap();
        }
    }

    /// What was done: a step from session to session, and a mark for each, empty where it was not complete.
    fn paths(&self, svg: &mut String) {
        for exercise in [HOPS, POGOS] {
            let place = |session: &Session| (self.x(session.on), self.y(exercise, session.done(exercise)));
            let mut line = String::new();
            for (x, y) in self.sessions.iter().map(place) {
                write!(line, "{}{y}", if line.is_empty() { format!("M{x} ") } else { format!("H{x}V") }).unwrap();
            }
            writeln!(svg, "<path d=\"{line}\" fill=\"none\" stroke=\"{GREEN}\" stroke-width=\"2\"/>").unwrap();
            for session in &self.sessions {
                let (x, y) = place(session);
                let fill = if session.is_complete || exercise == POGOS { GREEN } else { "#16181d" };
                writeln!(
                    svg,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{fill}\" stroke=\"{GREEN}\" stroke-width=\"2\"/>"
                )
                .unwrap();
            }
        }
    }

    /// Why the hops moved or stayed, from the upper left down so that no line crosses a text, and what was offered.
    fn labels(&self, svg: &mut String) {
        let (mut level, mut is_told) = (8, false);
        for session in &self.sessions {
            let x = self.x(session.on);
            if let Some(label) = session.asked[HOPS].label().filter(|_| session.chosen[HOPS].is_none()) {
                let (y, foot) = (self.y(HOPS, level), self.y(HOPS, session.done(HOPS)) - 6);
                level -= 1;
                write_label(svg, x, y + 4, label);
                writeln!(svg, "<path d=\"M{x} {y}V{foot}\" stroke=\"{GREY}\"/>").unwrap();
            }
            if let Some(rung) = session.chosen[HOPS].filter(|rung| session.asked[HOPS].rung != *rung) {
                write_label(svg, x, self.y(HOPS, rung) + 4, "chosen by the runner");
            }
            if session.chosen[POGOS].is_some() {
                let y = self.y(POGOS, 2) - ROW / 2;
                writeln!(svg, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">taken</text>").unwrap();
            } else if session.asked[POGOS].code == "offer" {
                let y = self.y(POGOS, session.asked[POGOS].rung + 1);
                writeln!(
                    svg,
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"none\" stroke=\"{YELLOW}\" stroke-width=\"2\" \
                     stroke-dasharray=\"2 2\"/>"
                )
                .unwrap();
                if !std::mem::replace(&mut is_told, true) {
                    let label = format!("{}, declined", session.asked[POGOS].label().unwrap());
                    write_label(svg, x, y + 4, &label);
                }
            }
        }
    }
}

impl Session {
    /// The rung that was done.
    fn done(&self, exercise: usize) -> u32 {
        self.chosen[exercise].unwrap_or(self.asked[exercise].rung)
    }
}

/// A text on the right of this place, or on its left in two lines where the right has no room.
fn write_label(svg: &mut String, x: i32, y: i32, text: &str) {
    let mut line = |x: i32, y: i32, anchor: &str, text: &str| {
        writeln!(svg, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>").unwrap();
    };
    if x < WIDTH * 3 / 5 {
        return line(x + 10, y, "start", text);
    }
    for (y, text) in (y..).step_by(15).zip(text.split_inclusive(": ")) {
        line(x - 10, y, "end", text.trim_end());
    }
}
