//! Boxes to tick.

use maud::{Markup, html};

use crate::model::Side;
use crate::plan::{CardId, Plan, Step};
use crate::words::step;

/// A box for each set, on both sides where these are done one after the other. None in a phase that repeats until its
/// time is up: nobody knows how many.
pub(super) fn boxes(plan: &Plan, card: CardId) -> Markup {
    let blocks: Vec<&Step> =
        plan.steps.iter().filter(|step| step.card == card && !step.is_gap() && step.rounds.is_some()).collect();
    let sets: Vec<_> = blocks.chunk_by(|one, next| (one.round, one.set) == (next.round, next.set)).collect();
    html! {
        @if !sets.is_empty() {
            div.boxes {
                @for (index, set) in sets.iter().enumerate() {
                    span.set {
                        @if sets.len() > 1 { b { (index + 1) } }
                        @for block in *set { (tick_box(plan, block)) }
                    }
                }
            }
        }
    }
}

fn tick_box(plan: &Plan, block: &Step) -> Markup {
    let name = [step::name(&plan[block.card], block.side), step::place(block, block.round)];
    let name: Vec<_> = name.into_iter().filter(|part| !part.is_empty()).collect();
    let letter = match block.side {
        Side::Left => "L",
        Side::Right => "R",
        Side::Both | Side::Alternate => "",
    };
    html! {
        label {
            (letter)
            input type="checkbox" class=[block.optional.then_some("optional")] aria-label=(name.join(", "));
        }
    }
}
