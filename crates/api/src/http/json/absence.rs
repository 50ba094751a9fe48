//! Absences: spans in which a person or a whole team is away.

use super::record_routes::record_routes;
use crate::domain::records::Absence;

record_routes!(
    Absence,
    "absence",
    "/partnerships/{partnership}/terms/{term}/absences",
    "/partnerships/{partnership}/terms/{term}/absences/{id}"
);
