//! Outings: availability, travel, capacity, length.

use std::collections::BTreeMap;

use super::setting::Setting;
use super::tally::{Tally, product};
use super::violation::{Rule, Violation};
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
                None => tally.violation(|| {
                    let words = format!("{} is not available for {}", team.id, activity.id);
                    broken(Rule::NotAvailable, team, activity, words)
                }),
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
            tally.violation(|| {
                let words = format!("{} cannot reach {} in time", team.id, activity.id);
                broken(Rule::CannotReach, team, activity, words).by(free + leg - activity.start)
            });
        }
        travelled += leg;
        (place, free) = (activity.place, activity.end);
    }
    let (Some(first), Some(last)) = (outing.first(), outing.last()) else {
        return;
    };
    let leg = setting.travel(place, &team.home);
    if free + leg > span.1 {
        tally.violation(|| {
            let words = format!("{} cannot be home in time after {}", team.id, last.id);
            broken(Rule::NotHomeInTime, team, last, words).by(free + leg - span.1)
        });
    }
    tally.sums.travel += product(setting.problem.weights.travel, travelled + leg);
    let left_home = first.start - setting.travel(&team.home, first.place);
    let over = team
        .longest_outing
        .map_or(0, |longest| free + leg - left_home - longest);
    if over > 0 {
        tally.violation(|| {
            let words = format!("{} is out too long from {}", team.id, first.id);
            broken(Rule::OutTooLong, team, first, words).by(over)
        });
    }
}

fn capacity(team: &Team, outing: &[&Activity], tally: &mut Tally) {
    let load: i64 = outing.iter().map(|activity| activity.load).sum();
    let over = team.capacity.map_or(0, |capacity| load - capacity);
    if let Some(first) = outing.first().filter(|_| over > 0) {
        tally.violation(|| {
            let words = format!("{} carries {load} on one outing, over its capacity", team.id);
            broken(Rule::OverCapacity, team, first, words)
                .about(outing.iter().map(|activity| activity.id))
                .by(over)
        });
    }
}

/// A rule that a team breaks with an activity.
fn broken(rule: Rule, team: &Team, activity: &Activity, words: String) -> Violation {
    Violation::new(rule, words)
        .team(&team.id)
        .about([activity.id])
        .at(activity.time)
}
