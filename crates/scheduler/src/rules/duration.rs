//! An outing takes at most `longest_outing`, from leaving home just in time to being back.

use super::audit::duties::{Duties, Finding, Stretch};
use crate::model::Model;

/// An outing that takes longer is a violation.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    duties
        .outings
        .iter()
        .map(|outing| Finding::broken(too_long(model, outing)))
        .sum()
}

fn too_long(model: &Model, outing: &Stretch) -> bool {
    let team = &model.teams[model.slots[outing.slot as usize].team as usize];
    let (Some(longest), [first, .., last] | [first @ last]) = (team.longest_outing, outing.work.as_slice()) else {
        return false;
    };
    let place = |act: u32| model.activities[act as usize].place;
    let left = first.start - model.travel.leg(team.home, place(first.act));
    last.end + model.travel.leg(place(last.act), team.home) - left > longest
}
