//! Pairs that are in no placement without blocking pairs, and applicants who are served in all of them.
//!
//! The steps of deferred acceptance that hold whatever becomes of ties, hosts and quotas (as R. W. Irving, D. F. Manlove,
//! S. Scott, *Strong stability in the hospitals/residents problem*, 2003, delete pairs with ties on both sides), until
//! nothing changes:
//! - An applicant *claims* the position that is alone at its best tier. Claims that do not fit beside a worse applicant, no
//!   smaller than they, keep that applicant out: somebody who is left out would block.
//! - Where all who are liked as well or better fit, and the host cannot be full either, each of them gets the position or
//!   something as good: what is worse is out.

use crate::placement::Model;
use crate::placement::model::{ApplicantIx, HostIx, Pair, PairIx, PositionIx};

/// What holds in every placement without blocking pairs.
pub struct Pruned {
    /// Whether a pair is possible.
    pub possible: Vec<bool>,
    /// Pairs whose applicants are there or at places as good.
    pub assured: Vec<PairIx>,
}

/// Prunes until nothing changes.
pub fn prune(model: &Model) -> Pruned {
    let mut pruning = Pruning {
        model,
        possible: vec![true; model.pairs.len()],
        assured: vec![false; model.pairs.len()],
        changed: true,
    };
    while std::mem::take(&mut pruning.changed) {
        let claims = pruning.claims();
        for position in 0..model.positions.len() as PositionIx {
            pruning.keep_out(position, &claims[position as usize]);
            pruning.assure(position);
        }
    }
    let assured = (0..model.pairs.len() as PairIx).filter(|&pair| pruning.assured[pair as usize]);
    Pruned {
        assured: assured.collect(),
        possible: pruning.possible,
    }
}

struct Pruning<'m> {
    model: &'m Model,
    possible: Vec<bool>,
    assured: Vec<bool>,
    changed: bool,
}

impl Pruning<'_> {
    fn possible(&self, pair: PairIx) -> bool {
        self.possible[pair as usize]
    }

    fn held(&self, pair: PairIx) -> bool {
        self.model.applicant(self.model.pair(pair).applicant).held
    }

    fn rule_out(&mut self, pair: PairIx) {
        self.possible[pair as usize] = false;
        self.changed = true;
    }

    /// Those who claim each position.
    fn claims(&self) -> Vec<Vec<Pair>> {
        let model = self.model;
        let mut claims = vec![Vec::new(); model.positions.len()];
        for applicant in 0..model.applicants.len() as ApplicantIx {
            let mut pairs = model.pairs_of(applicant).filter(|&pair| self.possible(pair));
            let Some(first) = pairs.next().map(|pair| model.pair(pair)) else {
                continue;
            };
            let alone = pairs.next().is_none_or(|next| model.pair(next).rank > first.rank);
            if alone && !model.applicant(applicant).held {
                claims[first.position as usize].push(first);
            }
        }
        claims
    }

    /// Rules out those beside whom not all better claims fit.
    fn keep_out(&mut self, position: PositionIx, claims: &[Pair]) {
        let model = self.model;
        let row = model.position(position);
        let room = row.capacity.min(model.host_capacity(row.host));
        for &pair in model.pairs_at(position) {
            let (liking, size) = (model.pair(pair).liking, model.size(pair));
            let sizes = claims.iter().filter(|claim| claim.liking < liking);
            let sizes = sizes.map(|claim| model.applicant(claim.applicant).size);
            let better: i64 = sizes.filter(|&of_claim| of_claim <= size).sum();
            if better + size > room && self.possible(pair) && !self.held(pair) && better > 0 {
                self.rule_out(pair);
            }
        }
    }

    /// Assures those of a position who all fit.
    fn assure(&mut self, position: PositionIx) {
        let model = self.model;
        let row = model.position(position);
        if row.minimum > 0 || !self.fits(row.host) {
            return;
        }
        let pairs: Vec<PairIx> = model
            .pairs_at(position)
            .iter()
            .copied()
            .filter(|&pair| self.possible(pair))
            .collect();
        let mut room = row.capacity - self.sizes(pairs.iter().copied().filter(|&pair| self.held(pair)));
        let free: Vec<PairIx> = pairs.into_iter().filter(|&pair| !self.held(pair)).collect();
        for tier in free.chunk_by(|&one, &other| model.pair(one).liking == model.pair(other).liking) {
            room -= self.sizes(tier.iter().copied());
            if room < 0 {
                break;
            }
            for &pair in tier {
                self.assured[pair as usize] = true;
                let Pair { applicant, rank, .. } = model.pair(pair);
                for worse in model.pairs_of(applicant).filter(|&other| model.pair(other).rank > rank) {
                    if self.possible(worse) {
                        self.rule_out(worse);
                    }
                }
            }
        }
    }

    /// Whether whatever its positions can fill fits into a host.
    fn fits(&self, host: Option<HostIx>) -> bool {
        let Some(host) = host else { return true };
        let positions = self.model.positions_of_host[host as usize].iter();
        let most = positions.map(|&position| {
            let pairs = self.model.pairs_at(position).iter().copied();
            let wanted = self.sizes(pairs.filter(|&pair| self.possible(pair)));
            wanted.min(self.model.position(position).capacity)
        });
        most.sum::<i64>() <= self.model.host_capacity(Some(host))
    }

    fn sizes(&self, pairs: impl Iterator<Item = PairIx>) -> i64 {
        pairs.map(|pair| self.model.size(pair)).sum()
    }
}
