//! The audit trail as it is read.

use serde::Serialize;
use sqlx::FromRow;
use utoipa::ToSchema;

use super::instant::Instant;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow, ToSchema)]
#[schema(as = TrailEntry)]
pub struct Entry {
    /// 1, 2, 3 … without a gap.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Account, or `key:ID`.
    pub actor: String,
    /// What.
    #[schema(example = "place.create")]
    pub action: String,
    /// To what.
    pub subject: String,
    /// Names of what changed.
    pub detail: String,
}
