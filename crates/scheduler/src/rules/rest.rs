//! Rest between two activities of one team that follow each other on different dates.

use super::audit::duties::{Duties, Finding};
use crate::model::{ActIx, Kind, Limit, Minutes, Model, Price, SlotIx, TeamIx};
use crate::roster::{Duty, Roster, Stop};

/// One end of a pair: what, from when to when.
type Work = (ActIx, Minutes, Minutes);

fn work(stop: &Stop) -> Work {
    (stop.act, stop.start, stop.end())
}

/// The longest rest that any limit asks of a team: what is further away than that cannot be broken.
fn reach(model: &Model, team: TeamIx) -> Option<Minutes> {
    let limits = model.limits.rest_of_team[team as usize].iter();
    limits
        .filter_map(|&ix| model.limits.all[ix as usize].min)
        .max()
        .map(|min| min as Minutes)
}

/// Whether two activities on different dates are too close.
fn breaks(model: &Model, limit: &Limit, before: Work, after: Work) -> bool {
    debug_assert_eq!(limit.kind, Kind::Rest);
    let tags = |act: ActIx| model.activities[act as usize].tags as usize;
    limit.of[tags(before.0)]
        && limit.then[tags(after.0)]
        && limit.min.is_some_and(|min| i64::from(after.1 - before.2) < min)
}

/// The price of two activities of a team following each other.
fn pair(model: &Model, team: TeamIx, before: Option<Work>, after: Option<Work>) -> Price {
    let (Some(before), Some(after)) = (before, after) else {
        return Price::ZERO;
    };
    let mut price = Price::ZERO;
    if model.calendar.day(before.1) == model.calendar.day(after.1) {
        return price;
    }
    for &ix in &model.limits.rest_of_team[team as usize] {
        let limit = &model.limits.all[ix as usize];
        price += Price::of(i64::from(breaks(model, limit, before, after)), limit.weight);
    }
    price
}

/// The price of all pairs that an outing's stops are part of, or of the pair that meets across it when it is empty.
pub fn price(model: &Model, roster: &Roster, slot: SlotIx, stops: &[Stop]) -> Price {
    let team = model.slots[slot as usize].team;
    let Some(reach) = reach(model, team) else {
        return Price::ZERO;
    };
    let mut before = roster.stop_before(model, slot, reach).map(work);
    let mut price = Price::ZERO;
    let span = &model.slots[slot as usize];
    for (k, stop) in stops.iter().enumerate() {
        if k == 0 || !span.one_date {
            price += pair(model, team, before, Some(work(stop)));
        }
        before = Some(work(stop));
    }
    price + pair(model, team, before, roster.stop_after(model, slot, reach).map(work))
}

/// What a duty put at a position of its outing changes, as long as it moves no other stop.
pub fn gain(model: &Model, roster: &Roster, duty: Duty, position: usize) -> Price {
    let Some(reach) = reach(model, duty.team) else {
        return Price::ZERO;
    };
    let stops = roster.outing(duty.slot);
    let one_date = model.slots[duty.slot as usize].one_date;
    let inside = position > 0 && position < stops.len();
    if one_date && inside {
        return Price::ZERO;
    }
    let before = match position.checked_sub(1) {
        Some(k) => Some(work(&stops[k])),
        None => roster.stop_before(model, duty.slot, reach).map(work),
    };
    let after = match stops.get(position) {
        Some(stop) => Some(work(stop)),
        None => roster.stop_after(model, duty.slot, reach).map(work),
    };
    let end = duty.start + model.activities[duty.act as usize].minutes;
    let mine = Some((duty.act, duty.start, end));
    pair(model, duty.team, before, mine) + pair(model, duty.team, mine, after) - pair(model, duty.team, before, after)
}

/// All pairs of all teams.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let mut found = Vec::new();
    for (work, team) in duties.of_team.iter().zip(0..) {
        for &ix in &model.limits.rest_of_team[team as usize] {
            let limit = &model.limits.all[ix as usize];
            let ends = |w: &super::audit::duties::Work| (w.act, w.start, w.end);
            let broken = work
                .windows(2)
                .filter(|two| two[0].day != two[1].day && breaks(model, limit, ends(&two[0]), ends(&two[1])));
            found.extend(broken.map(|_| Finding::off(1, limit.weight)));
        }
    }
    found.into_iter().sum()
}
