//! A team gets from one activity to the next in time, and home by the end of its slot.

use super::audit::duties::{Duties, Finding, Stretch};
use crate::model::Model;

/// Each leg that takes too long is a violation.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    duties
        .outings
        .iter()
        .map(|outing| Finding {
            cost: 0,
            broken: missed(model, outing),
        })
        .sum()
}

fn missed(model: &Model, outing: &Stretch) -> i64 {
    let slot = &model.slots[outing.slot as usize];
    let home = model.teams[slot.team as usize].home;
    let (mut at, mut free, mut missed) = (home, slot.from, 0);
    for w in &outing.work {
        let place = model.activities[w.act as usize].place;
        missed += i64::from(free + model.travel.leg(at, place) > w.start);
        (at, free) = (place, w.end);
    }
    missed + i64::from(free + model.travel.leg(at, home) > slot.to)
}
