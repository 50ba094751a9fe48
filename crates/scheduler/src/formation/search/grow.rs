//! Growing teams: in turn, each takes the student who suits it best, until it has its size.
//!
//! A student who is needed for a rule, as the mix or somebody experienced, breaks one rule fewer and comes first; as teams take
//! turns, none takes the second before every one has its first.

use super::Search;
use crate::formation::model::{Score, StudentIx, TeamIx};

impl Search<'_> {
    /// Grows every team that can be filled, from everybody.
    pub(super) fn construct(&mut self) {
        let teams = self.fillable();
        let pool: Vec<StudentIx> = self.movable.clone();
        let share = pool.len().div_ceil(teams.len().max(1));
        let sizes = teams.iter().map(|&team| {
            let kind = self.model.kind_of(team);
            share.clamp(kind.min, kind.max)
        });
        let targets: Vec<(TeamIx, usize)> = teams.iter().copied().zip(sizes).collect();
        self.grow(&targets, pool);
        self.state.keep();
    }

    /// Teams for whose smallest size there are students enough, those with settled members first, then kind by kind in turn.
    fn fillable(&self) -> Vec<TeamIx> {
        let kinds = &self.model.kinds;
        let most = kinds.iter().map(|kind| kind.teams.len()).max().unwrap_or(0);
        let in_turn = (0..most).flat_map(|number| {
            let there = kinds.iter().filter(move |kind| number < kind.teams.len());
            there.map(move |kind| kind.teams.start + number)
        });
        let mut order: Vec<TeamIx> = in_turn.collect();
        order.sort_by_key(|&team| self.model.teams[team].settled.is_empty());
        let mut left = self.movable.len();
        let mut left_of_kind: Vec<usize> = kinds.iter().map(|kind| kind.students.len()).collect();
        order.retain(|&team| {
            let slot = &self.model.teams[team];
            let needed = kinds[slot.kind].min.saturating_sub(slot.settled.len());
            let enough = needed <= left.min(left_of_kind[slot.kind]);
            if enough {
                left -= needed;
                left_of_kind[slot.kind] -= needed;
            }
            enough || !slot.settled.is_empty()
        });
        order
    }

    /// Grows teams to their sizes out of a pool of students who are in none; breaks up what breaks a rule in the end.
    pub(super) fn grow(&mut self, targets: &[(TeamIx, usize)], mut pool: Vec<StudentIx>) {
        loop {
            let mut grown = false;
            for &(team, size) in targets {
                if self.state.team(team).members().len() < size
                    && let Some(at) = self.best_for(team, &pool)
                {
                    self.state.apply(&[(pool.swap_remove(at), Some(team))]);
                    grown = true;
                }
            }
            if !grown {
                break;
            }
        }
        for &(team, _) in targets {
            let broken = self.state.team(team).appraisal(self.model).violations > 0;
            if broken && self.model.teams[team].settled.is_empty() {
                pool.extend(self.break_up(team));
            }
        }
        for student in pool {
            self.settle(student);
        }
    }

    /// Takes everybody who may be moved out of a team.
    pub(super) fn break_up(&mut self, team: TeamIx) -> Vec<StudentIx> {
        let members = self.state.team(team).members().iter().copied();
        let out: Vec<StudentIx> = members.filter(|&member| self.model.settled[member].is_none()).collect();
        out.iter().for_each(|&student| self.state.apply(&[(student, None)]));
        out
    }

    /// Where in the pool the student stands who suits a team best.
    fn best_for(&self, team: TeamIx, pool: &[StudentIx]) -> Option<usize> {
        let fit = pool
            .iter()
            .enumerate()
            .filter(|(_, student)| self.state.may((**student, Some(team))));
        let priced = fit.map(|(at, &student)| {
            let change: Score = self.state.change(&[(student, Some(team))]).at(self.penalty);
            (change, std::cmp::Reverse(student), at)
        });
        priced.max().map(|(_, _, at)| at)
    }
}
