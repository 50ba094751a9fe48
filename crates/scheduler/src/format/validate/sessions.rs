//! Sessions: place, time, staffing, mix.

use super::Context;
use super::faults::{At, Faults, rows};
use super::numbers;
use super::times::{Fields, Interval};
use crate::format::{Mix, Staffing};

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, session) in rows("sessions", &context.problem.sessions) {
        context.ids.place(&session.place, at, "place", faults);
        numbers::levels(&session.skills, at, "skills", faults);
        let interval = Interval {
            from: &session.start,
            to: &session.end,
            fields: Fields::StartEnd,
        };
        if context.filled_interval(&interval, at, faults).is_some() {
            context.outside_horizon(&interval, at, faults);
        }
        staffing(&session.teams, at, faults);
        for (index, mix) in session.mix.iter().enumerate() {
            entry_of_mix(mix, index, at, faults);
        }
    }
}

fn staffing(teams: &Staffing, at: At, faults: &mut Faults) {
    numbers::count(teams.target, at, "teams.target", faults);
    numbers::count(teams.max, at, "teams.max", faults);
    numbers::cost(teams.under, at, "teams.under", faults);
    numbers::cost(teams.over, at, "teams.over", faults);
}

fn entry_of_mix(mix: &Mix, index: usize, at: At, faults: &mut Faults) {
    let field = |name: &str| format!("mix[{index}].{name}");
    numbers::levels(&mix.skills, at, field("skills"), faults);
    numbers::count(mix.min, at, field("min"), faults);
    if let Some(under) = mix.under {
        numbers::cost(under, at, field("under"), faults);
    }
}
