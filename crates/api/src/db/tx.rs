//! A transaction, and the queries both databases run.

use sqlx::postgres::{PgConnection, Postgres};
use sqlx::sqlite::{Sqlite, SqliteConnection};
use sqlx::{SqlSafeStr, SqlStr, Transaction};

use super::error::Error;
use super::value::{self, Value};
use crate::domain::row::Row;

/// Where every statement is told, at level `trace`.
pub const STATEMENTS: &str = "yuandi_api::statement";

/// A transaction under way.
#[derive(Debug)]
pub enum Tx {
    /// On the connection that writes to a SQLite file.
    Lite(SqliteConnection),
    /// On a connection that only reads a SQLite file: what it sees is one moment's.
    Seen(Transaction<'static, Sqlite>),
    /// On a connection to PostgreSQL.
    Pg(Transaction<'static, Postgres>),
}

impl Tx {
    /// Every row of a query, or of a statement with `RETURNING`.
    ///
    /// # Errors
    /// The database's own.
    pub async fn all<T: Row>(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Vec<T>, Error> {
        match self {
            Self::Lite(connection) => all_lite(connection, sql, values).await,
            Self::Seen(connection) => all_lite(connection, sql, values).await,
            Self::Pg(connection) => all_pg(connection, sql, values).await,
        }
    }

    /// The first row, if there is any.
    ///
    /// # Errors
    /// The database's own.
    pub async fn first<T: Row>(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Option<T>, Error> {
        Ok(self.all(sql, values).await?.into_iter().next())
    }

    /// Runs a statement and counts the rows it touched.
    ///
    /// # Errors
    /// The database's own.
    pub async fn run(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<u64, Error> {
        let sql = told(sql, &values);
        Ok(match self {
            Self::Lite(connection) => {
                let query = value::lite(sqlx::query::<Sqlite>(sql), values);
                query.execute(connection).await?.rows_affected()
            }
            Self::Seen(connection) => {
                let query = value::lite(sqlx::query::<Sqlite>(sql), values);
                query.execute(&mut **connection).await?.rows_affected()
            }
            Self::Pg(connection) => {
                let query = value::pg(sqlx::query::<Postgres>(sql), values);
                query.execute(&mut **connection).await?.rows_affected()
            }
        })
    }

    /// Commits on PostgreSQL; the writer of a SQLite file commits for its whole group.
    pub(super) async fn commit(self) -> Result<(), Error> {
        if let Self::Pg(transaction) = self {
            transaction.commit().await?;
        }
        Ok(())
    }
}

/// Every row of a query on a SQLite connection.
pub(super) async fn all_lite<T: Row>(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    values: Vec<Value>,
) -> Result<Vec<T>, Error> {
    let query = value::lite_as(sqlx::query_as::<Sqlite, T>(told(sql, &values)), values);
    Ok(query.fetch_all(connection).await?)
}

/// Every row of a query on a PostgreSQL connection.
pub(super) async fn all_pg<T: Row>(
    connection: &mut PgConnection,
    sql: impl SqlSafeStr,
    values: Vec<Value>,
) -> Result<Vec<T>, Error> {
    let query = value::pg_as(sqlx::query_as::<Postgres, T>(told(sql, &values)), values);
    Ok(query.fetch_all(connection).await?)
}

/// Tells who listens what is asked of the database: the statement and the types of its values, which may be personal themselves.
fn told(sql: impl SqlSafeStr, values: &[Value]) -> SqlStr {
    let sql = sql.into_sql_str();
    tracing::trace!(target: STATEMENTS, sql = sql.as_str(), types = value::types(values));
    sql
}
