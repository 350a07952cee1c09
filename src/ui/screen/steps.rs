//! The list of steps: the blocks of work under their exercises. Gaps are left out, for nobody wants to jump to one.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::theme::Role;
use super::widget::left;
use crate::plan::{CardId, Plan, StepId};
use crate::session::View;
use crate::settings::Appearance;
use crate::words::step;

/// The blocks of work, in order.
pub(super) fn blocks(plan: &Plan) -> Vec<StepId> {
    plan.steps_with_ids().filter(|(_, step)| !step.is_gap()).map(|(id, _)| id).collect()
}

/// The block to select first: this one, or the one that a gap leads to.
pub(super) fn block_at(plan: &Plan, step: StepId) -> usize {
    blocks(plan).iter().take_while(|block| **block < step).count()
}

/// Draws the list around the selected block. Returns the last block.
pub(super) fn draw(view: &View<'_>, selected: usize, appearance: Appearance, area: Rect, buf: &mut Buffer) -> usize {
    let blocks = blocks(view.plan);
    let last = blocks.len().saturating_sub(1);
    let lines = lines(view, &blocks);
    let chosen = blocks.get(selected.min(last)).copied();
    let row = lines.iter().position(|line| line.block.is_some() && line.block == chosen).unwrap_or(0);
    let rows = usize::from(area.height);
    let top = row.saturating_sub(rows / 2).min(lines.len().saturating_sub(rows));
    for ((line, place), i) in lines.iter().skip(top).zip(area.rows()).zip(top..) {
        let strong = if line.block.is_none() { Role::Emphasized.style(appearance) } else { Style::new() };
        left(&line.text, place, strong, buf);
        if i == row {
            buf.set_style(place, Role::Selected.style(appearance));
        }
    }
    last
}

struct ListLine {
    text: String,
    /// The block that it stands for; `None` for the name of an exercise.
    block: Option<StepId>,
}

fn lines(view: &View<'_>, blocks: &[StepId]) -> Vec<ListLine> {
    let plan = view.plan;
    let of = |block: &StepId| -> CardId { plan[*block].card };
    let mut lines = Vec::new();
    for group in blocks.chunk_by(|one, next| of(one) == of(next)) {
        let title = step::title(plan.card(group[0]));
        if let [only] = group {
            let text = format!("{} {title}: {}", mark(view, *only), block(plan, *only));
            lines.push(ListLine { text, block: Some(*only) });
            continue;
        }
        lines.push(ListLine { text: format!("  {title}"), block: None });
        lines.extend(group.iter().map(|id| {
            let text = format!("{}   {}", mark(view, *id), block(plan, *id));
            ListLine { text, block: Some(*id) }
        }));
    }
    lines
}

/// Whether a block is done, under way or next, or was passed.
fn mark(view: &View<'_>, block: StepId) -> &'static str {
    let here = if view.step.is_gap() { view.next.map(|next| next.step) } else { Some(view.index) };
    match () {
        () if here == Some(block) => ">",
        () if view.worked.iter().any(|worked| worked.step == block) => "✓",
        () if block < view.index => "-",
        () => " ",
    }
}

/// A block without its name: `left, 6-8 reps (set 2 of 2)`.
fn block(plan: &Plan, id: StepId) -> String {
    use crate::model::Side;
    let (here, card) = (&plan[id], plan.card(id));
    let side = (here.side != Side::Both).then(|| step::side(here.side).to_owned());
    let dose = here.work().map(|work| step::dose(work, here.side, card));
    let text = [side, dose].into_iter().flatten().collect::<Vec<_>>().join(", ");
    match step::place(here, here.round) {
        none if none.is_empty() => text,
        place => format!("{text} ({place})"),
    }
}
