//! Values bound to a statement.

use sqlx::postgres::{PgArguments, Postgres};
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::{Sqlite, SqliteArguments};

/// A value, or the absence of one of its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Whole number.
    Int(Option<i64>),
    /// Float.
    Float(Option<f64>),
    /// Truth value.
    Bool(Option<bool>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

macro_rules! values {
    ($($of:ty => $variant:ident),* $(,)?) => {$(
        impl From<$of> for Value {
            fn from(value: $of) -> Self {
                Self::$variant(Some(value.into()))
            }
        }
        impl From<Option<$of>> for Value {
            fn from(value: Option<$of>) -> Self {
                Self::$variant(value.map(Into::into))
            }
        }
    )*};
}

values! {
    i64 => Int, i32 => Int, u32 => Int, f64 => Float, bool => Bool,
    String => Text, &String => Text, &str => Text, Vec<u8> => Bytes, &[u8] => Bytes, [u8; 32] => Bytes,
}

/// `args![a, b]`: the values of a statement.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

/// PostgreSQL's names of their types: `bigint, text`.
pub(super) fn types(values: &[Value]) -> String {
    let name = |value: &Value| match value {
        Value::Int(_) => "bigint",
        Value::Float(_) => "double precision",
        Value::Bool(_) => "boolean",
        Value::Text(_) => "text",
        Value::Bytes(_) => "bytea",
    };
    values.iter().map(name).collect::<Vec<_>>().join(", ")
}

macro_rules! bind {
    ($name:ident, $name_as:ident, $db:ty, $arguments:ty) => {
        /// Binds the values of a statement.
        pub(super) fn $name(mut query: Query<'_, $db, $arguments>, values: Vec<Value>) -> Query<'_, $db, $arguments> {
            for value in values {
                query = match value {
                    Value::Int(value) => query.bind(value),
                    Value::Float(value) => query.bind(value),
                    Value::Bool(value) => query.bind(value),
                    Value::Text(value) => query.bind(value),
                    Value::Bytes(value) => query.bind(value),
                };
            }
            query
        }

        /// Binds the values of a query.
        pub(super) fn $name_as<T>(
            mut query: QueryAs<'_, $db, T, $arguments>,
            values: Vec<Value>,
        ) -> QueryAs<'_, $db, T, $arguments> {
            for value in values {
                query = match value {
                    Value::Int(value) => query.bind(value),
                    Value::Float(value) => query.bind(value),
                    Value::Bool(value) => query.bind(value),
                    Value::Text(value) => query.bind(value),
                    Value::Bytes(value) => query.bind(value),
                };
            }
            query
        }
    };
}

bind!(lite, lite_as, Sqlite, SqliteArguments);
bind!(pg, pg_as, Postgres, PgArguments);
