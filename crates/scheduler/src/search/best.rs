//! The best plan so far, kept up to date by copying only the outings that changed since.

use crate::model::{Decision, Model, Price};
use crate::roster::Outing;
use crate::state::State;

/// A copy of outings and their price.
#[derive(Debug, Default)]
pub struct Best {
    outings: Vec<Outing>,
    price: Price,
}

impl Best {
    /// The state as it is.
    pub fn new(state: &State<'_>) -> Self {
        Self {
            outings: state.roster().outings().to_vec(),
            price: state.price(),
        }
    }

    /// Its price.
    pub fn price(&self) -> Price {
        self.price
    }

    /// Copies what changed since the last time.
    pub fn save(&mut self, state: &mut State<'_>) {
        self.price = state.price();
        state.take_changed(|slot, stops| self.outings[slot as usize].clone_from(stops));
    }

    /// Its duties.
    pub fn decisions(&self, model: &Model) -> Vec<Decision> {
        let by_slot = model.slots.iter().zip(&self.outings);
        by_slot
            .flat_map(|(slot, stops)| {
                stops.iter().map(|stop| Decision {
                    act: stop.act,
                    team: slot.team,
                    start: stop.start,
                })
            })
            .collect()
    }
}
