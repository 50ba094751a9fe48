//! Each entry of the plan that people already hold costs `change` when it is not kept exactly.

use super::audit::duties::Duties;
use crate::model::{Cost, Model};
use crate::roster::Duty;

/// The price of keeping nothing.
pub fn idle(model: &Model) -> Cost {
    model.weights.change * model.baseline_entries
}

/// What a duty that keeps entries saves.
#[inline]
pub fn gain(model: &Model, duty: Duty) -> Cost {
    let kept = |entry: &&crate::model::Decision| entry.team == duty.team && entry.start == duty.start;
    -model.weights.change * model.baseline[duty.act as usize].iter().filter(kept).count() as Cost
}

/// The price of all entries that are not kept.
pub fn audit(model: &Model, duties: &Duties) -> Cost {
    let lost = model
        .baseline
        .iter()
        .flatten()
        .filter(|entry| !duties.keeps(model, entry))
        .count();
    model.weights.change * lost as Cost
}
