//! Hours of service of each team and each student, against the term's target.

use std::collections::HashMap;

use crate::format::{Count, Per, Plan, Problem, Team};
use crate::term::{Role, Term};

/// Somebody's hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Id of the team or person.
    pub id: String,
    /// Name.
    pub name: String,
    /// College.
    pub college: String,
    /// Minutes of service.
    pub minutes: i64,
    /// Minutes aimed at, where a limit says so.
    pub target: Option<i64>,
}

fn minutes(problem: &Problem, plan: &Plan) -> HashMap<String, i64> {
    let sessions: HashMap<&str, i64> = problem
        .sessions
        .iter()
        .filter_map(|s| Some((s.id.as_str(), i64::from(s.end.wall()? - s.start.wall()?))))
        .collect();
    let needs: HashMap<&str, i64> = problem.needs.iter().map(|n| (n.id.as_str(), n.minutes)).collect();
    let attended = plan
        .sessions
        .iter()
        .flat_map(|row| row.teams.iter().map(move |team| (team, row.session.as_str())));
    let mut minutes = HashMap::new();
    for (team, session) in attended {
        *minutes.entry(team.clone()).or_default() += sessions.get(session).copied().unwrap_or(0);
    }
    for row in &plan.needs {
        *minutes.entry(row.team.clone()).or_default() += needs.get(row.need.as_str()).copied().unwrap_or(0);
    }
    minutes
}

/// The minutes a limit aims at for a team over the term.
fn target(problem: &Problem, team: &Team) -> Option<i64> {
    let meant = |groups: &Option<Vec<String>>| {
        groups
            .as_ref()
            .is_none_or(|g| g.iter().any(|g| team.groups.contains(g)))
    };
    let over_term = problem
        .limits
        .iter()
        .filter(|l| l.count == Count::Minutes && l.per == Some(Per::Term));
    over_term.filter(|l| meant(&l.groups)).find_map(|l| l.target)
}

/// Every team's hours, in the order of the teams table.
#[must_use]
pub fn of_teams(problem: &Problem, plan: &Plan) -> Vec<Load> {
    let minutes = minutes(problem, plan);
    let load = |team: &Team| Load {
        id: team.id.clone(),
        name: team.name.clone().unwrap_or_else(|| team.id.clone()),
        college: team.groups.first().cloned().unwrap_or_default(),
        minutes: minutes.get(&team.id).copied().unwrap_or(0),
        target: target(problem, team),
    };
    problem.teams.iter().map(load).collect()
}

/// Every member's hours: those of the team, since who of it attends is settled by the team.
#[must_use]
pub fn of_students(term: &Term, problem: &Problem, plan: &Plan) -> Vec<Load> {
    let minutes = minutes(problem, plan);
    let teams: HashMap<&str, &Team> = problem.teams.iter().map(|team| (team.id.as_str(), team)).collect();
    let members = term
        .people
        .iter()
        .filter(|person| person.role != Role::Supervisor && person.team.is_some());
    let loads = members.map(|person| {
        let team = person.team.as_deref().unwrap_or_default();
        Load {
            id: person.id.clone(),
            name: person.name.clone(),
            college: person.college.clone(),
            minutes: minutes.get(team).copied().unwrap_or(0),
            target: teams.get(team).and_then(|team| target(problem, team)),
        }
    });
    loads.collect()
}
