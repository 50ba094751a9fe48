//! One-time links: the very first set-up, and new passwords. Each works once, until it expires.

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::secret::Hash;

/// Keeps the link that sets the installation up, in place of one that nobody used. It is kept only while there is nothing set up;
/// says whether it was.
///
/// # Errors
/// The database's own.
pub async fn insert_setup(tx: &mut Tx, token: &Hash, expires: i64) -> Result<bool, Error> {
    let sql = "DELETE FROM one_time_link WHERE account IS NULL AND NOT EXISTS (SELECT 1 FROM partnership)";
    tx.run(sql, args![]).await?;
    let sql = "INSERT INTO one_time_link (token, expires) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM partnership) \
               ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, args![*token, expires]).await? > 0)
}

/// Uses the link that sets the installation up; says whether that was allowed. Of two at once the database lets one through: the
/// link is one row, and whoever comes second finds it used.
///
/// # Errors
/// The database's own.
pub async fn use_setup(tx: &mut Tx, token: &Hash, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE one_time_link SET used = $2 WHERE token = $1 AND account IS NULL AND used IS NULL AND expires > $2 \
               AND NOT EXISTS (SELECT 1 FROM partnership)";
    Ok(tx.run(sql, args![*token, now]).await? > 0)
}

/// Whether such a link would be let through now.
///
/// # Errors
/// The database's own.
pub async fn is_setup(db: &Database, token: &Hash, now: i64) -> Result<bool, Error> {
    let sql =
        "SELECT expires FROM one_time_link WHERE token = $1 AND account IS NULL AND used IS NULL AND expires > $2";
    let found: Option<(i64,)> = db.first(sql, args![*token, now]).await?;
    Ok(found.is_some())
}

/// Keeps a link with which the owner of an account sets a password; those before it work no more.
///
/// # Errors
/// [`Error::Reference`] without the account.
pub async fn insert_password(tx: &mut Tx, token: &Hash, account: &str, expires: i64) -> Result<(), Error> {
    tx.run("DELETE FROM one_time_link WHERE account = $1", args![account])
        .await?;
    let sql = "INSERT INTO one_time_link (token, account, expires) VALUES ($1, $2, $3)";
    tx.run(sql, args![*token, account, expires]).await.map(drop)
}

/// Whose password a link may set.
///
/// # Errors
/// The database's own.
pub async fn whose(db: &Database, token: &Hash, now: i64) -> Result<Option<String>, Error> {
    let sql =
        "SELECT account FROM one_time_link WHERE token = $1 AND account IS NOT NULL AND used IS NULL AND expires > $2";
    let found: Option<(String,)> = db.first(sql, args![*token, now]).await?;
    Ok(found.map(|(account,)| account))
}

/// Uses a link that sets a password; says whether that was allowed.
///
/// # Errors
/// The database's own.
pub async fn use_password(tx: &mut Tx, token: &Hash, now: i64) -> Result<bool, Error> {
    let sql =
        "UPDATE one_time_link SET used = $2 WHERE token = $1 AND account IS NOT NULL AND used IS NULL AND expires > $2";
    Ok(tx.run(sql, args![*token, now]).await? > 0)
}

/// Takes an account's links back.
///
/// # Errors
/// The database's own.
pub async fn withdraw(tx: &mut Tx, account: &str) -> Result<(), Error> {
    tx.run("DELETE FROM one_time_link WHERE account = $1", args![account])
        .await
        .map(drop)
}
