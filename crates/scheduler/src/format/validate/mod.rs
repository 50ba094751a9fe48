//! The rules that a problem and a plan must keep before anything deeper looks at them: one file a family of rules, one
//! function a rule, every mistake reported at once.

mod baseline;
mod continuity;
mod costs;
mod faults;
mod formation;
mod header;
mod ids;
mod limits;
mod links;
mod needs;
mod numbers;
mod placement;
mod places;
mod plan;
mod requests;
mod sessions;
mod teams;
mod times;
mod travel;

use super::clock::Clock;
use super::fault::Fault;
use super::plan::Plan;
use super::problem::{Limit, Problem};
use faults::Faults;
pub use formation::{validate_formation, validate_formed};
use ids::Ids;

pub use placement::{validate_placement, validate_placement_result};

/// What the rules look things up in.
struct Context<'a> {
    problem: &'a Problem,
    ids: Ids<'a>,
    /// Nothing when zone or horizon is at fault: then times are checked as far as that goes without.
    clock: Option<Clock>,
}

impl<'a> Context<'a> {
    fn new(problem: &'a Problem) -> Self {
        let clock = header::usable_horizon(problem).then(|| Clock::new(problem)).flatten();
        Self {
            problem,
            ids: Ids::new(problem),
            clock,
        }
    }
}

/// Checks a problem against every rule of the format page. `file` is its name in the faults.
///
/// # Errors
/// Every mistake, at once.
pub fn validate(file: &str, problem: &Problem) -> Result<(), Vec<Fault>> {
    let context = Context::new(problem);
    let mut faults = Faults::new(file);
    for family in [
        header::check,
        ids::check,
        places::check,
        travel::check,
        teams::check,
        sessions::check,
        needs::check,
        links::check,
        continuity::check,
        limits::check,
        requests::check,
        baseline::check,
        costs::check,
    ] {
        family(&context, &mut faults);
    }
    faults.result()
}

/// Checks limits by themselves: those of a term folder are known before there is a problem.
pub(crate) fn validate_limits(file: &str, list: &[Limit]) -> Result<(), Vec<Fault>> {
    let mut faults = Faults::new(file);
    limits::check_all(list, &mut faults);
    faults.result()
}

/// Checks that a plan names only what a valid problem knows, at times that exist. Whether it keeps the rules is for
/// [`crate::verify`] to say.
///
/// # Errors
/// Every mistake, at once.
pub fn validate_plan(file: &str, problem: &Problem, plan: &Plan) -> Result<(), Vec<Fault>> {
    let mut faults = Faults::new(file);
    plan::check(&Context::new(problem), plan, &mut faults);
    faults.result()
}
