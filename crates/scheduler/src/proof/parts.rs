//! Takes a model apart: teams of different skills meet in little but linked visits.
//!
//! Rows marked [`Row::ties`](super::linear::Row) that would join parts are priced with the duals of the relaxation instead of
//! being kept. That is a relaxation again, and at these duals one that loses nothing before the parts are branched on alone,
//! which is far quicker than branching on the whole.

use super::linear::{Linear, Var, Variable};

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

/// The parts, the smallest first. Their optima add up to at most the whole model's, times [`FINE`].
pub fn split(linear: &Linear, duals: &[f64]) -> Vec<Part> {
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
    if let Some(first) = parts.first_mut() {
        first.linear.constant = constant;
    }
    parts.sort_by_key(|part| part.linear.entries());
    parts
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
