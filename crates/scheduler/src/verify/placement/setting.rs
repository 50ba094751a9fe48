//! The problem and the placement side by side: who wants what, who is where.

use std::collections::HashMap;

use crate::format::placement::{PlacementProblem, PlacementResult, Tier};

/// What the checks look things up in. Applicants and positions are counted in the order of the problem.
pub struct Setting<'a> {
    pub problem: &'a PlacementProblem,
    applicants: HashMap<&'a str, usize>,
    /// Positions and tiers that each applicant lists.
    wants: Vec<Vec<(usize, i64)>>,
    /// Applicants and tiers that each position lists, by applicant; nothing where it lists nobody in particular.
    likes: Vec<Option<Vec<(usize, i64)>>>,
    /// The position of each applicant.
    place: Vec<Option<usize>>,
    /// The applicants at each position.
    at: Vec<Vec<usize>>,
}

impl<'a> Setting<'a> {
    pub fn new(problem: &'a PlacementProblem, result: &PlacementResult, violations: &mut Vec<String>) -> Self {
        let applicants: HashMap<_, _> = problem.applicants.iter().map(|a| a.id.as_str()).zip(0..).collect();
        let positions: HashMap<_, _> = problem.positions.iter().map(|p| p.id.as_str()).zip(0..).collect();
        let wants = problem
            .applicants
            .iter()
            .map(|a| tiers(&a.choices, &positions))
            .collect();
        let likes = problem.positions.iter().map(|p| {
            let mut likes = tiers(p.choices.as_ref()?, &applicants);
            likes.sort_unstable();
            Some(likes)
        });
        let mut setting = Self {
            problem,
            likes: likes.collect(),
            wants,
            place: vec![None; applicants.len()],
            at: vec![Vec::new(); positions.len()],
            applicants,
        };
        for row in &result.placed {
            let at = (
                setting.applicants.get(row.applicant.as_str()),
                positions.get(row.position.as_str()),
            );
            if let (Some(&applicant), Some(&position)) = at {
                setting.put(applicant, position, violations);
            }
        }
        setting
    }

    fn put(&mut self, applicant: usize, position: usize, violations: &mut Vec<String>) {
        let (who, what) = (
            &self.problem.applicants[applicant].id,
            &self.problem.positions[position].id,
        );
        if self.place[applicant].is_some() {
            violations.push(format!("{who} placed twice"));
            return;
        }
        if !self.eligible(applicant, position) {
            violations.push(format!("{who} is not eligible for {what}"));
        }
        self.place[applicant] = Some(position);
        self.at[position].push(applicant);
    }

    /// Each is acceptable to the other, and the applicant has the skills.
    pub fn eligible(&self, applicant: usize, position: usize) -> bool {
        let has = &self.problem.applicants[applicant].skills;
        let mut asked = self.problem.positions[position].skills.iter();
        self.rank(applicant, position).is_some()
            && self.liking(position, applicant).is_some()
            && asked.all(|(skill, level)| has.get(skill).is_some_and(|has| has >= level) || *level <= 0)
    }

    /// The applicant's tier of a position.
    pub fn rank(&self, applicant: usize, position: usize) -> Option<i64> {
        self.wants[applicant]
            .iter()
            .find(|(listed, _)| *listed == position)
            .map(|(_, tier)| *tier)
    }

    /// The position's tier of an applicant: all the same where it lists nobody in particular.
    pub fn liking(&self, position: usize, applicant: usize) -> Option<i64> {
        let Some(likes) = &self.likes[position] else {
            return Some(1);
        };
        let at = likes.binary_search_by_key(&applicant, |(listed, _)| *listed).ok()?;
        Some(likes[at].1)
    }

    /// What an applicant lists.
    pub fn wants(&self, applicant: usize) -> &[(usize, i64)] {
        &self.wants[applicant]
    }

    /// The worst tier that anybody states.
    pub fn longest(&self) -> i64 {
        self.wants.iter().flatten().map(|(_, tier)| *tier).max().unwrap_or(0)
    }

    /// Who is where, by applicant.
    pub fn placed(&self) -> impl Iterator<Item = (usize, usize)> {
        self.place
            .iter()
            .enumerate()
            .filter_map(|(applicant, place)| Some((applicant, (*place)?)))
    }

    /// Where an applicant is.
    pub fn place(&self, applicant: usize) -> Option<usize> {
        self.place[applicant]
    }

    /// Where an applicant with this id is.
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.place[*self.applicants.get(id)?]
    }

    /// An applicant's place in the list.
    pub fn applicant(&self, id: &str) -> Option<usize> {
        self.applicants.get(id).copied()
    }

    /// Who is at a position.
    pub fn members(&self, position: usize) -> &[usize] {
        &self.at[position]
    }

    /// The size of an applicant.
    pub fn size(&self, applicant: usize) -> i64 {
        self.problem.applicants[applicant].size
    }

    /// What is used of a position.
    pub fn used(&self, position: usize) -> i64 {
        self.at[position].iter().map(|&applicant| self.size(applicant)).sum()
    }

    /// The host of a position.
    pub fn host(&self, position: usize) -> Option<&'a str> {
        self.problem.positions[position].host.as_deref()
    }

    /// What each host with a capacity can still take.
    pub fn host_room(&self) -> HashMap<&'a str, i64> {
        let hosts = self.problem.hosts.iter();
        let mut room: HashMap<_, _> = hosts
            .filter_map(|host| Some((host.id.as_str(), host.capacity?)))
            .collect();
        for position in 0..self.at.len() {
            if let Some(room) = self.host(position).and_then(|host| room.get_mut(host)) {
                *room -= self.used(position);
            }
        }
        room
    }
}

/// The ids of a list of choices that the index knows, with their tiers.
fn tiers(choices: &[Tier], index: &HashMap<&str, usize>) -> Vec<(usize, i64)> {
    let tiers = choices.iter().zip(1..);
    let ids = tiers.flat_map(|(tier, rank)| tier.0.iter().map(move |id| (id, rank)));
    ids.filter_map(|(id, rank)| Some((*index.get(id.as_str())?, rank)))
        .collect()
}
