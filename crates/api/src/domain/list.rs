//! A list in one column: an array on the wire, JSON in the database.

use serde::{Deserialize, Serialize};
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgTypeInfo, PgValueRef, Postgres};
use sqlx::sqlite::{Sqlite, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Type};
use utoipa::ToSchema;

/// Texts in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct List(pub Vec<String>);

impl Type<Sqlite> for List {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Type<Postgres> for List {
    fn type_info() -> PgTypeInfo {
        <String as Type<Postgres>>::type_info()
    }
}

impl<'r> Decode<'r, Sqlite> for List {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(serde_json::from_str(<&str as Decode<Sqlite>>::decode(value)?)?)
    }
}

impl<'r> Decode<'r, Postgres> for List {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(serde_json::from_str(<&str as Decode<Postgres>>::decode(value)?)?)
    }
}
