//! The plan under search: its roster, what the rules keep count of, its price, and the way back from every change.
//!
//! Invariants: every stop of every outing is settled (see [`settle`](crate::roster::outing::settle)); the roster and the rules' books hold exactly the
//! duties of the outings; [`State::price`] equals the price of the same duties from scratch.

mod change;
mod insertion;

pub use insertion::Insertion;

use crate::model::{Decision, Minutes, Model, Price, SlotIx};
use crate::roster::{Duty, Outing, Roster};
use crate::rules::{self, Books};

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
            roster: Roster::new(model),
            books: Books::new(model),
            price: rules::idle_price(model),
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

    /// Every duty as a decision.
    pub fn decisions(&self) -> Vec<Decision> {
        self.roster
            .duties(self.model)
            .map(|d| Decision {
                act: d.act,
                team: d.team,
                start: d.start,
            })
            .collect()
    }

    /// The slots changed since the last call, each once, and forgets them.
    pub fn take_changed(&mut self, mut each: impl FnMut(SlotIx, &Outing)) {
        for slot in self.changed.drain(..) {
            self.is_changed[slot as usize] = false;
            each(slot, self.roster.outing(slot));
        }
    }
}
