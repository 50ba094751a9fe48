//! Where in an outing an activity costs least.

use super::State;
use crate::model::{ActIx, Cost, Minutes, Opportunity, Price, SlotIx};
use crate::roster::{Duty, Stop};
use crate::rules;

/// A place for an activity in an outing, and what it costs to put it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// What.
    pub act: ActIx,
    /// Into which outing.
    pub slot: SlotIx,
    /// Before which of its stops.
    pub position: usize,
    /// The start it will have.
    pub start: Minutes,
    /// Earliest start allowed it there.
    pub earliest: Minutes,
    /// Latest start allowed it there.
    pub latest: Minutes,
    /// The change of the plan's price: exact where the outing lies on one date and moves no other stop that somebody waits for.
    pub price: Price,
}

impl Insertion {
    pub(super) fn window(&self) -> Opportunity {
        Opportunity {
            slot: self.slot,
            earliest: self.earliest,
            latest: self.latest,
        }
    }

    /// The same, with the start held where it is, so that what is linked to it can rely on it.
    pub fn pinned(self) -> Self {
        Self {
            earliest: self.start,
            latest: self.start,
            ..self
        }
    }
}

/// A gap between two stops.
struct Gap {
    position: usize,
    start: Minutes,
    detour: Minutes,
    delay: Cost,
}

impl State<'_> {
    /// The cheapest position for an activity at an opportunity, or nothing when it fits nowhere in that outing.
    pub fn cheapest(&self, act: ActIx, at: Opportunity) -> Option<Insertion> {
        let model = self.model;
        let stops = self.roster.outing(at.slot);
        let gap = self.cheapest_gap(act, at, stops)?;
        let team = model.slots[at.slot as usize].team;
        let duty = Duty {
            act,
            team,
            slot: at.slot,
            start: gap.start,
        };
        let mut price = self.gain(duty);
        price += rules::route::detour(model, gap.detour, stops.is_empty());
        price.soft += gap.delay;
        price += rules::rest::gain(model, &self.roster, duty, gap.position);
        Some(Insertion {
            act,
            slot: at.slot,
            position: gap.position,
            start: gap.start,
            earliest: at.earliest,
            latest: at.latest,
            price,
        })
    }

    fn cheapest_gap(&self, act: ActIx, at: Opportunity, stops: &[Stop]) -> Option<Gap> {
        let model = self.model;
        let (span, activity) = (&model.slots[at.slot as usize], &model.activities[act as usize]);
        let team = &model.teams[span.team as usize];
        if activity.load > 0 && team.capacity < i64::MAX {
            let load: i64 = stops.iter().map(|stop| model.activities[stop.act as usize].load).sum();
            if load + activity.load > team.capacity {
                return None;
            }
        }
        let mut best: Option<(Cost, Gap)> = None;
        let (mut place, mut free) = (team.home, span.from);
        for position in 0..=stops.len() {
            let next = stops.get(position);
            if let Some(gap) = self.gap(act, at, (place, free), (position, next)) {
                let late = if model.is_session(act) {
                    0
                } else {
                    rules::late::price(model.need(act), gap.start)
                };
                let cost = model.weights.travel * Cost::from(gap.detour) + gap.delay + late;
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, gap));
                }
            }
            let Some(stop) = next else { break };
            (place, free) = (stop.place, stop.end());
            if free > at.latest {
                break;
            }
        }
        best.map(|(_, gap)| gap)
    }

    /// One position: feasible in constant time, but for the delays of the stops behind it.
    fn gap(&self, act: ActIx, at: Opportunity, before: (u32, Minutes), after: (usize, Option<&Stop>)) -> Option<Gap> {
        let model = self.model;
        let (span, activity) = (&model.slots[at.slot as usize], &model.activities[act as usize]);
        let home = model.teams[span.team as usize].home;
        let (position, next) = after;
        let out = model.travel.leg(before.0, activity.place);
        let start = at.earliest.max(before.1.saturating_add(out));
        if start > at.latest {
            return None;
        }
        let next_place = next.map_or(home, |stop| stop.place);
        let onward = model.travel.leg(activity.place, next_place);
        let arrival = start + activity.minutes + onward;
        if arrival > next.map_or(span.to, |stop| stop.slack_end) {
            return None;
        }
        let direct = if position == 0 && next.is_none() {
            0
        } else {
            model.travel.leg(before.0, next_place)
        };
        let delay = self.delay(at.slot, position, arrival);
        Some(Gap {
            position,
            start,
            detour: out + onward - direct,
            delay,
        })
    }

    /// What it costs that the stop at a position can start at `arrival` only, and those behind it accordingly.
    fn delay(&self, slot: SlotIx, position: usize, arrival: Minutes) -> Cost {
        let stops = self.roster.outing(slot);
        let (mut cost, mut arrival) = (0, arrival);
        for (k, stop) in stops.iter().enumerate().skip(position) {
            if arrival <= stop.start {
                break;
            }
            if !self.model.is_session(stop.act) {
                let need = self.model.need(stop.act);
                cost += rules::late::price(need, arrival) - rules::late::price(need, stop.start);
            }
            let Some(next) = stops.get(k + 1) else { break };
            arrival += stop.minutes + self.model.travel.leg(stop.place, next.place);
        }
        cost
    }
}
