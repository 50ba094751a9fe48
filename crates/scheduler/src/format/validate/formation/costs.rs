//! Prices, and the promise that no score wraps around: every part at its worst, summed, fits in 64 bits.

use super::Context;
use super::kinds::asked_for;
use crate::format::validate::faults::Faults;
use crate::format::validate::numbers;

pub fn check(context: &Context, faults: &mut Faults) {
    let weights = &context.problem.weights;
    numbers::cost(weights.unplaced, "weights", "unplaced", faults);
    numbers::cost(weights.unformed, "weights", "unformed", faults);
    // The factors must be in range by themselves before their products mean anything.
    if faults.is_empty() && worst(context) > i128::from(i64::MAX / 4) {
        let cause = "minutes, counts and prices are so large that a score may not fit in 64 bits".into();
        faults.add("", "", "cost-overflow", cause, "Scale minutes and prices down.");
    }
}

/// At least the size of every score, and of every sum on the way to it.
fn worst(context: &Context) -> i128 {
    let problem = context.problem;
    let teams = i128::from(asked_for(problem));
    let hours = problem.hours.iter().map(|hour| {
        let wanted = hour.teams.values().copied().max().unwrap_or(0);
        i128::from(hour.minutes) * i128::from(wanted.max(1))
    });
    let hours: i128 = hours.sum();
    let short = problem.teams.iter().map(|kind| {
        let each = i128::from(kind.least.unwrap_or(0)) * i128::from(kind.short.unwrap_or(0));
        each.saturating_mul(i128::from(kind.count))
    });
    let friends: i128 = problem.friends.iter().map(|friends| i128::from(friends.weight)).sum();
    let left = problem.students.len() as i128 * i128::from(problem.weights.unplaced);
    let unformed = teams * i128::from(problem.weights.unformed);
    let parts = [teams.max(1).saturating_mul(hours), friends, left, unformed];
    short.chain(parts).fold(0, i128::saturating_add)
}
