//! Positions' rankings of applicants.

use super::record_routes::record_routes;
use crate::domain::records::Ranking;

record_routes!(
    Ranking,
    "ranking",
    "/partnerships/{partnership}/terms/{term}/rankings",
    "/partnerships/{partnership}/terms/{term}/rankings/{id}"
);
