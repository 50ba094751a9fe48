//! Fixed decisions: the search never takes them out.

use std::collections::HashSet;

use crate::model::{ActIx, Model, TeamIx};

/// The duties that are fixed.
#[derive(Debug)]
pub struct Pins {
    duties: HashSet<(ActIx, TeamIx)>,
}

impl Pins {
    /// The fixed decisions of a problem.
    pub fn new(model: &Model) -> Self {
        Self {
            duties: model.fixed.iter().map(|fixed| (fixed.act, fixed.team)).collect(),
        }
    }

    /// Whether a team's duty is fixed.
    pub fn hold(&self, act: ActIx, team: TeamIx) -> bool {
        !self.duties.is_empty() && self.duties.contains(&(act, team))
    }
}
