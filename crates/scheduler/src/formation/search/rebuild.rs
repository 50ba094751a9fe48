//! Forming a few teams anew: their members and some who are in none are put together again, one team the more if one is missing.

use super::Search;
use crate::formation::model::{StudentIx, TeamIx};

/// Students in no team who are looked at besides.
const OTHERS: usize = 8;

impl Search<'_> {
    /// Breaks up two or three teams that take the same students, and grows them again.
    pub(super) fn rebuild(&mut self) {
        let student = self.some_student();
        let mut teams: Vec<TeamIx> = (0..self.rng.usize(2..=3)).map(|_| self.some_team(student)).collect();
        teams.sort_unstable();
        teams.dedup();
        let mut pool: Vec<StudentIx> = teams.iter().flat_map(|&team| self.break_up(team)).collect();
        for _ in 0..OTHERS.min(self.state.unplaced().len()) {
            let unplaced = self.state.unplaced();
            let other = unplaced[self.rng.usize(0..unplaced.len())];
            if !pool.contains(&other) && !self.kinds_of[other].is_empty() {
                pool.push(other);
            }
        }
        self.rng.shuffle(&mut teams);
        let mut left = pool.len();
        let mut targets = Vec::with_capacity(teams.len());
        for (at, &team) in teams.iter().enumerate() {
            let kind = self.model.kind_of(team);
            let share = left / (teams.len() - at);
            let size = (share + self.rng.usize(0..=2))
                .saturating_sub(1)
                .clamp(kind.min, kind.max);
            targets.push((team, size));
            left = left.saturating_sub(size);
        }
        if let Some(&(team, size)) = targets.first()
            && !pool.is_empty()
            && self.state.team(team).members().len() < size
        {
            // A random beginning, as the best one would lead back to where the team was.
            let at = self.rng.usize(0..pool.len());
            if self.state.may((pool[at], Some(team))) {
                self.state.apply(&[(pool.swap_remove(at), Some(team))]);
            }
        }
        self.grow(&targets, pool);
    }
}
