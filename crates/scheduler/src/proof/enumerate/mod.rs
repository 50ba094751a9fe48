//! Enumerates outings: depth first over the orders of what fits into a slot, pruned by time, capacity and hard maximums.

mod candidates;
mod price;
mod trip;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use smallvec::SmallVec;

use super::outings::{Member, Outing, Outings};
use crate::model::{ActIx, Kind, Limit, Minutes, Model, Span, Unit};
use candidates::{Candidate, candidates};
use trip::Trip;

/// More outings than this are no longer a model to solve in a minute.
const MOST_OUTINGS: usize = 400_000;
/// Orders looked at before giving up: a few seconds.
const MOST_ORDERS: usize = 12_000_000;

/// Enumerates the outings of a problem, or nothing when there are too many or there is no time.
pub fn enumerate(model: &Model, stop: &AtomicBool) -> Option<Outings> {
    let candidates = candidates(model)?;
    let (mut all, mut orders) = (Vec::new(), 0);
    for of_slot in candidates.chunk_by(|a, b| a.slot == b.slot) {
        let mut walk = Walk::new(model, of_slot);
        walk.extend(Trip::leaving(model, of_slot[0].slot));
        orders += walk.orders;
        walk.found(&mut all);
        if all.len() > MOST_OUTINGS || orders > MOST_ORDERS || stop.load(Ordering::Relaxed) {
            return None;
        }
    }
    Some(Outings::new(all, model))
}

type Set = SmallVec<[ActIx; 3]>;

/// The walk over the orders of one slot.
struct Walk<'a> {
    model: &'a Model,
    candidates: &'a [Candidate],
    /// Hard maximums that hold all of the slot's work to one sum.
    limits: Vec<&'a Limit>,
    order: Vec<Candidate>,
    by_set: HashMap<Set, Outing>,
    orders: usize,
}

impl<'a> Walk<'a> {
    fn new(model: &'a Model, candidates: &'a [Candidate]) -> Self {
        let slot = &model.slots[candidates[0].slot as usize];
        let one_sum = |limit: &&Limit| match limit.kind {
            Kind::Sum(Unit::Minutes | Unit::Activities, span) => span == Span::Term || slot.one_date,
            _ => false,
        };
        let of_team = model.limits.of_team[slot.team as usize].iter();
        let limits = of_team
            .map(|held| &model.limits.all[held.limit as usize])
            .filter(|limit| limit.weight.is_none() && limit.max.is_some())
            .filter(one_sum)
            .collect();
        Self {
            model,
            candidates,
            limits,
            order: Vec::new(),
            by_set: HashMap::new(),
            orders: 0,
        }
    }

    fn extend(&mut self, trip: Trip) {
        let slot = &self.model.slots[self.candidates[0].slot as usize];
        let team = &self.model.teams[slot.team as usize];
        let longest = team.longest_outing.unwrap_or(Minutes::MAX);
        for &next in self.candidates {
            if self.orders > MOST_ORDERS || self.by_set.len() > MOST_OUTINGS {
                return;
            }
            if self.order.iter().any(|done| done.act == next.act) {
                continue;
            }
            let Some(trip) = trip.then(self.model, &next) else {
                continue;
            };
            self.order.push(next);
            let fits = trip.load <= team.capacity
                && trip.minutes <= longest
                && trip.leave.0 + trip.minutes <= slot.to
                && self.within_limits();
            if fits {
                self.orders += 1;
                let back = self.model.travel.leg(trip.place, team.home);
                let home = trip.minutes.saturating_add(back);
                if home <= longest && home.saturating_add(trip.leave.0) <= slot.to {
                    self.keep(trip, back);
                }
                self.extend(trip);
            }
            self.order.pop();
        }
    }

    fn within_limits(&self) -> bool {
        self.limits.iter().all(|limit| {
            let counted = self.order.iter().map(|stop| &self.model.activities[stop.act as usize]);
            let counted = counted.filter(|activity| limit.of[activity.tags as usize]);
            let sum: i64 = match limit.kind {
                Kind::Sum(Unit::Minutes, _) => counted.map(|activity| i64::from(activity.minutes)).sum(),
                _ => counted.count() as i64,
            };
            limit.max.is_none_or(|max| sum <= max)
        })
    }

    /// Adds an order that leads home in time to the outing of its set.
    fn keep(&mut self, trip: Trip, back: Minutes) {
        let slot_ix = self.candidates[0].slot;
        let slot = &self.model.slots[slot_ix as usize];
        let mut members = self.times(trip, slot.from, slot.to - back);
        if !price::links_hold(self.model, &members) {
            return;
        }
        let cost = price::cost(self.model, slot.team, trip.legs + back, &members);
        members.sort_unstable_by_key(|member| member.act);
        let set: Set = members.iter().map(|member| member.act).collect();
        let Some(known) = self.by_set.get_mut(&set) else {
            let team = slot.team;
            let outing = Outing {
                slot: slot_ix,
                team,
                members,
                cost,
            };
            self.by_set.insert(set, outing);
            return;
        };
        for (old, new) in known.members.iter_mut().zip(&members) {
            old.earliest = old.earliest.min(new.earliest);
            old.latest = old.latest.max(new.latest);
            if cost < known.cost {
                old.start = new.start;
            }
        }
        known.cost = known.cost.min(cost);
    }

    /// Earliest, latest and suggested start of each stop of the order.
    fn times(&self, trip: Trip, from: Minutes, latest_end: Minutes) -> SmallVec<[Member; 3]> {
        let model = self.model;
        let place = |stop: &Candidate| model.activities[stop.act as usize].place;
        let minutes = |stop: &Candidate| model.activities[stop.act as usize].minutes;
        let home = model.teams[model.slots[self.candidates[0].slot as usize].team as usize].home;
        let (mut at, mut soonest, mut planned) = (home, from, trip.leave.0);
        let mut members = SmallVec::<[Member; 3]>::new();
        for stop in &self.order {
            let leg = model.travel.leg(at, place(stop));
            (soonest, planned) = ((soonest + leg).max(stop.from), (planned + leg).max(stop.from));
            members.push(Member {
                act: stop.act,
                earliest: soonest,
                latest: stop.to,
                start: planned,
            });
            (soonest, planned) = (soonest + minutes(stop), planned + minutes(stop));
            at = place(stop);
        }
        let mut end = latest_end;
        for (ix, stop) in self.order.iter().enumerate().rev() {
            members[ix].latest = stop.to.min(end - minutes(stop));
            let before = if ix == 0 { home } else { place(&self.order[ix - 1]) };
            end = members[ix].latest - model.travel.leg(before, place(stop));
        }
        members
    }

    /// Hands over what was found, in an order that does not depend on hashing.
    fn found(self, all: &mut Vec<Outing>) {
        let first = all.len();
        all.extend(self.by_set.into_values());
        all[first..].sort_unstable_by(|a, b| a.members.iter().map(|m| m.act).cmp(b.members.iter().map(|m| m.act)));
    }
}
