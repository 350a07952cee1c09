//! The score of a phase that repeats until its time is up: full rounds, and what came beside them.

use super::{Block, Record};
use crate::plan::{PhaseId, Plan};
use crate::session::Outcome;

/// What was done in a phase that repeats until its time is up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score<'a> {
    pub phase: PhaseId,
    /// Rounds in which every block that is not optional was done in full.
    pub full_rounds: u32,
    /// What was done in the other rounds, in the order of the rounds.
    pub beside: Vec<Block<'a>>,
}

impl Record {
    /// The scores of the phases that repeat until their time is up and were begun.
    pub fn scores(&self, plan: &Plan) -> Vec<Score<'_>> {
        let blocks = self.blocks(plan);
        let phases = plan.phases.iter().enumerate().filter(|(_, phase)| phase.rounds.is_none());
        let scores = phases.filter_map(|(phase, _)| score(plan, PhaseId(phase), &blocks));
        scores.collect()
    }
}

fn score<'a>(plan: &Plan, phase: PhaseId, blocks: &[Block<'a>]) -> Option<Score<'a>> {
    let mut own: Vec<_> = blocks.iter().copied().filter(|block| plan[block.step].phase == phase).collect();
    if own.iter().all(|block| block.attempt.is_none()) {
        return None;
    }
    own.sort_by_key(|block| (block.round, block.step));
    let mut score = Score { phase, full_rounds: 0, beside: Vec::new() };
    for round in own.chunk_by(|one, next| one.round == next.round) {
        let is_full = |block: &Block<'_>| plan[block.step].optional || block.outcome == Some(Outcome::Done);
        if round.iter().all(is_full) {
            score.full_rounds += 1;
        } else {
            score.beside.extend(round.iter().filter(|block| block.was_done()));
        }
    }
    Some(score)
}
