//! A placement in figures, and which of two is better by an aim.

use super::assignment::Assignment;
use super::blocking;
use super::model::Model;
use crate::format::placement::Aim;

/// The figures of a placement, as the format page counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// Applicants placed.
    pub placed: i64,
    /// Sum of their ranks.
    pub rank_sum: i64,
    /// The same, an unplaced applicant counting as one past the longest list of all.
    pub rank_sum_all: i64,
    /// How many are placed at tier 1, 2 and so on, up to the longest list of all.
    pub profile: Vec<i64>,
    /// Blocking pairs.
    pub blocking: i64,
    /// Applicants whose place of an earlier placement is lost to them, though they could have kept it.
    pub moved: i64,
}

/// Numbers to be compared one after another: the lower, the better.
pub type Key = Vec<i64>;

impl Measures {
    /// Measures an assignment.
    pub fn of(model: &Model, assignment: &Assignment) -> Self {
        Self::with_blocking(model, assignment, blocking::pairs(model, assignment).len() as i64)
    }

    /// Measures an assignment whose blocking pairs are counted already.
    pub fn with_blocking(model: &Model, assignment: &Assignment, blocking: i64) -> Self {
        let mut profile = vec![0; model.longest as usize];
        for pair in assignment.placed(model) {
            profile[pair.rank as usize - 1] += 1;
        }
        let placed: i64 = profile.iter().sum();
        let rank_sum = (1..).zip(&profile).map(|(rank, count): (i64, &i64)| rank * count).sum();
        let unplaced = model.applicants.len() as i64 - placed;
        let rows = model.applicants.iter().zip(&assignment.pairs);
        Self {
            placed,
            rank_sum,
            rank_sum_all: rank_sum + unplaced * (i64::from(model.longest) + 1),
            profile,
            blocking,
            moved: rows
                .filter(|(row, pair)| row.before.is_some() && row.before != **pair)
                .count() as i64,
        }
    }

    /// The worst tier at which somebody is placed; 0 if nobody is.
    pub fn worst(&self) -> i64 {
        self.profile
            .iter()
            .rposition(|&count| count > 0)
            .map_or(0, |tier| tier as i64 + 1)
    }

    /// What an aim compares, in its order; among equals, the fewest who are moved from an earlier placement.
    pub fn key(&self, aim: Aim) -> Key {
        let mut key = match aim {
            Aim::Stable => vec![self.blocking, -self.placed, self.rank_sum],
            Aim::Maximum => vec![-self.placed, self.rank_sum],
            Aim::Fair => [-self.placed]
                .into_iter()
                .chain(self.profile.iter().rev().copied())
                .collect(),
            Aim::Best => vec![self.rank_sum_all],
        };
        key.push(self.moved);
        key
    }
}
