//! Some residents prefer, or would rather not see, a particular team.

use super::audit::duties::Duties;
use crate::model::{Cost, Model};
use crate::roster::Duty;

/// What the need's wish about this team adds.
#[inline]
pub fn price(model: &Model, duty: Duty) -> Cost {
    let preferences = &model.preferences[model.need_index(duty.act)];
    preferences
        .binary_search_by_key(&duty.team, |p| p.team)
        .map_or(0, |found| preferences[found].cost)
}

/// What residents' wishes about their teams add.
pub fn audit(model: &Model, duties: &Duties) -> Cost {
    let visits = model.preferences.iter().zip(&duties.visits);
    let met = visits.filter_map(|(wishes, visit)| visit.map(|(team, _)| (wishes, team)));
    met.flat_map(|(wishes, team)| wishes.iter().filter(move |wish| wish.team == team))
        .map(|wish| wish.cost)
        .sum()
}
