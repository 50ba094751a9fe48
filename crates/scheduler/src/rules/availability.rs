//! A team works only within its availability: each activity lies in the slot with the latest `from` not after its start.

use super::audit::duties::{Duties, Finding};
use crate::model::Model;

/// An activity outside is a violation.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let all = duties
        .of_team
        .iter()
        .zip(0..)
        .flat_map(|(work, team)| work.iter().map(move |w| (team, w)));
    all.map(|(team, w)| {
        let slot = model.slot_at(team, w.start);
        Finding::broken(slot.is_none_or(|s| w.end > model.slots[s as usize].to))
    })
    .sum()
}
