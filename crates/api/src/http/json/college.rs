//! Colleges: the parts of the university that teams come from.

use super::structure::part_routes;
use crate::domain::structure::College;

part_routes!(
    College,
    "college",
    "/partnerships/{partnership}/colleges",
    "/partnerships/{partnership}/colleges/{id}"
);
