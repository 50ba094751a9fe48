//! Applicants' choices.

use super::record_routes::record_routes;
use crate::domain::records::Choice;

record_routes!(
    Choice,
    "choice",
    "/partnerships/{partnership}/terms/{term}/choices",
    "/partnerships/{partnership}/terms/{term}/choices/{id}"
);
