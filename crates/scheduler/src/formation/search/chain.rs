//! Ejection chains: a student enters a team and pushes out whoever fits least, who enters another one, and so on.

use super::Search;
use crate::formation::model::{Score, StudentIx, TeamIx};

/// Longest chain.
const LONGEST: usize = 5;
/// Teams that are tried for whoever was pushed out.
const TRIED: usize = 6;

impl Search<'_> {
    /// A chain from a random student, one in no team if there is any.
    pub(super) fn chain(&mut self) {
        let mut student = self.some_beginning();
        for _ in 0..LONGEST {
            let team = self.some_team(student);
            if self.state.team_of(student) == Some(team) {
                return;
            }
            match self.pushed_out(student, team) {
                Some(member) => {
                    self.state.apply(&[(student, Some(team)), (member, None)]);
                    student = member;
                    if self.settle(student) {
                        return;
                    }
                }
                None => return,
            }
        }
    }

    fn some_beginning(&mut self) -> StudentIx {
        let unplaced = self.state.unplaced();
        if self.rng.bool() && !unplaced.is_empty() {
            let student = unplaced[self.rng.usize(0..unplaced.len())];
            if !self.kinds_of[student].is_empty() {
                return student;
            }
        }
        self.some_student()
    }

    /// The member of a team whose place a student takes at the best price.
    fn pushed_out(&mut self, student: StudentIx, team: TeamIx) -> Option<StudentIx> {
        let members = self.state.team(team).members().iter();
        let others = members.filter(|member| self.model.settled[**member].is_none());
        let priced = others.map(|&member| {
            let change = self.state.change(&[(student, Some(team)), (member, None)]);
            (change.at(self.penalty), member)
        });
        priced.max().map(|(_, member)| member)
    }

    /// Puts a student into the best of some teams if that is better than none.
    pub(super) fn settle(&mut self, student: StudentIx) -> bool {
        let mut best: (Score, Option<TeamIx>) = (0, None);
        for _ in 0..TRIED {
            let team = self.some_team(student);
            let change = self.state.change(&[(student, Some(team))]).at(self.penalty);
            if change > best.0 {
                best = (change, Some(team));
            }
        }
        if best.1.is_some() {
            self.state.apply(&[(student, best.1)]);
        }
        best.1.is_some()
    }
}
