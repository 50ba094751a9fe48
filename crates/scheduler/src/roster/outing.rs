//! One team's way from home and back: stops in order, as early as they can be.

use smallvec::SmallVec;

use crate::model::{ActIx, Minutes, Model, Opportunity, PlaceIx, SlotIx};

/// An activity in an outing. Place and minutes are copied in, so that pricing a way touches no other memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What.
    pub act: ActIx,
    /// Where.
    pub place: PlaceIx,
    /// How long.
    pub minutes: Minutes,
    /// Earliest start allowed by its window.
    pub earliest: Minutes,
    /// Latest start allowed by its window.
    pub latest: Minutes,
    /// Its start.
    pub start: Minutes,
    /// Latest start that leaves all after it feasible.
    pub slack_end: Minutes,
}

impl Stop {
    /// A stop for an activity at an opportunity; its start is settled by the outing.
    pub fn new(model: &Model, act: ActIx, at: Opportunity) -> Self {
        let activity = &model.activities[act as usize];
        Self {
            act,
            place: activity.place,
            minutes: activity.minutes,
            earliest: at.earliest,
            latest: at.latest,
            start: at.earliest,
            slack_end: at.latest,
        }
    }

    /// When it ends.
    #[inline]
    pub fn end(&self) -> Minutes {
        self.start + self.minutes
    }
}

/// Stops of one slot in order; most outings have one or two, which stay inline.
pub type Outing = SmallVec<[Stop; 3]>;

/// Settles starts and slack of an outing's stops: as early as possible, but leaving home so late that the outing is no longer
/// than it may be. False when they do not fit, with the stops left unsettled.
pub fn settle(model: &Model, slot: SlotIx, stops: &mut [Stop]) -> bool {
    let span = &model.slots[slot as usize];
    let team = &model.teams[span.team as usize];
    let (mut at, mut free) = (team.home, span.from);
    for stop in stops.iter_mut() {
        stop.start = stop.earliest.max(free.saturating_add(model.travel.leg(at, stop.place)));
        if stop.start > stop.latest {
            return false;
        }
        (at, free) = (stop.place, stop.end());
    }
    let (mut next, mut until) = (team.home, span.to);
    for stop in stops.iter_mut().rev() {
        stop.slack_end = stop
            .latest
            .min(until - model.travel.leg(stop.place, next) - stop.minutes);
        if stop.start > stop.slack_end {
            return false;
        }
        (next, until) = (stop.place, stop.slack_end);
    }
    team.longest_outing
        .is_none_or(|longest| shorten(model, slot, stops, longest))
}

/// Minutes from leaving home just in time for the first stop to being back.
fn duration(model: &Model, slot: SlotIx, stops: &[Stop]) -> Minutes {
    let home = model.teams[model.slots[slot as usize].team as usize].home;
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else {
        return 0;
    };
    last.end() + model.travel.leg(last.place, home) - (first.start - model.travel.leg(home, first.place))
}

/// Starts the first stop later by just what the outing is too long, which waiting on the way absorbs or does not.
fn shorten(model: &Model, slot: SlotIx, stops: &mut [Stop], longest: Minutes) -> bool {
    let over = duration(model, slot, stops) - longest;
    if over <= 0 {
        return true;
    }
    if stops[0].start + over > stops[0].slack_end {
        return false;
    }
    let mut free = stops[0].start + over;
    let mut at = stops[0].place;
    for (k, stop) in stops.iter_mut().enumerate() {
        stop.start = if k == 0 {
            free
        } else {
            stop.start.max(free + model.travel.leg(at, stop.place))
        };
        (at, free) = (stop.place, stop.end());
    }
    duration(model, slot, stops) <= longest
}

/// Minutes of every leg, from home and back included.
pub fn way(model: &Model, slot: SlotIx, stops: &[Stop]) -> Minutes {
    let home = model.teams[model.slots[slot as usize].team as usize].home;
    let (mut at, mut minutes) = (home, 0);
    for stop in stops {
        minutes += model.travel.leg(at, stop.place);
        at = stop.place;
    }
    minutes + model.travel.leg(at, home)
}
