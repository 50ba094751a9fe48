//! The hard rules, in the order of the page.

use std::collections::HashSet;

use super::setting::Setting;
use crate::format::placement::{Quota, Together};

pub fn check(setting: &Setting, violations: &mut Vec<String>) {
    capacities(setting, violations);
    quotas(setting, violations);
    bundles(setting, violations);
    for (one, other) in &setting.problem.apart {
        let place = setting.place_of(one);
        if place.is_some() && place == setting.place_of(other) {
            violations.push(format!("{one} and {other} are together"));
        }
    }
    for fixed in &setting.problem.fixed {
        let place = setting.place_of(&fixed.applicant);
        if place.is_none_or(|place| setting.problem.positions[place].id != fixed.position) {
            violations.push(format!("fixed {} at {} not kept", fixed.applicant, fixed.position));
        }
    }
}

fn capacities(setting: &Setting, violations: &mut Vec<String>) {
    for (index, position) in setting.problem.positions.iter().enumerate() {
        let used = setting.used(index);
        if used > position.capacity {
            violations.push(format!("{} over capacity", position.id));
        }
        if !setting.members(index).is_empty() && used < position.minimum {
            violations.push(format!("{} open below its minimum", position.id));
        }
    }
    let room = setting.host_room();
    for host in &setting.problem.hosts {
        if room.get(host.id.as_str()).is_some_and(|room| *room < 0) {
            violations.push(format!("host {} over capacity", host.id));
        }
    }
}

fn quotas(setting: &Setting, violations: &mut Vec<String>) {
    for quota in &setting.problem.quotas {
        let counted = setting
            .placed()
            .filter(|&(applicant, position)| counts(setting, quota, applicant, position));
        let count = counted.count() as i64;
        if quota.min.is_some_and(|min| count < min) || quota.max.is_some_and(|max| count > max) {
            violations.push(format!("quota {} has {count}", quota.id));
        }
    }
}

fn counts(setting: &Setting, quota: &Quota, applicant: usize, position: usize) -> bool {
    let of = |asked: &Option<Vec<String>>, groups: &[String]| match asked {
        None => true,
        Some(asked) => groups.iter().any(|group| asked.contains(group)),
    };
    of(&quota.applicants, &setting.problem.applicants[applicant].groups)
        && of(&quota.positions, &setting.problem.positions[position].groups)
}

/// Nowhere is a place too, and for a bundle at one host a position without a host is nowhere.
fn bundles(setting: &Setting, violations: &mut Vec<String>) {
    for bundle in &setting.problem.bundles {
        let place = |member: &String| {
            let position = setting.place_of(member)?;
            match bundle.at {
                Together::Position => Some(setting.problem.positions[position].id.as_str()),
                Together::Host => setting.host(position),
            }
        };
        let places: HashSet<_> = bundle.applicants.iter().map(place).collect();
        if places.len() > 1 {
            violations.push(format!("bundle {} is split", bundle.id));
        }
    }
}
