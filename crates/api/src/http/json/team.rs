//! Teams: what is scheduled.

use super::record_routes::record_routes;
use crate::domain::records::Team;

record_routes!(
    Team,
    "team",
    "/partnerships/{partnership}/terms/{term}/teams",
    "/partnerships/{partnership}/terms/{term}/teams/{id}"
);
