//! What stands between the service's tables and the library that plans: nobody else here knows the library.

pub mod archive;
pub mod calendars;
pub mod decisions;
pub mod folder;
pub mod import;
pub mod moved;
pub mod problem;
pub mod publishing;
pub mod solve;
