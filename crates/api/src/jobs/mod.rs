//! Work that takes longer than a request.

pub mod solver;
