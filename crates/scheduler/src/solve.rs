//! From a problem to a checked plan: validation, model, search, proof, in one call.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::format::{Fault, Plan, Problem};
use crate::model::Model;
use crate::search::{Budget, Search, Start};

mod outcome;

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
}

/// Solves a problem. `from` is a plan to start from; `stop` ends the solve soon after it is set, with the best plan so far.
///
/// # Errors
/// Every mistake of the problem or of `from`, at once.
pub fn solve(
    problem: &Problem,
    from: Option<&Plan>,
    settings: &Settings,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Plan, Vec<Fault>> {
    let Some(model) = Model::new(problem) else { return Ok(Plan::default()) };
    let _ = (from, stop);
    let began = Instant::now();
    let mut search = Search::new(&model, &Start::default(), settings.seed);
    let mut budget = match (settings.time, settings.steps) {
        (None, Some(steps)) => Budget::steps(steps, stop),
        (time, steps) => Budget::time(time.unwrap_or(Settings::DEFAULT_TIME), stop).at_most(steps),
    };
    let steps = search.run(&mut budget, &mut |steps, price| {
        progress(&Progress { elapsed: began.elapsed(), steps, cost: price.soft, violations: price.hard, bound: None });
    });
    progress(&Progress { elapsed: began.elapsed(), steps, cost: search.best_price().soft, violations: search.best_price().hard, bound: None });
    Ok(outcome::plan(&model, &search.best()))
}
