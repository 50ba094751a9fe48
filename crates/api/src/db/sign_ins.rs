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
