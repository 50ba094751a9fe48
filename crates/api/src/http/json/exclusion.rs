//! Exclusions: teams that must not do something.

use super::record_routes::record_routes;
use crate::domain::records::Exclusion;

record_routes!(
    Exclusion,
    "exclusion",
    "/partnerships/{partnership}/terms/{term}/excluded",
    "/partnerships/{partnership}/terms/{term}/excluded/{id}"
);
