//! What a step takes out of the plan: a handful of related activities. One file a kind.

mod adjacent;
mod room;
mod scattered;
mod series;
mod week;

use super::{Search, Work};
use crate::model::{ActIx, Cost, SlotIx, TeamIx};
use crate::roster::Stop;

/// Activities that a step takes out, about: five is better than ten on large problems, and never much worse.
const FEWEST: usize = 2;
const MOST: usize = 9;
/// Steps without acceptance from which the typical change of a step is learned.
const SAMPLES: usize = 200;

impl Search<'_> {
    /// Takes out activities of one random kind of relation.
    pub(super) fn ruin(&mut self, work: &mut Work) {
        let count = self.rng.usize(FEWEST..=MOST);
        match self.rng.u32(..16) {
            0..6 => self.ruin_adjacent(count, work),
            6..10 => self.ruin_for_room(work),
            10..12 => self.ruin_series(count, work),
            12..14 => self.ruin_week(count, work),
            _ => self.ruin_scattered(count, work),
        }
    }

    /// What random steps change, none of them kept.
    pub(super) fn sample_changes(&mut self) -> Vec<Cost> {
        let mut changes = Vec::with_capacity(SAMPLES);
        let mut work = Work::default();
        for _ in 0..SAMPLES {
            let (mark, before) = (self.state.mark(), self.state.price());
            work.removed.clear();
            work.wanted.clear();
            self.ruin(&mut work);
            self.recreate(&mut work);
            changes.push((self.state.price() - before).soft);
            self.state.undo(mark);
        }
        changes
    }

    /// Takes one team off an activity, with the visits that go together with it. False when it is fixed or not there.
    pub(super) fn take_out(&mut self, act: ActIx, team: TeamIx, work: &mut Work) -> bool {
        if self.pins.hold(act, team) {
            return false;
        }
        let Some(slot) = self.state.roster().slot_of(self.model, act, team) else {
            return false;
        };
        let Some(position) = self.state.roster().outing(slot).iter().position(|stop| stop.act == act) else {
            return false;
        };
        if !self.state.remove(slot, position) {
            return false;
        }
        work.removed.push(act);
        if !self.model.is_session(act) {
            self.take_companions_out(act, work);
        }
        true
    }

    fn take_companions_out(&mut self, need: ActIx, work: &mut Work) {
        let model = self.model;
        for peer in &model.peers[model.need_index(need)] {
            let linked = model.links[peer.link as usize].together;
            if let Some(team) = self
                .state
                .roster()
                .visit(peer.other)
                .map(|duty| duty.team)
                .filter(|_| linked)
            {
                self.take_out(peer.other, team, work);
            }
        }
    }

    /// Takes a random team off a session, or the visit out; notes what is open as wanted.
    fn take_any_out(&mut self, act: ActIx, work: &mut Work) -> bool {
        let team = match self.model.session(act) {
            Some(session) => {
                let teams = self.state.roster().attending(act);
                if (teams.len() as i64) < session.max && !work.wanted.contains(&act) {
                    work.wanted.push(act);
                }
                (!teams.is_empty()).then(|| teams[self.rng.usize(..teams.len())])
            }
            None => self.state.roster().visit(act).map(|duty| duty.team),
        };
        match team {
            Some(team) => self.take_out(act, team, work),
            None => {
                if !work.wanted.contains(&act) {
                    work.wanted.push(act);
                }
                false
            }
        }
    }

    /// Takes everything out of a slot that is not fixed.
    fn clear_slot(&mut self, slot: SlotIx, work: &mut Work) -> usize {
        let team = self.model.slots[slot as usize].team;
        let acts: Vec<ActIx> = self
            .state
            .roster()
            .outing(slot)
            .iter()
            .map(|stop: &Stop| stop.act)
            .collect();
        acts.into_iter().filter(|&act| self.take_out(act, team, work)).count()
    }

    fn any_activity(&mut self) -> Option<ActIx> {
        let count = self.model.activities.len();
        (count > 0).then(|| self.rng.usize(..count) as ActIx)
    }
}
