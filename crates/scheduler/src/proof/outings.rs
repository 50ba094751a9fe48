//! Outings: what a team could do in one outing slot, each the column of a choice.

use smallvec::SmallVec;

use crate::model::{ActIx, Calendar, Cost, Minutes, Model, SlotIx, TeamIx};

use super::linear::Terms;

/// An activity of an outing, and when it could start over all orders of the outing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The activity.
    pub act: ActIx,
    /// Earliest start.
    pub earliest: Minutes,
    /// Latest start.
    pub latest: Minutes,
    /// Start in the cheapest order, leaving home just in time.
    pub start: Minutes,
}

impl Member {
    /// First and last date it could be on.
    pub fn dates(&self, calendar: &Calendar) -> (usize, usize) {
        (calendar.day(self.earliest), calendar.day(self.latest))
    }
}

/// A set of activities done in one slot, in the order that suits best.
#[derive(Clone, Debug)]
pub struct Outing {
    /// When.
    pub slot: SlotIx,
    /// Whose.
    pub team: TeamIx,
    /// What, in order of index.
    pub members: SmallVec<[Member; 3]>,
    /// No plan that does exactly this in this slot pays less for travel, the outing, lateness, preference, wishes about
    /// sessions and changes to the baseline; the latter two count from what it costs to do nothing.
    pub cost: Cost,
}

/// All outings, those of one slot side by side and slots in order. An outing's index is its choice's variable.
#[derive(Clone, Debug, Default)]
pub struct Outings {
    /// The outings.
    pub all: Vec<Outing>,
    /// For each activity, its outings and its place among their members.
    pub of_act: Vec<Vec<(u32, u32)>>,
}

impl Outings {
    /// Indexes a list sorted by slot.
    pub fn new(all: Vec<Outing>, model: &Model) -> Self {
        let mut of_act = vec![Vec::new(); model.activities.len()];
        for (ix, outing) in (0..).zip(&all) {
            for (at, member) in (0..).zip(&outing.members) {
                of_act[member.act as usize].push((ix, at));
            }
        }
        Self { all, of_act }
    }

    /// Outings with an activity, and their member for it.
    pub fn with(&self, act: ActIx) -> impl Iterator<Item = (usize, &Outing, &Member)> {
        self.of_act[act as usize].iter().map(|&(ix, at)| {
            let outing = &self.all[ix as usize];
            (ix as usize, outing, &outing.members[at as usize])
        })
    }

    /// The indices of each team's outings: teams and their slots are in the same order.
    pub fn of_team(&self, team: TeamIx) -> std::ops::Range<usize> {
        self.all.partition_point(|o| o.team < team)..self.all.partition_point(|o| o.team <= team)
    }

    /// The most a sum over outings can come to, given one outing a slot; terms in order of index.
    pub fn reach(&self, terms: &Terms) -> i64 {
        let slots = terms.chunk_by(|a, b| self.all[a.0].slot == self.all[b.0].slot);
        slots
            .map(|slot| slot.iter().map(|term| term.1).max().unwrap_or(0).max(0))
            .sum()
    }
}
