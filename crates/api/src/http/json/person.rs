//! Students and supervisors.

use super::record_routes::record_routes;
use crate::domain::records::Person;

record_routes!(
    Person,
    "person",
    "/partnerships/{partnership}/terms/{term}/people",
    "/partnerships/{partnership}/terms/{term}/people/{id}"
);
