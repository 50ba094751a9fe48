//! What students are worth, given the teams known so far: the duals of choosing among them, parts of teams allowed.

use std::time::Duration;

use super::class::{Class, Column};
use crate::formation::model::{Model, Score};
use crate::proof::linear::{Linear, Sense};
use crate::proof::solver;

/// A bound of a choice that is never reached: a student's row keeps it at 1, and a price of its own would be missing from the duals.
const NEVER: i64 = 2;

/// Prices of students. They are rounded, as any prices give a bound.
pub fn prices(model: &Model, classes: &[Class], columns: &[Column], time: Duration) -> Option<Vec<Score>> {
    let mut linear = Linear::default();
    let mut in_student: Vec<Vec<(usize, i64)>> = vec![Vec::new(); model.students()];
    let mut in_class: Vec<Vec<(usize, i64)>> = vec![Vec::new(); classes.len()];
    for column in columns {
        let choice = linear.variable(-column.value, NEVER);
        in_class[column.class].push((choice, 1));
        let others = column
            .members
            .iter()
            .filter(|student| model.settled[**student].is_none());
        others.for_each(|&student| in_student[student].push((choice, 1)));
    }
    let rows: Vec<usize> = (0..model.students())
        .filter(|&student| !in_student[student].is_empty())
        .collect();
    for &student in &rows {
        let alone = linear.variable(model.unplaced, NEVER);
        in_student[student].push((alone, 1));
        linear.row(in_student[student].iter().copied(), Sense::Exactly, 1);
    }
    for (class, mut terms) in classes.iter().zip(in_class) {
        let count = class.teams.len() as i64;
        if !class.is_forced() {
            terms.push((linear.variable(model.unformed, count + 1), 1));
        }
        linear.row(terms, Sense::Exactly, count);
    }
    let solved = solver::load(&linear, false, time)?.try_solve().ok()?;
    let mut prices = vec![-model.unplaced; model.students()];
    let solution = solved.get_solution();
    for (&student, dual) in rows.iter().zip(solution.dual_rows()) {
        prices[student] = (-dual.round() as Score).max(-model.unplaced);
    }
    Some(prices)
}
