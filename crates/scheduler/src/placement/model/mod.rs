//! The frozen problem in dense integers: eligible pairs with both sides' ranks, in rows by applicant and by position.
//!
//! A *pair* is an eligible one: each is acceptable to the other, and the applicant has the position's skills. Every placed
//! applicant is in exactly one pair, so that a placement is a pair, or none, for each applicant.

mod build;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use build::Ids;

/// Index of an applicant, in the order of the problem.
pub type ApplicantIx = u32;
/// Index of a position, in the order of the problem.
pub type PositionIx = u32;
/// Index of a host, in the order of the problem.
pub type HostIx = u32;
/// Index of an eligible pair: ordered by applicant, then as the applicant lists them.
pub type PairIx = u32;
/// Index of a quota.
pub type QuotaIx = u32;
/// Index of a bundle.
pub type BundleIx = u32;
/// A tier, 1 for the best.
pub type Rank = u32;

/// An eligible pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Who.
    pub applicant: ApplicantIx,
    /// Where.
    pub position: PositionIx,
    /// The applicant's tier of the position.
    pub rank: Rank,
    /// The position's tier of the applicant; 1 for all where the position states no choices.
    pub liking: Rank,
}

/// An applicant.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// What it counts against capacities.
    pub size: i64,
    /// Where it is already decided to be.
    pub fixed: Option<PairIx>,
    /// Where an earlier placement put it, if that is still an eligible pair.
    pub before: Option<PairIx>,
    /// Whether it is fixed or in a bundle: it then forms no blocking pair, and does not leave for anybody in one.
    pub held: bool,
    /// The bundles it is in.
    pub bundles: Vec<BundleIx>,
    /// Who must not be at the same position, in ascending order.
    pub apart: Vec<ApplicantIx>,
}

/// A position.
#[derive(Clone, Debug)]
pub struct Position {
    /// Largest sum of sizes.
    pub capacity: i64,
    /// Smallest sum of sizes, unless it is closed and empty.
    pub minimum: i64,
    /// Its host.
    pub host: Option<HostIx>,
}

/// Bounds on the number of applicants in some pairs.
#[derive(Clone, Debug)]
pub struct Quota {
    /// At least so many.
    pub min: i64,
    /// At most so many.
    pub max: i64,
    /// The pairs that count, in ascending order.
    pub pairs: Vec<PairIx>,
}

/// Applicants who are at one place or nowhere.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Its members.
    pub members: Vec<ApplicantIx>,
    /// Whether positions of one host will do. A position without a host is at none: for the bundle, being there is like being unplaced.
    pub at_host: bool,
}

/// A placement problem, frozen.
#[derive(Clone, Debug)]
pub struct Model {
    /// Applicants.
    pub applicants: Vec<Applicant>,
    /// Positions.
    pub positions: Vec<Position>,
    /// Largest sum of sizes over all positions of each host; none where it has no capacity of its own.
    pub hosts: Vec<Option<i64>>,
    /// Positions of each host.
    pub positions_of_host: Vec<Vec<PositionIx>>,
    /// Eligible pairs, by applicant.
    pub pairs: Vec<Pair>,
    /// The longest list of all: the worst tier that anybody states, eligible or not.
    pub longest: Rank,
    /// Quotas.
    pub quotas: Vec<Quota>,
    /// Bundles.
    pub bundles: Vec<Bundle>,
    pairs_of: Vec<PairIx>,
    by_position: Vec<PairIx>,
    at_position: Vec<u32>,
    quotas_of: Vec<Vec<QuotaIx>>,
}

impl Model {
    /// The pairs of an applicant, as it lists them: by rank.
    pub fn pairs_of(&self, applicant: ApplicantIx) -> Range<PairIx> {
        self.pairs_of[applicant as usize]..self.pairs_of[applicant as usize + 1]
    }

    /// The pairs of a position, by liking, then by applicant.
    pub fn pairs_at(&self, position: PositionIx) -> &[PairIx] {
        let row = self.at_position[position as usize] as usize..self.at_position[position as usize + 1] as usize;
        &self.by_position[row]
    }

    /// The quotas that count a pair.
    pub fn quotas_of(&self, pair: PairIx) -> &[QuotaIx] {
        self.quotas_of.get(pair as usize).map_or(&[], Vec::as_slice)
    }

    /// A pair.
    pub fn pair(&self, pair: PairIx) -> Pair {
        self.pairs[pair as usize]
    }

    /// The pair of an applicant and a position, if it is eligible.
    pub fn find(&self, applicant: ApplicantIx, position: PositionIx) -> Option<PairIx> {
        self.pairs_of(applicant)
            .find(|&pair| self.pair(pair).position == position)
    }

    /// An applicant.
    pub fn applicant(&self, applicant: ApplicantIx) -> &Applicant {
        &self.applicants[applicant as usize]
    }

    /// A position.
    pub fn position(&self, position: PositionIx) -> &Position {
        &self.positions[position as usize]
    }

    /// The applicant's size in a pair.
    pub fn size(&self, pair: PairIx) -> i64 {
        self.applicant(self.pair(pair).applicant).size
    }

    /// The host of a pair's position.
    pub fn host(&self, pair: PairIx) -> Option<HostIx> {
        self.position(self.pair(pair).position).host
    }

    /// What a host can take; without a capacity of its own, anything.
    pub fn host_capacity(&self, host: Option<HostIx>) -> i64 {
        host.and_then(|host| self.hosts[host as usize]).unwrap_or(i64::MAX)
    }

    /// Whether two applicants must not be at the same position.
    pub fn apart(&self, one: ApplicantIx, other: ApplicantIx) -> bool {
        self.applicant(one).apart.binary_search(&other).is_ok()
    }
}
