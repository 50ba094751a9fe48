//! Work that takes longer than a request.

pub mod fetches;
pub mod swaps;
pub mod upkeep;
pub mod worker;

mod lease;
mod placer;
mod solver;
