//! From a term to a formation: who is to be in a team, by what teams are formed, and which teams are asked for.

use std::collections::BTreeSet;

use super::demand::hours;
use super::{FRIEND, TeamKind};
use crate::format::formation::{Formation, Friends, Kind, Member, Members, Prices, Student};
use crate::format::{Fault, validate_formation};
use crate::term::people::{Role, pairs};
use crate::term::{Person, Term};

impl Term {
    /// The formation of this term: students in no team, and members of teams of the kinds asked for, who stay where they are.
    ///
    /// # Errors
    /// What only the whole shows: members of teams that do not take them, too many of them, or kept apart.
    pub fn formation(&self) -> Result<Formation, Vec<Fault>> {
        let teams: Vec<Kind> = self.formation.iter().map(kind_row).collect();
        let ids: BTreeSet<String> = teams
            .iter()
            .flat_map(|kind| (1..=kind.count as usize).map(|number| kind.team(number)))
            .collect();
        let of_a_kind = |person: &&Person| person.team.as_ref().is_none_or(|team| ids.contains(team));
        let students = self.people.iter().filter(|person| person.role != Role::Supervisor);
        let students: Vec<&Person> = students.filter(of_a_kind).collect();
        let demand = hours(self, &students, &teams);
        let worth = demand.hours.iter().map(|hour| {
            let wanted = hour.teams.values().copied().max().unwrap_or(0);
            hour.minutes.saturating_mul(wanted)
        });
        let all = worth.fold(0, i64::saturating_add) + 1;
        let prices = &self.settings.formation;
        let settled = students.iter().filter_map(|person| {
            let (student, team) = (person.id.clone(), person.team.clone()?);
            Some(Member { student, team })
        });
        let problem = Formation {
            format: "formation/1".into(),
            name: Some(self.settings.name.clone()),
            hours: demand.hours,
            friends: friends(&students, prices.friend.unwrap_or(FRIEND)),
            apart: pairs(&students, |person| &person.apart).into_keys().collect(),
            fixed: settled.collect(),
            students: students
                .iter()
                .zip(demand.free)
                .map(|(person, free)| student_row(person, free))
                .collect(),
            teams,
            weights: Prices {
                unplaced: prices.unplaced.unwrap_or(all),
                unformed: prices.unformed.unwrap_or(all),
            },
        };
        validate_formation("the teams to form", &problem)?;
        Ok(problem)
    }
}

fn kind_row(kind: &TeamKind) -> Kind {
    let member = |(skills, min): &(crate::format::Skills, i64)| Members {
        skills: skills.clone(),
        min: *min,
    };
    Kind {
        id: kind.id.clone(),
        name: kind.name.clone(),
        groups: Some(kind.colleges().to_vec()),
        count: kind.teams,
        min: kind.min,
        max: kind.max,
        mix: kind.mix.iter().map(member).collect(),
        quorum: kind.quorum,
        least: kind.least,
        short: kind.short,
    }
}

fn student_row(person: &Person, free: String) -> Student {
    Student {
        id: person.id.clone(),
        name: Some(person.name.clone()),
        groups: vec![person.college.clone()],
        skills: person.skills.clone(),
        experienced: person.experienced,
        free,
    }
}

fn friends(students: &[&Person], price: i64) -> Vec<Friends> {
    let named = pairs(students, |person| &person.friends).into_iter();
    let row = |(students, times): ((String, String), i64)| Friends {
        students,
        weight: price.saturating_mul(times),
    };
    named.map(row).collect()
}
