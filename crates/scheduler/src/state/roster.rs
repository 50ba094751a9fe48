//! Who attends which session and who serves which need: the facts that rules read.

use smallvec::SmallVec;

use crate::model::{ActIx, Minutes, Model, SlotIx, TeamIx};

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

/// Attendance and visits, equal for equal plans however they came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    attend: Vec<SmallVec<[TeamIx; 4]>>,
    visits: Vec<Option<Duty>>,
}

impl Roster {
    /// Nobody anywhere.
    pub fn new(model: &Model) -> Self {
        Self {
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

    pub(super) fn add(&mut self, duty: Duty) {
        let sessions = self.attend.len();
        if let Some(teams) = self.attend.get_mut(duty.act as usize) {
            let at = teams.partition_point(|&team| team < duty.team);
            teams.insert(at, duty.team);
        } else {
            self.visits[duty.act as usize - sessions] = Some(duty);
        }
    }

    pub(super) fn remove(&mut self, duty: Duty) {
        let sessions = self.attend.len();
        if let Some(teams) = self.attend.get_mut(duty.act as usize) {
            teams.retain(|team| *team != duty.team);
        } else {
            self.visits[duty.act as usize - sessions] = None;
        }
    }
}
