//! A copy of a SQLite database while it is in use, and the way back. PostgreSQL has tools of its own for both.

use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::audit::{self, Deed};
use super::migrations::SQLITE;
use super::value::args;
use super::{Error, Tx};

/// What restored counters jump ahead by. Calendars may have seen versions and sequences after the backup was made; what they are
/// told from now on must be newer than all of those.
const JUMP: i64 = 1_000_000;

/// Why a copy was not made, or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL, or no database at all.
    #[error("only a SQLite database can be copied this way; of PostgreSQL, use pg_dump and pg_restore")]
    NotSqlite,
    /// The file to write is there.
    #[error("{} is there already; name another file", .0.display())]
    Exists(PathBuf),
    /// The file to read is not.
    #[error("{} cannot be read: {}", .0.display(), .1)]
    Unreadable(PathBuf, #[source] Error),
    /// SQLite finds it damaged.
    #[error("{} is damaged: {}", .0.display(), .1)]
    Damaged(PathBuf, String),
    /// A newer version of the service wrote it, or something else did.
    #[error("{} is no database of this version of the service, or an older", .0.display())]
    Foreign(PathBuf),
    /// The service runs.
    #[error("{} is in use; stop the service, then restore", .0.display())]
    InUse(PathBuf),
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
    /// The file system.
    #[error("{}: {}", .0.display(), .1)]
    File(PathBuf, #[source] io::Error),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Writes a consistent copy of a database to a new file; the service may go on reading and writing meanwhile. The copy is whole
/// and checked before it gets its name.
///
/// # Errors
/// See [`BackupError`].
pub async fn backup(url: &str, to: &Path) -> Result<(), BackupError> {
    let options = lite(url)?;
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let from = options.get_filename().to_owned();
    let unreadable = |error: sqlx::Error| BackupError::Unreadable(from.clone(), error.into());
    let mut connection = options
        .create_if_missing(false)
        .read_only(true)
        .connect()
        .await
        .map_err(unreadable)?;
    copy(&mut connection, to).await?;
    connection.close().await?;
    Ok(())
}

/// Puts a backup in place of a database, which is kept beside it, and gives its new name. Whoever was signed in has to sign in
/// again, links that were given out open nothing any more, and calendars take what they are told from now on for newer than all
/// that they saw.
///
/// # Errors
/// See [`BackupError`]; the database is then as it was.
pub async fn restore(from: &Path, url: &str, now: i64) -> Result<Option<PathBuf>, BackupError> {
    let place = lite(url)?.get_filename().to_owned();
    let source = SqliteConnectOptions::new()
        .filename(from)
        .read_only(true)
        .disable_statement_logging();
    let unreadable = |error: sqlx::Error| BackupError::Unreadable(from.to_owned(), error.into());
    let mut source = source.connect().await.map_err(unreadable)?;
    judge(&mut source, from).await?;
    let new = beside(&place, "restored");
    copy(&mut source, &new).await?;
    source.close().await?;
    renew(&new, now).await?;
    let file = |path: &Path| {
        let path = path.to_owned();
        move |error| BackupError::File(path, error)
    };
    let mut before = None;
    if place.exists() {
        release(&place)
            .await
            .inspect_err(|_| drop(std::fs::remove_file(&new)))?;
        let kept = beside(&place, &format!("before-{now}"));
        std::fs::rename(&place, &kept).map_err(file(&place))?;
        before = Some(kept);
    }
    std::fs::rename(&new, &place).map_err(file(&place))?;
    Ok(before)
}

fn lite(url: &str) -> Result<SqliteConnectOptions, BackupError> {
    if !url.starts_with("sqlite:") {
        return Err(BackupError::NotSqlite);
    }
    Ok(SqliteConnectOptions::from_str(url)?.disable_statement_logging())
}

/// A file's name with something added.
fn beside(place: &Path, what: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    name.into()
}

/// Copies a database as one moment had it, under another name until it is whole.
async fn copy(connection: &mut SqliteConnection, to: &Path) -> Result<(), BackupError> {
    let part = beside(to, "part");
    let file = |error| BackupError::File(part.clone(), error);
    if part.exists() {
        std::fs::remove_file(&part).map_err(file)?;
    }
    let name = part.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO $1").bind(name).execute(connection).await?;
    let mut copied = SqliteConnectOptions::new()
        .filename(&part)
        .disable_statement_logging()
        .connect()
        .await?;
    let judged = judge(&mut copied, &part).await;
    copied.close().await?;
    judged.inspect_err(|_| drop(std::fs::remove_file(&part)))?;
    let whole = std::fs::File::open(&part).and_then(|whole| whole.sync_all());
    whole.and_then(|()| std::fs::rename(&part, to)).map_err(file)
}

/// Refuses what is damaged, or not ours.
async fn judge(connection: &mut SqliteConnection, path: &Path) -> Result<(), BackupError> {
    let damaged = |error: sqlx::Error| BackupError::Damaged(path.to_owned(), error.to_string());
    let found: (String,) = sqlx::query_as("PRAGMA integrity_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(damaged)?;
    if found.0 != "ok" {
        return Err(BackupError::Damaged(path.to_owned(), found.0));
    }
    let applied: Result<Vec<(i64, Vec<u8>)>, sqlx::Error> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success")
            .fetch_all(connection)
            .await;
    let applied = applied.unwrap_or_default();
    let ours = |(version, checksum): &(i64, Vec<u8>)| {
        SQLITE
            .iter()
            .any(|known| known.version == *version && *known.checksum == **checksum)
    };
    if applied.is_empty() || !applied.iter().all(ours) {
        return Err(BackupError::Foreign(path.to_owned()));
    }
    Ok(())
}

/// Takes a database out of use, its log written back into it; fails while somebody has it open.
async fn release(place: &Path) -> Result<(), BackupError> {
    let options = SqliteConnectOptions::new().filename(place).disable_statement_logging();
    let mut connection = options.connect().await?;
    // Only whoever is alone with a database can leave the write-ahead log (https://sqlite.org/wal.html, "Persistence of WAL Mode").
    let mode: Result<(String,), sqlx::Error> = sqlx::query_as("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut connection)
        .await;
    connection.close().await?;
    match mode {
        Ok((mode,)) if mode == "delete" => Ok(()),
        _ => Err(BackupError::InUse(place.to_owned())),
    }
}

/// Brings a backup's tables up to date, and makes it newer than what came after it.
async fn renew(place: &Path, now: i64) -> Result<(), BackupError> {
    let options = SqliteConnectOptions::new()
        .filename(place)
        .foreign_keys(true)
        .disable_statement_logging();
    let mut connection = options.connect().await?;
    SQLITE.run(&mut connection).await.map_err(Error::from)?;
    let mut tx = Tx::Lite(connection);
    tx.run("BEGIN IMMEDIATE", args![]).await?;
    tx.run("DELETE FROM sign_in", args![]).await?;
    tx.run("DELETE FROM one_time_link", args![]).await?;
    tx.run(
        "UPDATE feed_version SET version = version + $1, changed = $2",
        args![JUMP, now],
    )
    .await?;
    tx.run(
        "UPDATE duty SET sequence = sequence + $1, updated = $2",
        args![JUMP, now],
    )
    .await?;
    let partnerships: Vec<(String,)> = tx.all("SELECT id FROM partnership ORDER BY id", args![]).await?;
    for (partnership,) in partnerships {
        let deed = Deed {
            actor: "operator",
            action: "database.restore",
            subject: &partnership,
            detail: "",
        };
        audit::append(&mut tx, &partnership, now, &deed).await?;
    }
    tx.run("COMMIT", args![]).await?;
    if let Tx::Lite(connection) = tx {
        connection.close().await?;
    }
    Ok(())
}
