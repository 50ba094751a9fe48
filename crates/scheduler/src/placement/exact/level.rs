//! What an aim makes as low as can be, one number after another.

use crate::format::placement::{Aim, Figure};
use crate::placement::model::{Model, Rank};

/// A number to be made as low as can be; those placed count negatively.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// What is counted.
    pub figure: Figure,
    /// Of [`Figure::Tier`], which.
    tier: Rank,
}

impl Level {
    /// The numbers of an aim, in the order of [`Measures::key`](crate::placement::Measures::key).
    pub fn of(model: &Model, aim: Aim) -> Vec<Self> {
        let of = |figure| Self { figure, tier: 0 };
        let mut levels = match aim {
            Aim::Stable => vec![of(Figure::Blocking), of(Figure::Placed), of(Figure::RankSum)],
            Aim::Maximum => vec![of(Figure::Placed), of(Figure::RankSum)],
            Aim::Fair => {
                let tiers = (1..=model.longest).rev().map(|tier| Self {
                    figure: Figure::Tier,
                    tier,
                });
                [of(Figure::Placed)].into_iter().chain(tiers).collect()
            }
            Aim::Best => vec![of(Figure::RankSumAll)],
        };
        if model.applicants.iter().any(|applicant| applicant.before.is_some()) {
            levels.push(of(Figure::Moved));
        }
        levels
    }

    /// What the number is before anybody is placed; blocking pairs aside.
    pub fn constant(self, model: &Model) -> i64 {
        match self.figure {
            Figure::RankSumAll => model.applicants.len() as i64 * (i64::from(model.longest) + 1),
            Figure::Moved => model.applicants.iter().filter(|row| row.before.is_some()).count() as i64,
            _ => 0,
        }
    }

    /// What each pair adds to it.
    pub fn costs(self, model: &Model) -> impl Iterator<Item = i64> {
        model.pairs.iter().zip(0..).map(move |(pair, index)| match self.figure {
            Figure::Blocking => 0,
            Figure::Placed => -1,
            Figure::RankSum => i64::from(pair.rank),
            Figure::RankSumAll => i64::from(pair.rank) - i64::from(model.longest) - 1,
            Figure::Tier => i64::from(pair.rank == self.tier),
            Figure::Moved => -i64::from(model.applicant(pair.applicant).before == Some(index)),
        })
    }

    /// A number that it is never below.
    pub fn floor(self, model: &Model) -> i64 {
        match self.figure {
            Figure::Placed => -(model.applicants.len() as i64),
            Figure::RankSumAll => model.applicants.len() as i64,
            _ => 0,
        }
    }

    /// The number as the format page counts it.
    pub fn told(self, value: i64) -> i64 {
        if self.figure == Figure::Placed { -value } else { value }
    }

    /// How far two placements of so many people can be apart in it.
    pub fn range(self, model: &Model, people: usize) -> i64 {
        let each = match self.figure {
            Figure::RankSum | Figure::RankSumAll => i64::from(model.longest) + 1,
            _ => 1,
        };
        people as i64 * each
    }
}
