//! The bound without whole choices.
//!
//! The solver's own objective is only as good as its tolerances, so the bound is computed anew from the row duals: for
//! *any* duals of the right sign, their value on the right sides plus each variable's reduced cost at its better end is
//! below every solution. Interior-point duals without a crossover are therefore good enough, and the quickest by far.

use std::time::Duration;

use super::linear::Linear;
use super::solver;

/// Allowed for the rounding of some hundred thousand additions, relative to the numbers added up.
const ROUNDING: f64 = 1e-9;

/// Close enough: the bound loses less than this, relative to its size, and the last steps take long.
const NEAR: f64 = 1e-6;

/// Duals of the rows, good ones if there is time.
pub fn duals(linear: &Linear, time: Duration) -> Option<Vec<f64>> {
    let mut model = solver::load(linear, false, time)?;
    model.try_set_option("solver", "ipm").ok()?;
    model.try_set_option("run_crossover", "off").ok()?;
    model.try_set_option("ipm_optimality_tolerance", NEAR).ok()?;
    Some(model.try_solve().ok()?.get_solution().dual_rows().to_vec())
}

/// A lower bound, proved by duals, on the cost of every solution of the model, whole or not.
pub fn bound(linear: &Linear, duals: &[f64]) -> Option<f64> {
    let mut reduced: Vec<f64> = linear.variables.iter().map(|variable| variable.cost as f64).collect();
    let (mut value, mut size) = (linear.constant as f64, 1.0);
    for (row, &dual) in linear.rows.iter().zip(duals) {
        let dual = row.sense.clamp(dual);
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
    Some(value - ROUNDING * size).filter(|sure| sure.is_finite())
}

#[cfg(test)]
mod tests;
