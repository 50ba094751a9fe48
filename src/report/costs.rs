//! Where the cost is.

use yuandi_scheduler::verify::Verdict;

use super::labels::{self, Label};

/// One part of the cost.
pub struct Cost {
    /// In words.
    pub label: Label,
    /// Its cost.
    pub cost: i64,
    /// Share of the largest part, in percent.
    pub width: i64,
}

/// Parts that cost anything, the dearest first.
pub fn by_part(verdict: &Verdict) -> Vec<Cost> {
    let parts = verdict.parts.rows().into_iter().filter(|(_, cost)| *cost != 0);
    let mut costs: Vec<Cost> = parts
        .map(|(part, cost)| Cost {
            label: labels::part(part),
            cost,
            width: 0,
        })
        .collect();
    let largest = costs.iter().map(|c| c.cost.abs()).max().unwrap_or(1);
    costs.iter_mut().for_each(|c| c.width = 100 * c.cost.abs() / largest);
    costs.sort_by_key(|c| -c.cost);
    costs
}
