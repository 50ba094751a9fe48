//! People: students, team leaders, supervisors.

use super::cells::text;
use super::faults::Faults;
use super::names::Known;
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
}

/// Reads the people.
pub(super) fn read(tables: &Tables, known: &Known<'_>, faults: &mut Faults) -> Vec<Person> {
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
        if let Some(team) = &team {
            known.teams.check(&row, "team", team, faults);
        }
        // A person with a mistake still is a member, so that the team is not faulted for having too few.
        people.push(Person {
            id: id.unwrap_or_default(),
            name: name.unwrap_or_default(),
            college: college.unwrap_or_default(),
            team,
            role,
        });
    }
    people
}
