//! Who attends what and who serves whom, from the rows of the plan as written.

use super::setting::Setting;
use super::tally::Tally;
use super::violation::{Rule, Violation};
use crate::format::{LocalTime, Plan};

/// A need that is served.
pub struct Visit<'a> {
    pub team: usize,
    pub time: &'a LocalTime,
    pub start: i64,
}

/// The plan by index.
pub struct Roster<'a> {
    /// Per session of the problem, the teams in the order of the plan, each once.
    pub teams_of_session: Vec<Vec<usize>>,
    /// Per need of the problem, its last row in the plan.
    pub visits: Vec<Option<Visit<'a>>>,
}

impl<'a> Roster<'a> {
    pub fn new(setting: &Setting, plan: &'a Plan, tally: &mut Tally) -> Self {
        let mut roster = Self {
            teams_of_session: vec![Vec::new(); setting.problem.sessions.len()],
            visits: setting.problem.needs.iter().map(|_| None).collect(),
        };
        for row in &plan.sessions {
            let teams = &mut roster.teams_of_session[setting.session_index[row.session.as_str()]];
            for id in &row.teams {
                let team = setting.team_index[id.as_str()];
                if teams.contains(&team) {
                    tally.violation(|| {
                        Violation::new(Rule::AttendsTwice, format!("{id} is twice in {}", row.session))
                            .team(id)
                            .about([row.session.as_str()])
                    });
                } else {
                    teams.push(team);
                }
            }
        }
        for row in &plan.needs {
            let visit = Visit {
                team: setting.team_index[row.team.as_str()],
                time: &row.start,
                start: setting.minute(&row.start),
            };
            let before = roster.visits[setting.need_index[row.need.as_str()]].replace(visit);
            if before.is_some() {
                tally.violation(|| {
                    Violation::new(Rule::ServedTwice, format!("{} is served twice", row.need))
                        .about([row.need.as_str()])
                });
            }
        }
        roster
    }

    /// Needs served.
    pub fn served(&self) -> usize {
        self.visits.iter().flatten().count()
    }

    /// Attendances.
    pub fn staffed(&self) -> usize {
        self.teams_of_session.iter().map(Vec::len).sum()
    }

    /// Whether a team attends a session.
    pub fn attends(&self, team: usize, session: usize) -> bool {
        self.teams_of_session[session].contains(&team)
    }
}
