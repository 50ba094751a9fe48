//! From decisions back to a plan with ids and local times.

use super::course::Found;
use super::reasons;
use crate::format::{NeedRow, Plan, SessionRow, Unserved};
use crate::model::{Decision, Model};
use crate::rules::audit::audit;
use crate::search::{Search, Start};

/// The plan of what a solve found, in the order of the problem's sessions and needs. Fixed decisions are in it even where they
/// could not be met.
pub fn plan(model: &Model, found: &Found) -> Plan {
    let mut decisions = found.decisions.clone();
    decisions.extend(model.fixed.iter().filter(|fixed| !found.decisions.contains(fixed)));
    let mut attending = vec![Vec::new(); model.sessions.len()];
    let mut visits: Vec<Option<Decision>> = vec![None; model.needs.len()];
    for decision in &decisions {
        match attending.get_mut(decision.act as usize) {
            Some(teams) => teams.push(decision.team),
            None => visits[model.need_index(decision.act)] = Some(*decision),
        }
    }
    let open: Vec<u32> = (0..model.needs.len())
        .filter(|&n| visits[n].is_none())
        .map(|n| model.need_act(n))
        .collect();
    let audit = audit(model, &decisions_of(model, &attending, &visits));
    Plan {
        format: "plan/1".into(),
        sessions: attending
            .iter()
            .zip(0..)
            .filter_map(|(teams, act)| session(model, act, teams))
            .collect(),
        needs: visits.iter().flatten().map(|visit| visit_row(model, visit)).collect(),
        cost: Some(audit.cost()),
        bound: found.bound,
        breakdown: Some(
            audit
                .parts
                .iter()
                .map(|&(part, cost)| (part.to_owned(), cost))
                .collect(),
        ),
        unserved: unserved(model, found, &open),
        unmet: Vec::new(),
    }
}

/// What the plan says, of which a need served by two fixed decisions keeps one.
fn decisions_of(model: &Model, attending: &[Vec<u32>], visits: &[Option<Decision>]) -> Vec<Decision> {
    let sessions = attending.iter().zip(0..).flat_map(|(teams, act)| {
        let start = model.sessions[act as usize].start;
        teams.iter().map(move |&team| Decision { act, team, start })
    });
    sessions.chain(visits.iter().flatten().copied()).collect()
}

fn session(model: &Model, act: u32, teams: &[u32]) -> Option<SessionRow> {
    let mut teams = teams.to_vec();
    teams.sort_unstable();
    (!teams.is_empty()).then(|| SessionRow {
        session: model.ids.activity(act).to_owned(),
        teams: teams.into_iter().map(|team| model.ids.team(team).to_owned()).collect(),
    })
}

fn visit_row(model: &Model, visit: &Decision) -> NeedRow {
    NeedRow {
        need: model.ids.activity(visit.act).to_owned(),
        team: model.ids.team(visit.team).to_owned(),
        start: model.ids.time(visit.start),
    }
}

fn unserved(model: &Model, found: &Found, open: &[u32]) -> Vec<Unserved> {
    if open.is_empty() {
        return Vec::new();
    }
    let search = Search::resume(model, &Start { plan: &found.decisions });
    let row = |&need: &u32| Unserved {
        need: model.ids.activity(need).to_owned(),
        reasons: reasons::of(&search, need),
    };
    open.iter().map(row).collect()
}
