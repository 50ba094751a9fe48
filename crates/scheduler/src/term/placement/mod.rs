//! Semester placement in a term: positions of hosts, both sides' choices, who got what; the problem that comes of them, the term that
//! comes of its result, and what a placement means for the roster.

mod choices;
mod filled;
mod flow;
mod placements;
mod positions;
mod problem;
mod settings;
mod strangers;

pub use choices::Choice;
pub(super) use choices::{choices, rankings};
pub(super) use flow::{apply, held};
pub use placements::Placement;
pub(super) use placements::read as placements;
pub use positions::Position;
pub(super) use positions::read as positions;
pub use problem::Placing;
pub use settings::PlacementSettings;
