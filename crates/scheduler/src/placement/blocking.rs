//! Blocking pairs: an applicant who would rather be at a position that would rather, or at least as well could, have it.
//!
//! Weak stability, as the format page defines it: with sizes, all worse applicants of the position may leave to make room;
//! closed positions do not block, and members of bundles and fixed applicants neither block nor leave.

use super::assignment::{Assignment, Filled};
use super::model::{Model, Pair, PairIx};

/// The blocking pairs of an assignment, by applicant and as each lists them.
pub fn pairs(model: &Model, assignment: &Assignment) -> Vec<PairIx> {
    let filled = Filled::new(model, assignment);
    let all = 0..model.pairs.len() as PairIx;
    all.filter(|&pair| blocks(model, assignment, &filled, pair)).collect()
}

/// Whether a pair blocks an assignment that fills so much.
pub fn blocks(model: &Model, assignment: &Assignment, filled: &Filled, pair: PairIx) -> bool {
    let row = model.pair(pair);
    let applicant = model.applicant(row.applicant);
    let current = assignment.pair(row.applicant);
    let wants = current.is_none_or(|current| row.rank < model.pair(current).rank);
    if !wants || applicant.held || filled.closed(model, row.position) {
        return false;
    }
    let host = model.position(row.position).host;
    let leaves = host.is_some() && current.is_some_and(|current| model.host(current) == host);
    let room = filled.room(model, row.position);
    let host_room = filled
        .host_room(model, host)
        .saturating_add(if leaves { applicant.size } else { 0 });
    // What they lack is counted only where something is lacking: mostly it is not, or nobody worse is there.
    let lacking = applicant.size - room.min(host_room);
    lacking <= 0 || gain(model, filled, row) >= lacking
}

/// What would be free if all worse applicants left.
fn gain(model: &Model, filled: &Filled, newcomer: Pair) -> i64 {
    let members = filled.members[newcomer.position as usize]
        .iter()
        .map(|&member| model.pair(member));
    let worse = members.filter(|member| member.liking > newcomer.liking);
    worse
        .map(|member| model.applicant(member.applicant))
        .filter(|member| !member.held)
        .map(|member| member.size)
        .sum()
}
