//! What stands between the service's tables and the library that plans: nobody else here knows the library.

pub mod absences;
pub mod archive;
pub mod calendars;
pub mod columns;
pub mod decisions;
pub mod draft;
pub mod edit;
pub mod folder;
pub mod ground;
pub mod import;
pub mod moved;
pub mod names;
pub mod placing;
pub mod problem;
pub mod publishing;
pub mod report;
pub mod rows;
pub mod sentences;
pub mod settings;
pub mod solve;
pub mod swap;
pub mod workbook;
