//! Decisions already taken, and the baseline that people hold in their hands.

use super::roster::Roster;
use super::setting::Setting;
use super::tally::Tally;
use super::violation::{Rule, Violation};
use crate::format::Fixed;

pub fn check(setting: &Setting, roster: &Roster, tally: &mut Tally) {
    for row in &setting.problem.fixed {
        if !kept(setting, roster, row) {
            tally.violation(|| broken(row));
        }
    }
    if let Some(baseline) = &setting.problem.baseline {
        let rows = baseline.sessions.iter().chain(&baseline.needs);
        let changed = rows.filter(|row| !kept(setting, roster, row)).count() as i128;
        tally.sums.change += changed * i128::from(setting.problem.weights.change);
    }
}

fn kept(setting: &Setting, roster: &Roster, row: &Fixed) -> bool {
    let team = setting.team_index[row.team.as_str()];
    if let Some(session) = &row.session {
        return roster.attends(team, setting.session_index[session.as_str()]);
    }
    let (Some(need), Some(start)) = (&row.need, &row.start) else {
        return false;
    };
    let visit = roster.visits[setting.need_index[need.as_str()]].as_ref();
    visit.is_some_and(|visit| visit.team == team && visit.start == setting.minute(start))
}

fn broken(row: &Fixed) -> Violation {
    let words = format!("the fixed decision that {} is not kept", words(row));
    let activity = row.session.as_deref().or(row.need.as_deref());
    let violation = Violation::new(Rule::NotAsFixed, words).team(&row.team).about(activity);
    match &row.start {
        Some(start) => violation.at(start),
        None => violation,
    }
}

fn words(row: &Fixed) -> String {
    match (&row.session, &row.need, &row.start) {
        (Some(session), _, _) => format!("{} attends {session}", row.team),
        (None, Some(need), Some(start)) => format!("{} serves {need} at {start}", row.team),
        _ => format!("{} does something", row.team),
    }
}
