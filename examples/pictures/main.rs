//! Makes the pictures of the README, `docs/pictures/*.svg`, from the real program in a pseudo-terminal.
//!
//! ```text
//! cargo build --release --locked
//! cargo run --release --locked --example pictures
//! ```
//!
//! It takes half a minute, as sessions do. The program is the one that was last built for the same profile.
#![allow(clippy::disallowed_methods, reason = "a film is what was seen when")]

mod film;
mod ink;
mod program;
mod shape;
mod svg;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use program::{NEVER, Program};
use vt100::Screen;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Where the routine is, and where the pictures go.
const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

fn main() -> Result<()> {
    session()?;
    summary()
}

/// The first set of an exercise: the session as a film, and two moments of it.
fn session() -> Result<()> {
    // The screen says *go* for a second before it says *work*.
    const GET_READY_AND_GO: Duration = Duration::from_millis(3700);
    const HOPS: Duration = Duration::from_millis(1500);
    const MOMENT: Duration = Duration::from_millis(700);

    let mut program = Program::start(&["--from", "single-leg-hops"], (80, 24))?;
    program.wait_for("Single-leg hops")?;
    let work = program.wait_for("work")?;
    program.watch(HOPS);
    save("work", &still("A block of work: hops on the left leg", program.screen()))?;
    program.press("\r")?;
    program.wait_for("switch")?;
    program.wait_for("work")?;
    program.watch(MOMENT);
    let film = program.film(GET_READY_AND_GO, work);
    save("session", &film.picture("A session: get ready, go, hops on the left leg, the switch to the right"))?;
    program.press("\r")?;
    program.wait_for("rest")?;
    program.watch(MOMENT);
    save("rest", &still("The rest before the next set", program.screen()))
}

/// What stays on the terminal of somebody who hurries, and stops before the last exercise.
fn summary() -> Result<()> {
    let mut program = Program::start(&["--skip", "ball-roll", "--speed", "60"], (80, 60))?;
    program.press_until("\r", "Reverse lunge")?;
    program.press("q")?;
    program.wait_for("End the session?")?;
    program.press("y")?;
    program.wait_for("How hard")?;
    program.press("6")?;
    program.press_until("\r", "Worst pain")?;
    program.press("1")?;
    program.press_until("\r", "A note")?;
    program.press("left calf still tight")?;
    program.press_until("\r", "ended early")?;
    program.watch(NEVER);
    save("summary", &still("The summary of a session that was ended early", program.screen()))
}

/// A screen as a picture, from the first row that is not blank to the last.
fn still(title: &str, screen: &Screen) -> String {
    let rows: Vec<_> = svg::rows(screen).collect();
    let first = rows.iter().position(|row| !row.is_empty()).unwrap_or(0);
    let end = rows.iter().rposition(|row| !row.is_empty()).map_or(first, |last| last + 1);
    svg::picture(title, screen.size().1.get().into(), first..end, "", &rows.concat())
}

fn save(name: &str, picture: &str) -> Result<()> {
    let folder = PathBuf::from(PACKAGE).join("docs/pictures");
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name).with_extension("svg"), picture)?)
}
