//! From the search's decisions back to a plan with ids and local times.

use crate::format::{NeedRow, Plan, SessionRow};
use crate::model::{Decision, Model};

/// The plan of a set of decisions, in the order of the problem's sessions and needs.
pub fn plan(model: &Model, decisions: &[Decision]) -> Plan {
    let mut attending = vec![Vec::new(); model.sessions.len()];
    let mut visits = vec![None; model.needs.len()];
    for decision in decisions {
        match attending.get_mut(decision.act as usize) {
            Some(teams) => teams.push(decision.team),
            None => visits[model.need_index(decision.act)] = Some(*decision),
        }
    }
    let sessions = attending.into_iter().zip(0..).filter(|(teams, _)| !teams.is_empty()).map(|(mut teams, act)| {
        teams.sort_unstable();
        SessionRow {
            session: model.ids.activity(act).to_owned(),
            teams: teams.into_iter().map(|team| model.ids.team(team).to_owned()).collect(),
        }
    });
    let needs = visits.into_iter().flatten().map(|visit| NeedRow {
        need: model.ids.activity(visit.act).to_owned(),
        team: model.ids.team(visit.team).to_owned(),
        start: model.ids.time(visit.start),
    });
    Plan { format: "plan/1".into(), sessions: sessions.collect(), needs: needs.collect(), ..Plan::default() }
}
