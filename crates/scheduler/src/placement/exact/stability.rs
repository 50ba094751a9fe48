//! Which pairs do not block, as rows.
//!
//! For a pair of applicant *a* and position *p*, with S the places of *a* at least as good as *p*, at least one holds: *a* has a
//! place in S; *p* is closed; *p* is *full* for *a*, that is, those who stay there for *a* leave no room; the host is; or the
//! pair blocks, and is counted. Who stays are those at *p* who are held, or liked as well or better. Whether *p* or its host is
//! full depends on the tier and size of *a* alone, so that all alike share these choices (Agoston, Biró, Kovács, Jankó, *College
//! admissions with ties and common quotas*, 2022, count cut-offs likewise). An applicant at a worse position of the same host
//! always finds room at the host. Rows of *envy* follow for choices in parts: who stays nowhere at least as good, and is no
//! larger, leaves no place to a worse applicant. Without sizes and hosts the rows are those of A. Kwanashie, D. F. Manlove, *An
//! integer programming approach to the hospitals/residents problem with ties*, 2014, and M. Delorme et al., *Mathematical
//! models for stable matching problems with ties and incomplete lists*, 2019.
//!
//! There are far more such rows than ever matter. They are written when a placement, or a relaxed one, breaks them.

use std::collections::{BTreeMap, BTreeSet};

use super::prune::prune;
use crate::placement::blocking;
use crate::placement::model::{Model, PairIx, PositionIx, Rank};
use crate::placement::{Assignment, Filled};
use crate::proof::linear::{Linear, Terms, Var};

/// Those who find a position equally full: position, tier there, size.
type Alike = (PositionIx, Rank, i64);

/// Whether a position is full for some, by its own capacity or its host's.
#[derive(Clone, Copy)]
struct Gate {
    full: Var,
    host: Option<Var>,
}

/// The rows that are written.
pub struct Stability {
    /// Whether blocking pairs are counted; else there must be none.
    counted: bool,
    gates: BTreeMap<Alike, Gate>,
    /// Whether a pair blocks, for those where it is asked.
    blocks: BTreeMap<PairIx, Var>,
    ruled: Vec<bool>,
    envious: BTreeSet<(PairIx, PairIx)>,
}

impl Stability {
    /// No row yet.
    pub fn new(model: &Model) -> Self {
        Self {
            counted: true,
            gates: BTreeMap::new(),
            blocks: BTreeMap::new(),
            ruled: vec![false; model.pairs.len()],
            envious: BTreeSet::new(),
        }
    }

    /// The choices that count blocking pairs.
    pub fn counts(&self) -> impl Iterator<Item = Var> {
        self.blocks.values().copied()
    }

    /// From now on, nothing blocks.
    pub fn forbid(&mut self, model: &Model, linear: &mut Linear) {
        if !std::mem::take(&mut self.counted) {
            return;
        }
        for &blocks in self.blocks.values() {
            linear.variables[blocks].high = 0;
        }
        let pruned = prune(model);
        for (variable, possible) in linear.variables.iter_mut().zip(pruned.possible) {
            variable.high *= i64::from(possible);
        }
        for pair in pruned.assured {
            linear.at_least(served(model, pair), 1);
        }
    }

    /// Whether the rows of a pair are written.
    pub fn ruled(&self, pair: PairIx) -> bool {
        self.ruled[pair as usize]
    }

    /// The choice that counts a pair, if there is one.
    pub fn count(&self, pair: PairIx) -> Option<Var> {
        self.blocks.get(&pair).copied()
    }

    /// The rows of a pair, which is not held and fits.
    pub fn rule(&mut self, model: &Model, linear: &mut Linear, open: Option<Var>, pair: PairIx) {
        if std::mem::replace(&mut self.ruled[pair as usize], true) {
            return;
        }
        let row = model.pair(pair);
        let gate = self.gate(model, linear, (row.position, row.liking, model.size(pair)));
        let mut terms = served(model, pair);
        terms.push((gate.full, 1));
        terms.extend(self.block(linear, pair).map(|blocks| (blocks, 1)));
        // Closed, or one of these; without a minimum it is never closed.
        let right = i64::from(open.is_none());
        terms.extend(open.map(|open| (open, -1)));
        let Some(host) = gate.host else {
            linear.at_least(terms, right);
            return;
        };
        let from_worse = worse_at_host(model, pair).map(|worse| (worse as Var, -1));
        let moving: Terms = from_worse.collect();
        if !moving.is_empty() {
            linear.at_least(terms.iter().copied().chain(moving), right - 1);
        }
        terms.push((host, 1));
        linear.at_least(terms, right);
    }

    /// A worse applicant, no smaller, is not at the position while this one has nothing as good.
    pub fn envy(&mut self, model: &Model, linear: &mut Linear, pair: PairIx, worse: PairIx) {
        if self.envious.insert((pair, worse)) {
            let mut terms = served(model, pair);
            terms.extend(self.block(linear, pair).map(|blocks| (blocks, 1)));
            terms.push((worse as Var, -1));
            linear.at_least(terms, 0);
        }
    }

    fn block(&mut self, linear: &mut Linear, pair: PairIx) -> Option<Var> {
        self.counted
            .then(|| *self.blocks.entry(pair).or_insert_with(|| linear.choice(0)))
    }

    fn gate(&mut self, model: &Model, linear: &mut Linear, alike: Alike) -> Gate {
        if let Some(&gate) = self.gates.get(&alike) {
            return gate;
        }
        let (need, host_need) = needs(model, alike);
        let staying = || staying(model, alike).map(|pair| (pair as Var, model.size(pair)));
        let full = linear.choice(0);
        linear.at_least(staying().chain([(full, -need)]), 0);
        let host = host_need.map(|need| {
            let host = linear.choice(0);
            let others = elsewhere_at_host(model, alike.0).map(|pair| (pair as Var, model.size(pair)));
            linear.at_least(staying().chain(others).chain([(host, -need)]), 0);
            host
        });
        let gate = Gate { full, host };
        self.gates.insert(alike, gate);
        gate
    }

    /// The values of the choices written here that go with a placement.
    pub fn complete(&self, model: &Model, assignment: &Assignment, values: &mut [f64]) {
        let filled = Filled::new(model, assignment);
        for (&alike, gate) in &self.gates {
            let (need, host_need) = needs(model, alike);
            let is_there = |&pair: &PairIx| values[pair as Var] > 0.5;
            let stay: i64 = staying(model, alike)
                .filter(is_there)
                .map(|pair| model.size(pair))
                .sum();
            let others = || {
                let host = model.position(alike.0).host;
                host.map_or(0, |host| filled.host[host as usize]) - filled.position[alike.0 as usize]
            };
            let full = stay >= need;
            let host_full = host_need.is_some_and(|need| stay + others() >= need);
            values[gate.full] = f64::from(u8::from(full));
            if let Some(host) = gate.host {
                values[host] = f64::from(u8::from(host_full));
            }
        }
        for pair in blocking::pairs(model, assignment) {
            if let Some(&blocks) = self.blocks.get(&pair) {
                values[blocks] = 1.0;
            }
        }
    }
}

/// How much must stay at a position, and with all else at its host, to leave no room; the latter if the host can be full.
pub fn needs(model: &Model, (position, _, size): Alike) -> (i64, Option<i64>) {
    let row = model.position(position);
    let capacity = row.host.and_then(|host| model.hosts[host as usize]);
    (row.capacity - size + 1, capacity.map(|capacity| capacity - size + 1))
}

/// Whether a pair can block at all: the applicant is not held, and fits into the position and its host.
pub fn can_block(model: &Model, pair: PairIx) -> bool {
    let row = model.pair(pair);
    let (need, host_need) = needs(model, (row.position, row.liking, model.size(pair)));
    !model.applicant(row.applicant).held && need > 0 && host_need.is_none_or(|need| need > 0)
}

/// The applicant's pairs that are at least as good, this one among them.
fn served(model: &Model, pair: PairIx) -> Terms {
    let row = model.pair(pair);
    let as_good = model
        .pairs_of(row.applicant)
        .take_while(|&other| model.pair(other).rank <= row.rank);
    as_good.map(|pair| (pair as Var, 1)).collect()
}

/// The applicant's worse pairs at the same host.
pub fn worse_at_host(model: &Model, pair: PairIx) -> impl Iterator<Item = PairIx> {
    let (row, host) = (model.pair(pair), model.host(pair));
    model
        .pairs_of(row.applicant)
        .filter(move |&other| model.pair(other).rank > row.rank && model.host(other) == host)
}

/// The pairs of a position whose applicants do not leave for these.
fn staying(model: &Model, (position, tier, _): Alike) -> impl Iterator<Item = PairIx> {
    let stays = move |&&pair: &&PairIx| {
        let row = model.pair(pair);
        row.liking <= tier || model.applicant(row.applicant).held
    };
    model.pairs_at(position).iter().filter(stays).copied()
}

/// The pairs of the other positions of a position's host.
fn elsewhere_at_host(model: &Model, position: PositionIx) -> impl Iterator<Item = PairIx> {
    let host = model.position(position).host;
    let positions = host.map_or(&[][..], |host| &model.positions_of_host[host as usize]);
    let others = positions.iter().filter(move |&&other| other != position);
    others.flat_map(|&other| model.pairs_at(other).iter().copied())
}
