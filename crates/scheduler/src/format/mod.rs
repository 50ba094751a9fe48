//! The edge of the library: `problem/1` and `plan/1`, `placement/1`, `formation/1` and their results, as they are written in JSON.
//!
//! serde and chrono stop here: everything deeper works on the dense integers of [`crate::model`].
//! The contracts are the pages `problem.md`, `placement.md` and `formation.md` in `docs/format`.

mod clock;
mod fault;
pub mod formation;
mod local_time;
pub(crate) mod near;
pub mod placement;
mod plan;
mod problem;
mod read;
mod validate;

pub use clock::{Clock, Instant};
pub use fault::Fault;
pub use local_time::{LocalDate, LocalTime};
pub use plan::{Breakdown, NeedRow, Plan, SessionRow, Unserved};
pub use problem::{
    Baseline, Continuity, Count, Fixed, Horizon, Limit, Link, LinkTeams, Mix, Need, Per, Place, Problem, Request,
    Session, Skills, Staffing, Team, Travel, Weights,
};
pub use read::{read_formation, read_formed, read_placement, read_placement_result, read_plan, read_problem};
pub(crate) use validate::validate_limits;
pub use validate::{
    validate, validate_formation, validate_formed, validate_placement, validate_placement_result, validate_plan,
};
