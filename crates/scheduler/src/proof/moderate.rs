//! Whether costs are small enough to be added up without looking.
//!
//! The format allows prices of 48 bits. The model multiplies and adds without checks, so that a sum which wrapped around would
//! prove nonsense; problems with prices beyond any office's get the simple bound.

use crate::model::{Cost, Model};

/// A price, times the minutes of a trip, times the grain of [`super::parts`], stays well below 64 bits.
const LARGEST: Cost = 1 << 25;

/// Whether every price of a problem is moderate.
pub fn moderate(model: &Model) -> bool {
    let weights = model.weights;
    let fits = |price: Cost| price.abs() <= LARGEST;
    let optional = |price: Option<Cost>| price.is_none_or(fits);
    [
        weights.travel,
        weights.outing,
        weights.regularity,
        weights.change,
        model.wishes.idle,
    ]
    .into_iter()
    .all(fits)
        && model
            .sessions
            .iter()
            .all(|session| fits(session.under) && fits(session.over))
        && model
            .sessions
            .iter()
            .flat_map(|session| &session.mix)
            .all(|mix| optional(mix.under))
        && model.needs.iter().all(|need| fits(need.unserved) && fits(need.late))
        && model
            .preferences
            .iter()
            .flatten()
            .all(|preference| fits(preference.cost))
        && model.wishes.of_session.iter().flatten().all(|wish| fits(wish.cost))
        && model.wishes.intervals.iter().all(|wish| fits(wish.weight))
        && model.limits.all.iter().all(|limit| optional(limit.weight))
        && model.links.iter().all(|link| optional(link.weight))
        && model.care.iter().all(|group| optional(group.weight))
}
