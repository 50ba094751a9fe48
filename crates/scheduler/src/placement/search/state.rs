//! The placement under search: what it fills, what it costs, and the way back from every change.

use super::price::Prices;
use crate::placement::assignment::{Assignment, Filled};
use crate::placement::blocking;
use crate::placement::model::{ApplicantIx, Model, PairIx, PositionIx};

/// A placement with its books.
#[derive(Debug)]
pub struct State<'m> {
    /// The problem.
    pub model: &'m Model,
    /// Who is where.
    pub assignment: Assignment,
    /// What that fills.
    pub filled: Filled,
    prices: Prices,
    people: i64,
    shortage: i64,
    counted: Vec<i64>,
    blocks: Vec<bool>,
    /// Pairs that block, in no order that means anything; empty unless the aim prices them.
    pub blocking: Vec<PairIx>,
    at: Vec<u32>,
    log: Vec<(ApplicantIx, Option<PairIx>)>,
    touched: Vec<PositionIx>,
    movers: Vec<ApplicantIx>,
}

impl<'m> State<'m> {
    /// The books of an assignment.
    pub fn new(model: &'m Model, assignment: Assignment, prices: Prices) -> Self {
        let mut state = Self {
            model,
            filled: Filled::new(model, &Assignment::empty(model)),
            assignment: Assignment::empty(model),
            people: prices.of_nobody(model),
            prices,
            shortage: model.quotas.iter().map(|quota| quota.min.max(0)).sum(),
            counted: vec![0; model.quotas.len()],
            blocks: vec![false; model.pairs.len()],
            blocking: Vec::new(),
            at: vec![0; model.pairs.len()],
            log: Vec::new(),
            touched: Vec::new(),
            movers: Vec::new(),
        };
        for (applicant, pair) in (0..).zip(assignment.pairs) {
            state.set(applicant, pair);
        }
        state.touched.extend(0..model.positions.len() as PositionIx);
        state.settle();
        state.keep();
        state
    }

    /// The price of the placement, with blocking pairs as of the last [`State::settle`].
    pub fn price(&self) -> i64 {
        let missed = self.shortage.saturating_mul(self.prices.shortage);
        let blocking = (self.blocking.len() as i64).saturating_mul(self.prices.blocking);
        self.people.saturating_add(missed).saturating_add(blocking)
    }

    /// Whether blocking pairs have a price.
    pub fn counts_blocking(&self) -> bool {
        self.prices.blocking > 0
    }

    /// What minimums lack.
    pub fn shortage(&self) -> i64 {
        self.shortage
    }

    /// What it would cost an applicant to be in a pair.
    pub fn price_of(&self, applicant: ApplicantIx, pair: Option<PairIx>) -> i64 {
        self.prices.of(self.model, applicant, pair)
    }

    /// Whether an applicant who is nowhere can be in a pair, as far as maxima go.
    pub fn fits(&self, pair: PairIx) -> bool {
        let row = self.model.pair(pair);
        let size = self.model.size(pair);
        let apart = &self.model.applicant(row.applicant).apart;
        self.filled.room(self.model, row.position) >= size
            && self.filled.host_room(self.model, self.model.host(pair)) >= size
            && self.full_quota(pair).is_none()
            && apart
                .iter()
                .all(|&other| self.assignment.position(self.model, other) != Some(row.position))
    }

    /// A quota that lets nobody more into a pair.
    pub fn full_quota(&self, pair: PairIx) -> Option<u32> {
        let quotas = self.model.quotas_of(pair).iter().copied();
        quotas
            .into_iter()
            .find(|&quota| self.counted[quota as usize] >= self.model.quotas[quota as usize].max)
    }

    /// A quota whose minimum is missed; the first from `start` on, around the end.
    pub fn short_quota(&self, start: usize) -> Option<usize> {
        let all = self.model.quotas.len();
        let order = (0..all).map(|offset| (start + offset) % all);
        order
            .into_iter()
            .find(|&quota| self.counted[quota] < self.model.quotas[quota].min)
    }

    /// How much a position with somebody in it lacks to its minimum.
    pub fn lacks(&self, position: PositionIx) -> i64 {
        if self.filled.members[position as usize].is_empty() {
            return 0;
        }
        (self.model.position(position).minimum - self.filled.position[position as usize]).max(0)
    }

    /// Puts an applicant into a pair, or nowhere.
    pub fn put(&mut self, applicant: ApplicantIx, pair: Option<PairIx>) {
        self.log.push((applicant, self.assignment.pair(applicant)));
        self.set(applicant, pair);
    }

    /// Makes everything since the last `keep` final.
    pub fn keep(&mut self) {
        self.log.clear();
    }

    /// A mark to undo to.
    pub fn mark(&self) -> usize {
        self.log.len()
    }

    /// Takes everything since a mark back.
    pub fn undo(&mut self, mark: usize) {
        while self.log.len() > mark {
            if let Some((applicant, pair)) = self.log.pop() {
                self.set(applicant, pair);
            }
        }
    }

    /// Looks again at the pairs whose blocking may have changed.
    pub fn settle(&mut self) {
        if !self.counts_blocking() {
            self.touched.clear();
            self.movers.clear();
            return;
        }
        let model = self.model;
        let mut touched = std::mem::take(&mut self.touched);
        let hosts: Vec<_> = touched
            .iter()
            .filter_map(|&position| model.position(position).host)
            .collect();
        for host in hosts.into_iter().filter(|&host| model.hosts[host as usize].is_some()) {
            touched.extend(&model.positions_of_host[host as usize]);
        }
        touched.sort_unstable();
        touched.dedup();
        for &position in &touched {
            model.pairs_at(position).iter().for_each(|&pair| self.look_at(pair));
        }
        touched.clear();
        self.touched = touched;
        while let Some(mover) = self.movers.pop() {
            model.pairs_of(mover).for_each(|pair| self.look_at(pair));
        }
    }

    fn look_at(&mut self, pair: PairIx) {
        let blocks = blocking::blocks(self.model, &self.assignment, &self.filled, pair);
        if blocks == std::mem::replace(&mut self.blocks[pair as usize], blocks) {
            return;
        }
        if blocks {
            self.at[pair as usize] = self.blocking.len() as u32;
            self.blocking.push(pair);
        } else {
            let hole = self.at[pair as usize] as usize;
            self.blocking.swap_remove(hole);
            if let Some(&moved) = self.blocking.get(hole) {
                self.at[moved as usize] = hole as u32;
            }
        }
    }

    fn set(&mut self, applicant: ApplicantIx, pair: Option<PairIx>) {
        let old = std::mem::replace(&mut self.assignment.pairs[applicant as usize], pair);
        if old == pair {
            return;
        }
        self.movers.push(applicant);
        self.people += self.price_of(applicant, pair) - self.price_of(applicant, old);
        if let Some(old) = old {
            self.count(old, -1);
        }
        if let Some(new) = pair {
            self.count(new, 1);
        }
    }

    /// Enters somebody into the books, or strikes them out.
    fn count(&mut self, pair: PairIx, sign: i64) {
        let position = self.model.pair(pair).position;
        self.shortage -= self.lacks(position);
        let size = sign * self.model.size(pair);
        self.filled.position[position as usize] += size;
        if let Some(host) = self.model.host(pair) {
            self.filled.host[host as usize] += size;
        }
        let members = &mut self.filled.members[position as usize];
        if sign > 0 {
            members.push(pair);
        } else if let Some(at) = members.iter().position(|&member| member == pair) {
            members.swap_remove(at);
        }
        self.shortage += self.lacks(position);
        for &quota in self.model.quotas_of(pair) {
            let min = self.model.quotas[quota as usize].min;
            let counted = &mut self.counted[quota as usize];
            self.shortage -= (min - *counted).max(0);
            *counted += sign;
            self.shortage += (min - *counted).max(0);
        }
        self.touched.push(position);
    }
}
