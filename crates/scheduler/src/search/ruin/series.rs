//! One team over a stretch of a series, or a chain of linked visits: regularity is a cost across weeks, so that moving one
//! occurrence alone never pays.

use super::{Search, Work};
use crate::model::ActIx;

impl Search<'_> {
    pub(super) fn ruin_series(&mut self, count: usize, work: &mut Work) {
        let Some(seed) = self.any_activity() else { return };
        if self.model.is_session(seed) {
            self.ruin_stretch(seed, count, work);
        } else {
            self.ruin_chain(seed, count, work);
        }
    }

    fn ruin_stretch(&mut self, seed: ActIx, count: usize, work: &mut Work) {
        let teams = self.state.roster().attending(seed);
        let team = (!teams.is_empty()).then(|| teams[self.rng.usize(..teams.len())]);
        let mut next = Some(seed);
        for _ in 0..count {
            let Some(act) = next else { break };
            match team {
                Some(team) if self.state.roster().attends(act, team) => {
                    self.take_out(act, team, work);
                }
                _ => {
                    self.take_any_out(act, work);
                }
            }
            next = self.model.sessions[act as usize].after;
        }
    }

    fn ruin_chain(&mut self, seed: ActIx, count: usize, work: &mut Work) {
        let mut chain = vec![seed];
        let mut k = 0;
        while k < chain.len() && chain.len() < count {
            for peer in &self.model.peers[self.model.need_index(chain[k])] {
                if !chain.contains(&peer.other) {
                    chain.push(peer.other);
                }
            }
            k += 1;
        }
        if chain.len() == 1 {
            return self.ruin_adjacent(count, work);
        }
        for need in chain {
            self.take_any_out(need, work);
        }
    }
}
