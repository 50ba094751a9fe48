//! Some residents prefer, or would rather not see, a particular team.

use crate::model::{Cost, Model};
use crate::state::Duty;

/// What the need's wish about this team adds.
#[inline]
pub fn price(model: &Model, duty: Duty) -> Cost {
    let preferences = &model.preferences[model.need_index(duty.act)];
    preferences.binary_search_by_key(&duty.team, |p| p.team).map_or(0, |found| preferences[found].cost)
}
