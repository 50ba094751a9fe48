//! Team formation: students with timetables, skills, friends and people to keep apart become teams with common free hours.
//!
//! The contract is the page `docs/format/formation.md`. `model` freezes a problem in bit sets and dense integers, `search` moves
//! students between teams priced by `state`, and `bound` proves by columns, a team each, how far the result can be from the best.

mod bound;
mod course;
mod model;
mod outcome;
mod reasons;
mod search;
mod state;
mod team;

#[cfg(test)]
mod tests;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::format::formation::{Formation, Formed};
use crate::format::{Fault, validate_formation};
use crate::verify::verify_formation;
use model::Model;

/// How long and from which seed to form teams.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Stops after this much time; without `time` and `steps`, after [`Settings::DEFAULT_TIME`].
    pub time: Option<Duration>,
    /// Stops after this many steps of the search, and a proof in proportion: the same seed then gives the same teams.
    pub steps: Option<u64>,
    /// Seed of every random choice.
    pub seed: u64,
    /// Whether to prove a bound.
    pub prove: bool,
}

impl Settings {
    /// How long it takes without a limit of its own.
    pub const DEFAULT_TIME: Duration = Duration::from_secs(60);
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time: None,
            steps: None,
            seed: 1,
            prove: true,
        }
    }
}

/// Forms teams. `stop` ends the work soon after it is set, with the best teams so far.
///
/// The result carries its score, its parts, its bound where one was proved, why students and teams are left over, and, where the
/// settled members allow no feasible result, what could not be kept.
///
/// # Errors
/// Every mistake of the problem, at once.
pub fn form(problem: &Formation, settings: &Settings, stop: &AtomicBool) -> Result<Formed, Vec<Fault>> {
    validate_formation("formation", problem)?;
    let model = Model::new(problem);
    let found = course::run(&model, settings, stop);
    let mut formed = outcome::formed(problem, &model, &found);
    formed.unmet = verify_formation(problem, &formed)?.first_violations;
    Ok(formed)
}
