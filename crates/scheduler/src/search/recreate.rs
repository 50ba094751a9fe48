//! Putting activities back where they cost least.

use super::neighbours::first_start;
use super::{BLINK_PER_THOUSAND, Search, Work};
use crate::model::{ActIx, Minutes, Opportunity};
use crate::rules::link;
use crate::state::Insertion;

/// Empty outings evaluated for one activity, about; open ones are always looked at.
const EMPTY_LOOKS: usize = 64;
/// Placements of the first of several linked visits that are tried with the others.
const FIRSTS: usize = 10;

impl Search<'_> {
    /// Puts back what was removed, and tries what is wanted besides, in one of a few orders.
    pub(super) fn recreate(&mut self, work: &mut Work) {
        let mut order: Vec<ActIx> = work.wanted.iter().chain(&work.removed).copied().collect();
        let model = self.model;
        match self.rng.u32(..8) {
            0..4 => self.rng.shuffle(&mut order),
            4 | 5 => order.sort_by_key(|&act| (first_start(model, act), act)),
            6 => order.sort_by_key(|&act| (std::cmp::Reverse(self.worth(act)), act)),
            _ => order.sort_by_key(|&act| (model.options.of(act).len(), act)),
        }
        for act in order {
            self.fill(act);
        }
    }

    /// What is lost when an activity stays open.
    fn worth(&self, act: ActIx) -> i64 {
        match self.model.session(act) {
            Some(session) => session.under,
            None => self.model.need(act).unserved,
        }
    }

    /// Adds one attendance or the visit, with those it goes together with, where that lowers the price.
    pub(super) fn fill(&mut self, act: ActIx) -> bool {
        if let Some(session) = self.model.session(act) {
            if self.state.roster().attending(act).len() as i64 >= session.max {
                return false;
            }
        } else if self.state.roster().visit(act).is_some() {
            return false;
        } else if self.goes_together(act) {
            return self.fill_together(act);
        }
        let Some(insertion) = self.cheapest(act) else {
            return false;
        };
        if insertion.price.at(self.penalty) >= 0 {
            return false;
        }
        let mark = self.state.mark();
        let before = self.state.price().at(self.penalty);
        if !self.state.insert(&insertion) {
            return false;
        }
        if self.state.price().at(self.penalty) >= before {
            self.state.undo(mark);
            return false;
        }
        true
    }

    fn goes_together(&self, need: ActIx) -> bool {
        let peers = &self.model.peers[self.model.need_index(need)];
        peers.iter().any(|peer| self.model.links[peer.link as usize].together)
    }

    /// The needs that must be served with one, itself first.
    fn companions(&self, need: ActIx) -> Vec<ActIx> {
        let mut group = vec![need];
        let mut k = 0;
        while k < group.len() {
            for peer in &self.model.peers[self.model.need_index(group[k])] {
                if self.model.links[peer.link as usize].together && !group.contains(&peer.other) {
                    group.push(peer.other);
                }
            }
            k += 1;
        }
        group
    }

    /// Tries the cheapest placements of one with the best of the others behind it, and keeps the best of all.
    fn fill_together(&mut self, need: ActIx) -> bool {
        let mut group = self.companions(need);
        group.retain(|&other| self.state.roster().visit(other).is_none());
        let lead = self.rng.usize(..group.len());
        group.swap(0, lead);
        let mut firsts = Vec::new();
        self.each_insertion(group[0], &mut |insertion| firsts.push(insertion));
        firsts.sort_by_key(|i| (i.price.soft, i.slot, i.start));
        firsts.truncate(FIRSTS);
        let (mark, before) = (self.state.mark(), self.state.price().at(self.penalty));
        let mut best: Option<(i64, Vec<Insertion>)> = None;
        for first in firsts {
            if let Some(all) = self.place_group(first, &group[1..]) {
                let price = self.state.price().at(self.penalty);
                if price < best.as_ref().map_or(before, |(least, _)| *least) {
                    best = Some((price, all));
                }
            }
            self.state.undo(mark);
        }
        let Some((_, all)) = best else { return false };
        all.iter().all(|insertion| self.state.insert(insertion))
    }

    /// Places a visit and its companions one after another; the caller takes back what came of it.
    fn place_group(&mut self, first: Insertion, others: &[ActIx]) -> Option<Vec<Insertion>> {
        self.state.insert(&first).then_some(())?;
        let mut all = vec![first];
        for &other in others {
            let next = self.cheapest(other)?;
            self.state.insert(&next).then_some(())?;
            all.push(next);
        }
        Some(all)
    }

    /// The cheapest insertion of an activity that a blink does not miss.
    fn cheapest(&mut self, act: ActIx) -> Option<Insertion> {
        let penalty = self.penalty;
        let mut best: Option<(i64, Insertion)> = None;
        self.each_insertion(act, &mut |insertion| {
            let price = insertion.price.at(penalty);
            if best.as_ref().is_none_or(|(least, _)| price < *least) {
                best = Some((price, insertion));
            }
        });
        best.map(|(_, insertion)| insertion)
    }

    fn each_insertion(&mut self, act: ActIx, found: &mut dyn FnMut(Insertion)) {
        let model = self.model;
        let options = model.options.of(act);
        let linked = !model.is_session(act) && !model.peers[model.need_index(act)].is_empty();
        let range = if linked {
            link::starts(model, self.state.roster(), act)
        } else {
            (Minutes::MIN, Minutes::MAX)
        };
        let skip_empty = if options.len() > EMPTY_LOOKS {
            (options.len() - EMPTY_LOOKS) * 1000 / options.len()
        } else {
            0
        };
        for option in options {
            let draw = self.rng.u32(..1000);
            if draw < BLINK_PER_THOUSAND
                || draw < skip_empty as u32 && self.state.roster().outing(option.slot).is_empty()
                || model.is_session(act) && self.state.roster().attends(act, model.slots[option.slot as usize].team)
            {
                continue;
            }
            let at = Opportunity {
                slot: option.slot,
                earliest: option.earliest.max(range.0),
                latest: option.latest.min(range.1),
            };
            if at.earliest > at.latest {
                continue;
            }
            if let Some(insertion) = self.state.cheapest(act, at) {
                found(if linked { insertion.pinned() } else { insertion });
            }
        }
    }
}
