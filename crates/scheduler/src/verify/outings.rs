//! Outings: availability, travel, capacity, length.

use std::collections::BTreeMap;

use super::setting::Setting;
use super::tally::{Tally, product};
use super::work::Activity;
use crate::format::Team;

pub fn check(setting: &Setting, work: &[Vec<Activity>], tally: &mut Tally) {
    for (team, activities) in setting.problem.teams.iter().zip(work) {
        let spans = spans(setting, team);
        let mut outings: BTreeMap<usize, Vec<&Activity>> = BTreeMap::new();
        for activity in activities {
            // The span with the latest start not after the activity's, whether or not it ends in time.
            let span = spans.partition_point(|span| span.0 <= activity.start).checked_sub(1);
            match span.filter(|span| activity.end <= spans[*span].1) {
                Some(span) => outings.entry(span).or_default().push(activity),
                None => tally.violation(|| format!("{} is not available for {}", team.id, activity.id)),
            }
        }
        for (span, outing) in &outings {
            tally.sums.outing += i128::from(setting.problem.weights.outing);
            route(setting, team, spans[*span], outing, tally);
            capacity(team, outing, tally);
        }
    }
}

fn spans(setting: &Setting, team: &Team) -> Vec<(i64, i64)> {
    let both = |(from, to)| (setting.minute(from), setting.minute(to));
    let mut spans: Vec<(i64, i64)> = team.available.iter().map(|(from, to)| both((from, to))).collect();
    spans.sort_unstable();
    spans
}

/// From home through the activities and back.
fn route(setting: &Setting, team: &Team, span: (i64, i64), outing: &[&Activity], tally: &mut Tally) {
    let (mut place, mut free, mut travelled) = (team.home.as_str(), span.0, 0);
    for activity in outing {
        let leg = setting.travel(place, activity.place);
        if free + leg > activity.start {
            tally.violation(|| format!("{} cannot reach {} in time", team.id, activity.id));
        }
        travelled += leg;
        (place, free) = (activity.place, activity.end);
    }
    let (Some(first), Some(last)) = (outing.first(), outing.last()) else {
        return;
    };
    let leg = setting.travel(place, &team.home);
    if free + leg > span.1 {
        tally.violation(|| format!("{} cannot be home in time after {}", team.id, last.id));
    }
    tally.sums.travel += product(setting.problem.weights.travel, travelled + leg);
    let left_home = first.start - setting.travel(&team.home, first.place);
    if team
        .longest_outing
        .is_some_and(|longest| free + leg - left_home > longest)
    {
        tally.violation(|| format!("{} is out too long from {}", team.id, first.id));
    }
}

fn capacity(team: &Team, outing: &[&Activity], tally: &mut Tally) {
    let load: i64 = outing.iter().map(|activity| activity.load).sum();
    if team.capacity.is_some_and(|capacity| load > capacity) {
        tally.violation(|| format!("{} carries {load} on one outing, over its capacity", team.id));
    }
}
