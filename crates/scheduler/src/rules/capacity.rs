//! The loads of the needs in one outing sum to at most the team's capacity.

use super::audit::duties::{Duties, Finding};
use crate::model::Model;

/// An outing above is a violation.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let over = |outing: &super::audit::duties::Stretch| {
        let team = &model.teams[model.slots[outing.slot as usize].team as usize];
        outing
            .work
            .iter()
            .map(|w| model.activities[w.act as usize].load)
            .sum::<i64>()
            > team.capacity
    };
    duties.outings.iter().map(|outing| Finding::broken(over(outing))).sum()
}
