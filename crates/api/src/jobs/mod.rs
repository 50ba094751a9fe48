//! Work that takes longer than a request.

pub mod answers;
pub mod fetches;
pub mod solver;
