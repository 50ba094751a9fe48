//! A trip that grows stop by stop, and the time it takes at least.

use super::candidates::Candidate;
use crate::model::{Minutes, Model, SlotIx};

/// A trip so far: leaving home between `leave.0` and `leave.1` it takes `minutes`, no less.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trip {
    pub leave: (Minutes, Minutes),
    pub minutes: Minutes,
    pub place: u32,
    pub legs: Minutes,
    pub load: i64,
}

impl Trip {
    pub fn leaving(model: &Model, slot: SlotIx) -> Self {
        let slot = &model.slots[slot as usize];
        Self {
            leave: (slot.from, slot.to),
            minutes: 0,
            place: model.teams[slot.team as usize].home,
            legs: 0,
            load: 0,
        }
    }

    /// The trip with one more stop, if its window can be kept.
    pub fn then(self, model: &Model, stop: &Candidate) -> Option<Self> {
        let activity = &model.activities[stop.act as usize];
        let leg = model.travel.leg(self.place, activity.place);
        let arrive = self.minutes.saturating_add(leg);
        let wait = (stop.from - arrive.saturating_add(self.leave.1)).max(0);
        let leave = (
            (stop.from - arrive).max(self.leave.0) - wait,
            (stop.to - arrive).min(self.leave.1),
        );
        (leave.0 <= leave.1).then(|| Self {
            leave,
            minutes: arrive + wait + activity.minutes,
            place: activity.place,
            legs: self.legs + leg,
            load: self.load + activity.load,
        })
    }
}
