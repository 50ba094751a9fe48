//! The independent checker of placements: what a placement breaks and its figures, read from the page alone.
//!
//! It knows nothing of [`crate::placement`] and works from the rows as written. Its violations are counted and worded as
//! `check_placement.py` does.

mod blocking;
mod rules;
mod setting;

use serde::Serialize;

use crate::format::placement::{PlacementProblem, PlacementResult};
use crate::format::{Fault, validate_placement, validate_placement_result};
use setting::Setting;

/// What the checker says about a placement, under the names of `check_placement.py`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlacementVerdict {
    /// Whether nothing hard is broken.
    pub feasible: bool,
    /// What is broken, in words.
    pub violations: Vec<String>,
    /// Applicants placed.
    pub placed: i64,
    /// Applicants in the problem.
    pub of: i64,
    /// Sum of the ranks of those who are placed.
    pub rank_sum: i64,
    /// The same, an unplaced applicant counting as one past the longest list of all.
    pub rank_sum_all: i64,
    /// How many are placed at tier 1, 2 and so on, up to the longest list of all.
    pub profile: Vec<i64>,
    /// Blocking pairs: applicant and position.
    pub blocking: Vec<(String, String)>,
}

/// Checks and measures a placement.
///
/// # Errors
/// Every mistake that makes the problem or the placement unusable. A placement that merely breaks rules is no error.
pub fn verify_placement(problem: &PlacementProblem, result: &PlacementResult) -> Result<PlacementVerdict, Vec<Fault>> {
    validate_placement("placement problem", problem)?;
    validate_placement_result("placement", problem, result)?;
    Ok(check_placement(problem, result))
}

/// The same for a problem and a placement that are known to be usable.
pub(crate) fn check_placement(problem: &PlacementProblem, result: &PlacementResult) -> PlacementVerdict {
    let mut violations = Vec::new();
    let setting = Setting::new(problem, result, &mut violations);
    rules::check(&setting, &mut violations);
    let mut profile = vec![0; setting.longest() as usize];
    let (mut placed, mut rank_sum) = (0, 0);
    for (applicant, position) in setting.placed() {
        placed += 1;
        if let Some(rank) = setting.rank(applicant, position) {
            rank_sum += rank;
            profile[rank as usize - 1] += 1;
        }
    }
    let of = problem.applicants.len() as i64;
    PlacementVerdict {
        feasible: violations.is_empty(),
        violations,
        placed,
        of,
        rank_sum,
        rank_sum_all: rank_sum + (of - placed) * (setting.longest() + 1),
        profile,
        blocking: blocking::pairs(&setting),
    }
}
