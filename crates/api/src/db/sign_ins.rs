//! Who is signed in.

use super::value::args;
use super::{Error, Tx};
use crate::domain::secret::Hash;

/// Keeps a sign-in until it expires; `csrf` guards its writes.
///
/// # Errors
/// The database's own.
pub async fn open(tx: &mut Tx, token: &Hash, account: &str, csrf: &str, now: i64, expires: i64) -> Result<(), Error> {
    let sql = "INSERT INTO sign_in (token, account, csrf, created, expires) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, args![*token, account, csrf, now, expires]).await.map(drop)
}

/// Ends one.
///
/// # Errors
/// The database's own.
pub async fn close(tx: &mut Tx, token: &Hash) -> Result<(), Error> {
    let sql = "DELETE FROM sign_in WHERE token = $1";
    tx.run(sql, args![*token]).await.map(drop)
}

/// Forgets those that have expired.
///
/// # Errors
/// The database's own.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<(), Error> {
    let sql = "DELETE FROM sign_in WHERE expires <= $1";
    tx.run(sql, args![now]).await.map(drop)
}

/// Ends all of an account's, but for one that may stay.
///
/// # Errors
/// The database's own.
pub async fn close_all(tx: &mut Tx, account: &str, but: Option<Hash>) -> Result<(), Error> {
    let sql = "DELETE FROM sign_in WHERE account = $1 AND token <> $2";
    // No token is empty.
    let but = but.map_or_else(Vec::new, Vec::from);
    tx.run(sql, args![account, but]).await.map(drop)
}

/// Lets one last longer.
///
/// # Errors
/// The database's own.
pub async fn extend(tx: &mut Tx, token: &Hash, expires: i64) -> Result<(), Error> {
    let sql = "UPDATE sign_in SET expires = $2 WHERE token = $1";
    tx.run(sql, args![*token, expires]).await.map(drop)
}
