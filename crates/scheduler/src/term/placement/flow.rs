//! What placements mean for the roster: a team placed at a clinic staffs its hours, and others do not; who is placed is at work in
//! the position's times.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Position;
use crate::format::Problem;
use crate::term::Term;
use crate::term::hours::sessions;

/// Positions by who is placed there: student numbers, and ids of teams.
pub(in crate::term) fn held(term: &Term) -> HashMap<&str, &Position> {
    let by_id: HashMap<&str, &Position> = term.positions.iter().map(|row| (row.id.as_str(), row)).collect();
    let rows = term.placements.iter();
    rows.filter_map(|row| Some((row.applicant.as_str(), *by_id.get(row.position.as_str())?)))
        .collect()
}

/// The skill which the sessions of an hour ask for that positions name; the teams placed there have it. A problem has no other way
/// to keep all other teams from some sessions.
fn skill(hour: &str) -> String {
    format!("placed:{hour}")
}

/// Writes the placements into a problem. An hour that no team is placed for yet is open to all.
pub(in crate::term) fn apply(term: &Term, problem: &mut Problem) {
    let mut eligible: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (team, position) in held(term).into_iter().filter(|(_, position)| position.teams) {
        for hour in &position.hours {
            eligible.entry(hour).or_default().insert(team);
        }
    }
    let of_hour: HashMap<String, &str> = sessions(&term.hours, &term.settings)
        .map(|(hour, date)| (hour.session_id(date), hour.id.as_str()))
        .collect();
    for session in &mut problem.sessions {
        let hour = of_hour.get(&session.id).filter(|hour| eligible.contains_key(**hour));
        session.skills.extend(hour.map(|hour| (skill(hour), 1)));
    }
    for (hour, placed) in eligible {
        for team in problem
            .teams
            .iter_mut()
            .filter(|team| placed.contains(team.id.as_str()))
        {
            team.skills.insert(skill(hour), 1);
        }
    }
}
