//! Who got which position.

use super::record_routes::record_routes;
use crate::domain::records::Placement;

record_routes!(
    Placement,
    "placement",
    "/partnerships/{partnership}/terms/{term}/placements",
    "/partnerships/{partnership}/terms/{term}/placements/{id}"
);
