//! Figures of a placement: how high on their lists people got, college by college, and how full each position is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::format::placement::{Applicant, PlacementProblem, PlacementResult};

/// Figures of a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placements {
    /// Everybody.
    pub all: Share,
    /// By the first group of each applicant, which is the college; by name.
    pub colleges: Vec<Share>,
    /// By position, in the problem's order.
    pub positions: Vec<Filling>,
}

/// How some applicants fared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Their college; empty for everybody, and for who is of none.
    pub name: String,
    /// How many they are.
    pub applicants: i64,
    /// How many are placed.
    pub placed: i64,
    /// Placed at each tier of their lists, the first in front.
    pub profile: Vec<i64>,
    /// Sum of the placed ones' ranks.
    pub rank_sum: i64,
}

/// How full a position is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// Position.
    pub position: String,
    /// Host, if any.
    pub host: Option<String>,
    /// Capacity that is used,
    pub used: i64,
    /// of so much.
    pub capacity: i64,
    /// How much must be used, unless none.
    pub minimum: i64,
    /// Whether it stays closed.
    pub closed: bool,
    /// How many applicants listed it.
    pub listed: i64,
    /// Who is there, in the problem's order.
    pub applicants: Vec<String>,
}

impl Share {
    /// How many are in no position.
    pub fn unplaced(&self) -> i64 {
        self.applicants - self.placed
    }

    /// How many got one of their first choices.
    pub fn first(&self) -> i64 {
        self.profile.first().copied().unwrap_or(0)
    }

    /// The worst tier at which one of them is placed; 0 if nobody is.
    pub fn worst(&self) -> usize {
        self.profile
            .iter()
            .rposition(|&placed| placed > 0)
            .map_or(0, |at| at + 1)
    }

    /// The mean rank of who is placed, in tenths, rounded; nothing if nobody is.
    pub fn mean_tenths(&self) -> Option<i64> {
        (self.placed > 0).then(|| (20 * self.rank_sum + self.placed) / (2 * self.placed))
    }

    fn add(&mut self, rank: Option<usize>) {
        self.applicants += 1;
        let Some(rank) = rank else { return };
        self.placed += 1;
        self.rank_sum += rank as i64;
        if self.profile.len() < rank {
            self.profile.resize(rank, 0);
        }
        self.profile[rank - 1] += 1;
    }
}

impl Placements {
    /// Figures of a placement of a problem, both valid.
    pub fn new(problem: &PlacementProblem, result: &PlacementResult) -> Self {
        let place: HashMap<&str, &str> = result
            .placed
            .iter()
            .map(|row| (row.applicant.as_str(), row.position.as_str()))
            .collect();
        let mut all = Share::default();
        let mut colleges: BTreeMap<&str, Share> = BTreeMap::new();
        for applicant in &problem.applicants {
            let rank = place
                .get(applicant.id.as_str())
                .and_then(|position| rank(applicant, position));
            all.add(rank);
            let college = applicant.groups.first().map_or("", String::as_str);
            let share = colleges.entry(college).or_insert_with(|| Share {
                name: college.to_owned(),
                ..Share::default()
            });
            share.add(rank);
        }
        Self {
            all,
            colleges: colleges.into_values().collect(),
            positions: fillings(problem, result, &place),
        }
    }
}

/// The tier of a position on an applicant's list, 1 for the first.
fn rank(applicant: &Applicant, position: &str) -> Option<usize> {
    let at = applicant
        .choices
        .iter()
        .position(|tier| tier.0.iter().any(|listed| listed == position));
    at.map(|at| at + 1)
}

fn fillings(problem: &PlacementProblem, result: &PlacementResult, place: &HashMap<&str, &str>) -> Vec<Filling> {
    let mut there: HashMap<&str, Vec<&Applicant>> = HashMap::new();
    let mut listed: HashMap<&str, i64> = HashMap::new();
    for applicant in &problem.applicants {
        if let Some(position) = place.get(applicant.id.as_str()) {
            there.entry(position).or_default().push(applicant);
        }
        for position in applicant.choices.iter().flat_map(|tier| &tier.0) {
            *listed.entry(position).or_default() += 1;
        }
    }
    let closed: BTreeSet<&str> = result.closed.iter().map(String::as_str).collect();
    let filling = |row: &crate::format::placement::Position| {
        let here = there.get(row.id.as_str()).map_or(&[][..], Vec::as_slice);
        Filling {
            position: row.id.clone(),
            host: row.host.clone(),
            used: here.iter().map(|applicant| applicant.size).sum(),
            capacity: row.capacity,
            minimum: row.minimum,
            closed: closed.contains(row.id.as_str()),
            listed: listed.get(row.id.as_str()).copied().unwrap_or(0),
            applicants: here.iter().map(|applicant| applicant.id.clone()).collect(),
        }
    };
    problem.positions.iter().map(filling).collect()
}
