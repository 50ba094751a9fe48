//! The rules of `placement/1` and `placement-result/1`, as those of a problem: one file a family, every mistake at once.

mod choices;
mod decisions;
mod people;
mod quotas;
mod relations;

use std::collections::HashMap;
use std::fmt::Display;

use super::faults::{At, Faults};
use super::{header, ids};
use crate::format::Fault;
use crate::format::placement::{PlacementProblem, PlacementResult};

/// What the rules look things up in: where each id stands; of rows with one id, the first.
struct Context<'a> {
    problem: &'a PlacementProblem,
    applicants: HashMap<&'a str, usize>,
    positions: HashMap<&'a str, usize>,
    hosts: HashMap<&'a str, usize>,
}

/// Checks a placement problem. `file` is its name in the faults.
///
/// # Errors
/// Every mistake, at once.
pub fn validate_placement(file: &str, problem: &PlacementProblem) -> Result<(), Vec<Fault>> {
    let context = Context::new(problem);
    let mut faults = Faults::new(file);
    header::wrong_format("placement/1", &problem.format, &mut faults);
    duplicate_ids(problem, &mut faults);
    for family in [people::check, quotas::check, relations::check, decisions::check] {
        family(&context, &mut faults);
    }
    faults.result()
}

/// Checks that a placement names only what a valid problem knows. Whether it keeps the rules is for
/// [`crate::verify`] to say.
///
/// # Errors
/// Every mistake, at once.
pub fn validate_placement_result(
    file: &str,
    problem: &PlacementProblem,
    result: &PlacementResult,
) -> Result<(), Vec<Fault>> {
    let context = Context::new(problem);
    let mut faults = Faults::new(file);
    header::wrong_format("placement-result/1", &result.format, &mut faults);
    for (at, row) in super::faults::rows("placed", &result.placed) {
        context.applicant(&row.applicant, at, "applicant", &mut faults);
        context.position(&row.position, at, "position", &mut faults);
    }
    faults.result()
}

impl<'a> Context<'a> {
    fn new(problem: &'a PlacementProblem) -> Self {
        Self {
            problem,
            applicants: index(problem.applicants.iter().map(|a| a.id.as_str())),
            positions: index(problem.positions.iter().map(|p| p.id.as_str())),
            hosts: index(problem.hosts.iter().map(|h| h.id.as_str())),
        }
    }

    fn applicant(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        known(
            &self.applicants,
            id,
            ("unknown-applicant", "applicant"),
            at,
            field,
            faults,
        );
    }

    fn position(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        known(&self.positions, id, ("unknown-position", "position"), at, field, faults);
    }

    fn host(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        known(&self.hosts, id, ("unknown-host", "host"), at, field, faults);
    }
}

fn index<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut index = HashMap::new();
    for (at, id) in ids.enumerate() {
        index.entry(id).or_insert(at);
    }
    index
}

fn known(
    index: &HashMap<&str, usize>,
    id: &str,
    what: (&'static str, &str),
    at: At,
    field: impl Display,
    faults: &mut Faults,
) {
    if !index.contains_key(id) {
        ids::stranger(index.keys().copied(), id, what, at, field, faults);
    }
}

fn duplicate_ids(problem: &PlacementProblem, faults: &mut Faults) {
    ids::duplicate_id("applicants", problem.applicants.iter().map(|a| &a.id), faults);
    ids::duplicate_id("positions", problem.positions.iter().map(|p| &p.id), faults);
    ids::duplicate_id("hosts", problem.hosts.iter().map(|h| &h.id), faults);
    ids::duplicate_id("quotas", problem.quotas.iter().map(|q| &q.id), faults);
    ids::duplicate_id("bundles", problem.bundles.iter().map(|b| &b.id), faults);
}
