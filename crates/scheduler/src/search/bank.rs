//! What is open: needs that nobody serves, and sessions with fewer teams than their target.

use crate::model::{ActIx, Model};
use crate::state::State;

/// A set of open activities with a random draw in constant time.
#[derive(Debug)]
pub struct Bank {
    open: Vec<ActIx>,
    place: Vec<u32>,
}

const ABSENT: u32 = u32::MAX;

impl Bank {
    /// An empty bank.
    pub fn new(model: &Model) -> Self {
        Self {
            open: Vec::new(),
            place: vec![ABSENT; model.activities.len()],
        }
    }

    /// Looks at an activity again after a change.
    pub fn note(&mut self, state: &State<'_>, act: ActIx) {
        let open = match state.model.session(act) {
            Some(session) => (state.roster().attending(act).len() as i64) < session.target,
            None => state.roster().visit(act).is_none(),
        };
        let place = self.place[act as usize];
        if open && place == ABSENT {
            self.place[act as usize] = self.open.len() as u32;
            self.open.push(act);
        } else if !open && place != ABSENT {
            self.open.swap_remove(place as usize);
            if let Some(&moved) = self.open.get(place as usize) {
                self.place[moved as usize] = place;
            }
            self.place[act as usize] = ABSENT;
        }
    }

    /// A random open activity.
    pub fn draw(&self, rng: &mut fastrand::Rng) -> Option<ActIx> {
        (!self.open.is_empty()).then(|| self.open[rng.usize(..self.open.len())])
    }
}
