//! Clinic hours: weekly openings and single events.

use super::record_routes::record_routes;
use crate::domain::records::Hour;

record_routes!(
    Hour,
    "hour",
    "/partnerships/{partnership}/terms/{term}/hours",
    "/partnerships/{partnership}/terms/{term}/hours/{id}"
);
