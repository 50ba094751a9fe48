//! The way of a message: waiting, sending under a lease, sent or dead.

use serde::Serialize;
use sqlx::FromRow;
use utoipa::ToSchema;

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::instant::Instant;

/// A message that a worker holds.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Claimed {
    /// Partnership.
    pub partnership: String,
    /// Id.
    pub id: String,
    /// `email`, `webhook` or `file`.
    pub channel: String,
    /// Account or webhook.
    pub recipient: String,
    /// JSON.
    pub content: String,
    /// How often it was tried, this time included. It fences: whoever lost the lease settles nothing.
    pub attempts: i64,
    /// How many of them belong to earlier rounds.
    pub spent: i64,
    /// When it was written.
    pub created: i64,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It left.
    Sent,
    /// It did not, and is tried again at this instant.
    Later(i64, String),
    /// It did not, and never will unless somebody asks.
    Dead(String),
}

/// A message as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize, ToSchema)]
pub struct Message {
    /// Id; a webhook's receiver sees it as `webhook-id`.
    pub id: String,
    /// `email`, `webhook`, or `file`: its reader has no address.
    pub channel: String,
    /// Account or webhook.
    pub recipient: String,
    /// What caused it: `publication PLAN`.
    pub cause: String,
    /// `waiting`, `sending`, `sent` or `dead`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Instant before which it is not tried again.
    pub next: Instant,
    /// Code of why the last attempt failed.
    pub error: Option<String>,
    /// Instant of its making.
    pub created: Instant,
    /// Instant at which it left.
    pub sent: Option<Instant>,
}

/// Later than every id in every collation: those are hexadecimal.
const AFTER_ALL: &str = "g";

const COLUMNS: &str = "id, channel, recipient, cause, state, attempts, next, error, created, sent";

/// Whether a message's time has come.
///
/// # Errors
/// The database's own.
pub async fn due(db: &Database, now: i64) -> Result<bool, Error> {
    let sql = "SELECT id FROM message WHERE state IN ('waiting', 'sending') AND next <= $1 LIMIT 1";
    let found: Option<(String,)> = db.first(sql, args![now]).await?;
    Ok(found.is_some())
}

/// Takes so many messages whose time has come, those included whose worker let its lease lapse; holds them until `lease`.
///
/// # Errors
/// The database's own.
pub async fn claim(tx: &mut Tx, now: i64, lease: i64, limit: i64) -> Result<Vec<Claimed>, Error> {
    // Another worker may take the same ones: it waits, sees that their time has not come any more, and leaves them.
    let sql = "UPDATE message SET state = 'sending', attempts = attempts + 1, next = $2 \
               WHERE state IN ('waiting', 'sending') AND next <= $1 AND (partnership, id) IN (\
                   SELECT due.partnership, due.id FROM message AS due \
                   WHERE due.state IN ('waiting', 'sending') AND due.next <= $1 ORDER BY due.next, due.id LIMIT $3\
               ) RETURNING partnership, id, channel, recipient, content, attempts, spent, created";
    tx.all(sql, args![now, lease, limit]).await
}

/// Writes down what came of an attempt, unless the lease was lost meanwhile.
///
/// # Errors
/// The database's own.
pub async fn settle(tx: &mut Tx, message: &Claimed, outcome: &Outcome, now: i64) -> Result<(), Error> {
    let (state, next, error, sent) = match outcome {
        Outcome::Sent => ("sent", now, None, Some(now)),
        Outcome::Later(next, error) => ("waiting", *next, Some(error.as_str()), None),
        Outcome::Dead(error) => ("dead", now, Some(error.as_str()), None),
    };
    let sql = "UPDATE message SET state = $4, next = $5, error = $6, sent = $7 \
               WHERE partnership = $1 AND id = $2 AND attempts = $3 AND state = 'sending'";
    let Claimed {
        partnership,
        id,
        attempts,
        ..
    } = message;
    tx.run(sql, args![partnership, id, *attempts, state, next, error, sent])
        .await
        .map(drop)
}

/// Which messages to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Only<'a> {
    /// Only those in this state.
    pub state: Option<&'a str>,
    /// Only those of this recipient.
    pub recipient: Option<&'a str>,
}

/// A page of a partnership's messages, the newest first: those before an id.
///
/// # Errors
/// The database's own.
pub async fn page(
    db: &Database,
    partnership: &str,
    only: Only<'_>,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Message>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE partnership = $1 AND id < $2 \
         AND state = COALESCE($3, state) AND recipient = COALESCE($4, recipient) ORDER BY id DESC LIMIT $5"
    );
    let Only { state, recipient } = only;
    db.all(
        sqlx::AssertSqlSafe(sql),
        args![partnership, before.unwrap_or(AFTER_ALL), state, recipient, limit],
    )
    .await
}

/// One message.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, partnership: &str, id: &str) -> Result<Option<Message>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE partnership = $1 AND id = $2");
    db.first(sqlx::AssertSqlSafe(sql), args![partnership, id]).await
}

/// What a message says.
///
/// # Errors
/// The database's own.
pub async fn content(db: &Database, partnership: &str, id: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT content FROM message WHERE partnership = $1 AND id = $2";
    let row: Option<(String,)> = db.first(sql, args![partnership, id]).await?;
    Ok(row.map(|(content,)| content))
}

/// Lets a message leave once more, with all its attempts before it; one that is being sent stays as it is. Says whether it did.
///
/// # Errors
/// The database's own.
pub async fn resend(tx: &mut Tx, partnership: &str, id: &str, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE message SET state = 'waiting', spent = attempts, next = $3, error = NULL, sent = NULL \
               WHERE partnership = $1 AND id = $2 AND state <> 'sending'";
    Ok(tx.run(sql, args![partnership, id, now]).await? > 0)
}

/// Lets the messages written within a span leave once more, with all their attempts before them: those that are dead, and if
/// asked those that left. Gives how many.
///
/// # Errors
/// The database's own.
pub async fn resend_span(
    tx: &mut Tx,
    partnership: &str,
    (from, to): (i64, i64),
    recipient: Option<&str>,
    sent: bool,
    now: i64,
) -> Result<u64, Error> {
    let sql = "UPDATE message SET state = 'waiting', spent = attempts, next = $4, error = NULL, sent = NULL \
               WHERE partnership = $1 AND created >= $2 AND created < $3 AND recipient = COALESCE($5, recipient) \
               AND (state = 'dead' OR (state = 'sent' AND $6))";
    tx.run(sql, args![partnership, from, to, now, recipient, sent]).await
}

/// How many messages are in a state that is not the end, or is a bad one.
///
/// # Errors
/// The database's own.
pub async fn counts(db: &Database) -> Result<Vec<(String, i64)>, Error> {
    let sql = "SELECT state, COUNT(*) FROM message WHERE state IN ('waiting', 'sending', 'dead') GROUP BY state";
    db.all(sql, args![]).await
}
