//! What each `Idempotency-Key` was answered with.

use super::value::args;
use super::{Database, Error};
use crate::domain::secret::Hash;

/// Seconds for which answers are kept.
const KEPT: i64 = 24 * 60 * 60;
/// Seconds after which a request without an answer is taken for lost.
const LOST: i64 = 5 * 60;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Status.
    pub status: i64,
    /// Headers, a line each.
    pub headers: String,
    /// Body.
    pub body: Vec<u8>,
}

/// What a key stands for when a request comes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// New: do it.
    First,
    /// Done before.
    Answered(Kept),
    /// Begun before and not yet answered.
    UnderWay,
    /// It came with another request.
    Another,
}

/// Fingerprint, status, headers, body.
type Row = (Vec<u8>, Option<i64>, Option<String>, Option<Vec<u8>>);

/// Claims a key, or says what became of it.
///
/// # Errors
/// The database's own.
pub async fn begin(db: &Database, credential: Hash, key: &str, fingerprint: Hash, now: i64) -> Result<Begun, Error> {
    let key = key.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "DELETE FROM idempotency WHERE created < $1 OR (status IS NULL AND created < $2)";
            tx.run(sql, args![now - KEPT, now - LOST]).await?;
            let sql = "INSERT INTO idempotency (credential, key, fingerprint, created) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT DO NOTHING";
            if tx.run(sql, args![credential, &key, fingerprint, now]).await? > 0 {
                return Ok(Begun::First);
            }
            let sql = "SELECT fingerprint, status, headers, body FROM idempotency WHERE credential = $1 AND key = $2";
            let row: Option<Row> = tx.first(sql, args![credential, &key]).await?;
            Ok(match row {
                Some((before, ..)) if before[..] != fingerprint[..] => Begun::Another,
                Some((_, Some(status), headers, body)) => Begun::Answered(Kept {
                    status,
                    headers: headers.unwrap_or_default(),
                    body: body.unwrap_or_default(),
                }),
                _ => Begun::UnderWay,
            })
        })
    })
    .await
}

/// Keeps an answer.
///
/// # Errors
/// The database's own.
pub async fn keep(db: &Database, credential: Hash, key: &str, kept: Kept) -> Result<(), Error> {
    let key = key.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "UPDATE idempotency SET status = $3, headers = $4, body = $5 WHERE credential = $1 AND key = $2";
            let Kept { status, headers, body } = kept;
            tx.run(sql, args![credential, &key, status, headers, body])
                .await
                .map(drop)
        })
    })
    .await
}

/// Gives a key back.
///
/// # Errors
/// The database's own.
pub async fn forget(db: &Database, credential: Hash, key: &str) -> Result<(), Error> {
    let key = key.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "DELETE FROM idempotency WHERE credential = $1 AND key = $2";
            tx.run(sql, args![credential, &key]).await.map(drop)
        })
    })
    .await
}
