//! The data: SQLite in one file, or PostgreSQL; statements are written once, for both.
//!
//! A statement that takes a second or more is named in the log, without its values (sqlx's own doing).
//!
//! A statement uses `$1 … $n` and the types both have: whole numbers, floats, truth values, text, bytes. Instants are seconds
//! since 1970 in UTC; dates and times of a term are text in its own zone.

mod bulk;
mod error;
mod migrations;
mod touched;
mod tx;
mod value;
mod writer;

pub mod access;
pub mod accounts;
pub mod attempts;

pub mod amendment;
pub mod audience;
pub mod audit;
pub mod backup;
pub mod calendars;
pub mod counts;
pub mod duties;
pub mod feeds;
pub mod grids;
pub mod idempotency;
pub mod imports;
pub mod jobs;
pub mod keys;
pub mod links;
pub mod membership;
pub mod messages;
pub mod outbox;
pub mod partnerships;
pub mod pins;
pub mod placement_messages;
pub mod placements;
pub mod plans;
pub mod publication;
pub mod readers;
pub mod records;
pub mod rounds;
pub mod sign_ins;
pub mod structure;
pub mod swap_ends;
pub mod swap_messages;
pub mod swaps;
pub mod terms;
pub mod webhooks;

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqlSafeStr};

pub use error::Error;
pub use touched::Touched;
pub use tx::{STATEMENTS, Tx};
pub use value::Value;
pub use writer::BoxFuture;
use writer::Writer;

use crate::domain::row::Row;

/// How long a connection waits for a lock that somebody else holds.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections that read a SQLite file at once: as many as read without waiting for the disk.
const LITE_READERS: u32 = 4;
/// Connections to PostgreSQL of one process.
const PG_CONNECTIONS: u32 = 24;

/// The database of the service.
#[derive(Clone, Debug)]
pub enum Database {
    /// One SQLite file: many readers, one writer that commits in groups.
    Lite {
        /// Connections that can only read.
        readers: SqlitePool,
        /// The one that writes.
        writer: Writer,
    },
    /// A PostgreSQL server.
    Pg(PgPool),
}

impl Database {
    /// Opens `sqlite:PATH` (made if it is not there) or `postgres://…`, and brings its tables up to date.
    ///
    /// # Errors
    /// An address that is neither, a server that does not answer, a file that is no database.
    pub async fn open(url: &str) -> Result<Self, Error> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?;
            let pool = PgPoolOptions::new()
                .max_connections(PG_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .connect_with(options)
                .await?;
            migrations::POSTGRES.run(&pool).await?;
            return Ok(Self::Pg(pool));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered with success survives a loss of power.
            .synchronous(SqliteSynchronous::Full);
        let mut connection = options.connect().await?;
        migrations::SQLITE.run(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(LITE_READERS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        let writer = Writer::new(connection);
        Ok(Self::Lite { readers, writer })
    }

    /// Every row of a query.
    ///
    /// # Errors
    /// The database's own.
    pub async fn all<T: Row>(&self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Vec<T>, Error> {
        match self {
            Self::Lite { readers, .. } => tx::all_lite(&mut *readers.acquire().await?, sql, values).await,
            Self::Pg(pool) => tx::all_pg(&mut *pool.acquire().await?, sql, values).await,
        }
    }

    /// The first row of a query, if it has any.
    ///
    /// # Errors
    /// The database's own.
    pub async fn first<T: Row>(&self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Option<T>, Error> {
        Ok(self.all(sql, values).await?.into_iter().next())
    }

    /// Whether it answers.
    pub async fn answers(&self) -> bool {
        self.first::<(i64,)>("SELECT CAST(1 AS BIGINT)", Vec::new())
            .await
            .is_ok()
    }

    /// Runs `work` as one transaction: all of it or, when it fails, nothing. On SQLite it shares its commit with others that wait
    /// at the same moment; each is undone alone. Under an `Idempotency-Key` the same transaction notes that its deed is done.
    ///
    /// # Errors
    /// What `work` fails with, or the database.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        let Some(claim) = idempotency::current() else {
            return self.transact(work).await;
        };
        self.transact(move |tx| {
            Box::pin(async move {
                let done = work(tx).await?;
                idempotency::mark(tx, &claim).await?;
                Ok(done)
            })
        })
        .await
    }

    async fn transact<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        match self {
            Self::Lite { writer, .. } => writer.write(work).await,
            Self::Pg(pool) => {
                let mut tx = Tx::Pg(pool.begin().await.map_err(Error::from)?);
                let done = work(&mut tx).await?;
                tx.commit().await?;
                Ok(done)
            }
        }
    }

    /// Runs `work` on what the database held at one moment, whatever others write meanwhile. It can only read.
    ///
    /// # Errors
    /// What `work` fails with, or the database.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>>,
    {
        // It is never committed: dropped, it is rolled back, and there is nothing to lose.
        let mut tx = match self {
            Self::Lite { readers, .. } => Tx::Seen(readers.begin().await.map_err(Error::from)?),
            Self::Pg(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Tx::Pg(pool.begin_with(begin).await.map_err(Error::from)?)
            }
        };
        work(&mut tx).await
    }

    /// Waits for what is being written, then closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Lite { readers, writer } => {
                writer.close().await;
                readers.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }
}
