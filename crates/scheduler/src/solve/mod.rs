//! From a problem to a checked plan: validation, model, search, proof, in one call.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

mod course;
mod outcome;
mod reasons;
mod start;

use crate::format::{Fault, Plan, Problem, validate, validate_plan};
use crate::model::Model;
use crate::verify::verify;

pub use crate::rules::audit::Parts;
pub use start::decisions;

/// How long, from which seed and on how many threads to solve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Stops after this much time; without `time` and `steps`, after [`Settings::DEFAULT_TIME`].
    pub time: Option<Duration>,
    /// Stops after this many steps of the search: the same seed then gives the same plan.
    pub steps: Option<u64>,
    /// Seed of every random choice.
    pub seed: u64,
    /// Threads; 1 searches and proves in turn.
    pub threads: usize,
    /// Whether to prove a bound.
    pub prove: bool,
}

impl Settings {
    /// How long a solve without a limit of its own runs.
    pub const DEFAULT_TIME: Duration = Duration::from_secs(60);
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time: None,
            steps: None,
            seed: 1,
            threads: 1,
            prove: true,
        }
    }
}

/// An improvement, as it is reported while solving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Since the solve began.
    pub elapsed: Duration,
    /// Steps of the search so far.
    pub steps: u64,
    /// Cost of the best plan so far.
    pub cost: i64,
    /// Its hard violations: 0 once it is feasible.
    pub violations: i64,
    /// Proven bound, once there is one.
    pub bound: Option<i64>,
    /// Its cost by part; none while plans improve faster than they could be priced so.
    pub parts: Option<Parts>,
}

/// Solves a problem. `from` is a plan to start from; `stop` ends the solve soon after it is set, with the best plan so far.
///
/// The plan carries its cost, its parts, its bound where one was proved, why needs are left out, and, when no feasible plan was
/// found, what could not be met.
///
/// # Errors
/// Every mistake of the problem or of `from`, at once.
pub fn solve(
    problem: &Problem,
    from: Option<&Plan>,
    settings: &Settings,
    stop: &AtomicBool,
    progress: &mut (dyn FnMut(&Progress) + Send),
) -> Result<Plan, Vec<Fault>> {
    validate(PROBLEM, problem)?;
    from.map_or(Ok(()), |plan| validate_plan(PLAN, problem, plan))?;
    let Some(model) = Model::new(problem) else {
        return Err(vec![unknown_zone(problem)]);
    };
    let start = from.map_or_else(Vec::new, |plan| decisions(&model, plan));
    let found = course::run(&model, &start, settings, stop, progress);
    let mut plan = outcome::plan(&model, &found);
    plan.unmet = verify(problem, &plan)?.first_violations;
    Ok(plan)
}

/// How a fault names the problem and the plan, which came without file names.
const PROBLEM: &str = "problem";
const PLAN: &str = "plan";

fn unknown_zone(problem: &Problem) -> Fault {
    Fault {
        file: PROBLEM.into(),
        at: String::new(),
        field: "time_zone".into(),
        code: "unknown-zone",
        cause: format!("{:?} with this horizon names no clock", problem.time_zone),
        remedy: "Use an IANA name such as Asia/Shanghai.".into(),
    }
}
