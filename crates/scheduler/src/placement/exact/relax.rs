//! A bound on a number from choices in parts, with rows of stability written until none is broken.
//!
//! The model stays in the solver while rows are added to it: each time the dual simplex goes on from where it was.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use highs::{Col, HighsModelStatus, RowProblem};

use super::level::Level;
use super::program::Program;
use super::separate::separate;
use crate::format::placement::Figure;
use crate::proof::linear::{Linear, Sense, Var};

/// What the solver's own optimum is trusted up to: in absolute terms and relative to its size.
const TOLERANCE: (f64, f64) = (1e-4, 1e-7);
/// So many rounds must together raise the bound by the part, or further ones are left to branching.
const STALL: (usize, f64) = (4, 2e-4);

/// What choices in parts say.
pub struct Relaxed {
    /// A bound.
    pub bound: i64,
    /// The last values.
    pub values: Vec<f64>,
}

/// Bounds a number within a time. `enough` is a bound beyond which it need not go.
pub fn relax(program: &mut Program<'_>, level: Level, enough: i64, time: Duration) -> Option<Relaxed> {
    let until = Instant::now() + time;
    let mut live = Live::new(program, level, time)?;
    let (mut best, mut bounds) = (None, Vec::new());
    loop {
        let Some((objective, values)) = live.solve() else {
            return best;
        };
        let value = objective + level.constant(program.model) as f64;
        let sure = (value - TOLERANCE.0 - TOLERANCE.1 * value.abs()).ceil() as i64;
        bounds.push(value);
        let stalled = bounds.len() > STALL.0 && {
            let before = bounds[bounds.len() - 1 - STALL.0];
            value - before < STALL.1 * value.abs()
        };
        let written = if sure >= enough || stalled || Instant::now() > until || !program.is_stable() {
            0
        } else {
            separate(program, &values)
        };
        best = Some(Relaxed { bound: sure, values });
        if written == 0 {
            return best;
        }
        live.follow(program)?;
    }
}

/// The model inside the solver.
struct Live {
    model: Option<highs::Model>,
    /// What a blocking pair costs.
    blocking: i64,
    columns: Vec<Col>,
    rows: usize,
    /// Where blocking pairs are settled, if they are.
    counted: Option<highs::Row>,
}

impl Live {
    fn new(program: &Program<'_>, level: Level, time: Duration) -> Option<Self> {
        let linear = program.aimed(&[(level, 1)]);
        let mut problem = RowProblem::default();
        let variables = linear.variables.iter();
        let columns = variables
            .map(|row| problem.add_column(row.cost as f64, row.low as f64..=row.high as f64))
            .collect();
        let mut model = problem.try_optimise(highs::Sense::Minimise).ok()?;
        model.make_quiet();
        model.try_set_option("threads", 1).ok()?;
        model.try_set_option("parallel", "off").ok()?;
        model.try_set_option("time_limit", time.as_secs_f64()).ok()?;
        let mut live = Self {
            model: Some(model),
            blocking: i64::from(level.figure == Figure::Blocking),
            columns,
            rows: program.linear().rows.len(),
            counted: None,
        };
        // The rows of what is settled come last in `linear`, in their order.
        let settled = program.settled().iter().map(|&(level, _)| level.figure);
        let figures = std::iter::repeat_n(None, live.rows).chain(settled.map(Some));
        for (index, figure) in figures.enumerate() {
            let row = live.write(&linear, index)?;
            if figure == Some(Figure::Blocking) {
                live.counted = Some(row);
            }
        }
        Some(live)
    }

    fn write(&mut self, linear: &Linear, index: usize) -> Option<highs::Row> {
        let row = &linear.rows[index];
        let right = row.right as f64;
        let bounds = match row.sense {
            Sense::AtMost => f64::NEG_INFINITY..=right,
            Sense::AtLeast => right..=f64::INFINITY,
            Sense::Exactly => right..=right,
        };
        let terms = linear.terms(row).iter();
        let factors: Vec<_> = terms.map(|&(var, factor)| (self.columns[var], factor as f64)).collect();
        self.model.as_mut()?.try_add_row(bounds, factors).ok()
    }

    /// Takes over what was written since; the choices are those that count blocking pairs, and whether a position is full.
    fn follow(&mut self, program: &Program<'_>) -> Option<()> {
        let linear = program.linear();
        let counts: BTreeSet<Var> = program.counts().collect();
        for (var, row) in linear.variables.iter().enumerate().skip(self.columns.len()) {
            let counts = counts.contains(&var);
            let cost = if counts { self.blocking as f64 } else { 0.0 };
            let rows = self.counted.filter(|_| counts).map(|row| (row, 1.0));
            let model = self.model.as_mut()?;
            let column = model
                .try_add_column(cost, row.low as f64..=row.high as f64, rows)
                .ok()?;
            self.columns.push(column);
        }
        for index in self.rows..linear.rows.len() {
            self.write(linear, index)?;
        }
        self.rows = linear.rows.len();
        Some(())
    }

    fn solve(&mut self) -> Option<(f64, Vec<f64>)> {
        let solved = self.model.take()?.try_solve().ok()?;
        let optimal = solved.status() == HighsModelStatus::Optimal;
        let found = (solved.objective_value(), solved.get_solution().columns().to_vec());
        self.model = Some(solved.into());
        optimal.then_some(found)
    }
}
