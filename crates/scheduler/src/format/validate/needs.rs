//! Needs: place, windows, who may serve.

use super::Context;
use super::faults::{At, Faults, rows};
use super::numbers;
use super::times::Interval;
use crate::format::Need;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, need) in rows("needs", &context.problem.needs) {
        context.ids.place(&need.place, at, "place", faults);
        numbers::levels(&need.skills, at, "skills", faults);
        numbers::count(need.minutes, at, "minutes", faults);
        numbers::count(need.load, at, "load", faults);
        numbers::cost(need.unserved, at, "unserved", faults);
        numbers::cost(need.late, at, "late", faults);
        if let Some(due) = &need.due {
            context.instant(due, at, "due", faults);
        }
        windows(context, need, at, faults);
        who_may_serve(context, need, at, faults);
    }
}

fn windows(context: &Context, need: &Need, at: At, faults: &mut Faults) {
    for (index, pair) in need.windows.iter().enumerate() {
        let interval = Interval::entry("windows", index, pair);
        if let Some((from, to)) = context.interval(&interval, at, faults) {
            context.outside_horizon(&interval, at, faults);
            window_too_short(need, index, to - from, at, faults);
        }
    }
}

fn window_too_short(need: &Need, index: usize, length: i64, at: At, faults: &mut Faults) {
    if length < need.minutes {
        let cause = format!(
            "the window of {length} minutes is shorter than the visit of {}",
            need.minutes
        );
        let remedy = "Make the window longer, the visit shorter, or leave the window out.";
        faults.add(at, format_args!("windows[{index}]"), "window-too-short", cause, remedy);
    }
}

fn who_may_serve(context: &Context, need: &Need, at: At, faults: &mut Faults) {
    for (index, team) in need.allowed.iter().flatten().enumerate() {
        context.ids.team(team, at, format_args!("allowed[{index}]"), faults);
    }
    for (index, team) in need.excluded.iter().enumerate() {
        context.ids.team(team, at, format_args!("excluded[{index}]"), faults);
    }
    for (team, cost) in &need.preferred {
        context.ids.team(team, at, format_args!("preferred.{team}"), faults);
        numbers::signed_cost(*cost, at, format_args!("preferred.{team}"), faults);
    }
}
