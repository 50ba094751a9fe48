//! Semester placement: who gets which internship, clinic or practice place.
//!
//! One call, [`place`]: the problem is validated, frozen ([`model`]), placed by deferred acceptance where the theory gives it
//! ([`stable`]), by [`search`] and by models with whole choices ([`exact`]) where it does not, and confirmed by the
//! independent checker. The contract is the page `docs/format/placement.md`.

mod assignment;
pub mod blocking;
mod course;
pub mod exact;
mod feasible;
mod measures;
pub mod model;
mod outcome;
pub mod reasons;
mod refusals;
pub mod search;
mod settings;
pub mod stable;

use std::sync::atomic::AtomicBool;

pub use assignment::{Assignment, Filled};
pub use feasible::{Broken, broken};
pub use measures::{Key, Measures};
pub use model::Model;
pub use settings::{Settings, Side};

use crate::format::placement::{Aim, PlacementProblem, PlacementResult};
use crate::format::{Fault, validate_placement, validate_placement_result};
use crate::verify::check_placement;
use course::Found;
use reasons::{Reason, Reasons};

/// Places the applicants of a problem. `stop` ends it soon after it is set, with the best so far.
///
/// # Errors
/// Every mistake of the problem, at once; else the rules that stand in the way of any placement.
pub fn place(
    problem: &PlacementProblem,
    settings: &Settings<'_>,
    stop: &AtomicBool,
) -> Result<PlacementResult, Vec<Fault>> {
    validate_placement(refusals::PROBLEM, problem)?;
    let model = Model::new(problem, settings.baseline);
    let aim = settings.aim.unwrap_or(problem.aim);
    if aim == Aim::Stable && settings.side == Side::Positions && !stable::classical(&model) {
        return Err(refusals::no_best_for_positions());
    }
    let (assignment, proved, bound) = match course::run(&model, aim, settings, stop) {
        Found::Placed {
            assignment,
            proved,
            bound,
        } => (assignment, proved, bound),
        Found::Impossible(demands) => return Err(refusals::impossible(problem, &demands)),
        Found::Nearest(nearest) => return Err(refusals::not_found(problem, &model, &nearest)),
    };
    let mut result = outcome::result(problem, &model, &assignment, settings.language);
    result.optimal = proved;
    (result.bound_of, result.bound) = bound.unzip();
    for other in Aim::ALL.into_iter().filter(|&other| settings.compare && other != aim) {
        if let Found::Placed { assignment, .. } = course::run(&model, other, settings, stop) {
            result.other_aims.insert(other, outcome::other_aim(&model, &assignment));
        }
    }
    confirmed(problem, result)
}

/// Why each applicant without a position has none, in the order of the problem.
///
/// # Errors
/// Every mistake that makes the problem or the placement unusable.
pub fn why_unplaced(
    problem: &PlacementProblem,
    result: &PlacementResult,
) -> Result<Vec<(String, Vec<Reason>)>, Vec<Fault>> {
    validate_placement(refusals::PROBLEM, problem)?;
    validate_placement_result("placement", problem, result)?;
    let model = Model::new(problem, Some(result));
    let assignment = Assignment::of(&model, model.applicants.iter().filter_map(|applicant| applicant.before));
    let reasons = Reasons::new(problem, &model, &assignment);
    let rows = (0..)
        .zip(&problem.applicants)
        .filter(|(applicant, _)| assignment.pair(*applicant).is_none());
    Ok(rows
        .map(|(applicant, row)| (row.id.clone(), reasons.of(applicant)))
        .collect())
}

/// No placement leaves that the independent checker does not confirm to the last figure.
fn confirmed(problem: &PlacementProblem, result: PlacementResult) -> Result<PlacementResult, Vec<Fault>> {
    let verdict = check_placement(problem, &result);
    let same = verdict.placed == result.placed.len() as i64
        && verdict.rank_sum == result.rank_sum
        && verdict.profile == result.profile
        && verdict.blocking == result.blocking;
    if verdict.feasible && same {
        Ok(result)
    } else {
        Err(refusals::not_confirmed(&verdict))
    }
}
