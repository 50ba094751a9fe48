//! Solving: on a thread of its own, checked by code that shares nothing with the solver before anybody sees it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::{oneshot, watch};
use utoipa::ToSchema;
use yuandi_scheduler::format::{Plan, Problem};
use yuandi_scheduler::solve;
use yuandi_scheduler::term::TermFiles;
use yuandi_scheduler::verify::{Verdict, verify};

use super::decisions::{self, Origin};
use super::import::RowFault;
use super::problem::{self, Held};
use crate::db::plans::NewPlan;

/// How long to solve, and from what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SolveSettings {
    /// Seconds; 60 when neither seconds nor steps are given.
    #[schema(minimum = 1, maximum = 3600)]
    pub seconds: Option<u64>,
    /// Steps of the search: the same seed then gives the same plan.
    #[schema(minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub steps: Option<u64>,
    /// Seed of every random choice; 1 when absent.
    pub seed: Option<u64>,
    /// Whether to start from the published plan and change as little of it as pays.
    pub replan: bool,
    /// With `replan`: what starts within so many hours stays as it is; 24 when absent.
    #[schema(minimum = 0, maximum = 8760)]
    pub freeze_hours: Option<u32>,
}

/// How far a solve got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SolveProgress {
    /// Seconds so far.
    pub elapsed: u64,
    /// Steps so far.
    pub steps: u64,
    /// Cost of the best plan.
    pub cost: i64,
    /// Its hard violations.
    pub violations: i64,
    /// Proven bound.
    pub bound: Option<i64>,
    /// Its cost by part; none while plans improve faster than they could be priced so.
    pub parts: Option<BTreeMap<String, i64>>,
}

/// Why there is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SolveError {
    /// The problem is none; the term should have been told so.
    #[error("the problem is faulty")]
    Faulty,
    /// Solver and checker disagree: nobody must see such a plan.
    #[error("solver and checker disagree")]
    Disagreement,
    /// The solver's thread ended without an answer.
    #[error("the solver gave up")]
    Lost,
}

impl SolveError {
    /// Its stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Faulty => "faulty-problem",
            Self::Disagreement => "solver-and-checker-disagree",
            Self::Lost => "solver-lost",
        }
    }
}

/// A problem to solve, and the plan to start from.
#[derive(Clone, Debug)]
pub struct Task {
    problem: Problem,
    from: Option<Plan>,
}

/// A plan that the independent checker agrees with.
#[derive(Clone, Debug)]
pub struct Solved {
    problem: Problem,
    plan: Plan,
    verdict: Verdict,
}

impl Task {
    /// The problem of a term; where people hold a plan in their hands already, it is where the search starts.
    ///
    /// # Errors
    /// Every mistake of the term's tables.
    pub fn new(files: &TermFiles, held: &Held) -> Result<Self, Vec<RowFault>> {
        let problem = problem::build(files, held)?;
        let from = problem.baseline.as_ref().map(decisions::of_baseline);
        Ok(Self { problem, from })
    }
}

impl Solved {
    /// The last word on a solve: the plan's own figures.
    #[must_use]
    pub fn figures(&self, so_far: Option<SolveProgress>) -> SolveProgress {
        SolveProgress {
            elapsed: so_far.as_ref().map_or(0, |progress| progress.elapsed),
            steps: so_far.as_ref().map_or(0, |progress| progress.steps),
            cost: self.verdict.cost,
            violations: self.verdict.violations as i64,
            bound: self.plan.bound,
            parts: Some(
                self.verdict
                    .parts
                    .rows()
                    .map(|(part, cost)| (part.to_owned(), cost))
                    .into(),
            ),
        }
    }

    /// The problem, the plan, and what the checker says of it.
    #[must_use]
    pub fn whole(&self) -> (&Problem, &Plan, &Verdict) {
        (&self.problem, &self.plan, &self.verdict)
    }

    /// Whether nothing hard is broken.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.verdict.feasible
    }

    /// The plan as it is kept.
    #[must_use]
    pub fn kept(&self, origin: Origin<'_>) -> NewPlan {
        decisions::kept(&self.problem, &self.plan, &self.verdict, origin)
    }
}

/// Solves on so many threads of its own until it is done or `stop` is set.
///
/// # Errors
/// See [`SolveError`].
pub async fn run(
    task: Task,
    settings: &SolveSettings,
    threads: usize,
    stop: Arc<AtomicBool>,
    progress: watch::Sender<Option<SolveProgress>>,
) -> Result<Solved, SolveError> {
    let settings = solve::Settings {
        time: settings.seconds.map(Duration::from_secs),
        steps: settings.steps,
        seed: settings.seed.unwrap_or(1),
        threads,
        ..solve::Settings::default()
    };
    let (sender, receiver) = oneshot::channel();
    let work = move || {
        let mut tell = |now: &solve::Progress| {
            let told = SolveProgress {
                elapsed: now.elapsed.as_secs(),
                steps: now.steps,
                cost: now.cost,
                violations: now.violations,
                bound: now.bound,
                parts: now
                    .parts
                    .map(|parts| parts.map(|(part, cost)| (part.to_owned(), cost)).into()),
            };
            progress.send_replace(Some(told));
        };
        let Task { problem, from } = task;
        let solved = solve::solve(&problem, from.as_ref(), &settings, &stop, &mut tell);
        let _ = sender.send(
            solved
                .map_err(|_| SolveError::Faulty)
                .and_then(|plan| checked(problem, plan)),
        );
    };
    // HiGHS keeps state by thread: one that is used again for another number of threads would fail.
    let thread = std::thread::Builder::new().name("solve".to_owned()).spawn(work);
    thread.map_err(|_| SolveError::Lost)?;
    receiver.await.unwrap_or(Err(SolveError::Lost))
}

/// A plan with what the independent checker says of it, if they agree.
fn checked(problem: Problem, plan: Plan) -> Result<Solved, SolveError> {
    let verdict = verify(&problem, &plan).map_err(|_| SolveError::Disagreement)?;
    let bound_holds = plan
        .bound
        .is_none_or(|bound| !verdict.feasible || bound <= verdict.cost);
    if plan.cost == Some(verdict.cost) && bound_holds {
        Ok(Solved { problem, plan, verdict })
    } else {
        Err(SolveError::Disagreement)
    }
}
