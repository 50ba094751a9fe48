//! Stable placements by deferred acceptance.
//!
//! - D. Gale, L. S. Shapley, *College admissions and the stability of marriage*, 1962: one side proposes, the other keeps the
//!   best so far. With strict lists the result is the best stable placement for every member of the proposing side at once.
//! - A. E. Roth, *The evolution of the labor market for medical interns and residents*, 1984 and 1986: every stable placement
//!   places the same applicants and fills the same positions, so no other places more.
//! - D. J. Abraham, R. W. Irving, D. F. Manlove, *Two algorithms for the student-project allocation problem*, 2007: capacities
//!   of hosts over those of positions. The format page asks less than they do: where a host is full, only worse applicants of
//!   the same position make room.
//! - Z. Király, *Better and simpler approximation algorithms for the stable marriage problem*, 2011, and *Linear time local
//!   approximation algorithm for maximum stable marriage*, 2013; E. McDermid, *A 3/2-approximation algorithm for general
//!   stable marriage*, 2009: with ties, stable placements differ in size and the largest is hard to find. Applicants whom all
//!   have refused propose once more, and then win ties: two thirds of the most are placed at least, where only positions tie.

mod applicants;
mod positions;
#[cfg(test)]
mod tests;

pub use applicants::{Dear, applicants_propose, applicants_propose_by};
pub use positions::positions_propose;

use super::model::{ApplicantIx, Model, PositionIx};

/// Whether the theory of hospitals and residents holds: everybody has size 1, and nothing counts beside capacities. Decisions
/// that are made already only take room away.
pub fn classical(model: &Model) -> bool {
    let plain = model.quotas.is_empty() && model.bundles.is_empty();
    let single = |row: &super::model::Applicant| row.size == 1 && row.apart.is_empty();
    let open = |row: &super::model::Position| row.minimum == 0;
    plain
        && model.applicants.iter().all(single)
        && model.positions.iter().all(open)
        && (0..model.hosts.len()).all(|host| !can_fill(model, host))
}

/// Whether nobody is tied, on either side.
pub fn strict(model: &Model) -> bool {
    let by_rank = |one, other| model.pair(one).rank != model.pair(other).rank;
    let by_liking = |one, other| model.pair(one).liking != model.pair(other).liking;
    let mut applicants = 0..model.applicants.len() as ApplicantIx;
    let mut positions = 0..model.positions.len() as PositionIx;
    applicants.all(|a| {
        model
            .pairs_of(a)
            .zip(model.pairs_of(a).skip(1))
            .all(|(one, other)| by_rank(one, other))
    }) && positions.all(|p| model.pairs_at(p).windows(2).all(|pair| by_liking(pair[0], pair[1])))
}

/// Whether a host can be full while a position of it has room.
fn can_fill(model: &Model, host: usize) -> bool {
    let capacities = model.positions_of_host[host]
        .iter()
        .map(|&position| model.position(position).capacity);
    model.hosts[host].is_some_and(|capacity| capacity < capacities.sum())
}
