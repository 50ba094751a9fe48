//! From a valid problem to its dense form.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{Applicant, ApplicantIx, Bundle, Model, Pair, PairIx, Position, PositionIx, Quota, Rank};
use crate::format::placement::{self as format, PlacementProblem, PlacementResult, Tier, Together};

/// Index by id. Every list names every id once more, so that the hash is what freezing takes longest for.
type Index<'a> = HashMap<&'a str, u32, RandomState>;

/// Where each id stands in its list.
pub struct Ids<'a> {
    applicants: Index<'a>,
    positions: Index<'a>,
}

impl<'a> Ids<'a> {
    /// The ids of a valid problem.
    pub fn new(problem: &'a PlacementProblem) -> Self {
        Self {
            applicants: index(problem.applicants.iter().map(|a| a.id.as_str())),
            positions: index(problem.positions.iter().map(|p| p.id.as_str())),
        }
    }

    /// An applicant's index.
    pub fn applicant(&self, id: &str) -> Option<ApplicantIx> {
        self.applicants.get(id).copied()
    }

    /// A position's index.
    pub fn position(&self, id: &str) -> Option<PositionIx> {
        self.positions.get(id).copied()
    }
}

impl Model {
    /// Freezes a valid problem; `before` is the placement that is to be disturbed as little as can be.
    ///
    /// What `before` says of people and positions that are no longer there is passed over.
    pub fn new(problem: &PlacementProblem, before: Option<&PlacementResult>) -> Self {
        let ids = Ids::new(problem);
        let hosts = index(problem.hosts.iter().map(|h| h.id.as_str()));
        let (pairs, pairs_of, longest) = pairs(problem, &ids);
        let (by_position, at_position) = by_liking(&pairs, problem.positions.len());
        let mut model = Self {
            applicants: problem.applicants.iter().map(applicant).collect(),
            positions: problem.positions.iter().map(|row| position(row, &hosts)).collect(),
            hosts: problem.hosts.iter().map(|host| host.capacity).collect(),
            positions_of_host: vec![Vec::new(); problem.hosts.len()],
            pairs,
            longest,
            quotas: Vec::new(),
            bundles: problem.bundles.iter().map(|row| bundle(row, &ids)).collect(),
            pairs_of,
            by_position,
            at_position,
            quotas_of: Vec::new(),
        };
        for (index, position) in model.positions.iter().enumerate() {
            if let Some(host) = position.host {
                model.positions_of_host[host as usize].push(index as PositionIx);
            }
        }
        model.read_quotas(problem);
        model.read_relations(problem, &ids);
        model.read_decisions(problem, before, &ids);
        model
    }

    fn read_quotas(&mut self, problem: &PlacementProblem) {
        self.quotas_of = vec![Vec::new(); if problem.quotas.is_empty() { 0 } else { self.pairs.len() }];
        for (index, row) in problem.quotas.iter().enumerate() {
            let among = |asked: &Option<Vec<String>>, groups: &[String]| {
                asked
                    .as_ref()
                    .is_none_or(|asked| groups.iter().any(|group| asked.contains(group)))
            };
            let people: Vec<bool> = problem
                .applicants
                .iter()
                .map(|a| among(&row.applicants, &a.groups))
                .collect();
            let places: Vec<bool> = problem
                .positions
                .iter()
                .map(|p| among(&row.positions, &p.groups))
                .collect();
            let counts = |pair: &Pair| people[pair.applicant as usize] && places[pair.position as usize];
            let pairs: Vec<PairIx> = (0..)
                .zip(&self.pairs)
                .filter(|(_, pair)| counts(pair))
                .map(|(ix, _)| ix)
                .collect();
            for &pair in &pairs {
                self.quotas_of[pair as usize].push(index as u32);
            }
            self.quotas.push(Quota {
                min: row.min.unwrap_or(0),
                max: row.max.unwrap_or(i64::MAX),
                pairs,
            });
        }
    }

    fn read_relations(&mut self, problem: &PlacementProblem, ids: &Ids<'_>) {
        for (index, bundle) in self.bundles.iter().enumerate() {
            for &member in &bundle.members {
                let member = &mut self.applicants[member as usize];
                member.bundles.push(index as u32);
                member.held = true;
            }
        }
        for (one, other) in &problem.apart {
            if let (Some(one), Some(other)) = (ids.applicant(one), ids.applicant(other)) {
                self.applicants[one as usize].apart.push(other);
                self.applicants[other as usize].apart.push(one);
            }
        }
        for applicant in &mut self.applicants {
            applicant.apart.sort_unstable();
            applicant.apart.dedup();
        }
    }

    fn read_decisions(&mut self, problem: &PlacementProblem, before: Option<&PlacementResult>, ids: &Ids<'_>) {
        let pair_of = |model: &Self, row: &format::Placed| {
            let (applicant, position) = (ids.applicant(&row.applicant)?, ids.position(&row.position)?);
            Some((applicant as usize, model.find(applicant, position)?))
        };
        for row in &problem.fixed {
            if let Some((applicant, pair)) = pair_of(self, row) {
                self.applicants[applicant].fixed = Some(pair);
                self.applicants[applicant].held = true;
            }
        }
        for row in before.iter().flat_map(|before| &before.placed) {
            if let Some((applicant, pair)) = pair_of(self, row) {
                self.applicants[applicant].before = Some(pair);
            }
        }
    }
}

fn index<'a>(ids: impl Iterator<Item = &'a str>) -> Index<'a> {
    ids.zip(0..).collect()
}

fn applicant(row: &format::Applicant) -> Applicant {
    Applicant {
        size: row.size,
        fixed: None,
        before: None,
        held: false,
        bundles: Vec::new(),
        apart: Vec::new(),
    }
}

fn position(row: &format::Position, hosts: &Index<'_>) -> Position {
    Position {
        capacity: row.capacity,
        minimum: row.minimum,
        host: row.host.as_ref().and_then(|host| hosts.get(host.as_str()).copied()),
    }
}

fn bundle(row: &format::Bundle, ids: &Ids<'_>) -> Bundle {
    Bundle {
        members: row.applicants.iter().filter_map(|id| ids.applicant(id)).collect(),
        at_host: row.at == Together::Host,
    }
}

/// The ids of a list of choices with their tiers.
fn ranked(choices: &[Tier]) -> impl Iterator<Item = (Rank, &str)> {
    let tiers = (1..).zip(choices);
    tiers.flat_map(|(rank, tier)| tier.0.iter().map(move |id| (rank, id.as_str())))
}

/// The eligible pairs by applicant, where each applicant's begin, and the longest list of all.
fn pairs(problem: &PlacementProblem, ids: &Ids<'_>) -> (Vec<Pair>, Vec<PairIx>, Rank) {
    let (mut listed, longest) = listed(problem, ids);
    like(problem, ids, &mut listed);
    listed.retain(|pair| pair.liking > 0);
    let mut begin = vec![0; problem.applicants.len() + 1];
    for pair in &listed {
        begin[pair.applicant as usize + 1] += 1;
    }
    for applicant in 0..problem.applicants.len() {
        begin[applicant + 1] += begin[applicant];
    }
    (listed, begin, longest)
}

/// The pairs that applicants list and have the skills for, by applicant, liked alike by all positions; and the longest list of all.
fn listed(problem: &PlacementProblem, ids: &Ids<'_>) -> (Vec<Pair>, Rank) {
    let (mut pairs, mut longest) = (Vec::new(), 0);
    for (applicant, row) in (0..).zip(&problem.applicants) {
        for (rank, id) in ranked(&row.choices) {
            longest = longest.max(rank);
            let Some(position) = ids.position(id) else { continue };
            let asked = &problem.positions[position as usize].skills;
            if asked
                .iter()
                .all(|(skill, level)| row.skills.get(skill).unwrap_or(&0) >= level)
            {
                pairs.push(Pair {
                    applicant,
                    position,
                    rank,
                    liking: 1,
                });
            }
        }
    }
    (pairs, longest)
}

/// Writes into each pair how its position likes its applicant: 0 if the position lists others and not this one.
fn like(problem: &PlacementProblem, ids: &Ids<'_>, pairs: &mut [Pair]) {
    let (rows, begin) = by_position(pairs, problem.positions.len());
    let mut tier_of: Vec<Rank> = vec![0; problem.applicants.len()];
    let mut named: Vec<ApplicantIx> = Vec::new();
    for (position, row) in problem.positions.iter().enumerate() {
        let Some(choices) = &row.choices else { continue };
        for (rank, id) in ranked(choices) {
            if let Some(applicant) = ids.applicant(id) {
                tier_of[applicant as usize] = rank;
                named.push(applicant);
            }
        }
        for &pair in &rows[begin[position] as usize..begin[position + 1] as usize] {
            let pair = &mut pairs[pair as usize];
            pair.liking = tier_of[pair.applicant as usize];
        }
        named.drain(..).for_each(|applicant| tier_of[applicant as usize] = 0);
    }
}

/// The pairs by position, and where each position's begin.
fn by_position(pairs: &[Pair], positions: usize) -> (Vec<PairIx>, Vec<u32>) {
    let mut begin = vec![0_u32; positions + 1];
    for pair in pairs {
        begin[pair.position as usize + 1] += 1;
    }
    for position in 0..positions {
        begin[position + 1] += begin[position];
    }
    let mut next = begin.clone();
    let mut rows = vec![0; pairs.len()];
    for (index, pair) in (0..).zip(pairs) {
        let at = &mut next[pair.position as usize];
        rows[*at as usize] = index;
        *at += 1;
    }
    (rows, begin)
}

/// The pairs by position and liking, and where each position's begin.
fn by_liking(pairs: &[Pair], positions: usize) -> (Vec<PairIx>, Vec<u32>) {
    let (mut rows, begin) = by_position(pairs, positions);
    for position in 0..positions {
        let row = &mut rows[begin[position] as usize..begin[position + 1] as usize];
        row.sort_by_key(|&pair| pairs[pair as usize].liking);
    }
    (rows, begin)
}
