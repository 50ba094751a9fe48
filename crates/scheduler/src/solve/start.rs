//! A plan to start from, as decisions on the model.

use std::collections::HashMap;

use crate::format::{Fault, Plan};
use crate::model::{ActIx, Decision, Model, TeamIx};

/// How a fault names the plan, which came without a file name.
const PLAN: &str = "plan";

/// The plan's rows by index. What no longer fits the problem is left for the search to drop.
///
/// # Errors
/// Every row that names something the problem does not know, or a time that does not exist.
pub fn decisions(model: &Model, plan: &Plan) -> Result<Vec<Decision>, Vec<Fault>> {
    let mut reading = Reading::new(model);
    let mut decisions = Vec::new();
    for (row, k) in plan.sessions.iter().zip(0..) {
        let at = || format!("sessions[{k}]");
        let act = reading.activity(true, &row.session, at);
        for id in &row.teams {
            if let (Some(act), Some(team)) = (act, reading.team(id, at)) {
                decisions.push(Decision {
                    act,
                    team,
                    start: model.sessions[act as usize].start,
                });
            }
        }
    }
    for (row, k) in plan.needs.iter().zip(0..) {
        let at = || format!("needs[{k}]");
        let start = model.ids.clock.instant(&row.start);
        if start.is_none() {
            reading.fault(
                at(),
                "start",
                "no-such-time",
                format!("{} is no time in the zone", row.start),
            );
        }
        let (act, team) = (reading.activity(false, &row.need, at), reading.team(&row.team, at));
        if let (Some(act), Some(team), Some(start)) = (act, team, start) {
            decisions.push(Decision { act, team, start });
        }
    }
    if reading.faults.is_empty() {
        Ok(decisions)
    } else {
        Err(reading.faults)
    }
}

struct Reading<'m> {
    activities: HashMap<(bool, &'m str), ActIx>,
    teams: HashMap<&'m str, TeamIx>,
    faults: Vec<Fault>,
}

impl<'m> Reading<'m> {
    fn new(model: &'m Model) -> Self {
        let activities = model.ids.activities.iter().zip(0..);
        Self {
            activities: activities
                .map(|(id, act)| ((model.is_session(act), id.as_str()), act))
                .collect(),
            teams: model.ids.teams.iter().map(String::as_str).zip(0..).collect(),
            faults: Vec::new(),
        }
    }

    fn activity(&mut self, session: bool, id: &str, at: impl Fn() -> String) -> Option<ActIx> {
        let found = self.activities.get(&(session, id)).copied();
        if found.is_none() {
            let (field, code) = if session {
                ("session", "unknown-session")
            } else {
                ("need", "unknown-need")
            };
            self.fault(at(), field, code, format!("{id:?} is not in the problem"));
        }
        found
    }

    fn team(&mut self, id: &str, at: impl Fn() -> String) -> Option<TeamIx> {
        let found = self.teams.get(id).copied();
        if found.is_none() {
            self.fault(at(), "team", "unknown-team", format!("{id:?} is not in the problem"));
        }
        found
    }

    fn fault(&mut self, at: String, field: &str, code: &'static str, cause: String) {
        let remedy = "Start from a plan made for this problem.".into();
        self.faults.push(Fault {
            file: PLAN.into(),
            at,
            field: field.into(),
            code,
            cause,
            remedy,
        });
    }
}
