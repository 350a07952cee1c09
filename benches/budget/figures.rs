//! What the built-in figures cost: on the line, to draw, and in a session.

use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calfguide::figure::Figure;
use calfguide::pose::{Drawing, Size};
use calfguide::reader;
use calfguide::settings::Appearance;
use calfguide::ui::figure::Glyphs;
use calfguide::ui::screen::FigurePlayer;

use crate::programs::{Scratch, calfguide};
use crate::table::{Table, highest, lowest, section};
use crate::{Result, first_frames, routines, watch};

const FOLDER: &str = "routines/figures";
/// The sizes in cells, and how many bytes a second a figure may cost there.
const SIZES: [(Size, Option<f64>); 3] = [
    (Size { columns: 34, rows: 9 }, Some(1_500.0)),
    (Size { columns: 60, rows: 18 }, Some(4_000.0)),
    (Size { columns: 100, rows: 30 }, None),
];
/// How long a figure is watched.
const TIME: Duration = Duration::from_mins(1);

pub(crate) fn measure(table: &mut Table, scratch: &Scratch) -> Result<()> {
    let mut figures = Vec::new();
    for file in fs::read_dir(FOLDER)? {
        figures.push(Arc::new(reader::open_figure(&file?.path()).map_err(|_| "a built-in figure has problems")?));
    }
    figures.retain(|figure| !figure.is_still());
    output(table, &figures);
    pictures(table, &figures);
    session(table, scratch)
}

/// The bytes of figures that move at their natural speed.
fn output(table: &mut Table, figures: &[Arc<Figure>]) {
    section(format_args!("figure: output of {} that move", figures.len()));
    for (size, budget) in SIZES {
        let all: Vec<_> = figures.iter().map(|figure| (bytes_a_second(figure, size), figure.name())).collect();
        let mean = all.iter().map(|(bytes, _)| bytes).sum::<f64>() / all.len() as f64;
        let most = all.into_iter().max_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default();
        let what = |which| format!("{}x{}, {which}", size.columns, size.rows);
        table.row(&what("mean"), Ok((mean, String::new())), "B/s", None);
        table.row(&what("most"), Ok((most.0, most.1.to_owned())), "B/s", budget);
    }
}

fn bytes_a_second(figure: &Arc<Figure>, size: Size) -> f64 {
    let mut player = FigurePlayer::new(Arc::clone(figure), false, Glyphs::Mixed, Appearance::default());
    // A line for its name above it, and one for what ends it below.
    let terminal = (size.columns, size.rows + 2);
    player.show(Duration::ZERO, terminal, &mut Vec::new());
    let (mut now, mut out) = (Duration::ZERO, Vec::new());
    while let Some(wait) = player.changes_in(now).filter(|_| now < TIME) {
        now += wait;
        player.show(now, terminal, &mut out);
    }
    out.len() as f64 / now.max(TIME).as_secs_f64()
}

/// The time to pose and to draw.
fn pictures(table: &mut Table, figures: &[Arc<Figure>]) {
    const PICTURE_MS: f64 = 0.3;
    let [.., (size, _)] = SIZES;
    section(format_args!("figure: a picture at {}x{}", size.columns, size.rows));
    let times: Vec<f64> = figures.iter().filter_map(|figure| picture_ms(figure, size)).collect();
    table.row("posed and drawn, the slowest figure", Ok((highest(&times), String::new())), "ms", Some(PICTURE_MS));
}

/// The mean of the pictures of a loop, the fastest of some loops.
fn picture_ms(figure: &Arc<Figure>, size: Size) -> Option<f64> {
    const LOOPS: u32 = 10;
    const PICTURES: u32 = 20;
    let drawing = Drawing::new(figure, size, false)?;
    let times = (0..LOOPS).map(|_| {
        let begun = Instant::now();
        for picture in 0..PICTURES {
            let at = figure.length() * f64::from(picture) / f64::from(PICTURES);
            std::hint::black_box(drawing.frame(figure, at));
        }
        begun.elapsed().as_secs_f64() * 1e3 / f64::from(PICTURES)
    });
    Some(lowest(&times.collect::<Vec<_>>()))
}

/// A session whose figure moves, one whose figure is still, and one without.
fn session(table: &mut Table, scratch: &Scratch) -> Result<()> {
    const LAUNCHES: u32 = 50;
    const WATCHED: Duration = Duration::from_secs(22);
    const LATER_MS: f64 = 0.2;
    const CPU_S_MIN: f64 = 0.25;
    /// Times that without a figure; the costs of a countdown vary by less.
    const HELD: f64 = 1.2;

    let program = |name: &str, figure: Option<&str>| -> Result<_> {
        let file = scratch.file(&format!("{name}.toml"), &routines::with_figure(figure))?;
        Ok(calfguide(&["run", &file, "--yes"]))
    };
    let (none, moving, held) =
        (program("none", None)?, program("moving", Some("jog-on-the-spot"))?, program("held", Some("plank"))?);

    section(format_args!(
        "figure: a session, first frame the fastest of {LAUNCHES}, the rest over {} s",
        WATCHED.as_secs() - 2
    ));
    let cost = |program| watch(program, scratch, WATCHED).map(|([cpu, _, bytes, _], _)| [cpu, bytes]);
    let costs = [cost(&none)?, cost(&moving)?, cost(&held)?];
    let [without, with] = first_frames(&[Some(none), Some(moving)], LAUNCHES, scratch)?.map(|times| lowest(&times));
    table.row(
        "first frame, later than without",
        Ok(((with - without).max(0.0), format!("{without:.2} without"))),
        "ms",
        Some(LATER_MS),
    );
    let [[none_cpu, none_bytes], [cpu, bytes], [held_cpu, held_bytes]] = costs;
    table.row("CPU time", Ok((cpu, format!("{none_cpu:.3} without"))), "s/min", Some(CPU_S_MIN));
    table.row("output", Ok((bytes, format!("{none_bytes:.0} without"))), "B/s", None);
    table.row("CPU time of a still figure", Ok((held_cpu / none_cpu, "to that without".into())), "times", Some(HELD));
    table.row("output of a still figure", Ok((held_bytes / none_bytes, "to that without".into())), "times", Some(HELD));
    Ok(())
}
