//! Teams' wishes.

use super::record_routes::record_routes;
use crate::domain::records::Wish;

record_routes!(
    Wish,
    "wish",
    "/partnerships/{partnership}/terms/{term}/wishes",
    "/partnerships/{partnership}/terms/{term}/wishes/{id}"
);
