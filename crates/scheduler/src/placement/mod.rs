//! Semester placement: who gets which internship, clinic or practice place.

mod assignment;
pub mod blocking;
mod feasible;
mod measures;
pub mod model;

pub use assignment::{Assignment, Filled};
pub use feasible::{Broken, broken};
pub use measures::{Key, Measures};
pub use model::Model;
