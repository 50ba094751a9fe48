//! The tables, as they grew: a folder of statements for each database, compiled in.
//!
//! They expand and contract: a migration adds; what it replaces is dropped by a later release, so that the release before still runs.

use sqlx::migrate::Migrator;

/// For SQLite.
pub(super) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
/// For PostgreSQL.
pub(super) static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");
