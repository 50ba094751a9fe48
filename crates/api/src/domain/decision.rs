//! Decisions of a plan: which team does what, when.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// A team at a session, or on a visit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, FromRow, ToSchema)]
pub struct Decision {
    /// `session` or `need`.
    pub kind: String,
    /// Id of the session or need.
    pub activity: String,
    /// Team.
    pub team: String,
    /// Local, `2026-09-07T14:00`.
    pub start: String,
    /// Local.
    pub end: String,
}
