//! What goes wrong in a database, by what a caller can do about it.

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::postgres::PgDatabaseError;

/// Conditions of PostgreSQL that pass: transactions that met each other, a lock that was long in coming, too many connections,
/// a server that stops or starts.
const PASSING: [&str; 7] = ["40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"];
/// The same of SQLite: `SQLITE_BUSY` and what extends it.
const BUSY: i32 = 5;

/// Why a statement failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with this key is there already.
    #[error("a row with this key exists")]
    Duplicate(#[source] sqlx::Error),
    /// A row that it names is not there, or others still name it.
    #[error("a row is missing, or still in use")]
    Reference(#[source] sqlx::Error),
    /// A value outside what its column may hold.
    #[error("a value is not allowed in its column")]
    Value(#[source] sqlx::Error),
    /// Too much is going on; the same may well be done a moment later.
    #[error("the database is busy: {0}")]
    Busy(#[source] sqlx::Error),
    /// Anything else: nothing that the caller can mend.
    #[error("the database failed: {0}")]
    Other(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The service is about to stop, or the commit failed.
    #[error("the database takes no more writes")]
    Closed,
    /// The work panicked.
    #[error("the work panicked")]
    Panicked,
    /// Another request with the same `Idempotency-Key` took this one's place.
    #[error("another request with this key took over")]
    Superseded,
}

impl Error {
    /// The column at fault, as far as the database tells.
    #[must_use]
    pub fn column(&self) -> Option<String> {
        let (Self::Value(error) | Self::Duplicate(error) | Self::Reference(error)) = self else {
            return None;
        };
        column(error.as_database_error()?)
    }
}

/// PostgreSQL names the column or the constraint, `person_role_check`; SQLite quotes the condition, `role IN (…)`, or names
/// table and column.
fn column(error: &dyn DatabaseError) -> Option<String> {
    if let Some(pg) = error.try_downcast_ref::<PgDatabaseError>() {
        let named = || {
            let rest = pg.constraint()?.strip_prefix(pg.table()?)?.strip_prefix('_')?;
            rest.strip_suffix("_check")
        };
        return pg.column().or_else(named).map(str::to_owned);
    }
    let (_, what) = error.message().split_once("constraint failed: ")?;
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let first = what.trim_start_matches('(').split(|c| !word(c) && c != '.').next()?;
    let column = first.rsplit('.').next().unwrap_or(first);
    (!column.is_empty()).then(|| column.to_owned())
}

fn passes(error: &dyn DatabaseError) -> bool {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<PgDatabaseError>().is_some() {
        return PASSING.contains(&code.as_ref());
    }
    code.parse::<i32>().is_ok_and(|code| code & 0xff == BUSY)
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Self::Busy(error);
        }
        if matches!(error, sqlx::Error::PoolClosed) {
            return Self::Closed;
        }
        match error.as_database_error().map(DatabaseError::kind) {
            Some(ErrorKind::UniqueViolation) => Self::Duplicate(error),
            Some(ErrorKind::ForeignKeyViolation) => Self::Reference(error),
            Some(ErrorKind::CheckViolation | ErrorKind::NotNullViolation) => Self::Value(error),
            _ if error.as_database_error().is_some_and(passes) => Self::Busy(error),
            _ => Self::Other(error),
        }
    }
}
