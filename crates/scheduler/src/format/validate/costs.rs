//! The weights, and the promise that no plan's cost wraps around: every part at its worst, summed, fits in 64 bits.

use super::Context;
use super::faults::Faults;
use super::numbers;
use super::travel::longest_leg;
use crate::format::{Count, Limit, Need, Per, Problem, Session};

pub fn check(context: &Context, faults: &mut Faults) {
    let weights = &context.problem.weights;
    for (field, weight) in [
        ("travel", weights.travel),
        ("outing", weights.outing),
        ("regularity", weights.regularity),
        ("change", weights.change),
    ] {
        numbers::cost(weight, "weights", field, faults);
    }
    cost_overflow(context, faults);
}

fn cost_overflow(context: &Context, faults: &mut Faults) {
    // The factors must be in range by themselves before their products mean anything.
    let Some(clock) = context.clock.as_ref().filter(|_| faults.is_empty()) else {
        return;
    };
    let days = i128::from(clock.days());
    if worst_cost(context.problem, days) > i128::from(i64::MAX) {
        let cause = "the costs and weights are so large that the cost of a plan may not fit in 64 bits".into();
        faults.add("", "", "cost-overflow", cause, "Scale all costs and weights down.");
    }
}

/// At least what any plan costs that attends a session or serves a need with a team at most once.
fn worst_cost(problem: &Problem, days: i128) -> i128 {
    let weights = &problem.weights;
    let teams = problem.teams.len() as i128;
    let activities = teams * problem.sessions.len() as i128 + problem.needs.len() as i128;
    let baseline = problem
        .baseline
        .as_ref()
        .map_or(0, |b| b.sessions.len() + b.needs.len()) as i128;
    let outings: i128 = problem.teams.iter().map(|team| team.available.len() as i128).sum();
    let longest_leg = longest_leg(problem) as i128;
    let shared = [
        times(weights.travel, 2 * activities * longest_leg),
        times(weights.outing, outings),
        times(weights.regularity, activities),
        times(weights.change, baseline),
    ];
    let total_minutes = total_minutes(problem, days);
    let parts = (shared.into_iter())
        .chain(problem.sessions.iter().map(|session| worst_session(session, teams)))
        .chain(problem.needs.iter().map(|need| worst_need(need, days)))
        .chain(problem.links.iter().filter_map(|link| link.weight).map(magnitude))
        .chain(problem.requests.iter().map(|request| magnitude(request.weight)))
        .chain(problem.continuity.iter().map(|c| times(c.weight.unwrap_or(0), teams)))
        .chain(
            problem
                .limits
                .iter()
                .map(|limit| worst_limit(limit, problem, days, total_minutes)),
        );
    parts.fold(0, i128::saturating_add)
}

fn worst_session(session: &Session, teams: i128) -> i128 {
    let staffing = &session.teams;
    let under = times(staffing.under, magnitude(staffing.target));
    let mixes = session
        .mix
        .iter()
        .map(|mix| times(mix.under.unwrap_or(0), magnitude(mix.min)));
    mixes.fold(under.saturating_add(times(staffing.over, teams)), i128::saturating_add)
}

fn worst_need(need: &Need, days: i128) -> i128 {
    let preferred = need.preferred.values().copied().map(magnitude).max().unwrap_or(0);
    // The due time may lie before the horizon, but an hour of delay more than the horizon has is not planned for.
    let late = times(need.late, (days + 1) * 24);
    magnitude(need.unserved).saturating_add(preferred).saturating_add(late)
}

fn worst_limit(limit: &Limit, problem: &Problem, days: i128, total_minutes: i128) -> i128 {
    let teams = problem.teams.len() as i128;
    let bounds = [limit.min, limit.target]
        .into_iter()
        .flatten()
        .map(magnitude)
        .fold(0, i128::saturating_add);
    let amount = match limit.count {
        Count::Minutes => total_minutes,
        _ => (problem.sessions.len() + problem.needs.len()) as i128,
    };
    // An activity counts in as many windows as hold its date; it may be both above the max and above the target.
    let repeats = if limit.per == Some(Per::Window) {
        magnitude(limit.window.unwrap_or(1)).min(days)
    } else {
        1
    };
    let units = days.saturating_mul(bounds).saturating_add(2 * repeats * amount);
    times(limit.weight.unwrap_or(0), teams.saturating_mul(units))
}

/// Minutes of all activities together, as far as their times can be read.
fn total_minutes(problem: &Problem, days: i128) -> i128 {
    let horizon = days * 1440;
    let sessions = problem.sessions.iter().filter_map(|session| {
        let (start, end) = (session.start.wall()?, session.end.wall()?);
        // An hour more than the wall clock shows when it is set back in between.
        Some((i128::from(end) - i128::from(start)).clamp(0, horizon) + 60)
    });
    sessions.sum::<i128>() + problem.needs.iter().map(|need| magnitude(need.minutes)).sum::<i128>()
}

fn magnitude(value: i64) -> i128 {
    i128::from(value.unsigned_abs())
}

fn times(weight: i64, units: i128) -> i128 {
    magnitude(weight).saturating_mul(units)
}
