//! The audit trail: append-only, each entry sealed with the one before it, so that nobody changes or drops one unseen.

use sha2::{Digest as _, Sha256};

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::trail;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed<'a> {
    /// Account or key.
    pub actor: &'a str,
    /// What: `place.create`.
    pub action: &'a str,
    /// To what: its id.
    pub subject: &'a str,
    /// Names of what changed, never values: those may be personal.
    pub detail: &'a str,
}

/// An entry: number, instant, actor, action, subject, detail, digest.
type Entry = (i64, i64, String, String, String, String, Vec<u8>);

/// Appends an entry, in the transaction that did it. Call it last: it holds the partnership's trail until the commit.
///
/// # Errors
/// The database's own.
pub async fn append(tx: &mut Tx, partnership: &str, at: i64, deed: &Deed<'_>) -> Result<(), Error> {
    let sql = "INSERT INTO audit_head (partnership, number, digest) VALUES ($1, 1, $2) \
               ON CONFLICT (partnership) DO UPDATE SET number = audit_head.number + 1 RETURNING number, digest";
    let head: Option<(i64, Vec<u8>)> = tx.first(sql, args![partnership, [0; 32]]).await?;
    let (number, previous) = head.unwrap_or_default();
    let digest = seal(&previous, partnership, number, at, deed);
    let sql = "INSERT INTO audit (partnership, number, at, actor, action, subject, detail, digest) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let Deed {
        actor,
        action,
        subject,
        detail,
    } = deed;
    tx.run(
        sql,
        args![partnership, number, at, *actor, *action, *subject, *detail, digest],
    )
    .await?;
    let sql = "UPDATE audit_head SET digest = $2 WHERE partnership = $1";
    tx.run(sql, args![partnership, digest]).await.map(drop)
}

fn seal(previous: &[u8], partnership: &str, number: i64, at: i64, deed: &Deed<'_>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(number.to_be_bytes());
    hasher.update(at.to_be_bytes());
    for part in [partnership, deed.actor, deed.action, deed.subject, deed.detail] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Entries that are looked at in one go.
const STRETCH: i64 = 1000;

/// The number of the first entry that was tampered with, if there is one; an entry lost at the end counts. The trail is read in
/// stretches: it may be long.
///
/// # Errors
/// The database's own.
pub async fn first_broken(db: &Database, partnership: &str) -> Result<Option<i64>, Error> {
    // First: what is appended while we read is not missed at the end.
    let sql = "SELECT number, digest FROM audit_head WHERE partnership = $1";
    let head: Option<(i64, Vec<u8>)> = db.first(sql, args![partnership]).await?;
    let (last, sealed) = head.unwrap_or((0, vec![0; 32]));
    let sql = "SELECT number, at, actor, action, subject, detail, digest FROM audit \
               WHERE partnership = $1 AND number > $2 AND number <= $3 ORDER BY number LIMIT $4";
    let (mut seen, mut previous) = (0, vec![0; 32]);
    loop {
        let entries: Vec<Entry> = db.all(sql, args![partnership, seen, last, STRETCH]).await?;
        if entries.is_empty() && (seen != last || previous != sealed) {
            return Ok(Some(seen + 1));
        }
        if entries.is_empty() {
            return beyond(db, partnership).await;
        }
        for (number, at, actor, action, subject, detail, digest) in entries {
            let deed = Deed {
                actor: &actor,
                action: &action,
                subject: &subject,
                detail: &detail,
            };
            seen += 1;
            if number != seen || seal(&previous, partnership, number, at, &deed)[..] != digest[..] {
                return Ok(Some(seen));
            }
            previous = digest;
        }
    }
}

/// The number of an entry that the head of the trail does not know of.
async fn beyond(db: &Database, partnership: &str) -> Result<Option<i64>, Error> {
    let sql = "SELECT number FROM audit WHERE partnership = $1 AND number > \
               COALESCE((SELECT number FROM audit_head WHERE partnership = $1), 0) ORDER BY number LIMIT 1";
    let found: Option<(i64,)> = db.first(sql, args![partnership]).await?;
    Ok(found.map(|(number,)| number))
}

/// Entries of a partnership before a number, the newest first.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, partnership: &str, before: i64, limit: i64) -> Result<Vec<trail::Entry>, Error> {
    let sql = "SELECT number, at, actor, action, subject, detail FROM audit WHERE partnership = $1 AND number < $2 \
               ORDER BY number DESC LIMIT $3";
    db.all(sql, args![partnership, before, limit]).await
}

/// How many entries a partnership has.
///
/// # Errors
/// The database's own.
pub async fn count(db: &Database, partnership: &str) -> Result<i64, Error> {
    let sql = "SELECT number FROM audit_head WHERE partnership = $1";
    let head: Option<(i64,)> = db.first(sql, args![partnership]).await?;
    Ok(head.map_or(0, |(number,)| number))
}
