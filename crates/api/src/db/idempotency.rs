//! What each `Idempotency-Key` was answered with, and whether its deed was done.
//!
//! A key is claimed before its request is looked at. Whatever that request then writes, its transaction marks the claim as done:
//! deed and mark are kept together or not at all. So a process that dies before the answer is kept leaves a key that says
//! "done, the answer is lost", and a repeat is told so instead of doing the deed again. A claim that another request took over,
//! because it seemed lost, can no longer be marked, and its deed falls with it.

use std::future::Future;

use uuid::Uuid;

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::secret::Hash;

/// Seconds for which answers are kept.
const KEPT: i64 = 24 * 60 * 60;
/// Seconds after which a request that has done nothing yet is taken for lost.
const LOST: i64 = 5 * 60;

/// A key that a request works under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    credential: Hash,
    key: String,
    /// Tells it from other requests with the same key.
    id: String,
}

tokio::task_local! {
    static CLAIM: Claim;
}

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
    /// New: do it, under this claim.
    First(Claim),
    /// Done before.
    Answered(Kept),
    /// Done before, but nobody knows how it was answered.
    AnswerLost,
    /// Begun before and not yet answered.
    UnderWay,
    /// It came with another request.
    Another,
}

/// Fingerprint, status, headers, body, done, created.
type Row = (Vec<u8>, Option<i64>, Option<String>, Option<Vec<u8>>, bool, i64);

/// Claims a key, or says what became of it.
///
/// # Errors
/// The database's own.
pub async fn begin(db: &Database, credential: Hash, key: &str, fingerprint: Hash, now: i64) -> Result<Begun, Error> {
    let claim = Claim {
        credential,
        key: key.to_owned(),
        id: Uuid::new_v4().simple().to_string(),
    };
    db.write(move |tx| {
        Box::pin(async move {
            // One row a key: of two requests at once, one claims it. What is too old to count gives way.
            let sql = "INSERT INTO idempotency (credential, key, fingerprint, claim, done, created) \
                       VALUES ($1, $2, $3, $4, $8, $5) \
                       ON CONFLICT (credential, key) DO UPDATE SET fingerprint = excluded.fingerprint, claim = excluded.claim, \
                       done = excluded.done, created = excluded.created, status = NULL, headers = NULL, body = NULL \
                       WHERE idempotency.created < $6 OR (idempotency.status IS NULL AND NOT idempotency.done \
                       AND idempotency.created < $7)";
            let (key, id) = (&claim.key, &claim.id);
            let values = args![claim.credential, key, fingerprint, id, now, now - KEPT, now - LOST, false];
            if tx.run(sql, values).await? > 0 {
                return Ok(Begun::First(claim));
            }
            let sql = "SELECT fingerprint, status, headers, body, done, created FROM idempotency \
                       WHERE credential = $1 AND key = $2";
            let row: Option<Row> = tx.first(sql, args![claim.credential, key]).await?;
            Ok(match row {
                Some((before, ..)) if before[..] != fingerprint[..] => Begun::Another,
                Some((_, Some(status), headers, body, ..)) => Begun::Answered(Kept {
                    status,
                    headers: headers.unwrap_or_default(),
                    body: body.unwrap_or_default(),
                }),
                // Its answer may be on its way still.
                Some((_, None, _, _, true, created)) if created < now - LOST => Begun::AnswerLost,
                _ => Begun::UnderWay,
            })
        })
    })
    .await
}

/// Lets work write under a claim.
pub async fn under<F: Future>(claim: Claim, work: F) -> F::Output {
    CLAIM.scope(claim, work).await
}

/// The claim under which the running request writes, if it has one.
pub(super) fn current() -> Option<Claim> {
    CLAIM.try_with(Clone::clone).ok()
}

/// Notes in a transaction that it does the deed of a claim.
///
/// # Errors
/// [`Error::Superseded`] if another request has the key by now.
pub(super) async fn mark(tx: &mut Tx, claim: &Claim) -> Result<(), Error> {
    let sql = "UPDATE idempotency SET done = $4 WHERE credential = $1 AND key = $2 AND claim = $3";
    let values = args![claim.credential, &claim.key, &claim.id, true];
    if tx.run(sql, values).await? > 0 {
        Ok(())
    } else {
        Err(Error::Superseded)
    }
}

/// Keeps an answer.
///
/// # Errors
/// The database's own.
pub async fn keep(db: &Database, claim: Claim, kept: Kept) -> Result<(), Error> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "UPDATE idempotency SET status = $4, headers = $5, body = $6 \
                       WHERE credential = $1 AND key = $2 AND claim = $3";
            let Kept { status, headers, body } = kept;
            let values = args![claim.credential, &claim.key, &claim.id, status, headers, body];
            tx.run(sql, values).await.map(drop)
        })
    })
    .await
}

/// Gives a key back under which nothing was done.
///
/// # Errors
/// The database's own.
pub async fn forget(db: &Database, claim: Claim) -> Result<(), Error> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "DELETE FROM idempotency WHERE credential = $1 AND key = $2 AND claim = $3 AND NOT done";
            tx.run(sql, args![claim.credential, &claim.key, &claim.id])
                .await
                .map(drop)
        })
    })
    .await
}

/// Takes out what is too old to be asked for.
///
/// # Errors
/// The database's own.
pub async fn tidy(db: &Database, now: i64) -> Result<u64, Error> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "DELETE FROM idempotency WHERE created < $1";
            tx.run(sql, args![now - KEPT]).await
        })
    })
    .await
}
