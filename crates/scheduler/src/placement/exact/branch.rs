//! Whole choices: branch and bound by HiGHS, from the best placement known.

use std::time::Duration;

use highs::{HighsModelStatus, HighsSolutionStatus};

use crate::proof::linear::{Linear, Row, Sense};
use crate::proof::solver;

/// Numbers are whole: what comes within this of the best is no better.
const GAP: f64 = 0.9;
/// The solver's bound is trusted up to this: in absolute terms and relative to its size.
const TOLERANCE: (f64, f64) = (1e-3, 1e-7);
/// The solver overruns its time limit by about as much.
const GRACE: f64 = 0.85;

/// Values of whole models are further apart than this.
const WHOLE: f64 = 0.5;

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
    if linear.variables.is_empty() {
        return without_choices(linear);
    }
    run(linear, start, time).unwrap_or(Branched::Nothing)
}

/// The solver does not tell an empty model that holds from one that does not.
fn without_choices(linear: &Linear) -> Branched {
    let holds = |row: &Row| match row.sense {
        Sense::AtMost => row.right >= 0,
        Sense::AtLeast => row.right <= 0,
        Sense::Exactly => row.right == 0,
    };
    if linear.rows.iter().all(holds) {
        Branched::Found {
            values: Some(Vec::new()),
            bound: linear.constant,
        }
    } else {
        Branched::Impossible
    }
}

fn run(linear: &Linear, start: Option<&[f64]>, time: Duration) -> Option<Branched> {
    let mut model = solver::load(linear, true, time.mul_f64(GRACE))?;
    model.try_set_option("mip_rel_gap", 0.0).ok()?;
    model.try_set_option("mip_abs_gap", GAP).ok()?;
    if let Some(start) = start {
        model.try_set_solution(Some(start), None, None, None).ok()?;
    }
    let solved = model.try_solve().ok()?;
    if solved.status() == HighsModelStatus::Infeasible {
        return Some(Branched::Impossible);
    }
    let feasible = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let values = feasible.then(|| solved.get_solution().columns().to_vec());
    // HiGHS 1.16 may answer with the start beside the value of a better solution.
    let stale = |values: &Vec<f64>| (value(linear, values) - solved.objective_value()).abs() > WHOLE;
    if start.is_some() && values.as_ref().is_some_and(stale) {
        return run(linear, None, time);
    }
    // What is pruned for coming within the gap of the best solution is missing from the solver's own bound.
    let pruned = if feasible {
        solved.objective_value() - GAP
    } else {
        f64::INFINITY
    };
    let proved = solved.double_info_value(c"mip_dual_bound").ok()?.min(pruned);
    let sure = proved - TOLERANCE.0 - TOLERANCE.1 * proved.abs();
    Some(Branched::Found {
        values,
        bound: if sure.is_finite() {
            linear.constant + sure.ceil() as i64
        } else {
            i64::MIN
        },
    })
}

/// What values cost, the constant aside.
fn value(linear: &Linear, values: &[f64]) -> f64 {
    let costs = linear.variables.iter().zip(values);
    costs.map(|(variable, value)| variable.cost as f64 * value).sum()
}
