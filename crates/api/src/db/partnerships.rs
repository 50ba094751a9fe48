//! Partnerships: the tenants.

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::partnership::Partnership;

/// A partnership to found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// Id: part of every address.
    pub id: String,
    /// Name.
    pub name: String,
    /// Zone of its clocks, an IANA name.
    pub zone: String,
    /// Namespace of its feeds' UIDs.
    pub domain: String,
}

/// Founds a partnership.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken.
pub async fn found(tx: &mut Tx, founding: &Founding, now: i64) -> Result<(), Error> {
    let sql = "INSERT INTO partnership (id, name, zone, domain, created) VALUES ($1, $2, $3, $4, $5)";
    let Founding { id, name, zone, domain } = founding;
    tx.run(sql, args![id, name, zone, domain, now]).await.map(drop)
}

/// A partnership.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, id: &str) -> Result<Option<Partnership>, Error> {
    let sql = "SELECT id, name, zone, domain, swaps, version FROM partnership WHERE id = $1";
    db.first(sql, args![id]).await
}

/// Whether there is any.
///
/// # Errors
/// The database's own.
pub async fn any(db: &Database) -> Result<bool, Error> {
    let found: Option<(String,)> = db.first("SELECT id FROM partnership LIMIT 1", args![]).await?;
    Ok(found.is_some())
}

/// Replaces name, zone and who approves swaps, if it still has this version. Gives the new version, or none if somebody was faster.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &mut Tx, partnership: &Partnership) -> Result<Option<i64>, Error> {
    let sql = "UPDATE partnership SET name = $3, zone = $4, swaps = $5, version = version + 1 \
               WHERE id = $1 AND version = $2 RETURNING version";
    let Partnership {
        id,
        name,
        zone,
        version,
        ..
    } = partnership;
    let swaps = partnership.swaps.name();
    let updated: Option<(i64,)> = tx.first(sql, args![id, *version, name, zone, swaps]).await?;
    Ok(updated.map(|(version,)| version))
}

/// Holds a partnership until the transaction ends: whoever holds it too waits. For rules that span rows, which no key can keep.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &mut Tx, id: &str) -> Result<(), Error> {
    let sql = "UPDATE partnership SET version = version WHERE id = $1";
    tx.run(sql, args![id]).await.map(drop)
}
