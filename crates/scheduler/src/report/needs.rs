//! Needs served, late and left out, by grid.

use std::collections::{BTreeMap, HashMap};

use crate::format::{Plan, Problem};
use crate::term::Term;

/// A grid's needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Its name; empty for places outside every grid.
    pub name: String,
    /// Needs.
    pub needs: usize,
    /// Served.
    pub served: usize,
    /// Of these, started after they were due.
    pub late: usize,
}

/// Needs by grid, in the order of the table of places, those outside every grid last.
#[must_use]
pub fn by_grid(term: &Term, problem: &Problem, plan: &Plan) -> Vec<Grid> {
    let grid_of: HashMap<&str, &str> = term
        .places
        .iter()
        .map(|place| (place.id.as_str(), place.grid.as_deref().unwrap_or("")))
        .collect();
    let starts: HashMap<&str, Option<i32>> = plan.needs.iter().map(|n| (n.need.as_str(), n.start.wall())).collect();
    let mut grids: BTreeMap<&str, Grid> = BTreeMap::new();
    for need in &problem.needs {
        let name = grid_of.get(need.place.as_str()).copied().unwrap_or("");
        let grid = grids.entry(name).or_insert_with(|| Grid {
            name: name.to_owned(),
            ..Grid::default()
        });
        grid.needs += 1;
        if let Some(start) = starts.get(need.id.as_str()) {
            grid.served += 1;
            let due = need.due.as_ref().and_then(|due| due.wall());
            grid.late += usize::from(due.is_some_and(|due| start.is_some_and(|start| start > due)));
        }
    }
    // The office's own order: that in which its table of places first names them.
    let mut order: Vec<&str> = Vec::new();
    for place in &term.places {
        let grid = place.grid.as_deref().unwrap_or("");
        if !order.contains(&grid) {
            order.push(grid);
        }
    }
    order.sort_by_key(|name| name.is_empty());
    order.iter().filter_map(|name| grids.remove(name)).collect()
}
