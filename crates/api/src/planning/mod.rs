//! What stands between the service's tables and the library that plans: nobody else here knows the library.

pub mod absences;
pub mod archive;
pub mod calendars;
pub mod columns;
pub mod decisions;
pub mod folder;
pub mod import;
pub mod moved;
pub mod problem;
pub mod report;
pub mod solve;
pub mod workbook;
