//! Making room: who has to go for somebody who comes.

use super::Moves;
use crate::placement::model::{PairIx, PositionIx};
use crate::placement::search::state::State;

/// Units that may have to go for one that comes.
const MOST_DISPLACED: usize = 6;
/// Looks for somebody to send away under a full host.
const LOOKS: usize = 16;

impl Moves {
    /// Sends units away until a pair of the newcoming unit fits.
    pub(super) fn make_room(&mut self, state: &mut State<'_>, pair: PairIx, newcomer: usize) -> bool {
        for _ in 0..MOST_DISPLACED {
            if state.fits(pair) {
                return true;
            }
            let in_the_way = self.in_the_way(state, pair, newcomer);
            let Some(unit) = in_the_way else { return false };
            self.take(state, unit);
            self.displaced.push(unit);
        }
        state.fits(pair)
    }

    fn in_the_way(&mut self, state: &State<'_>, pair: PairIx, newcomer: usize) -> Option<usize> {
        let (model, row, size) = (state.model, state.model.pair(pair), state.model.size(pair));
        if state.filled.room(model, row.position) < size {
            return self.somebody_at(state, row.position, newcomer);
        }
        let host = model.host(pair);
        if state.filled.host_room(model, host) < size {
            let positions = &model.positions_of_host[host? as usize];
            return (0..LOOKS).find_map(|_| {
                let position = self.rng.choice(positions)?;
                self.somebody_at(state, *position, newcomer)
            });
        }
        if let Some(quota) = state.full_quota(pair) {
            let pairs = &model.quotas[quota as usize].pairs;
            let start = self.rng.usize(..pairs.len());
            let order = pairs[start..].iter().chain(&pairs[..start]);
            let mut placed = order.filter(|&&other| state.assignment.pair(model.pair(other).applicant) == Some(other));
            return placed.find_map(|&other| self.other_unit(model.pair(other).applicant, newcomer));
        }
        let others = model.applicant(row.applicant).apart.iter();
        let mut there = others.filter(|&&other| state.assignment.position(model, other) == Some(row.position));
        there.find_map(|&other| self.other_unit(other, newcomer))
    }

    /// One of those at a position; where blocking pairs are counted, one of the worst liked.
    fn somebody_at(&mut self, state: &State<'_>, position: PositionIx, newcomer: usize) -> Option<usize> {
        let members = &state.filled.members[position as usize];
        let start = self.rng.usize(..members.len().max(1));
        let order = members[start..]
            .iter()
            .chain(&members[..start])
            .map(|&member| state.model.pair(member));
        let mut free = order.filter_map(|member| Some((member.liking, self.other_unit(member.applicant, newcomer)?)));
        if state.counts_blocking() {
            free.max_by_key(|&(liking, _)| liking).map(|(_, unit)| unit)
        } else {
            free.next().map(|(_, unit)| unit)
        }
    }

    fn other_unit(&self, applicant: u32, newcomer: usize) -> Option<usize> {
        self.displaceable(applicant).filter(|&unit| unit != newcomer)
    }
}
