//! Plans: only what the problem knows, at times that exist.

use super::Context;
use super::faults::{Faults, rows};
use super::header::wrong_format;
use crate::format::Plan;

pub fn check(context: &Context, plan: &Plan, faults: &mut Faults) {
    wrong_format("plan/1", &plan.format, faults);
    for (at, row) in rows("sessions", &plan.sessions) {
        context.ids.session(&row.session, at, "session", faults);
        for (index, team) in row.teams.iter().enumerate() {
            context.ids.team(team, at, format_args!("teams[{index}]"), faults);
        }
    }
    for (at, row) in rows("needs", &plan.needs) {
        context.ids.need(&row.need, at, "need", faults);
        context.ids.team(&row.team, at, "team", faults);
        context.instant(&row.start, at, "start", faults);
    }
}
