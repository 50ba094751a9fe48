//! A linear model in whole numbers: what the rows are written in, before a solver sees it.

use std::ops::Range;

use crate::model::{Cost, Limit};

/// Index of a variable.
pub type Var = usize;
/// A sum of variables.
pub type Terms = Vec<(Var, i64)>;

/// A variable. Both ends are finite: the safe bound of [`super::relaxation`] needs them.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Cost of a unit.
    pub cost: Cost,
    /// Smallest value.
    pub low: i64,
    /// Largest value.
    pub high: i64,
    /// Whether only whole values make sense; the others follow from these.
    pub whole: bool,
}

/// How a row's sum compares with its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// At most.
    AtMost,
    /// At least.
    AtLeast,
    /// Equal.
    Exactly,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The comparison.
    pub sense: Sense,
    /// The right side.
    pub right: i64,
    /// Whether it joins what would otherwise fall apart.
    pub ties: bool,
    terms: Range<usize>,
}

/// The model: minimise `constant` and the cost of the variables subject to the rows.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    /// Variables.
    pub variables: Vec<Variable>,
    /// Rows.
    pub rows: Vec<Row>,
    /// What every plan pays.
    pub constant: Cost,
    /// Whether the rows being written tie, see [`Row::ties`].
    pub tying: bool,
    terms: Vec<(Var, i64)>,
}

impl Sense {
    /// The nearest dual of the sign that bounds from below.
    pub fn clamp(self, dual: f64) -> f64 {
        match self {
            Self::AtMost => dual.min(0.0),
            Self::AtLeast => dual.max(0.0),
            Self::Exactly => dual,
        }
    }
}

impl Linear {
    /// A new variable that follows from the whole ones.
    pub fn variable(&mut self, cost: Cost, high: i64) -> Var {
        self.variables.push(Variable {
            cost,
            low: 0,
            high: high.max(0),
            whole: false,
        });
        self.variables.len() - 1
    }

    /// A new choice between 0 and 1.
    pub fn choice(&mut self, cost: Cost) -> Var {
        let choice = self.variable(cost, 1);
        self.variables[choice].whole = true;
        choice
    }

    /// A new row.
    pub fn row(&mut self, terms: impl IntoIterator<Item = (Var, i64)>, sense: Sense, right: i64) {
        let first = self.terms.len();
        self.terms.extend(terms);
        self.rows.push(Row {
            sense,
            right,
            ties: self.tying,
            terms: first..self.terms.len(),
        });
    }

    /// `terms` at most `right`.
    pub fn at_most(&mut self, terms: impl IntoIterator<Item = (Var, i64)>, right: i64) {
        self.row(terms, Sense::AtMost, right);
    }

    /// `terms` at least `right`.
    pub fn at_least(&mut self, terms: impl IntoIterator<Item = (Var, i64)>, right: i64) {
        self.row(terms, Sense::AtLeast, right);
    }

    /// A row's sum; a variable may occur twice.
    pub fn terms(&self, row: &Row) -> &[(Var, i64)] {
        &self.terms[row.terms.clone()]
    }

    /// Number of entries over all rows.
    pub fn entries(&self) -> usize {
        self.terms.len()
    }

    /// `terms` at most `right`, or for a weight a unit for each one above, of which there can be `reach - right` at most.
    pub fn at_most_or_pay(&mut self, mut terms: Terms, right: i64, reach: i64, weight: Option<Cost>) {
        if reach <= right {
            return;
        }
        if let Some(weight) = weight {
            terms.push((self.variable(weight, reach.saturating_sub(right)), -1));
        }
        self.at_most(terms, right);
    }

    /// `terms`, which are never negative, at least `right`, or for a weight a unit for each one below.
    pub fn at_least_or_pay(&mut self, mut terms: Terms, right: i64, weight: Option<Cost>) {
        if right <= 0 {
            return;
        }
        if let Some(weight) = weight {
            terms.push((self.variable(weight, right), 1));
        }
        self.at_least(terms, right);
    }

    /// Holds a value that lies between two sums to a limit; `reach` is the most the lower sum can come to.
    pub fn hold(&mut self, between: (&Terms, &Terms), reach: i64, limit: &Limit) {
        let (low, high) = between;
        for most in [limit.max, limit.target].into_iter().flatten() {
            self.at_most_or_pay(low.clone(), most, reach, limit.weight);
        }
        for least in [limit.min, limit.target].into_iter().flatten() {
            self.at_least_or_pay(high.clone(), least, limit.weight);
        }
    }
}
