//! The bound and the plan with whole choices: branch and bound on the same model.

use std::time::Duration;

use highs::{HighsModelStatus, HighsSolutionStatus};

use super::linear::{Linear, Var};
use super::solver;
use crate::model::Cost;

/// The dual bound is trusted up to the solver's feasibility tolerance: in absolute terms and relative to its size.
const TOLERANCE: (f64, f64) = (1e-3, 1e-6);
/// The solver overruns its time limit by about as much.
const GRACE: f64 = 0.85;

/// What branch and bound found.
#[derive(Clone, Debug)]
pub struct Branched {
    /// Lower bound.
    pub bound: f64,
    /// The choices of the best whole solution, if there is one.
    pub chosen: Option<Vec<Var>>,
    /// Whether that solution is optimal.
    pub optimal: bool,
}

/// A complete solution of the model.
#[derive(Clone, Debug)]
pub struct Start {
    values: Vec<f64>,
    /// Its cost.
    pub cost: Cost,
}

impl Start {
    /// Its values for some of the variables.
    pub fn part(&self, variables: &[Var]) -> Vec<f64> {
        variables.iter().map(|&var| self.values[var]).collect()
    }
}

/// Completes choices to a solution: the cheapest values of all that follows from them. Nothing when they break a row.
pub fn complete(linear: &Linear, chosen: &[Var], time: Duration) -> Option<Start> {
    let mut fixed = linear.clone();
    for variable in fixed.variables.iter_mut().filter(|variable| variable.whole) {
        variable.high = 0;
    }
    for &var in chosen {
        (fixed.variables[var].low, fixed.variables[var].high) = (1, 1);
    }
    let solved = solver::load(&fixed, false, time)?.try_solve().ok()?;
    let optimal = solved.status() == HighsModelStatus::Optimal;
    optimal.then(|| Start {
        values: solved.get_solution().columns().to_vec(),
        cost: linear.constant + solved.objective_value().round() as Cost,
    })
}

/// Solves the model with whole choices for so long, or until the gap is smaller than what is worth closing.
pub fn solve(linear: &Linear, start: Option<&[f64]>, gap: f64, time: Duration) -> Option<Branched> {
    let mut model = solver::load(linear, true, time.mul_f64(GRACE))?;
    model.try_set_option("mip_rel_gap", 0.0).ok()?;
    model.try_set_option("mip_abs_gap", gap).ok()?;
    if let Some(start) = start {
        model.try_set_solution(Some(start), None, None, None).ok()?;
    }
    let solved = model.try_solve().ok()?;
    let feasible = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    // What is pruned for coming within the gap of the best solution is missing from the solver's own bound.
    let pruned = if feasible {
        solved.objective_value() - gap
    } else {
        f64::INFINITY
    };
    let proved = solved.double_info_value(c"mip_dual_bound").ok()?.min(pruned);
    let sure = proved - TOLERANCE.0 - TOLERANCE.1 * proved.abs();
    if !sure.is_finite() {
        return None;
    }
    let values = solved.get_solution();
    let chosen = feasible.then(|| {
        let whole = linear.variables.iter().zip(values.columns()).enumerate();
        whole
            .filter(|(_, (variable, value))| variable.whole && **value > 0.5)
            .map(|(var, _)| var)
            .collect()
    });
    Some(Branched {
        bound: sure,
        chosen,
        optimal: feasible && solved.status() == HighsModelStatus::Optimal,
    })
}
