//! A plan to start from, as decisions on the model.

use std::collections::HashMap;

use crate::format::Plan;
use crate::model::{Decision, Model};

/// The rows, by index, of a plan that `format::validate_plan` has accepted for the problem. What no longer fits the problem is
/// left for the search to drop.
pub fn decisions(model: &Model, plan: &Plan) -> Vec<Decision> {
    let numbered = model.ids.activities.iter().zip(0..);
    let activities: HashMap<(bool, &str), u32> = numbered
        .map(|(id, act)| ((model.is_session(act), id.as_str()), act))
        .collect();
    let teams: HashMap<&str, u32> = model.ids.teams.iter().map(String::as_str).zip(0..).collect();
    let attendance = plan
        .sessions
        .iter()
        .flat_map(|row| row.teams.iter().map(move |team| (&row.session, team)));
    let attendance = attendance.filter_map(|(session, team)| {
        let act = *activities.get(&(true, session.as_str()))?;
        Some(Decision {
            act,
            team: *teams.get(team.as_str())?,
            start: model.sessions[act as usize].start,
        })
    });
    let visits = plan.needs.iter().filter_map(|row| {
        let act = *activities.get(&(false, row.need.as_str()))?;
        Some(Decision {
            act,
            team: *teams.get(row.team.as_str())?,
            start: model.ids.clock.instant(&row.start)?,
        })
    });
    attendance.chain(visits).collect()
}
