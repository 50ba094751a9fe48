//! Placements as a user of the library sees them.

mod agree_with_check_py;
mod broken;
mod brute_force;
mod matching;
mod metamorphic;
mod odd;
mod proved;
mod refused;
mod rounds;

pub use broken::cases as broken_cases;
