//! Needs that nobody serves cost `unserved`.

use super::audit::duties::Duties;
use crate::model::{Cost, Model, Need};

/// What serving a need saves.
#[inline]
pub fn gain(need: &Need) -> Cost {
    -need.unserved
}

/// The price of all needs not served.
pub fn audit(model: &Model, duties: &Duties) -> Cost {
    let open = model
        .needs
        .iter()
        .zip(&duties.visits)
        .filter(|(_, visit)| visit.is_none());
    open.map(|(need, _)| need.unserved).sum()
}
