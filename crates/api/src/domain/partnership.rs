//! Partnerships: one university and the communities it serves.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// Who approves a swap that the rules allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Swaps {
    /// The office.
    Office,
    /// Nobody: it is done once the other team agrees.
    Automatic,
}

impl Swaps {
    /// Its name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Automatic => "automatic",
        }
    }
}

/// A partnership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow, ToSchema)]
pub struct Partnership {
    /// Id: part of every address.
    pub id: String,
    /// Name.
    #[schema(example = "兰州院地共建")]
    pub name: String,
    /// Zone of its clocks, an IANA name.
    #[schema(example = "Asia/Shanghai")]
    pub zone: String,
    /// Namespace of its feeds' UIDs; it never changes.
    #[schema(example = "jiezi.example.edu")]
    pub domain: String,
    /// Who approves a swap.
    pub swaps: Swaps,
    /// Rises with every change: the ETag.
    pub version: i64,
}
