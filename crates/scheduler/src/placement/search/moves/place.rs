//! Putting people where there is room, and keeping minimums while doing so.

use super::Moves;
use crate::placement::model::{PairIx, PositionIx};
use crate::placement::search::state::State;

/// Offers of what was left, one after another.
const LONGEST_CHAIN: usize = 4;

impl Moves {
    /// Puts a unit where it costs least of the places that have room, if that is better than nowhere.
    pub(super) fn place(&mut self, state: &mut State<'_>, unit: usize) -> bool {
        let (row, model) = (&self.units.all[unit], state.model);
        if let [member] = row.members[..] {
            let nowhere = state.price_of(member, None);
            let better = |pair: PairIx| row.pinned || state.price_of(member, Some(pair)) < nowhere;
            let mut open = row
                .anchors
                .iter()
                .filter(|&&pair| better(pair) && state.fits(pair) && opens(state, pair));
            let found = open.next().copied();
            if let Some(pair) = found {
                state.put(member, Some(pair));
            }
            return found.is_some();
        }
        let start = self.rng.usize(..row.anchors.len());
        let order = row.anchors[start..].iter().chain(&row.anchors[..start]);
        let mut layouts = order.filter_map(|&anchor| row.layout(model, &self.decided, anchor, &mut self.rng));
        layouts.any(|layout| put_all(state, &layout))
    }

    /// Fills or closes whatever was touched and is below its minimum.
    pub(super) fn mend(&mut self, state: &mut State<'_>) {
        let mut next = 0;
        while let Some(&position) = self.left.get(next) {
            next += 1;
            if state.lacks(position) > 0 && self.rng.bool() {
                self.call_in(state, position);
            }
            if state.lacks(position) > 0 {
                self.close(state, position);
            }
        }
    }

    /// Calls applicants from where they can be spared, until a position has its minimum.
    fn call_in(&mut self, state: &mut State<'_>, position: PositionIx) {
        let row = state.model.pairs_at(position);
        let start = self.rng.usize(..row.len());
        for &pair in row[start..].iter().chain(&row[..start]) {
            if state.lacks(position) == 0 {
                return;
            }
            if self.alone(state.model.pair(pair).applicant) {
                switch(state, pair);
            }
        }
    }

    /// Sends everybody away. Where somebody has to stay, the position stays open and others are called in.
    fn close(&mut self, state: &mut State<'_>, position: PositionIx) {
        let members = state.filled.members[position as usize].clone();
        let units = members
            .iter()
            .map(|&pair| self.displaceable(state.model.pair(pair).applicant));
        let Some(units) = units.collect::<Option<Vec<_>>>() else {
            return self.call_in(state, position);
        };
        for unit in units {
            if self.placed(state, unit) {
                self.take(state, unit);
                self.displaced.push(unit);
            }
        }
    }

    /// Offers what was left to somebody who would rather be there, and what they leave to others.
    pub(super) fn offer(&mut self, state: &mut State<'_>) {
        for _ in 0..LONGEST_CHAIN {
            let Some(position) = self.left.pop() else { return };
            let row = state.model.pairs_at(position);
            if state.filled.room(state.model, position) <= 0 || row.is_empty() {
                continue;
            }
            let start = self.rng.usize(..row.len());
            for &pair in row[start..].iter().chain(&row[..start]) {
                let applicant = state.model.pair(pair).applicant;
                let current = state.assignment.pair(applicant);
                let better = state.price_of(applicant, Some(pair)) < state.price_of(applicant, current);
                if better && self.alone(applicant) && opens(state, pair) && switch(state, pair) {
                    self.left
                        .extend(current.map(|current| state.model.pair(current).position));
                    break;
                }
            }
        }
    }
}

/// Puts all of a unit where a layout says, or leaves it where it is: nowhere.
pub(super) fn put_all(state: &mut State<'_>, layout: &[PairIx]) -> bool {
    let mark = state.mark();
    for &pair in layout {
        if !state.fits(pair) {
            state.undo(mark);
            return false;
        }
        state.put(state.model.pair(pair).applicant, Some(pair));
    }
    true
}

/// Moves an applicant into a pair from where it is, if it fits and can be spared there.
fn switch(state: &mut State<'_>, pair: PairIx) -> bool {
    let applicant = state.model.pair(pair).applicant;
    let old = state.assignment.pair(applicant);
    if old == Some(pair) {
        return false;
    }
    let mark = state.mark();
    if old.is_some() {
        state.put(applicant, None);
    }
    let spared = old.is_none_or(|old| state.lacks(state.model.pair(old).position) == 0);
    if spared && state.fits(pair) {
        state.put(applicant, Some(pair));
        return true;
    }
    state.undo(mark);
    false
}

/// Whether a position has its minimum once an applicant is there.
fn opens(state: &State<'_>, pair: PairIx) -> bool {
    let position = state.model.pair(pair).position;
    state.filled.position[position as usize] + state.model.size(pair) >= state.model.position(position).minimum
}
