//! Teams: what gets scheduled.

use super::cells::{count, list, positive, skills, text};
use super::faults::Faults;
use super::names::Known;
use super::people::{Person, Role};
use super::places::Ids;
use super::table::Tables;
use crate::format::Skills;

/// A team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// College, the first of its groups.
    pub college: String,
    /// Further groups.
    pub groups: Vec<String>,
    /// Where its outings begin and end.
    pub home: String,
    /// Skills.
    pub skills: Skills,
    /// Members who must be free.
    pub quorum: usize,
    /// Against needs' loads.
    pub capacity: Option<i64>,
    /// Minutes.
    pub longest_outing: Option<i64>,
}

/// Reads the teams.
pub(super) fn read(tables: &Tables, known: &Known<'_>, people: &[Person], faults: &mut Faults) -> Vec<Team> {
    let mut teams = Vec::new();
    let mut ids = Ids::default();
    for row in tables.rows("teams") {
        let (id, name) = (ids.take(&row, faults), row.must("name", text, faults));
        let college = row.must("college", text, faults);
        let home = row.named("home", &known.places, faults);
        let (skills, quorum) = (row.must("skills", skills, faults), row.must("quorum", positive, faults));
        let (capacity, longest_outing) = (
            row.may("capacity", count, faults),
            row.may("longest_outing", positive, faults),
        );
        let groups = row.may("groups", list, faults).unwrap_or_default();
        if let (Some(id), Some(quorum)) = (&id, quorum) {
            let of_team = |p: &&Person| p.team.as_ref() == Some(id) && p.role != Role::Supervisor;
            let members = people.iter().filter(of_team).count() as i64;
            if members < quorum && tables.has("people", "team") {
                let cause = format!("the team has {members} members, {quorum} of whom must be free");
                let remedy = "Lower the quorum or add members; supervisors are none.";
                row.fault(faults, "quorum", "quorum-above-members", cause, remedy);
            }
        }
        if let (Some(id), Some(name), Some(college), Some(home)) = (id, name, college, home) {
            teams.push(Team {
                id,
                name,
                college,
                groups,
                home,
                skills: skills.unwrap_or_default(),
                quorum: quorum.unwrap_or(1) as usize,
                capacity,
                longest_outing,
            });
        }
    }
    teams
}
