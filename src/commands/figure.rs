//! `figure`: how a movement is done, as a figure that moves.

use std::io::{self, Write};
use std::sync::Arc;

use super::{Failure, figures, world};
use crate::cli;
use crate::figure::Figure;
use crate::host::{Console, files};
use crate::pose::{Size, Strip};
use crate::runner::{self, End};
use crate::settings::{Config, FirstSide};
use crate::ui::figure::{self, Glyphs};
use crate::ui::printer::Printer;
use crate::ui::screen::FigurePlayer;

/// The sizes of a strip in text, the largest that fits.
const STRIPS: [Size; 2] = [Size { columns: 60, rows: 18 }, Size { columns: 34, rows: 9 }];

pub(super) fn figure(
    args: &cli::FigureArgs,
    config: &Config,
    mut printer: Printer,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(typed) = args.id.as_deref() else {
        for (id, figure) in figures::all() {
            let problems = || format!("(has problems; `calfguide figure {id}` lists them)");
            printer.row(&format!("{id:<30} "), &figure.map_or_else(problems, |figure| figure.name().to_owned()));
        }
        return Ok(out.write_all(printer.into_text().as_bytes())?);
    };
    let figure = Arc::new(figures::find(typed)?);
    let mirrored = args.side == Some(FirstSide::Left);
    if let Some(path) = &args.svg {
        let svg = figure::svg(&figure, mirrored);
        return files::write_new(path, svg.as_bytes()).map_err(|error| Failure::at(path, &error));
    }
    let appearance = world::appearance(config);
    let glyphs = Glyphs::of(appearance.figures, appearance.charset).unwrap_or(Glyphs::Mixed);
    let moves = !args.strip && !appearance.calm && glyphs != Glyphs::Ascii && config.plain != Some(true);
    if !moves || !world::can_draw() {
        let lines = strip(&figure, mirrored, glyphs, printer.columns());
        return Ok(out.write_all((lines.join("\n") + "\n").as_bytes())?);
    }
    let mut console = Console::screen(1, false).map_err(|error| Failure::system(&error))?;
    match runner::play(&mut console, &mut FigurePlayer::new(figure, mirrored, glyphs, appearance)) {
        End::Signal(signal) => Err(Failure::Signal(signal)),
        End::OutputGone(why) => Err(io::Error::from(why).into()),
        _ => Ok(()),
    }
}

/// The strip of a figure as lines of text, this many columns wide.
pub(super) fn strip(figure: &Figure, mirrored: bool, glyphs: Glyphs, columns: usize) -> Vec<String> {
    let size = STRIPS.into_iter().find(|size| usize::from(size.columns) <= columns);
    let strip = size.and_then(|size| Strip::new(figure, size, mirrored));
    let mut lines = strip.map(|strip| figure::lines(&strip.frame(), glyphs)).unwrap_or_default();
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..blank);
    lines
}
