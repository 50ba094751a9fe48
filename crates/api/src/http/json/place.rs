//! Places of a term.

use super::record_routes::record_routes;
use crate::domain::records::Place;

record_routes!(
    Place,
    "place",
    "/partnerships/{partnership}/terms/{term}/places",
    "/partnerships/{partnership}/terms/{term}/places/{id}"
);
