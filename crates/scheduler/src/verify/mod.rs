//! The independent checker: what a plan costs and what it breaks, read from the format page alone.
//!
//! It shares nothing with the engine but [`crate::format`], recomputes everything from the rows as written, and prices any
//! plan that names only what the problem knows, feasible or not. One file a concern, in the order of the page.

mod continuity;
mod decisions;
mod formation;
mod limits;
mod links;
mod needs;
mod outings;
mod placement;
mod requests;
mod roster;
mod series;
mod sessions;
mod setting;
mod tally;
mod unusable;
mod verdict;
mod violation;
mod work;

pub use formation::{FormationVerdict, verify_formation};
pub(crate) use placement::check_placement;
pub use placement::{PlacementVerdict, verify_placement};
pub use verdict::{Parts, Verdict};
pub use violation::{Rule, Violation};

use crate::format::{Fault, Plan, Problem, validate, validate_plan};
use roster::Roster;
use setting::Setting;
use tally::Tally;

/// Checks and prices a plan.
///
/// # Errors
/// Every mistake that makes the problem or the plan unusable: what [`validate`] and [`validate_plan`] find, and a cost that
/// does not fit in 64 bits. A plan that merely breaks rules is no error.
pub fn verify(problem: &Problem, plan: &Plan) -> Result<Verdict, Vec<Fault>> {
    check(problem, plan, Verdict::TOLD).map(|(verdict, _)| verdict)
}

/// The same, and every single violation.
///
/// # Errors
/// Those of [`verify`].
pub fn inspect(problem: &Problem, plan: &Plan) -> Result<(Verdict, Vec<Violation>), Vec<Fault>> {
    check(problem, plan, usize::MAX)
}

/// Checks a plan and tells of so many violations.
fn check(problem: &Problem, plan: &Plan, most: usize) -> Result<(Verdict, Vec<Violation>), Vec<Fault>> {
    validate("problem", problem)?;
    validate_plan("plan", problem, plan)?;
    let setting = Setting::new(problem).ok_or_else(unusable::no_clock)?;
    let mut tally = Tally::telling(most);
    let roster = Roster::new(&setting, plan, &mut tally);
    sessions::check(&setting, &roster, &mut tally);
    needs::check(&setting, &roster, &mut tally);
    let work = work::of_teams(&setting, &roster);
    outings::check(&setting, &work, &mut tally);
    series::check(&setting, &roster, &mut tally);
    links::check(&setting, &roster, &mut tally);
    continuity::check(&setting, &roster, &mut tally);
    limits::check(&setting, &work, &mut tally);
    requests::check(&setting, &roster, &work, &mut tally);
    decisions::check(&setting, &roster, &mut tally);
    let (served, staffed) = (roster.served(), roster.staffed());
    tally
        .verdict(served, problem.needs.len(), staffed)
        .ok_or_else(unusable::cost_overflow)
}
