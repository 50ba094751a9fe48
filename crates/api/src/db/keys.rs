//! API keys.

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::key::Key;
use crate::domain::role;
use crate::domain::secret::Hash;

/// Keeps a new key under its secret's hash.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &mut Tx, partnership: &str, key: &Key, token: &Hash) -> Result<(), Error> {
    let sql = "INSERT INTO api_key (partnership, id, name, token, roles, writes, created_by, created, expires) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = args![
        partnership,
        &key.id,
        &key.name,
        *token,
        role::list(&key.roles.0),
        key.writes,
        &key.created_by,
        key.created.0,
        key.expires.0
    ];
    tx.run(sql, values).await.map(drop)
}

/// Keys of a partnership after an id, by id; the revoked and the expired too.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, partnership: &str, after: &str, limit: i64) -> Result<Vec<Key>, Error> {
    let sql = "SELECT id, name, roles, writes, created_by, created, expires, revoked FROM api_key \
               WHERE partnership = $1 AND id > $2 ORDER BY id LIMIT $3";
    db.all(sql, args![partnership, after, limit]).await
}

/// One of them.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, partnership: &str, id: &str) -> Result<Option<Key>, Error> {
    let sql = "SELECT id, name, roles, writes, created_by, created, expires, revoked FROM api_key \
               WHERE partnership = $1 AND id = $2";
    db.first(sql, args![partnership, id]).await
}

/// Revokes a key that is not revoked; says whether there was one.
///
/// # Errors
/// The database's own.
pub async fn revoke(tx: &mut Tx, partnership: &str, id: &str, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE api_key SET revoked = $3 WHERE partnership = $1 AND id = $2 AND revoked IS NULL";
    Ok(tx.run(sql, args![partnership, id, now]).await? > 0)
}
