//! The plan under search: outings, who is where, what the rules keep count of, and the way back from every change.
//!
//! Invariants: every stop of every outing is settled (see [`outing::settle`]); the roster and the rules' books hold exactly the
//! duties of the outings; [`State::price`] equals the price of the same duties from scratch.

mod change;
mod insertion;
pub mod outing;
mod price;
mod roster;

pub use insertion::Insertion;
pub use outing::{Outing, Stop};
pub use price::Price;
pub use roster::{Duty, Roster};

use crate::model::{ActIx, Decision, Minutes, Model, SlotIx, TeamIx};
use crate::rules::Books;

/// One step of a change, to be taken back.
#[derive(Clone, Debug)]
enum Step {
    Added(Duty),
    Removed(Duty),
    Outing(SlotIx, Outing),
}

/// A moment to which the state can be taken back.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    steps: usize,
    price: Price,
}

/// A mutable plan.
#[derive(Clone, Debug)]
pub struct State<'m> {
    /// The frozen problem.
    pub model: &'m Model,
    outings: Vec<Outing>,
    roster: Roster,
    books: Books,
    price: Price,
    log: Vec<Step>,
    changed: Vec<SlotIx>,
    is_changed: Vec<bool>,
    starts: Vec<Minutes>,
}

impl<'m> State<'m> {
    /// Nobody does anything.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            outings: vec![Outing::new(); model.slots.len()],
            roster: Roster::new(model),
            books: Books::new(model),
            price: crate::rules::idle_price(model),
            log: Vec::new(),
            changed: Vec::new(),
            is_changed: vec![false; model.slots.len()],
            starts: Vec::new(),
        }
    }

    /// The plan's price.
    pub fn price(&self) -> Price {
        self.price
    }

    /// Who is where.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// What the rules keep count of.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// The stops of a slot.
    pub fn outing(&self, slot: SlotIx) -> &Outing {
        &self.outings[slot as usize]
    }

    /// All outings, by slot.
    pub fn outings(&self) -> &[Outing] {
        &self.outings
    }

    /// Every duty of the plan, by slot and in order.
    pub fn duties(&self) -> impl Iterator<Item = Duty> + '_ {
        let by_slot = self.outings.iter().zip(0..).filter(|(stops, _)| !stops.is_empty());
        by_slot.flat_map(move |(stops, slot)| {
            let team = self.model.slots[slot as usize].team;
            stops.iter().map(move |stop| Duty {
                act: stop.act,
                team,
                slot,
                start: stop.start,
            })
        })
    }

    /// Every duty as a decision.
    pub fn decisions(&self) -> Vec<Decision> {
        self.duties()
            .map(|d| Decision {
                act: d.act,
                team: d.team,
                start: d.start,
            })
            .collect()
    }

    /// The last stop of the team's outing before a slot, if one ends less than `reach` before the slot begins.
    pub fn stop_before(&self, team: TeamIx, slot: SlotIx, reach: Minutes) -> Option<&Stop> {
        let from = self.model.slots[slot as usize].from;
        let earlier = (self.model.teams[team as usize].slots.start..slot).rev();
        let near = earlier.take_while(|&s| self.model.slots[s as usize].to > from.saturating_sub(reach));
        near.filter_map(|s| self.outings[s as usize].last()).next()
    }

    /// The first stop of the team's outing after a slot, if one begins less than `reach` after the slot ends.
    pub fn stop_after(&self, team: TeamIx, slot: SlotIx, reach: Minutes) -> Option<&Stop> {
        let to = self.model.slots[slot as usize].to;
        let later = slot + 1..self.model.teams[team as usize].slots.end;
        let near = later.take_while(|&s| self.model.slots[s as usize].from < to.saturating_add(reach));
        near.filter_map(|s| self.outings[s as usize].first()).next()
    }

    /// The slot in which a team does an activity.
    pub fn slot_of(&self, act: ActIx, team: TeamIx) -> Option<SlotIx> {
        match self.model.session(act) {
            Some(session) => self
                .roster
                .attends(act, team)
                .then(|| self.model.slot_at(team, session.start))
                .flatten(),
            None => self
                .roster
                .visit(act)
                .filter(|duty| duty.team == team)
                .map(|duty| duty.slot),
        }
    }

    /// The slots changed since the last call, each once, and forgets them.
    pub fn take_changed(&mut self, mut each: impl FnMut(SlotIx, &Outing)) {
        for slot in self.changed.drain(..) {
            self.is_changed[slot as usize] = false;
            each(slot, &self.outings[slot as usize]);
        }
    }
}
