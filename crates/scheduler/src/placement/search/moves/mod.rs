//! A step: somebody goes elsewhere, and whatever that asks for.

mod place;
mod room;

use fastrand::Rng;

use super::state::State;
use super::units::Units;
use crate::placement::assignment::Assignment;
use crate::placement::model::{ApplicantIx, Model, PairIx, PositionIx};

/// One step in so many leaves its unit without a place of its own choosing.
const LEAVES_ONE_IN: usize = 16;

/// What steps are made with.
pub struct Moves {
    units: Units,
    decided: Assignment,
    displaced: Vec<usize>,
    left: Vec<PositionIx>,
    /// Every random choice.
    pub rng: Rng,
}

impl Moves {
    /// The moves of a problem.
    pub fn new(model: &Model, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let fixed = model.applicants.iter().filter_map(|applicant| applicant.fixed);
        let decided = Assignment::of(model, fixed);
        Self {
            units: Units::new(model, &decided, &mut rng),
            decided,
            displaced: Vec::new(),
            left: Vec::new(),
            rng,
        }
    }

    /// The fixed applicants in place, and nobody else.
    pub fn decided(&self) -> Assignment {
        self.decided.clone()
    }

    /// Puts everybody where `start` has them, as far as the hard rules let it, and the others where there is room.
    pub fn begin(&mut self, state: &mut State<'_>, start: &Assignment) {
        self.left.clear();
        let all = 0..self.units.all.len();
        for unit in all
            .clone()
            .filter(|&unit| self.units.all[unit].pinned)
            .collect::<Vec<_>>()
        {
            self.place(state, unit);
        }
        for unit in all.clone() {
            let members = &self.units.all[unit].members;
            let layout: Option<Vec<PairIx>> = members.iter().map(|&member| start.pair(member)).collect();
            if let Some(layout) = layout.filter(|_| !self.placed(state, unit)) {
                place::put_all(state, &layout);
            }
        }
        self.left.extend(0..state.model.positions.len() as PositionIx);
        self.mend(state);
        for unit in all {
            if !self.placed(state, unit) {
                self.place(state, unit);
            }
        }
    }

    /// One step; false where it came to nothing, and what it has begun is for the caller to undo.
    pub fn step(&mut self, state: &mut State<'_>) -> bool {
        self.displaced.clear();
        self.left.clear();
        let Some((unit, anchor)) = self.choose(state) else {
            return false;
        };
        let row = &self.units.all[unit];
        let layout = anchor.map(|anchor| row.layout(state.model, &self.decided, anchor, &mut self.rng));
        let Some(layout) = layout.unwrap_or_else(|| Some(Vec::new())) else {
            return false;
        };
        self.take(state, unit);
        for pair in layout {
            if !self.make_room(state, pair, unit) {
                return false;
            }
            state.put(state.model.pair(pair).applicant, Some(pair));
            self.left.push(state.model.pair(pair).position);
        }
        self.mend(state);
        self.rng.shuffle(&mut self.displaced);
        while let Some(unit) = self.displaced.pop() {
            self.place(state, unit);
        }
        self.offer(state);
        true
    }

    /// Who moves, and where to if anywhere: what minimums lack and who blocks come first half of the time.
    fn choose(&mut self, state: &State<'_>) -> Option<(usize, Option<PairIx>)> {
        let wanted = match self.rng.u8(..4) {
            0 => self.short_of(state),
            1 => self.rng.choice(&state.blocking).copied(),
            _ => None,
        };
        if let Some(pair) = wanted
            && let Some(unit) = self.units.of(state.model.pair(pair).applicant)
        {
            let anchors = &self.units.all[unit].anchors;
            let anchor = if self.units.all[unit].single() {
                Some(pair)
            } else {
                self.rng.choice(anchors).copied()
            };
            return Some((unit, anchor));
        }
        let unit = self.rng.choice(0..self.units.all.len())?;
        let row = &self.units.all[unit];
        if !row.pinned && self.rng.usize(..LEAVES_ONE_IN) == 0 {
            return Some((unit, None));
        }
        // The better of two: anchors stand in the order of the list.
        let among = row.anchors.len();
        let anchor = self.rng.usize(..among).min(self.rng.usize(..among));
        Some((unit, Some(row.anchors[anchor])))
    }

    /// A pair that would help a quota to its minimum.
    fn short_of(&mut self, state: &State<'_>) -> Option<PairIx> {
        let quotas = &state.model.quotas;
        let start = self.rng.usize(..quotas.len().max(1));
        let quota = state.short_quota(start)?;
        self.rng.choice(&quotas[quota].pairs).copied()
    }

    fn placed(&self, state: &State<'_>, unit: usize) -> bool {
        state.assignment.pair(self.units.all[unit].members[0]).is_some()
    }

    /// Takes a unit from where it is.
    fn take(&mut self, state: &mut State<'_>, unit: usize) {
        for &member in &self.units.all[unit].members {
            if let Some(position) = state.assignment.position(state.model, member) {
                self.left.push(position);
                state.put(member, None);
            }
        }
    }

    /// The unit of somebody who may be sent away.
    fn displaceable(&self, applicant: ApplicantIx) -> Option<usize> {
        self.units.of(applicant).filter(|&unit| !self.units.all[unit].pinned)
    }

    /// Whether somebody moves alone.
    fn alone(&self, applicant: ApplicantIx) -> bool {
        self.units
            .of(applicant)
            .is_some_and(|unit| self.units.all[unit].single())
    }
}
