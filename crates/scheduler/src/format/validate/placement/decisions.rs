//! Decisions that are made already: each can be kept, and all of them at once.

use std::collections::{BTreeMap, HashSet};

use super::super::faults::{At, Faults, rows};
use super::Context;
use crate::format::placement::{Applicant, Placed, Position, Quota, Tier, Together};

pub fn check(context: &Context, faults: &mut Faults) {
    let mut decided = BTreeMap::new();
    for (at, row) in rows("fixed", &context.problem.fixed) {
        context.applicant(&row.applicant, at, "applicant", faults);
        context.position(&row.position, at, "position", faults);
        let Some((applicant, position)) = indices(context, row) else {
            continue;
        };
        if decided.insert(applicant, position).is_some() {
            let cause = format!("where {:?} is was decided in an earlier row", row.applicant);
            faults.add(at, "applicant", "fixed-twice", cause, "Keep one of the rows.");
        }
        fixed_ineligible(context, (applicant, position), at, faults);
    }
    let decided = Decided { context, at: decided };
    decided.over_capacity(faults);
    decided.over_quota(faults);
    decided.split(faults);
    decided.together(faults);
}

fn indices(context: &Context, row: &Placed) -> Option<(usize, usize)> {
    let applicant = context.applicants.get(row.applicant.as_str())?;
    Some((*applicant, *context.positions.get(row.position.as_str())?))
}

fn fixed_ineligible(context: &Context, pair: (usize, usize), at: At, faults: &mut Faults) {
    let (applicant, position) = (&context.problem.applicants[pair.0], &context.problem.positions[pair.1]);
    let cause = if !lists(&applicant.choices, &position.id) {
        format!("{:?} does not list {:?}", applicant.id, position.id)
    } else if position
        .choices
        .as_ref()
        .is_some_and(|choices| !lists(choices, &applicant.id))
    {
        format!("{:?} does not list {:?}", position.id, applicant.id)
    } else if let Some(skill) = lacking(applicant, position) {
        format!("{:?} lacks {skill:?}, which {:?} asks for", applicant.id, position.id)
    } else {
        return;
    };
    let remedy = "Take the decision back, or add what is missing.";
    faults.add(at, "position", "fixed-ineligible", cause, remedy);
}

fn lists(choices: &[Tier], id: &str) -> bool {
    choices.iter().any(|tier| tier.0.iter().any(|listed| listed == id))
}

fn lacking<'a>(applicant: &Applicant, position: &'a Position) -> Option<&'a str> {
    let level = |skill: &String| applicant.skills.get(skill).copied().unwrap_or(0);
    let asked = position.skills.iter();
    asked
        .into_iter()
        .find(|(skill, asked)| level(skill) < **asked)
        .map(|(skill, _)| skill.as_str())
}

/// Position by applicant.
struct Decided<'a> {
    context: &'a Context<'a>,
    at: BTreeMap<usize, usize>,
}

impl Decided<'_> {
    fn contradiction(&self, at: At, field: &str, cause: String, faults: &mut Faults) {
        let remedy = "Take one of the decisions back, or change the rule that they break.";
        faults.add(at, field, "fixed-contradiction", cause, remedy);
    }

    fn over_capacity(&self, faults: &mut Faults) {
        let problem = self.context.problem;
        let mut used = vec![0; problem.positions.len()];
        for (applicant, position) in &self.at {
            used[*position] += problem.applicants[*applicant].size;
        }
        for (at, position) in rows("positions", &problem.positions) {
            if used[at.1] > position.capacity.max(0) {
                let cause = format!(
                    "decisions put {} at {:?}, which takes {}",
                    used[at.1], position.id, position.capacity
                );
                self.contradiction(at, "capacity", cause, faults);
            }
        }
        for (at, host) in rows("hosts", &problem.hosts) {
            let own = problem
                .positions
                .iter()
                .zip(&used)
                .filter(|(position, _)| position.host.as_ref() == Some(&host.id));
            let used: i64 = own.map(|(_, used)| used).sum();
            if let Some(capacity) = host.capacity.filter(|capacity| used > (*capacity).max(0)) {
                let cause = format!("decisions put {used} at {:?}, which takes {capacity}", host.id);
                self.contradiction(at, "capacity", cause, faults);
            }
        }
    }

    fn over_quota(&self, faults: &mut Faults) {
        for (at, quota) in rows("quotas", &self.context.problem.quotas) {
            let count = self
                .at
                .iter()
                .filter(|(applicant, position)| self.counts(quota, **applicant, **position))
                .count();
            if let Some(max) = quota
                .max
                .filter(|max| i64::try_from(count).is_ok_and(|count| count > *max))
            {
                let cause = format!("decisions bring {:?} to {count}, and its max is {max}", quota.id);
                self.contradiction(at, "max", cause, faults);
            }
        }
    }

    fn counts(&self, quota: &Quota, applicant: usize, position: usize) -> bool {
        let problem = self.context.problem;
        let among = |asked: &Option<Vec<String>>, groups: &[String]| {
            asked
                .as_ref()
                .is_none_or(|asked| groups.iter().any(|group| asked.contains(group)))
        };
        among(&quota.applicants, &problem.applicants[applicant].groups)
            && among(&quota.positions, &problem.positions[position].groups)
    }

    fn position_of(&self, applicant: &str) -> Option<&Position> {
        let position = self.at.get(self.context.applicants.get(applicant)?)?;
        Some(&self.context.problem.positions[*position])
    }

    fn split(&self, faults: &mut Faults) {
        for (at, bundle) in rows("bundles", &self.context.problem.bundles) {
            let positions = bundle.applicants.iter().filter_map(|member| self.position_of(member));
            let place = |position: &Position| match bundle.at {
                Together::Position => Some(position.id.clone()),
                Together::Host => position.host.clone(),
            };
            let places: HashSet<Option<String>> = positions.map(place).collect();
            if places.len() > 1 {
                let cause = format!("decisions split {:?}", bundle.id);
                self.contradiction(at, "applicants", cause, faults);
            }
        }
    }

    fn together(&self, faults: &mut Faults) {
        for (at, (one, other)) in rows("apart", &self.context.problem.apart) {
            if let (Some(here), Some(there)) = (self.position_of(one), self.position_of(other))
                && here.id == there.id
                && one != other
            {
                let cause = format!("decisions put {one:?} and {other:?} both at {:?}", here.id);
                self.contradiction(at, "", cause, faults);
            }
        }
    }
}
