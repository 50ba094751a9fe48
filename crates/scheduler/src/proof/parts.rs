//! Takes a model apart: teams of different skills meet in little but linked visits.
//!
//! Rows marked [`Row::ties`](super::linear::Row) that would join parts are priced with the duals of the relaxation instead of
//! being kept. That is a relaxation again, and at these duals one that loses nothing before the parts are branched on alone,
//! which is far quicker than branching on the whole.

use super::linear::{Linear, Var, Variable};
use crate::model::Cost;

/// Duals are rounded to this part of a unit of cost, and costs are counted in it, so that costs stay whole.
pub const FINE: i64 = 64;

/// A part of the model, with costs in [`FINE`] parts of a unit.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its model.
    pub linear: Linear,
    /// For each of its variables, the whole model's.
    pub variables: Vec<Var>,
    /// For each of its rows, the dual.
    pub duals: Vec<f64>,
    /// Whether rows were priced that touch it.
    pub priced: bool,
}

/// A model in parts.
#[derive(Clone, Debug)]
pub struct Split {
    /// The parts, the smallest first.
    pub parts: Vec<Part>,
    /// What their costs leave out, in [`FINE`] parts of a unit.
    constant: Cost,
}

impl Part {
    /// The gap, in units of its cost, that is not worth closing. What plans cost in an unpriced part is whole, which makes up
    /// for one below a unit; elsewhere the gap is lost.
    pub fn gap(&self) -> f64 {
        if self.priced { 1.0 } else { FINE as f64 / 2.0 }
    }

    /// The least that plans can cost here, given a bound on what solutions do.
    pub fn rounded(&self, bound: f64) -> f64 {
        let fine = FINE as f64;
        if self.priced {
            bound
        } else {
            (bound / fine).ceil() * fine
        }
    }

    /// Whether there is anything to choose.
    pub fn has_choices(&self) -> bool {
        self.linear.variables.iter().any(|variable| variable.whole)
    }
}

impl Split {
    /// A bound on the whole model, in units, from bounds on the parts.
    pub fn whole(&self, bounds: &[f64]) -> f64 {
        (bounds.iter().sum::<f64>() + self.constant as f64) / FINE as f64
    }
}

/// Splits a model: the optima of the parts add up to the whole model's at most.
pub fn split(linear: &Linear, duals: &[f64]) -> Split {
    let mut groups = Groups::new(linear);
    let (mut parts, mut part_of_root, mut home) =
        (Vec::<Part>::new(), vec![usize::MAX; linear.variables.len()], Vec::new());
    for (var, variable) in linear.variables.iter().enumerate() {
        let root = groups.root(var);
        if part_of_root[root] == usize::MAX {
            part_of_root[root] = parts.len();
            parts.push(Part::default());
        }
        let part = &mut parts[part_of_root[root]];
        home.push((part_of_root[root], part.variables.len()));
        part.variables.push(var);
        part.linear.variables.push(Variable {
            cost: variable.cost * FINE,
            ..*variable
        });
    }
    let mut constant = linear.constant * FINE;
    for (row, &dual) in linear.rows.iter().zip(duals) {
        let terms = linear.terms(row);
        let here = terms.first().map_or(0, |&(var, _)| home[var].0);
        if terms.iter().all(|&(var, _)| home[var].0 == here) {
            let Some(part) = parts.get_mut(here) else { continue };
            part.linear.row(
                terms.iter().map(|&(var, factor)| (home[var].1, factor)),
                row.sense,
                row.right,
            );
            part.duals.push(dual * FINE as f64);
            continue;
        }
        let price = (row.sense.clamp(dual) * FINE as f64).round() as i64;
        constant += price * row.right;
        for &(var, factor) in terms {
            let (part, local) = home[var];
            parts[part].linear.variables[local].cost -= price * factor;
            parts[part].priced = true;
        }
    }
    parts.sort_by_key(|part| part.linear.entries());
    Split { parts, constant }
}

/// Variables joined by rows that do not tie.
struct Groups {
    parent: Vec<Var>,
}

impl Groups {
    fn new(linear: &Linear) -> Self {
        let mut groups = Self {
            parent: (0..linear.variables.len()).collect(),
        };
        for row in linear.rows.iter().filter(|row| !row.ties) {
            for pair in linear.terms(row).windows(2) {
                let (a, b) = (groups.root(pair[0].0), groups.root(pair[1].0));
                groups.parent[b] = a;
            }
        }
        groups
    }

    fn root(&mut self, mut var: Var) -> Var {
        while self.parent[var] != var {
            self.parent[var] = self.parent[self.parent[var]];
            var = self.parent[var];
        }
        var
    }
}

#[cfg(test)]
mod tests;
