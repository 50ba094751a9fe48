//! Pins: decisions already taken.

use super::records::record_routes;
use crate::domain::records::Pin;

record_routes!(
    Pin,
    "pin",
    "/partnerships/{partnership}/terms/{term}/fixed",
    "/partnerships/{partnership}/terms/{term}/fixed/{id}"
);
