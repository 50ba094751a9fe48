//! Moves, swaps and circles: exchanges that are priced before they are made.

use super::Search;
use crate::formation::model::{StudentIx, TeamIx};
use crate::formation::state::Transfer;

/// One move in so many takes a student out of every team.
const OUT_OF_ALL: u32 = 16;

impl Search<'_> {
    /// A student goes to another team, or out of all.
    pub(super) fn some_move(&mut self) -> Option<Vec<Transfer>> {
        let student = self.some_student();
        let to = (self.rng.u32(0..OUT_OF_ALL) > 0).then(|| self.some_team(student));
        self.allowed(vec![(student, to)])
    }

    /// A student and a member of another team change places.
    pub(super) fn some_swap(&mut self) -> Option<Vec<Transfer>> {
        let (student, team, member) = self.some_pair()?;
        let from = self.state.team_of(student);
        self.allowed(vec![(student, Some(team)), (member, from)])
    }

    /// Three students go round between three teams, or two and those in none.
    pub(super) fn some_circle(&mut self) -> Option<Vec<Transfer>> {
        let (student, team, member) = self.some_pair()?;
        let from = self.state.team_of(student);
        let third = self.some_team(member);
        let last = self.some_member(third)?;
        let different = third != team && Some(third) != from;
        different
            .then_some(vec![(student, Some(team)), (member, Some(third)), (last, from)])
            .and_then(|transfers| self.allowed(transfers))
    }

    /// A student, another team that takes the student, and a member of it.
    fn some_pair(&mut self) -> Option<(StudentIx, TeamIx, StudentIx)> {
        let student = self.some_student();
        let team = self.some_team(student);
        let member = self.some_member(team)?;
        (self.state.team_of(student) != Some(team)).then_some((student, team, member))
    }

    fn allowed(&self, transfers: Vec<Transfer>) -> Option<Vec<Transfer>> {
        let all = transfers.iter().all(|transfer| self.state.may(*transfer));
        all.then_some(transfers)
    }
}
