//! Blocking pairs: an applicant who would rather be at a position that would rather, or at least as well could, have it.
//!
//! Weak stability, as the format page defines it: with sizes, all worse applicants of the position may leave to make room;
//! closed positions do not block, and members of bundles and fixed applicants neither block nor leave.

use super::assignment::{Assignment, Filled};
use super::model::{HostIx, Model, PairIx, PositionIx};

/// The blocking pairs of an assignment, by applicant and as each lists them.
pub fn pairs(model: &Model, assignment: &Assignment) -> Vec<PairIx> {
    let filled = Filled::new(model, assignment);
    let mut blocking = Vec::new();
    for position in 0..model.positions.len() as PositionIx {
        at(model, assignment, &filled, position, |pair, blocks| {
            if blocks {
                blocking.push(pair);
            }
        });
    }
    blocking.sort_unstable();
    blocking
}

/// Tells of each pair of one position whether it blocks.
pub fn at(
    model: &Model,
    assignment: &Assignment,
    filled: &Filled,
    position: PositionIx,
    mut tell: impl FnMut(PairIx, bool),
) {
    let closed = filled.closed(model, position);
    let host = model.position(position).host;
    let room = filled.room(model, position);
    let host_room = filled.host_room(model, host);
    let mut leavers = Leavers::new(model, &filled.members[position as usize]);
    for &pair in model.pairs_at(position) {
        let row = model.pair(pair);
        let applicant = model.applicant(row.applicant);
        let current = assignment.pair(row.applicant);
        let wants = current.is_none_or(|current| row.rank < model.pair(current).rank);
        let blocks = !closed && wants && !applicant.held && {
            let gain = leavers.worse_than(row.liking);
            let own = if within(model, current, host) {
                applicant.size
            } else {
                0
            };
            room + gain >= applicant.size && host_room.saturating_add(own + gain) >= applicant.size
        };
        tell(pair, blocks);
    }
}

/// Whether the applicant's own leaving makes room at the host.
fn within(model: &Model, current: Option<PairIx>, host: Option<HostIx>) -> bool {
    host.is_some() && current.is_some_and(|current| model.host(current) == host)
}

/// Those at a position who would leave for somebody better, worst first.
struct Leavers {
    /// Liking and the size of all who are liked less or as little as this one.
    by_liking: Vec<(u32, i64)>,
}

impl Leavers {
    fn new(model: &Model, members: &[PairIx]) -> Self {
        let free = members
            .iter()
            .map(|&pair| model.pair(pair))
            .filter(|pair| !model.applicant(pair.applicant).held);
        let mut by_liking: Vec<_> = free
            .map(|pair| (pair.liking, model.applicant(pair.applicant).size))
            .collect();
        by_liking.sort_unstable_by(|one, other| other.cmp(one));
        let mut sum = 0;
        for (_, size) in &mut by_liking {
            sum += *size;
            *size = sum;
        }
        Self { by_liking }
    }

    /// The sum of sizes of those who are liked less; asked in the order of liking, the leavers who no longer count are dropped.
    fn worse_than(&mut self, liking: u32) -> i64 {
        while self.by_liking.last().is_some_and(|&(of_leaver, _)| of_leaver <= liking) {
            self.by_liking.pop();
        }
        self.by_liking.last().map_or(0, |&(_, sum)| sum)
    }
}
