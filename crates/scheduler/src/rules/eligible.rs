//! A team does only what it has the skills for, and serves only needs that allow it.

use super::audit::duties::{Duties, Finding};
use crate::model::{Model, TeamIx};

/// Lacking skills, and being excluded or not among the allowed, are a violation each.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let sessions = duties
        .attending
        .iter()
        .zip(0..)
        .flat_map(|(teams, act)| teams.iter().map(move |&team| (act, team)));
    let visits = duties.visits.iter().enumerate();
    let visits = visits.filter_map(|(need, visit)| visit.map(|(team, _)| (model.need_act(need), team)));
    sessions.chain(visits).map(|(act, team)| one(model, act, team)).sum()
}

fn one(model: &Model, act: u32, team: TeamIx) -> Finding {
    let who = &model.options.eligible[act as usize];
    let skilled = who.skilled[team as usize];
    let allowed = who
        .allowed
        .as_ref()
        .is_none_or(|teams| teams.binary_search(&team).is_ok());
    let welcome = allowed && who.excluded.binary_search(&team).is_err();
    Finding {
        cost: 0,
        broken: i64::from(!skilled) + i64::from(!welcome),
    }
}
