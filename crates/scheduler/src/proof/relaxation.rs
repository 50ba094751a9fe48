//! The bound without whole choices.
//!
//! The solver's own objective is only as good as its tolerances, so the bound is computed anew from the row duals: for
//! *any* duals of the right sign, their value on the right sides plus each variable's reduced cost at its better end is
//! below every solution. Interior-point duals without a crossover are therefore good enough, and the quickest by far.

use std::time::Duration;

use super::linear::{Linear, Sense};
use super::solver;
use crate::model::Cost;

/// Allowed for the rounding of some hundred thousand additions, relative to the numbers added up.
const ROUNDING: f64 = 1e-9;

/// A lower bound on the cost of every solution of the model, whole or not.
pub fn bound(linear: &Linear, time: Duration) -> Option<Cost> {
    let mut model = solver::load(linear, false, time)?;
    model.try_set_option("solver", "ipm").ok()?;
    model.try_set_option("run_crossover", "off").ok()?;
    let solved = model.try_solve().ok()?;
    safe_bound(linear, solved.get_solution().dual_rows())
}

/// What duals prove, rounded up to whole cost.
fn safe_bound(linear: &Linear, duals: &[f64]) -> Option<Cost> {
    let mut reduced: Vec<f64> = linear.variables.iter().map(|variable| variable.cost as f64).collect();
    let (mut value, mut size) = (0.0, 1.0);
    for (row, &dual) in linear.rows.iter().zip(duals) {
        let dual = match row.sense {
            Sense::AtMost => dual.min(0.0),
            Sense::AtLeast => dual.max(0.0),
            Sense::Exactly => dual,
        };
        let term = dual * row.right as f64;
        value += term;
        size += term.abs();
        for &(var, factor) in linear.terms(row) {
            reduced[var] -= dual * factor as f64;
        }
    }
    for (variable, reduced) in linear.variables.iter().zip(reduced) {
        let term = (reduced * variable.low as f64).min(reduced * variable.high as f64);
        value += term;
        size += term.abs();
    }
    let sure = value - ROUNDING * size;
    sure.is_finite().then(|| linear.constant + sure.ceil() as Cost)
}

#[cfg(test)]
mod tests;
