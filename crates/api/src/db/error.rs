//! What goes wrong in a database, by what a caller can do about it.

use sqlx::error::ErrorKind;

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
    /// Anything else: nothing that the caller can mend.
    #[error("the database failed: {0}")]
    Other(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The writer was closed, or the work panicked.
    #[error("the database takes no more writes")]
    Closed,
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().map(sqlx::error::DatabaseError::kind) {
            Some(ErrorKind::UniqueViolation) => Self::Duplicate(error),
            Some(ErrorKind::ForeignKeyViolation) => Self::Reference(error),
            Some(ErrorKind::CheckViolation | ErrorKind::NotNullViolation) => Self::Value(error),
            _ => Self::Other(error),
        }
    }
}
