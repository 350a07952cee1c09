//! Makes the pictures of the README, `docs/pictures/*.svg`, from the real program in a pseudo-terminal.
//!
//! ```text
//! cargo build --release --locked
//! cargo run --release --locked --example pictures
//! ```
//!
//! It takes half a minute, because the sessions run in real time. The program is the one that was last built for the
//! same profile.
//!
//! The pictures are drawn here because no crate does it: `anstyle-svg` 1.1 writes blocks as letters, so that the lines
//! between rows cut the large digits apart, and it makes no films.
#![allow(clippy::disallowed_methods, reason = "a film records when something was seen")]

mod film;
mod program;
mod shape;
mod style;
mod svg;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use program::{Program, TIMEOUT};
use vt100::Screen;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The folder of the package.
const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

fn main() -> Result<()> {
    session()?;
    summary()
}

/// The first set of an exercise: as a film, and two stills of it.
fn session() -> Result<()> {
    const HOPS: Duration = Duration::from_millis(1500);
    const MOMENT: Duration = Duration::from_millis(700);

    film()?;
    let mut program = Program::start(&["--from", "single-leg-hops"], (80, 24))?;
    program.wait_for("Single-leg hops")?;
    program.wait_for("work")?;
    program.watch(HOPS);
    save("work", &still("A block of work: hops on the left leg", program.screen()))?;
    program.press("\r")?;
    program.wait_for("switch")?;
    program.wait_for("work")?;
    program.press("\r")?;
    program.wait_for("rest")?;
    program.watch(MOMENT);
    save("rest", &still("The rest before the next set", program.screen()))
}

/// The first set of an exercise, with the figure that shows how.
fn film() -> Result<()> {
    // The screen shows *go* for a second before it shows *work*.
    const GET_READY_AND_GO: Duration = Duration::from_millis(3700);
    const HOPS: Duration = Duration::from_secs(3);
    const MOMENT: Duration = Duration::from_secs(2);

    let mut program = Program::start(&["--from", "single-leg-hops"], (100, 30))?;
    program.wait_for("Single-leg hops")?;
    let work = program.wait_for("work")?;
    program.watch(HOPS);
    program.press("\r")?;
    program.wait_for("switch")?;
    program.wait_for("work")?;
    program.watch(MOMENT);
    let film = program.film(GET_READY_AND_GO, work);
    save(
        "session",
        &film.picture("A session: get ready, go, hops on the left leg as the figure does them, and on the right"),
    )
}

/// The summary of a session that was ended before the last exercise.
fn summary() -> Result<()> {
    let mut program = Program::start(&["--skip", "ball-roll", "--speed", "60"], (80, 60))?;
    program.press_until("\r", "Reverse lunge")?;
    program.press("q")?;
    program.wait_for("What you did is saved")?;
    program.press("y")?;
    program.wait_for("How was it?")?;
    program.press("6\t1\tleft calf still tight")?;
    program.press_until("\r", "ended early")?;
    program.watch(TIMEOUT);
    save("summary", &still("The summary of a session that was ended early", program.screen()))
}

/// A screen as a picture, without blank rows at the top and the bottom.
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
