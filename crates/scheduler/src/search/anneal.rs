//! Simulated annealing: worse plans are accepted with a probability that cools with the budget.
//!
//! Temperatures follow from the problem: a share of what steps typically change, so that weights in minutes and weights in
//! hundreds of thousands are searched alike. They steer the search only; no cost is ever a float.

use crate::model::Cost;

/// The first temperature, as a share of the median worsening of a step.
const HOT: f64 = 0.35;
/// The last temperature, as a share of the first.
const COLD: f64 = 0.02;

/// A cooling schedule.
#[derive(Debug)]
pub struct Annealing {
    hot: f64,
    temperature: f64,
}

impl Annealing {
    /// A schedule for a problem whose sampled steps changed the cost so.
    pub fn new(mut changes: Vec<Cost>) -> Self {
        changes.retain(|&change| change > 0);
        changes.sort_unstable();
        let median = changes.get(changes.len() / 2).copied().unwrap_or(1);
        let hot = median as f64 * HOT;
        Self { hot, temperature: hot }
    }

    /// Cools to a part of the schedule: 0 is its beginning, 1 its end.
    pub fn cool(&mut self, part: f64) {
        self.temperature = self.hot * COLD.powf(part);
    }

    /// Whether a change of the cost is accepted.
    pub fn accepts(&self, change: Cost, rng: &mut fastrand::Rng) -> bool {
        change <= 0 || (change as f64) < -self.temperature * (1.0 - rng.f64()).ln()
    }
}
