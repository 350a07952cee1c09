//! The figure of what is done: in the rhythm of the session, else as a strip of its poses.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::theme::Role;
use super::widget::left;
use crate::figure::Figure;
use crate::model::Side;
use crate::plan::Work;
use crate::pose::{Animation, Drawing, Frame, Size, Strip, Tone};
use crate::session::{Mono, Stage, View};
use crate::settings::Appearance;
use crate::ui::Scene;
use crate::ui::figure::Glyphs;

/// The figures that were shown so far, and where others come from.
#[derive(Debug, Default)]
pub(super) struct FigureCache {
    source: Option<fn(&str) -> Option<Figure>>,
    /// By their ids; `None` is one that is not there, or has problems.
    read: BTreeMap<String, Option<Arc<Figure>>>,
}

impl FigureCache {
    pub(super) fn of(source: fn(&str) -> Option<Figure>) -> Self {
        Self { source: Some(source), ..Self::default() }
    }

    /// Whether the figure of a scene was not read yet.
    pub(super) fn lack(&self, scene: Scene<'_>) -> bool {
        self.source.is_some() && id(scene).is_some_and(|id| !self.read.contains_key(id))
    }

    /// Reads the figure of a scene.
    pub(super) fn read(&mut self, scene: Scene<'_>) {
        if let (true, Some(id), Some(source)) = (self.lack(scene), id(scene), self.source) {
            self.read.insert(id.to_owned(), source(id).map(Arc::new));
        }
    }

    fn get(&self, scene: Scene<'_>) -> Option<&Arc<Figure>> {
        self.read.get(id(scene)?)?.as_ref()
    }
}

/// The id of the figure of a scene.
fn id(scene: Scene<'_>) -> Option<&str> {
    match scene {
        Scene::Page(page) => page.figure.as_ref().map(|(id, _)| id.as_str()),
        Scene::Session { view, .. } => view.card.figure.as_deref(),
    }
}

/// The figure of a scene.
#[derive(Debug, Clone, Copy)]
pub(super) struct SceneFigure<'a> {
    figure: &'a Arc<Figure>,
    mirrored: bool,
    glyphs: Glyphs,
    /// How it moves; `None` where it does not.
    motion: Option<Motion<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Motion<'a> {
    /// The work in whose rhythm it moves.
    work: Option<&'a Work>,
    /// How many times faster than real time the session runs.
    speed: u32,
    elapsed: SignedDuration,
}

impl<'a> SceneFigure<'a> {
    /// `None` where the scene has no figure, or none is wanted.
    pub(super) fn of(scene: Scene<'a>, figures: &'a FigureCache, appearance: Appearance) -> Option<Self> {
        let glyphs = Glyphs::of(appearance.figures, appearance.charset)?;
        let figure = figures.get(scene)?;
        let (side, motion) = match scene {
            Scene::Page(page) => page.figure.as_ref().map(|(_, side)| (*side, None))?,
            Scene::Session { view, speed, .. } => {
                let next = || view.plan[view.next?.step].work();
                let motion = Motion { work: view.step.work().or_else(next), speed, elapsed: elapsed(view) };
                let moves = glyphs != Glyphs::Ascii && !appearance.calm;
                (view.step.side, moves.then_some(motion))
            }
        };
        Some(Self { figure, mirrored: side == Side::Left, glyphs, motion })
    }

    /// A figure that moves at natural speed, and shows no work.
    pub(super) fn alone(figure: &'a Arc<Figure>, mirrored: bool, glyphs: Glyphs, elapsed: Duration) -> Self {
        let elapsed = SignedDuration::try_from(elapsed).unwrap_or(SignedDuration::MAX);
        Self { figure, mirrored, glyphs, motion: Some(Motion { work: None, speed: 1, elapsed }) }
    }
}

/// How long it has moved: as long as the step has gone on. In a get-ready it moves on into the work.
fn elapsed(view: &View<'_>) -> SignedDuration {
    let signed = |time| SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
    match view.stage {
        Stage::GetReady(left) => signed(view.elapsed).saturating_sub(signed(left)),
        _ => signed(view.elapsed),
    }
}

/// The figure that is on the screen.
#[derive(Debug, Default)]
pub(super) struct ShownFigure(Option<Layout>);

/// A figure laid out for a place.
#[derive(Debug)]
struct Layout {
    figure: Arc<Figure>,
    mirrored: bool,
    size: Size,
    picture: Picture,
}

#[derive(Debug)]
enum Picture {
    Still(Frame),
    Moving {
        drawing: Drawing,
        animation: Animation,
        work: Option<Work>,
        speed: u32,
        /// Where it says that it is slower than what is done, as column and row.
        slow: Option<(u16, u16)>,
    },
}

impl ShownFigure {
    /// Draws a figure into its place. Without one there is none on the screen from now on.
    pub(super) fn draw(&mut self, shown: Option<(SceneFigure<'_>, Rect)>, appearance: Appearance, buf: &mut Buffer) {
        let layout = self.0.take();
        let Some((wanted, place)) = shown else { return };
        let size = Size { columns: place.width, rows: place.height };
        self.0 = layout.filter(|layout| layout.shows(&wanted, size)).or_else(|| Layout::new(&wanted, size));
        let Some(Layout { picture, .. }) = &self.0 else { return };
        match (picture, wanted.motion) {
            (Picture::Moving { drawing, animation, slow, .. }, Some(motion)) => {
                let frame = drawing.frame(wanted.figure, animation.at(motion.elapsed));
                put(&frame, wanted.glyphs, place, appearance, buf);
                if let Some((column, row)) = slow {
                    let place = Rect::new(place.x + column, place.y + row, SLOW.1, 1);
                    left(SLOW.0, place, Role::Secondary.style(appearance), buf);
                }
            }
            (Picture::Still(frame), _) => put(frame, wanted.glyphs, place, appearance, buf),
            (Picture::Moving { .. }, None) => {}
        }
    }

    /// When it looks different.
    pub(super) fn changes_at(&self, view: &View<'_>) -> Option<Mono> {
        let goes_on = matches!(view.stage, Stage::Running | Stage::GetReady(_));
        self.changes_in(elapsed(view)).filter(|_| goes_on).map(|wait| view.now + wait)
    }

    /// How long after this time it looks different; `None` where it does not move.
    pub(super) fn changes_in(&self, elapsed: SignedDuration) -> Option<Duration> {
        let Some(Layout { picture: Picture::Moving { animation, .. }, .. }) = &self.0 else { return None };
        animation.changes_in(elapsed)
    }
}

impl Layout {
    /// `None` where there is no room for it.
    fn new(wanted: &SceneFigure<'_>, size: Size) -> Option<Self> {
        let SceneFigure { figure, mirrored, .. } = *wanted;
        let picture = match wanted.motion {
            Some(Motion { work, speed, .. }) => {
                let drawing = Drawing::new(figure, size, mirrored)?;
                let animation = Animation::new(Arc::clone(figure), work, speed);
                let slow = animation.is_slow().then(|| place_beside(figure, &drawing, size)).flatten();
                Picture::Moving { drawing, animation, work: work.cloned(), speed, slow }
            }
            None => Picture::Still(Strip::new(figure, size, mirrored)?.frame()),
        };
        Some(Self { figure: Arc::clone(figure), mirrored, size, picture })
    }

    /// Whether it is that of this figure at this size.
    fn shows(&self, wanted: &SceneFigure<'_>, size: Size) -> bool {
        let moves_alike = match (&self.picture, wanted.motion) {
            (Picture::Still(_), None) => true,
            (Picture::Moving { work, speed, .. }, Some(motion)) => {
                (work.as_ref(), *speed) == (motion.work, motion.speed)
            }
            _ => false,
        };
        let is_same = Arc::ptr_eq(&self.figure, wanted.figure);
        is_same && moves_alike && (self.mirrored, self.size) == (wanted.mirrored, size)
    }
}

/// Whether a figure can be told in a place.
pub(super) fn is_enough(place: Rect) -> bool {
    Size { columns: place.width, rows: place.height }.is_enough()
}

/// What is written beside a figure that is slower than what is done, and its columns.
const SLOW: (&str, u16) = ("slow", 4);
/// How many pictures of a loop are looked at for its place.
const LOOKS: u32 = 24;

/// The highest place at an edge that is free in all pictures.
fn place_beside(figure: &Figure, drawing: &Drawing, size: Size) -> Option<(u16, u16)> {
    let step = figure.length() / f64::from(LOOKS);
    let frames: Vec<Frame> = (0..LOOKS).map(|look| drawing.frame(figure, f64::from(look) * step)).collect();
    let edges = [0, size.columns.saturating_sub(SLOW.1)];
    let mut places = (0..size.rows).flat_map(|row| edges.map(|column| (column, row)));
    places.find(|(column, row)| {
        let mut columns = column.saturating_sub(1)..(column + SLOW.1 + 1).min(size.columns);
        columns.all(|column| frames.iter().all(|frame| frame.cell(column, *row).is_empty()))
    })
}

/// Puts the cells of a picture that are not empty into a place.
fn put(frame: &Frame, glyphs: Glyphs, place: Rect, appearance: Appearance, buf: &mut Buffer) {
    for at in place.intersection(buf.area).positions() {
        let cell = frame.cell(at.x - place.x, at.y - place.y);
        if cell.is_empty() {
            continue;
        }
        let style = match cell.tone {
            Tone::Bold => Role::Emphasized.style(appearance),
            Tone::Plain | Tone::Mark => Style::new(),
            Tone::Dim => Role::Secondary.style(appearance),
        };
        let glyph = glyphs.glyph(cell);
        if glyph != ' ' {
            buf[at].set_char(glyph).set_style(style);
        }
    }
}
