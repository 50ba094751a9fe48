//! People: students, team leaders, supervisors; and of students what teams are formed by.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{list, skills, text, yes};
use super::faults::Faults;
use super::names::Known;
use super::places::Ids;
use super::table::{Row, Tables};
use crate::format::Skills;

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
    /// Skills, for forming teams.
    pub skills: Skills,
    /// Experienced or a first-timer, if either.
    pub experienced: Option<bool>,
    /// Whom to be in a team with.
    pub friends: Vec<String>,
    /// Whom not to be in a team with.
    pub apart: Vec<String>,
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
            skills: row.may("skills", skills, faults).unwrap_or_default(),
            experienced: row.may("experienced", yes, faults),
            friends: others(&row, "friends", known, faults),
            apart: others(&row, "apart", known, faults),
        });
        contradiction(&row, people.last(), faults);
    }
    people
}

/// Other people whom a cell lists.
fn others(row: &Row<'_>, column: &str, known: &Known<'_>, faults: &mut Faults) -> Vec<String> {
    let ids = row.may(column, list, faults).unwrap_or_default();
    for id in &ids {
        if *id == row.text("id") {
            let cause = format!("{id:?} is the person of this row");
            row.fault(faults, column, "names-oneself", cause, "Name somebody else.");
        } else {
            known.people.check(row, column, id, faults);
        }
    }
    ids
}

/// Faults who is listed both as a friend and as somebody to keep apart.
fn contradiction(row: &Row<'_>, person: Option<&Person>, faults: &mut Faults) {
    if let Some(Person { friends, apart, .. }) = person {
        for both in friends.iter().filter(|friend| apart.contains(friend)) {
            let cause = format!("{both:?} is a friend, and to be kept apart");
            row.fault(faults, "apart", "friend-and-apart", cause, "Keep one of the two.");
        }
    }
}

/// Pairs of students of whom one names the other, and how often: once, or by both.
pub(super) fn pairs(students: &[&Person], named: impl Fn(&Person) -> &Vec<String>) -> BTreeMap<(String, String), i64> {
    let here: BTreeSet<&str> = students.iter().map(|person| person.id.as_str()).collect();
    let mut pairs = BTreeMap::new();
    for person in students {
        let others: BTreeSet<&String> = named(person)
            .iter()
            .filter(|other| here.contains(other.as_str()))
            .collect();
        for other in others {
            let (first, second) = (
                person.id.clone().min(other.clone()),
                person.id.clone().max(other.clone()),
            );
            *pairs.entry((first, second)).or_insert(0) += 1;
        }
    }
    pairs
}
