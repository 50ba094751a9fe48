//! Teams: home, availability, capacity.

use super::Context;
use super::faults::{At, Faults, rows};
use super::numbers;
use super::times::Interval;
use crate::format::Team;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, team) in rows("teams", &context.problem.teams) {
        context.ids.place(&team.home, at, "home", faults);
        numbers::levels(&team.skills, at, "skills", faults);
        if let Some(capacity) = team.capacity {
            numbers::count(capacity, at, "capacity", faults);
        }
        if let Some(minutes) = team.longest_outing {
            numbers::count(minutes, at, "longest_outing", faults);
        }
        overlapping_intervals(context, team, at, faults);
    }
}

/// Each interval is one possible outing, so no instant may belong to two; they may touch.
fn overlapping_intervals(context: &Context, team: &Team, at: At, faults: &mut Faults) {
    let mut spans = Vec::with_capacity(team.available.len());
    for (index, pair) in team.available.iter().enumerate() {
        let interval = Interval::entry("available", index, pair);
        if let Some((from, to)) = context.filled_interval(&interval, at, faults) {
            spans.push((from, to, index));
        }
    }
    spans.sort_unstable();
    for pair in spans.windows(2).filter(|pair| pair[1].0 < pair[0].1) {
        let (earlier, later) = (&team.available[pair[0].2], &team.available[pair[1].2]);
        let cause = format!("{} to {} overlaps {} to {}", later.0, later.1, earlier.0, earlier.1);
        let field = format_args!("available[{}]", pair[1].2).to_string();
        faults.add(
            at,
            field,
            "overlapping-intervals",
            cause,
            "Merge the two or let one end where the other starts.",
        );
    }
}
