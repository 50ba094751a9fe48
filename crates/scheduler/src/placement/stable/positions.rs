//! Positions propose, applicants keep the best so far.

use std::collections::VecDeque;

use crate::placement::assignment::{Assignment, Filled};
use crate::placement::model::{Model, PositionIx};

/// The placement in which positions propose, in a [classical](super::classical) problem.
///
/// It is stable; with strict lists it is the best stable one for every position, and the worst for every applicant.
pub fn positions_propose(model: &Model) -> Assignment {
    let fixed = model.applicants.iter().filter_map(|applicant| applicant.fixed);
    let mut assignment = Assignment::of(model, fixed);
    let filled = Filled::new(model, &assignment);
    let mut room: Vec<i64> = (0..model.positions.len() as PositionIx)
        .map(|p| filled.room(model, p))
        .collect();
    let mut next = vec![0; room.len()];
    let mut waiting: VecDeque<PositionIx> = (0..room.len() as PositionIx).collect();
    while let Some(position) = waiting.pop_front() {
        let row = model.pairs_at(position);
        while room[position as usize] > 0 && next[position as usize] < row.len() {
            let pair = row[next[position as usize]];
            next[position as usize] += 1;
            let applicant = model.pair(pair).applicant;
            let current = assignment.pair(applicant);
            let wants = current.is_none_or(|current| model.pair(pair).rank < model.pair(current).rank);
            if !wants || model.applicant(applicant).fixed.is_some() {
                continue;
            }
            assignment.pairs[applicant as usize] = Some(pair);
            room[position as usize] -= 1;
            if let Some(left) = current.map(|current| model.pair(current).position) {
                room[left as usize] += 1;
                waiting.push_back(left);
            }
        }
    }
    assignment
}
