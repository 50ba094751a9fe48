//! From a [`Linear`] to HiGHS, which good_lp writes the model for.
//!
//! HiGHS keeps its threads in the operating-system thread that calls it and cannot change their number there, so whoever
//! calls this does so from a thread of its own.

use std::time::Duration;

use good_lp::solvers::highs::highs;
use good_lp::{Expression, ProblemVariables, SolverModel, variable};

use super::linear::{Linear, Sense};

/// The model in HiGHS, quiet and on one thread; `whole` asks for whole choices.
pub fn load(linear: &Linear, whole: bool, time: Duration) -> Option<::highs::Model> {
    let mut variables = ProblemVariables::new();
    let all: Vec<_> = linear
        .variables
        .iter()
        .map(|row| {
            let bounded = variable().min(row.low as f64).max(row.high as f64);
            variables.add(if whole && row.whole { bounded.integer() } else { bounded })
        })
        .collect();
    let mut objective = Expression::with_capacity(all.len());
    for (row, &var) in linear.variables.iter().zip(&all) {
        objective.add_mul(row.cost as f64, var);
    }
    let mut problem = variables.minimise(objective).using(highs);
    for row in &linear.rows {
        let terms = linear.terms(row);
        let mut sum = Expression::with_capacity(terms.len());
        for &(var, factor) in terms {
            sum.add_mul(factor as f64, all[var]);
        }
        let right = row.right as f64;
        problem.add_constraint(match row.sense {
            Sense::AtMost => sum.leq(right),
            Sense::AtLeast => sum.geq(right),
            Sense::Exactly => sum.eq(right),
        });
    }
    let mut model = problem.try_into_inner().ok()?;
    model.make_quiet();
    model.try_set_option("threads", 1).ok()?;
    model.try_set_option("parallel", "off").ok()?;
    model.try_set_option("time_limit", time.as_secs_f64()).ok()?;
    Some(model)
}
