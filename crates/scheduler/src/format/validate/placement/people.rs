//! Applicants, positions and hosts: sizes, capacities, minimums, choices.

use super::super::faults::{At, Faults, rows};
use super::super::numbers;
use super::Context;
use super::choices::{entries, listed_twice};
use crate::format::placement::{Applicant, Position};

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, applicant) in rows("applicants", &context.problem.applicants) {
        numbers::count(applicant.size, at, "size", faults);
        empty_applicant(applicant, at, faults);
        numbers::levels(&applicant.skills, at, "skills", faults);
        for (entry, id) in entries(&applicant.choices) {
            context.position(id, at, entry, faults);
        }
        listed_twice(entries(&applicant.choices), at, faults);
    }
    for (at, position) in rows("positions", &context.problem.positions) {
        if let Some(host) = &position.host {
            context.host(host, at, "host", faults);
        }
        numbers::count(position.capacity, at, "capacity", faults);
        numbers::count(position.minimum, at, "minimum", faults);
        minimum_above_capacity(position, at, faults);
        numbers::levels(&position.skills, at, "skills", faults);
        let choices = position.choices.as_deref().unwrap_or_default();
        for (entry, id) in entries(choices) {
            context.applicant(id, at, entry, faults);
        }
        listed_twice(entries(choices), at, faults);
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
