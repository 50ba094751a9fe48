//! Local search: a feasible placement that is good by the aim, for any problem, in a budget of steps.
//!
//! A step takes somebody to another place, makes room there, finds new places for those who had to go, and offers what they
//! left to others; simulated annealing keeps the result or takes it back. Maxima (capacities, quotas, people apart) hold at
//! all times; minimums (of open positions, of quotas) and decisions are missed at a price while the search works.

mod anneal;
mod moves;
mod price;
mod state;
#[cfg(test)]
mod tests;
mod units;

pub use anneal::{Budget, Searched, improve};
