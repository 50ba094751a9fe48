//! People: students, team leaders, supervisors.

use std::collections::BTreeSet;

use super::cells::text;
use super::faults::{Faults, maybe};
use super::places::Ids;
use super::table::Tables;

/// What a person does in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A member.
    Student,
    /// The member who leads.
    Leader,
    /// A teacher or professional, no member.
    Supervisor,
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Student number.
    pub id: String,
    /// Name.
    pub name: String,
    /// College.
    pub college: String,
    /// Team, if in one.
    pub team: Option<String>,
    /// Role.
    pub role: Role,
    /// Where the row stands, for faults found later.
    pub(super) row: (String, usize),
}

/// Reads the people.
pub(super) fn read(tables: &Tables, faults: &mut Faults) -> Vec<Person> {
    let mut people = Vec::new();
    let mut ids = Ids::default();
    for row in tables.rows("people") {
        let (id, name) = (ids.take(&row, faults), row.must("name", text, faults));
        let college = row.must("college", text, faults);
        let team = row.may("team", text, faults);
        let role = match row.text("role") {
            "" | "student" | "学生" => Role::Student,
            "leader" | "队长" => Role::Leader,
            "supervisor" | "指导老师" => Role::Supervisor,
            other => {
                let remedy = "Write student (学生), leader (队长) or supervisor (指导老师).";
                row.fault(faults, "role", "unknown-role", format!("{other:?} is no role"), remedy);
                Role::Student
            }
        };
        if let (Some(id), Some(name), Some(college)) = (id, name, college) {
            people.push(Person {
                id,
                name,
                college,
                team,
                role,
                row: (row.file().to_owned(), row.number),
            });
        }
    }
    people
}

/// Faults people whose team is not in the teams table.
pub(super) fn check_teams(people: &[Person], teams: &BTreeSet<&str>, faults: &mut Faults) {
    for person in people {
        let Some(team) = person.team.as_deref().filter(|team| !teams.contains(team)) else {
            continue;
        };
        let remedy = format!("Use an id of the teams table.{}", maybe(team, teams.iter().copied()));
        let (file, row) = &person.row;
        let cause = format!("{team:?} is not among the teams");
        faults.add(file, format!("row {row}"), "team", "unknown-team", cause, remedy);
    }
}
