//! Whole choices: branch and bound by HiGHS, from the best placement known.

use std::time::Duration;

use highs::{HighsModelStatus, HighsSolutionStatus};

use crate::proof::linear::Linear;
use crate::proof::solver;

/// Numbers are whole: what comes within this of the best is no better.
const GAP: f64 = 0.9;
/// The solver's bound is trusted up to this: in absolute terms and relative to its size.
const TOLERANCE: (f64, f64) = (1e-3, 1e-7);
/// The solver overruns its time limit by about as much.
const GRACE: f64 = 0.85;

/// What branching found.
pub enum Branched {
    /// There is no solution.
    Impossible,
    /// The time was too short for anything.
    Nothing,
    /// A solution, if there is one already, and what no solution can beat.
    Found {
        /// The values of all choices.
        values: Option<Vec<f64>>,
        /// The bound.
        bound: i64,
    },
}

/// Solves the model within a time; `start` are the values of a solution.
pub fn branch(linear: &Linear, start: Option<&[f64]>, time: Duration) -> Branched {
    run(linear, start, time).unwrap_or(Branched::Nothing)
}

fn run(linear: &Linear, start: Option<&[f64]>, time: Duration) -> Option<Branched> {
    let mut model = solver::load(linear, true, time.mul_f64(GRACE))?;
    model.try_set_option("mip_rel_gap", 0.0).ok()?;
    model.try_set_option("mip_abs_gap", GAP).ok()?;
    if let Some(start) = start {
        model.try_set_solution(Some(start), None, None, None).ok()?;
    }
    let solved = model.try_solve().ok()?;
    match solved.status() {
        HighsModelStatus::Infeasible => return Some(Branched::Impossible),
        // Presolve settled everything there was: no rows are left, or no columns.
        HighsModelStatus::ModelEmpty => {
            return Some(Branched::Found {
                values: Some(Vec::new()),
                bound: linear.constant,
            });
        }
        _ => {}
    }
    let feasible = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    // What is pruned for coming within the gap of the best solution is missing from the solver's own bound.
    let pruned = if feasible {
        solved.objective_value() - GAP
    } else {
        f64::INFINITY
    };
    let proved = solved.double_info_value(c"mip_dual_bound").ok()?.min(pruned);
    let sure = proved - TOLERANCE.0 - TOLERANCE.1 * proved.abs();
    Some(Branched::Found {
        values: feasible.then(|| solved.get_solution().columns().to_vec()),
        bound: if sure.is_finite() {
            linear.constant + sure.ceil() as i64
        } else {
            i64::MIN
        },
    })
}
