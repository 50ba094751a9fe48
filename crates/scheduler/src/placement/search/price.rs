//! What the search pays for where an applicant is: a single number that leads where the aim's order does.

use crate::format::placement::Aim;
use crate::placement::model::{ApplicantIx, Model, PairIx, Rank};

/// A unit of rank. Being moved from an earlier placement costs a part of it.
const UNIT: i64 = 4;

/// Prices by rank; the search only ever compares placements that it prices, the aim itself decides which is best.
#[derive(Debug)]
pub struct Prices {
    by_rank: Vec<i64>,
    /// An applicant without a position.
    pub unplaced: i64,
    /// A blocking pair.
    pub blocking: i64,
    /// An applicant or unit of size that a minimum lacks.
    pub shortage: i64,
}

impl Prices {
    /// The prices for an aim.
    pub fn new(model: &Model, aim: Aim) -> Self {
        let longest = i64::from(model.longest).max(1);
        // Fairness pays for bad tiers more than for many good ones.
        let power = if aim == Aim::Fair { 3 } else { 1 };
        let price = |rank: i64| UNIT.saturating_mul(rank.saturating_pow(power));
        let unplaced = match aim {
            Aim::Best => price(longest + 1),
            _ => price(longest + 1).saturating_mul(2),
        };
        Self {
            by_rank: (0..=longest).map(price).collect(),
            unplaced,
            blocking: if aim == Aim::Stable {
                unplaced.saturating_mul(2)
            } else {
                0
            },
            shortage: unplaced.saturating_mul(3),
        }
    }

    /// The price of an applicant's being in a pair.
    pub fn of(&self, model: &Model, applicant: ApplicantIx, pair: Option<PairIx>) -> i64 {
        let before = model.applicant(applicant).before;
        let moved = i64::from(before.is_some() && before != pair);
        moved + pair.map_or(self.unplaced, |pair| self.at(model.pair(pair).rank))
    }

    /// The price of a placement in which nobody is placed.
    pub fn of_nobody(&self, model: &Model) -> i64 {
        let all = 0..model.applicants.len() as ApplicantIx;
        all.map(|applicant| self.of(model, applicant, None)).sum()
    }

    /// The price of a rank.
    fn at(&self, rank: Rank) -> i64 {
        self.by_rank[rank as usize]
    }
}
