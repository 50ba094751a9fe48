//! The way: `travel` for every minute of every leg, `outing` for each outing with work.

use super::audit::duties::Duties;
use crate::model::{Cost, Minutes, Model, Price, SlotIx};
use crate::roster::Stop;
use crate::roster::outing::way;

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

/// The price of all legs, and of all outings.
pub fn audit(model: &Model, duties: &Duties) -> (Cost, Cost) {
    let mut minutes = 0;
    for outing in &duties.outings {
        let home = model.teams[model.slots[outing.slot as usize].team as usize].home;
        let places = outing.work.iter().map(|w| model.activities[w.act as usize].place);
        let mut at = home;
        for place in places.chain([home]) {
            minutes += Cost::from(model.travel.leg(at, place));
            at = place;
        }
    }
    (
        model.weights.travel * minutes,
        model.weights.outing * duties.outings.len() as Cost,
    )
}
