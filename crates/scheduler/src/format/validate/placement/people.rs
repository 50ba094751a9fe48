//! Applicants, positions and hosts: sizes, capacities, minimums, choices.

use super::super::faults::{At, Faults, rows};
use super::super::numbers;
use super::Context;
use super::choices::Lists;
use crate::format::placement::{Applicant, Position};

pub fn check(context: &Context, faults: &mut Faults) {
    let positions = context.problem.positions.len();
    let mut lists = Lists::new(&context.positions, positions, ("unknown-position", "position"));
    for (at, applicant) in rows("applicants", &context.problem.applicants) {
        numbers::count(applicant.size, at, "size", faults);
        empty_applicant(applicant, at, faults);
        numbers::levels(&applicant.skills, at, "skills", faults);
        lists.check(&applicant.choices, at, faults);
    }
    let applicants = context.problem.applicants.len();
    let mut lists = Lists::new(&context.applicants, applicants, ("unknown-applicant", "applicant"));
    for (at, position) in rows("positions", &context.problem.positions) {
        if let Some(host) = &position.host {
            context.host(host, at, "host", faults);
        }
        numbers::count(position.capacity, at, "capacity", faults);
        numbers::count(position.minimum, at, "minimum", faults);
        minimum_above_capacity(position, at, faults);
        numbers::levels(&position.skills, at, "skills", faults);
        lists.check(position.choices.as_deref().unwrap_or_default(), at, faults);
    }
    for (at, host) in rows("hosts", &context.problem.hosts) {
        if let Some(capacity) = host.capacity {
            numbers::count(capacity, at, "capacity", faults);
        }
    }
}

fn empty_applicant(applicant: &Applicant, at: At, faults: &mut Faults) {
    if applicant.size == 0 {
        let cause = format!("{:?} is nobody", applicant.id);
        faults.add(
            at,
            "size",
            "empty-applicant",
            cause,
            "Give 1 for a student, or the number of members.",
        );
    }
}

fn minimum_above_capacity(position: &Position, at: At, faults: &mut Faults) {
    if position.minimum > position.capacity {
        let cause = format!(
            "the minimum of {} is above the capacity of {}, so that nobody could ever be there",
            position.minimum, position.capacity
        );
        let remedy = "Lower the minimum or raise the capacity.";
        faults.add(at, "minimum", "minimum-above-capacity", cause, remedy);
    }
}
