//! The way: `travel` for every minute of every leg, `outing` for each outing with work.

use crate::model::{Cost, Minutes, Model, SlotIx};
use crate::state::outing::way;
use crate::state::{Price, Stop};

/// The price of an outing's way.
pub fn price(model: &Model, slot: SlotIx, stops: &[Stop]) -> Price {
    if stops.is_empty() {
        return Price::ZERO;
    }
    Price::soft(model.weights.outing + model.weights.travel * Cost::from(way(model, slot, stops)))
}

/// What a detour costs, and the outing with it when the team was to stay at home.
#[inline]
pub fn detour(model: &Model, minutes: Minutes, was_home: bool) -> Price {
    let outing = if was_home { model.weights.outing } else { 0 };
    Price::soft(outing + model.weights.travel * Cost::from(minutes))
}
