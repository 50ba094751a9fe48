//! The rules that a formation and its result must keep: one file a list, every mistake reported at once.

mod costs;
mod fixed;
mod kinds;
mod pairs;
mod students;

use std::collections::{HashMap, HashSet};

use super::faults::{At, Faults, rows};
use super::header::wrong_format;
use super::ids::{duplicate_id, unknown};
use super::numbers;
use crate::format::Fault;
use crate::format::formation::{Formation, Formed, Kind, Student};

/// Most teams of a problem: each that is not formed is told, so a slip of the pen would fill the disk.
const MOST_TEAMS: i64 = 100_000;

/// What the rules look things up in.
struct Context<'a> {
    problem: &'a Formation,
    students: HashMap<&'a str, &'a Student>,
    kinds: HashSet<&'a str>,
    /// Teams by id, each of a kind; nothing when their numbers are at fault, so that nobody knows which there are.
    teams: Option<HashMap<String, &'a Kind>>,
}

impl<'a> Context<'a> {
    fn new(problem: &'a Formation) -> Self {
        let counted = problem.teams.iter().all(|kind| kind.count >= 0) && kinds::asked_for(problem) <= MOST_TEAMS;
        let of = |kind: &'a Kind| (1..=kind.count as usize).map(move |number| (kind.team(number), kind));
        let students = problem.students.iter().map(|student| (student.id.as_str(), student));
        Self {
            problem,
            students: students.collect(),
            kinds: problem.teams.iter().map(|kind| kind.id.as_str()).collect(),
            teams: counted.then(|| problem.teams.iter().flat_map(of).collect()),
        }
    }

    fn student(&self, id: &str, at: At, field: impl std::fmt::Display, faults: &mut Faults) {
        if !self.students.contains_key(id) {
            let known = self.students.keys().copied().collect();
            unknown(&known, id, "unknown-student", "student", at, field, faults);
        }
    }

    fn team(&self, id: &str, at: At, faults: &mut Faults) -> Option<&'a Kind> {
        let teams = self.teams.as_ref()?;
        if !teams.contains_key(id) {
            let known = teams.keys().map(String::as_str).collect();
            unknown(&known, id, "unknown-team", "team", at, "team", faults);
        }
        teams.get(id).copied()
    }
}

/// Checks a formation against every rule of its page. `file` is its name in the faults.
///
/// # Errors
/// Every mistake, at once.
pub fn validate_formation(file: &str, problem: &Formation) -> Result<(), Vec<Fault>> {
    let context = Context::new(problem);
    let mut faults = Faults::new(file);
    wrong_format("formation/1", &problem.format, &mut faults);
    duplicate_id("hours", problem.hours.iter().map(|hour| &hour.id), &mut faults);
    duplicate_id(
        "students",
        problem.students.iter().map(|student| &student.id),
        &mut faults,
    );
    duplicate_id("teams", problem.teams.iter().map(|kind| &kind.id), &mut faults);
    for family in [
        hours,
        students::check,
        kinds::check,
        pairs::check,
        fixed::check,
        costs::check,
    ] {
        family(&context, &mut faults);
    }
    faults.result()
}

fn hours(context: &Context, faults: &mut Faults) {
    for (at, hour) in rows("hours", &context.problem.hours) {
        numbers::count(hour.minutes, at, "minutes", faults);
        for (kind, &wanted) in &hour.teams {
            let field = format!("teams.{kind}");
            unknown(&context.kinds, kind, "unknown-kind", "kind of team", at, &field, faults);
            numbers::count(wanted, at, &field, faults);
        }
    }
}

/// Checks that a result names only what a valid formation knows. Whether it keeps the rules is for [`crate::verify`] to say.
///
/// # Errors
/// Every mistake, at once.
pub fn validate_formed(file: &str, problem: &Formation, formed: &Formed) -> Result<(), Vec<Fault>> {
    let context = Context::new(problem);
    let mut faults = Faults::new(file);
    wrong_format("formation-result/1", &formed.format, &mut faults);
    for (at, row) in rows("teams", &formed.teams) {
        context.team(&row.team, at, &mut faults);
        for (index, student) in row.students.iter().enumerate() {
            context.student(student, at, format_args!("students[{index}]"), &mut faults);
        }
    }
    for (at, row) in rows("unplaced", &formed.unplaced) {
        context.student(&row.student, at, "student", &mut faults);
    }
    for (at, row) in rows("unformed", &formed.unformed) {
        context.team(&row.team, at, &mut faults);
    }
    faults.result()
}
