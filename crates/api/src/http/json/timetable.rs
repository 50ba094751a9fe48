//! Timetables: when people are in class.

use super::record_routes::record_routes;
use crate::domain::records::Lesson;

record_routes!(
    Lesson,
    "timetable",
    "/partnerships/{partnership}/terms/{term}/timetables",
    "/partnerships/{partnership}/terms/{term}/timetables/{id}"
);
