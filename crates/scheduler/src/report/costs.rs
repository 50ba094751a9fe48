//! Where the cost is.

use super::labels::{self, Label};

/// One part of the cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Its name on the format page.
    pub part: String,
    /// In words.
    pub label: Label,
    /// Its cost.
    pub cost: i64,
}

/// Parts that cost anything, the dearest first.
#[must_use]
pub fn by_part<'p>(parts: impl IntoIterator<Item = (&'p str, i64)>) -> Vec<Cost> {
    let parts = parts.into_iter().filter(|(_, cost)| *cost != 0);
    let mut costs: Vec<Cost> = parts
        .map(|(part, cost)| Cost {
            part: part.to_owned(),
            label: labels::part(part),
            cost,
        })
        .collect();
    costs.sort_by_key(|cost| -cost.cost);
    costs
}
