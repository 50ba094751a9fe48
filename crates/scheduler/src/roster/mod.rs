//! Who is where: attendance, visits, and the outings they lie in. The facts that rules read.

pub mod outing;

use smallvec::SmallVec;

use crate::model::{ActIx, Minutes, Model, SlotIx, TeamIx};
pub use outing::{Outing, Stop};

/// One team at one activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub act: ActIx,
    /// By whom.
    pub team: TeamIx,
    /// In which outing.
    pub slot: SlotIx,
    /// When.
    pub start: Minutes,
}

/// A plan's facts, equal for equal plans however they came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    outings: Vec<Outing>,
    attend: Vec<SmallVec<[TeamIx; 4]>>,
    visits: Vec<Option<Duty>>,
}

impl Roster {
    /// Nobody anywhere.
    pub fn new(model: &Model) -> Self {
        Self {
            outings: vec![Outing::new(); model.slots.len()],
            attend: vec![SmallVec::new(); model.sessions.len()],
            visits: vec![None; model.needs.len()],
        }
    }

    /// Teams at a session, in order of index.
    #[inline]
    pub fn attending(&self, session: ActIx) -> &[TeamIx] {
        &self.attend[session as usize]
    }

    /// Whether a team attends a session.
    #[inline]
    pub fn attends(&self, session: ActIx, team: TeamIx) -> bool {
        self.attend[session as usize].contains(&team)
    }

    /// The visit that serves a need.
    #[inline]
    pub fn visit(&self, need: ActIx) -> Option<&Duty> {
        self.visits[need as usize - self.attend.len()].as_ref()
    }

    /// The stops of a slot.
    #[inline]
    pub fn outing(&self, slot: SlotIx) -> &Outing {
        &self.outings[slot as usize]
    }

    /// All outings, by slot.
    pub fn outings(&self) -> &[Outing] {
        &self.outings
    }

    /// The last stop of the team's outing before a slot, if one ends less than `reach` before the slot begins.
    pub fn stop_before(&self, model: &Model, slot: SlotIx, reach: Minutes) -> Option<&Stop> {
        let span = &model.slots[slot as usize];
        let earlier = (model.teams[span.team as usize].slots.start..slot).rev();
        let near = earlier.take_while(|&s| model.slots[s as usize].to > span.from.saturating_sub(reach));
        near.filter_map(|s| self.outings[s as usize].last()).next()
    }

    /// The first stop of the team's outing after a slot, if one begins less than `reach` after the slot ends.
    pub fn stop_after(&self, model: &Model, slot: SlotIx, reach: Minutes) -> Option<&Stop> {
        let span = &model.slots[slot as usize];
        let later = slot + 1..model.teams[span.team as usize].slots.end;
        let near = later.take_while(|&s| model.slots[s as usize].from < span.to.saturating_add(reach));
        near.filter_map(|s| self.outings[s as usize].first()).next()
    }

    /// The slot in which a team does an activity.
    pub fn slot_of(&self, model: &Model, act: ActIx, team: TeamIx) -> Option<SlotIx> {
        match model.session(act) {
            Some(session) => (self.attends(act, team))
                .then(|| model.slot_at(team, session.start))
                .flatten(),
            None => (self.visit(act)).filter(|duty| duty.team == team).map(|duty| duty.slot),
        }
    }

    /// Every duty, by slot and in order.
    pub fn duties(&self, model: &Model) -> impl Iterator<Item = Duty> {
        let by_slot = self.outings.iter().zip(0..).filter(|(stops, _)| !stops.is_empty());
        by_slot.flat_map(move |(stops, slot)| {
            let team = model.slots[slot as usize].team;
            stops.iter().map(move |stop| Duty {
                act: stop.act,
                team,
                slot,
                start: stop.start,
            })
        })
    }

    pub(crate) fn outing_mut(&mut self, slot: SlotIx) -> &mut Outing {
        &mut self.outings[slot as usize]
    }

    pub(crate) fn add(&mut self, duty: Duty) {
        let sessions = self.attend.len();
        if let Some(teams) = self.attend.get_mut(duty.act as usize) {
            let at = teams.partition_point(|&team| team < duty.team);
            teams.insert(at, duty.team);
        } else {
            self.visits[duty.act as usize - sessions] = Some(duty);
        }
    }

    pub(crate) fn remove(&mut self, duty: Duty) {
        let sessions = self.attend.len();
        if let Some(teams) = self.attend.get_mut(duty.act as usize) {
            teams.retain(|team| *team != duty.team);
        } else {
            self.visits[duty.act as usize - sessions] = None;
        }
    }
}
