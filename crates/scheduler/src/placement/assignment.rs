//! Who is where: a pair, or none, for each applicant.

use super::model::{ApplicantIx, HostIx, Model, Pair, PairIx, PositionIx};

/// A placement, feasible or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The pair of each applicant.
    pub pairs: Vec<Option<PairIx>>,
}

impl Assignment {
    /// Nobody is placed, not even those who are fixed.
    pub fn empty(model: &Model) -> Self {
        Self {
            pairs: vec![None; model.applicants.len()],
        }
    }

    /// The assignment of these pairs; of two for one applicant the last counts.
    pub fn of(model: &Model, pairs: impl IntoIterator<Item = PairIx>) -> Self {
        let mut assignment = Self::empty(model);
        for pair in pairs {
            assignment.pairs[model.pair(pair).applicant as usize] = Some(pair);
        }
        assignment
    }

    /// An applicant's pair.
    pub fn pair(&self, applicant: ApplicantIx) -> Option<PairIx> {
        self.pairs[applicant as usize]
    }

    /// Where an applicant is.
    pub fn position(&self, model: &Model, applicant: ApplicantIx) -> Option<PositionIx> {
        self.pair(applicant).map(|pair| model.pair(pair).position)
    }

    /// The pairs of all who are placed, by applicant.
    pub fn placed<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = Pair> + 'a {
        self.pairs.iter().flatten().map(|&pair| model.pair(pair))
    }
}

/// What an assignment fills.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Sum of sizes at each position.
    pub position: Vec<i64>,
    /// Sum of sizes over the positions of each host.
    pub host: Vec<i64>,
    /// The pairs at each position, by applicant.
    pub members: Vec<Vec<PairIx>>,
}

impl Filled {
    /// Adds an assignment up.
    pub fn new(model: &Model, assignment: &Assignment) -> Self {
        let mut filled = Self {
            position: vec![0; model.positions.len()],
            host: vec![0; model.hosts.len()],
            members: vec![Vec::new(); model.positions.len()],
        };
        for &pair in assignment.pairs.iter().flatten() {
            let position = model.pair(pair).position as usize;
            filled.position[position] += model.size(pair);
            filled.members[position].push(pair);
            if let Some(host) = model.positions[position].host {
                filled.host[host as usize] += model.size(pair);
            }
        }
        filled
    }

    /// What a position can still take, its host aside.
    pub fn room(&self, model: &Model, position: PositionIx) -> i64 {
        model.position(position).capacity - self.position[position as usize]
    }

    /// What a host can still take.
    pub fn host_room(&self, model: &Model, host: Option<HostIx>) -> i64 {
        let used = host.map_or(0, |host| self.host[host as usize]);
        model.host_capacity(host).saturating_sub(used)
    }

    /// Whether a position is closed: it has a minimum, and nobody is there.
    pub fn closed(&self, model: &Model, position: PositionIx) -> bool {
        model.position(position).minimum > 0 && self.members[position as usize].is_empty()
    }
}
