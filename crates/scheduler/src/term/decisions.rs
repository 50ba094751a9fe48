//! Decisions already taken (`fixed`) and the plan people hold in their hands (`baseline.json`).

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::Term;
use super::cells::{moment, text};
use super::expand;
use super::faults::{Faults, maybe};
use super::table::{Row, Tables};
use crate::format::{LocalTime, read_plan};

/// The published plan within a folder.
pub(super) const BASELINE: &str = "baseline.json";

/// What a team is held to.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A session: its hour, on a date.
    Session(String, NaiveDate),
    /// A visit: its need, at a time.
    Visit(String, NaiveDateTime),
}

/// One team at one session or visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What.
    pub what: What,
    /// By whom.
    pub team: String,
}

/// Sessions of a term by id.
fn sessions(term: &Term) -> HashMap<String, (String, NaiveDate)> {
    let of = |(hour, date): (&super::Hour, NaiveDate)| (expand::session_id(hour, date), (hour.id.clone(), date));
    expand::sessions(term).map(of).collect()
}

/// Reads the fixed decisions.
pub(super) fn fixed(tables: &Tables, term: &Term, faults: &mut Faults) -> Vec<Decision> {
    let sessions = sessions(term);
    let mut decisions = Vec::new();
    for row in tables.rows("fixed") {
        let team = row.must("team", text, faults);
        if let Some(unknown) = team
            .as_deref()
            .filter(|id| !term.teams.iter().any(|team| team.id == **id))
        {
            let remedy = format!(
                "Use an id of the teams table.{}",
                maybe(unknown, term.teams.iter().map(|t| t.id.as_str()))
            );
            row.fault(
                faults,
                "team",
                "unknown-team",
                format!("{unknown:?} is not among the teams"),
                &remedy,
            );
        }
        if let (Some(what), Some(team)) = (what(&row, &sessions, term, faults), team) {
            decisions.push(Decision { what, team });
        }
    }
    decisions
}

fn what(
    row: &Row<'_>,
    sessions: &HashMap<String, (String, NaiveDate)>,
    term: &Term,
    faults: &mut Faults,
) -> Option<What> {
    match (row.may("session", text, faults), row.may("need", text, faults)) {
        (Some(session), None) => match sessions.get(&session) {
            Some((hour, date)) => Some(What::Session(hour.clone(), *date)),
            None => {
                let remedy = format!(
                    "Write HOUR-MMDD.{}",
                    maybe(&session, sessions.keys().map(String::as_str))
                );
                row.fault(
                    faults,
                    "session",
                    "unknown-session",
                    format!("{session:?} is no session"),
                    &remedy,
                );
                None
            }
        },
        (None, Some(need)) => {
            let start = row.must("start", moment, faults);
            if !term.needs.iter().any(|known| known.id == need) {
                let remedy = format!(
                    "Use an id of the needs.{}",
                    maybe(&need, term.needs.iter().map(|n| n.id.as_str()))
                );
                row.fault(
                    faults,
                    "need",
                    "unknown-need",
                    format!("{need:?} is not among the needs"),
                    &remedy,
                );
                return None;
            }
            start.map(|start| What::Visit(need, start))
        }
        _ => {
            let cause = "exactly one of session and need must be given".into();
            row.fault(faults, "session", "session-or-need", cause, "Fill in one of the two.");
            None
        }
    }
}

/// Reads the published plan. Rows of it that the term no longer has are faults: a plan of another term must not pass for this
/// one's.
pub(super) fn baseline(bytes: Option<&[u8]>, term: &Term, faults: &mut Faults) -> Vec<Decision> {
    let Some(bytes) = bytes else { return Vec::new() };
    let plan = match read_plan(BASELINE, bytes) {
        Ok(plan) => plan,
        Err(found) => {
            faults.list.extend(found);
            return Vec::new();
        }
    };
    let sessions = sessions(term);
    let mut decisions = Vec::new();
    let mut unknown = |at: String, field: &str, code: &'static str, id: &str| {
        faults.add(
            BASELINE,
            at,
            field,
            code,
            format!("{id:?} is not in this term"),
            "Use the plan published for this term.",
        );
    };
    let known_team = |id: &str| term.teams.iter().any(|team| team.id == id);
    for (k, row) in plan.sessions.iter().enumerate() {
        let found = sessions.get(&row.session);
        if found.is_none() {
            unknown(format!("sessions[{k}]"), "session", "unknown-session", &row.session);
        }
        for team in &row.teams {
            if !known_team(team) {
                unknown(format!("sessions[{k}]"), "teams", "unknown-team", team);
            } else if let Some((hour, date)) = found {
                decisions.push(Decision {
                    what: What::Session(hour.clone(), *date),
                    team: team.clone(),
                });
            }
        }
    }
    for (k, row) in plan.needs.iter().enumerate() {
        let start = naive(&row.start);
        if !term.needs.iter().any(|need| need.id == row.need) {
            unknown(format!("needs[{k}]"), "need", "unknown-need", &row.need);
        } else if !known_team(&row.team) {
            unknown(format!("needs[{k}]"), "team", "unknown-team", &row.team);
        } else if let Some(start) = start {
            decisions.push(Decision {
                what: What::Visit(row.need.clone(), start),
                team: row.team.clone(),
            });
        } else {
            unknown(format!("needs[{k}]"), "start", "not-a-time", &row.start.to_string());
        }
    }
    decisions
}

fn naive(time: &LocalTime) -> Option<NaiveDateTime> {
    moment(&time.to_string()).ok()
}
