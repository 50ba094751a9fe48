//! Exclusions: teams that must not do something.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Term;
use super::cells::text;
use super::decisions::{Sessions, What};
use super::faults::Faults;
use super::names::Known;
use super::table::{Row, Tables};
use crate::format::Problem;

/// A team that must not attend a session or serve a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// From what.
    pub from: Excluded,
    /// Which team.
    pub team: String,
    /// Why.
    pub reason: Option<String>,
}

/// What a team is kept from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excluded {
    /// A session: its hour, on a date.
    Session(String, NaiveDate),
    /// A need, by id.
    Need(String),
}

/// Reads the exclusions.
pub(super) fn read(tables: &Tables, known: &Known<'_>, sessions: &Sessions<'_>, faults: &mut Faults) -> Vec<Exclusion> {
    let mut exclusions = Vec::new();
    for row in tables.rows("excluded") {
        let team = row.named("team", &known.teams, faults);
        if let (Some(from), Some(team)) = (excluded(&row, known, sessions, faults), team) {
            let reason = row.may("reason", text, faults);
            exclusions.push(Exclusion { from, team, reason });
        }
    }
    exclusions
}

fn excluded(row: &Row<'_>, known: &Known<'_>, sessions: &Sessions<'_>, faults: &mut Faults) -> Option<Excluded> {
    match (row.may("session", text, faults), row.may("need", text, faults)) {
        (Some(session), None) => {
            sessions.check(row, &session, faults);
            match sessions.get(&session)? {
                What::Session(hour, date) => Some(Excluded::Session(hour, date)),
                What::Visit(..) => None,
            }
        }
        (None, Some(need)) => {
            let known = known.needs.check(row, "need", &need, faults);
            known.then_some(Excluded::Need(need))
        }
        _ => {
            let cause = "exactly one of session and need must be given".into();
            row.fault(faults, "session", "session-or-need", cause, "Fill in one of the two.");
            None
        }
    }
}

/// The skill which a session asks for that some teams are excluded from; every other team has it. A problem has no other way to
/// keep a team from a session and from nothing else.
fn skill(session: &str) -> String {
    format!("not-excluded:{session}")
}

/// Writes the exclusions into a problem.
pub(super) fn apply(term: &Term, problem: &mut Problem) {
    let mut sessions: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for Exclusion { from, team, .. } in &term.excluded {
        match from {
            Excluded::Session(hour, date) => sessions.entry(term.session_id(hour, *date)).or_default().push(team),
            Excluded::Need(id) => {
                let need = problem.needs.iter_mut().find(|need| need.id == *id);
                if let Some(need) = need.filter(|need| !need.excluded.contains(team)) {
                    need.excluded.push(team.clone());
                }
            }
        }
    }
    for (session, excluded) in sessions {
        for row in problem.sessions.iter_mut().filter(|row| row.id == session) {
            row.skills.insert(skill(&session), 1);
        }
        for team in problem
            .teams
            .iter_mut()
            .filter(|team| !excluded.contains(&team.id.as_str()))
        {
            team.skills.insert(skill(&session), 1);
        }
    }
}
