//! Why an applicant has no position, tested against the placement as it is.
//!
//! Every position that an applicant lists has one reason; those with the same reason are told together.

mod sentence;
#[cfg(test)]
mod tests;

use super::assignment::{Assignment, Filled};
use super::model::{ApplicantIx, Ids, Model, Pair, PairIx};
use crate::format::placement::{PlacementProblem, Position};

pub use sentence::Language;

/// Why some of an applicant's choices came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which reason.
    pub code: Code,
    /// The positions it holds for, as the applicant lists them.
    pub positions: Vec<String>,
    /// Whether these are all that the applicant lists.
    pub all: bool,
    /// The quota, bundle or applicant that it is about.
    pub about: Option<String>,
}

/// The reasons. The words are stable: [`Code::word`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// The applicant lists nothing.
    NoChoices,
    /// The bundle finds no place at which all of it can be.
    Bundle,
    /// The position asks for skills that the applicant lacks.
    Unskilled,
    /// The position does not list the applicant.
    Unlisted,
    /// The position stays closed, below its minimum.
    Closed,
    /// Filled by applicants whom the host prefers.
    Preferred,
    /// Filled by applicants whom the host prefers or likes as well.
    AsGood,
    /// Filled; some there are liked less, but rules or the aim put them first.
    Filled,
    /// The host has no room at any of its positions.
    HostFull,
    /// A quota is full.
    QuotaFull,
    /// Somebody is there from whom the applicant is to be kept apart.
    Apart,
    /// There is room, but by the aim no better placement was found with the applicant in it.
    NotFound,
}

impl Code {
    /// The reason as a stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoChoices => "no-choices",
            Self::Bundle => "bundle",
            Self::Unskilled => "unskilled",
            Self::Unlisted => "unlisted",
            Self::Closed => "closed",
            Self::Preferred => "preferred",
            Self::AsGood => "as-good",
            Self::Filled => "filled",
            Self::HostFull => "host-full",
            Self::QuotaFull => "quota-full",
            Self::Apart => "apart",
            Self::NotFound => "not-found",
        }
    }
}

/// Tells of applicants without a position why.
pub struct Reasons<'a> {
    problem: &'a PlacementProblem,
    model: &'a Model,
    assignment: &'a Assignment,
    ids: Ids<'a>,
    filled: Filled,
    counted: Vec<i64>,
}

impl<'a> Reasons<'a> {
    /// Looks at a placement of a problem.
    pub fn new(problem: &'a PlacementProblem, model: &'a Model, assignment: &'a Assignment) -> Self {
        let mut counted = vec![0; model.quotas.len()];
        for &pair in assignment.pairs.iter().flatten() {
            model
                .quotas_of(pair)
                .iter()
                .for_each(|&quota| counted[quota as usize] += 1);
        }
        Self {
            problem,
            model,
            assignment,
            ids: Ids::new(problem),
            filled: Filled::new(model, assignment),
            counted,
        }
    }

    /// The reasons for one applicant, in the order of [`Code`]; none if it is placed.
    pub fn of(&self, applicant: ApplicantIx) -> Vec<Reason> {
        if self.assignment.pair(applicant).is_some() {
            return Vec::new();
        }
        let row = &self.problem.applicants[applicant as usize];
        let listed: Vec<&str> = row
            .choices
            .iter()
            .flat_map(|tier| &tier.0)
            .map(String::as_str)
            .collect();
        let mut reasons: Vec<Reason> = Vec::new();
        for &id in &listed {
            let (code, about) = self.of_position(applicant, id);
            match reasons
                .iter_mut()
                .find(|reason| reason.code == code && reason.about == about)
            {
                Some(reason) => reason.positions.push(id.to_owned()),
                None => reasons.push(Reason {
                    code,
                    positions: vec![id.to_owned()],
                    all: false,
                    about,
                }),
            }
        }
        if listed.is_empty() {
            reasons.push(Reason {
                code: Code::NoChoices,
                positions: Vec::new(),
                all: true,
                about: None,
            });
        }
        for reason in &mut reasons {
            reason.all = reason.positions.len() == listed.len();
        }
        reasons.sort_by_key(|reason| reason.code);
        reasons
    }

    fn of_position(&self, applicant: ApplicantIx, id: &str) -> (Code, Option<String>) {
        let pair = self
            .ids
            .position(id)
            .and_then(|position| self.model.find(applicant, position));
        match pair {
            Some(pair) => self.of_pair(pair),
            None => (self.ineligible(applicant, id), None),
        }
    }

    fn ineligible(&self, applicant: ApplicantIx, id: &str) -> Code {
        let has = &self.problem.applicants[applicant as usize].skills;
        let lacks = |position: &Position| {
            position
                .skills
                .iter()
                .any(|(skill, level)| has.get(skill).unwrap_or(&0) < level)
        };
        let index = self.ids.position(id);
        let position = index.map(|index| &self.problem.positions[index as usize]);
        if position.is_some_and(lacks) {
            Code::Unskilled
        } else {
            Code::Unlisted
        }
    }

    fn of_pair(&self, pair: PairIx) -> (Code, Option<String>) {
        let (model, row, size) = (self.model, self.model.pair(pair), self.model.size(pair));
        if self.filled.closed(model, row.position) {
            return (Code::Closed, None);
        }
        if self.filled.room(model, row.position) < size {
            return (self.who_fills(row), None);
        }
        if self.filled.host_room(model, model.host(pair)) < size {
            let host = self.problem.positions[row.position as usize].host.clone();
            return (Code::HostFull, host);
        }
        let mut quotas = model.quotas_of(pair).iter().map(|&quota| quota as usize);
        if let Some(quota) = quotas.find(|&quota| self.counted[quota] >= model.quotas[quota].max) {
            return (Code::QuotaFull, Some(self.problem.quotas[quota].id.clone()));
        }
        let mut others = model.applicant(row.applicant).apart.iter();
        if let Some(&other) = others.find(|&&other| self.assignment.position(model, other) == Some(row.position)) {
            return (Code::Apart, Some(self.problem.applicants[other as usize].id.clone()));
        }
        match model.applicant(row.applicant).bundles.first() {
            Some(&bundle) => (Code::Bundle, Some(self.problem.bundles[bundle as usize].id.clone())),
            None => (Code::NotFound, None),
        }
    }

    /// Whom a position without room has instead.
    fn who_fills(&self, newcomer: Pair) -> Code {
        let members = &self.filled.members[newcomer.position as usize];
        let least = members.iter().map(|&member| self.model.pair(member).liking).max();
        let states_order = self.problem.positions[newcomer.position as usize].choices.is_some();
        match least {
            Some(least) if states_order && least < newcomer.liking => Code::Preferred,
            Some(least) if states_order && least == newcomer.liking => Code::AsGood,
            _ => Code::Filled,
        }
    }
}
