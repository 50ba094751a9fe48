//! Work that takes longer than a request.

pub mod fetches;
pub mod solver;
pub mod swaps;
pub mod upkeep;
