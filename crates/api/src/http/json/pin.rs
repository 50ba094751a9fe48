//! Pins: decisions already taken.

use super::record_routes::record_routes;
use crate::domain::records::Pin;

record_routes!(
    Pin,
    "pin",
    "/partnerships/{partnership}/terms/{term}/fixed",
    "/partnerships/{partnership}/terms/{term}/fixed/{id}"
);
