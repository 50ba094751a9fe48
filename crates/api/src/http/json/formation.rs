//! Kinds of teams to be formed.

use super::record_routes::record_routes;
use crate::domain::records::Formation;

record_routes!(
    Formation,
    "formation",
    "/partnerships/{partnership}/terms/{term}/formation",
    "/partnerships/{partnership}/terms/{term}/formation/{id}"
);
