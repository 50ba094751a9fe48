//! From a term to a placement problem: who has stated choices, for which positions, under which rules.

use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, Position, strangers};
use crate::format::placement;
use crate::format::placement::{Aim, Applicant, Host, Placed, PlacementProblem, PlacementResult, Tier};
use crate::format::{Fault, validate_placement};
use crate::term::people::pairs;
use crate::term::{Person, Team, Term};

/// Name of the problem in faults that are about no table and no key.
const WHOLE: &str = "the placement of the term";

/// A placement problem, and how it was placed before.
#[derive(Clone, Debug, PartialEq)]
pub struct Placing {
    /// The problem.
    pub problem: PlacementProblem,
    /// The placements of an earlier round, which are to be disturbed as little as can be; none of who has withdrawn.
    pub baseline: Option<PlacementResult>,
}

impl Term {
    /// The placement problem of this term. Whoever has stated choices applies, and whoever's place is decided; others do not.
    ///
    /// # Errors
    /// What only the whole shows: decisions that cannot be kept; hosts, quotas and bundles that name nobody.
    pub fn placing(&self) -> Result<Placing, Vec<Fault>> {
        let problem = self.placement_problem();
        let mut faults = strangers::faults(self);
        let found = validate_placement(WHOLE, &problem).err();
        faults.extend(found.into_iter().flatten().map(strangers::at_home));
        if !faults.is_empty() {
            return Err(faults);
        }
        let applying: BTreeSet<&str> = problem
            .applicants
            .iter()
            .map(|applicant| applicant.id.as_str())
            .collect();
        let before = self
            .placements
            .iter()
            .filter(|row| applying.contains(row.applicant.as_str()));
        let placed: Vec<Placed> = before.map(|row| decided(&row.applicant, &row.position)).collect();
        let baseline = (!placed.is_empty()).then(|| PlacementResult::of(placed));
        Ok(Placing { problem, baseline })
    }

    fn placement_problem(&self) -> PlacementProblem {
        let settings = &self.settings.placement;
        let lists = lists(&self.choices, |row| (&row.applicant, &row.position));
        let rankings = lists_of_applicants(&self.rankings);
        let fixed = || self.placements.iter().filter(|row| row.fixed);
        let applying: BTreeSet<&str> = lists
            .keys()
            .copied()
            .chain(fixed().map(|row| row.applicant.as_str()))
            .collect();
        let tiers = |id: &str| lists.get(id).map(|list| tiers(list, |_| true)).unwrap_or_default();
        let people: Vec<&Person> = self
            .people
            .iter()
            .filter(|person| applying.contains(person.id.as_str()))
            .collect();
        let teams = self.teams.iter().filter(|team| applying.contains(team.id.as_str()));
        let applicants: Vec<Applicant> = people
            .iter()
            .map(|person| student(person, tiers(&person.id)))
            .chain(teams.map(|team| whole_team(team, tiers(&team.id))))
            .collect();
        let here: BTreeSet<&str> = applicants.iter().map(|applicant| applicant.id.as_str()).collect();
        let positions = self
            .positions
            .iter()
            .map(|row| position(row, rankings.get(row.id.as_str()), &here));
        PlacementProblem {
            format: "placement/1".into(),
            positions: positions.collect(),
            hosts: hosts(&self.positions, &settings.hosts),
            quotas: settings.quotas.clone(),
            bundles: settings.bundles.clone(),
            apart: pairs(&people, |person| &person.apart).into_keys().collect(),
            fixed: fixed().map(|row| decided(&row.applicant, &row.position)).collect(),
            aim: settings.aim.unwrap_or(Aim::Stable),
            applicants,
        }
    }
}

/// A list: what it names, by rank.
type List<'t> = BTreeMap<i64, Vec<&'t str>>;

/// Lists by whose they are.
fn lists<'t>(rows: &'t [Choice], of: fn(&Choice) -> (&String, &String)) -> BTreeMap<&'t str, List<'t>> {
    let mut lists: BTreeMap<&str, List<'_>> = BTreeMap::new();
    for row in rows {
        let (whose, named) = of(row);
        lists.entry(whose).or_default().entry(row.rank).or_default().push(named);
    }
    lists
}

fn lists_of_applicants(rows: &[Choice]) -> BTreeMap<&str, List<'_>> {
    lists(rows, |row| (&row.position, &row.applicant))
}

/// The tiers of a list, without those who are not wanted in it.
fn tiers(list: &List<'_>, wanted: impl Fn(&str) -> bool) -> Vec<Tier> {
    let tier = |named: &Vec<&str>| {
        Tier(
            named
                .iter()
                .filter(|id| wanted(id))
                .map(|id| (*id).to_owned())
                .collect(),
        )
    };
    list.values().map(tier).filter(|tier| !tier.0.is_empty()).collect()
}

fn student(person: &Person, choices: Vec<Tier>) -> Applicant {
    Applicant {
        id: person.id.clone(),
        groups: vec![person.college.clone()],
        size: 1,
        skills: person.skills.clone(),
        choices,
    }
}

/// A team counts as one: the positions that take teams are as large as so many of them.
fn whole_team(team: &Team, choices: Vec<Tier>) -> Applicant {
    Applicant {
        id: team.id.clone(),
        groups: std::iter::once(&team.college).chain(&team.groups).cloned().collect(),
        size: 1,
        skills: team.skills.clone(),
        choices,
    }
}

/// A position that ranks anybody takes those whom it ranks, of whom only who applies is told.
fn position(row: &Position, ranking: Option<&List<'_>>, applying: &BTreeSet<&str>) -> placement::Position {
    placement::Position {
        id: row.id.clone(),
        host: Some(row.host.clone()),
        groups: row.groups.clone(),
        capacity: row.capacity,
        minimum: row.minimum,
        skills: row.skills.clone(),
        choices: ranking.map(|list| tiers(list, |id| applying.contains(id))),
    }
}

/// Every host, those with a capacity first and in their order.
fn hosts(positions: &[Position], bounded: &[Host]) -> Vec<Host> {
    let named: BTreeSet<&str> = bounded.iter().map(|host| host.id.as_str()).collect();
    let others: BTreeSet<&str> = positions.iter().map(|row| row.host.as_str()).collect();
    let others = others.difference(&named).map(|id| Host {
        id: (*id).to_owned(),
        capacity: None,
    });
    bounded.iter().cloned().chain(others).collect()
}

fn decided(applicant: &str, position: &str) -> Placed {
    Placed {
        applicant: applicant.to_owned(),
        position: position.to_owned(),
    }
}
