//! Needs: residents' requests.

use super::record_routes::record_routes;
use crate::domain::records::Need;

record_routes!(
    Need,
    "need",
    "/partnerships/{partnership}/terms/{term}/needs",
    "/partnerships/{partnership}/terms/{term}/needs/{id}"
);
