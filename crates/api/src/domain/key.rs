//! API keys: programs that act with some of the roles of whoever made them.

use serde::Serialize;
use sqlx::FromRow;
use utoipa::ToSchema;

use super::instant::Instant;
use super::role::Roles;

/// A key; its secret was shown once, and is not known any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow, ToSchema)]
pub struct Key {
    /// Id.
    pub id: String,
    /// What it is for.
    #[schema(example = "wall display")]
    pub name: String,
    /// The roles it acts as.
    #[sqlx(try_from = "String")]
    pub roles: Roles,
    /// Whether it may write.
    pub writes: bool,
    /// The account that made it.
    pub created_by: String,
    /// When.
    pub created: Instant,
    /// Until when it works.
    pub expires: Instant,
    /// When it was revoked.
    pub revoked: Option<Instant>,
}
