//! Continuity: needs that exist, a sensible number of teams.

use super::Context;
use super::faults::{Faults, rows};
use super::numbers;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, continuity) in rows("continuity", &context.problem.continuity) {
        for (index, need) in continuity.needs.iter().enumerate() {
            context.ids.need(need, at, format_args!("needs[{index}]"), faults);
        }
        numbers::count(continuity.max_teams, at, "max_teams", faults);
        if let Some(weight) = continuity.weight {
            numbers::cost(weight, at, "weight", faults);
        }
    }
}
