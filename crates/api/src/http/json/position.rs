//! Positions that hosts offer.

use super::record_routes::record_routes;
use crate::domain::records::Position;

record_routes!(
    Position,
    "position",
    "/partnerships/{partnership}/terms/{term}/positions",
    "/partnerships/{partnership}/terms/{term}/positions/{id}"
);
