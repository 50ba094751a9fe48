//! A term with the teams that were formed: its people in them, the teams among its teams.

use std::collections::{BTreeMap, BTreeSet};

use super::TeamKind;
use crate::format::Skills;
use crate::format::formation::Formed;
use crate::term::{Person, Team, Term};

impl Term {
    /// This term with the teams of a result. A team that was there keeps its row; of a new one, a skill has the highest level that a
    /// member has.
    #[must_use]
    pub fn with_teams(&self, formed: &Formed) -> Self {
        let mut term = self.clone();
        let rows = formed.teams.iter();
        let team_of: BTreeMap<&str, &str> = rows
            .flat_map(|row| row.students.iter().map(|student| (student.as_str(), row.team.as_str())))
            .collect();
        for person in &mut term.people {
            if let Some(team) = team_of.get(person.id.as_str()) {
                person.team = Some((*team).to_owned());
            }
        }
        let there: BTreeSet<&str> = self.teams.iter().map(|team| team.id.as_str()).collect();
        for row in formed.teams.iter().filter(|row| !there.contains(row.team.as_str())) {
            let members: Vec<&Person> = self
                .people
                .iter()
                .filter(|person| row.students.contains(&person.id))
                .collect();
            let split = row.team.rsplit_once('-');
            let kind = split.and_then(|(id, number)| Some((self.formation.iter().find(|kind| kind.id == id)?, number)));
            term.teams
                .extend(kind.map(|(kind, number)| team(kind, number, &row.team, &members)));
        }
        term
    }
}

fn team(kind: &TeamKind, number: &str, id: &str, members: &[&Person]) -> Team {
    let mut skills = Skills::new();
    for (skill, &level) in members.iter().flat_map(|person| &person.skills) {
        let best = skills.entry(skill.clone()).or_insert(level);
        *best = level.max(*best);
    }
    let named = kind
        .name
        .as_ref()
        .map(|name| format!("{name} {}", number.trim_start_matches('0')));
    Team {
        id: id.to_owned(),
        name: named.unwrap_or_else(|| id.to_owned()),
        college: kind.college.clone(),
        groups: kind.groups.clone(),
        home: kind.home.clone(),
        skills,
        quorum: kind.quorum.map_or(members.len(), |quorum| quorum as usize),
        capacity: kind.capacity,
        longest_outing: kind.longest_outing,
    }
}
