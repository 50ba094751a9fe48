//! Pins and exclusions that an edit by hand puts in place of others.

use super::records::TermKey;
use super::value::args;
use super::{Error, Tx};

/// Lets go of every pin of a need.
///
/// # Errors
/// The database's own.
pub async fn free_need(tx: &mut Tx, key: &TermKey, need: &str) -> Result<(), Error> {
    let sql = "DELETE FROM pin WHERE partnership = $1 AND term = $2 AND need = $3";
    tx.run(sql, args![&key.partnership, &key.term, need]).await.map(drop)
}

/// Lets go of every pin and exclusion of a team at a session.
///
/// # Errors
/// The database's own.
pub async fn free_session(tx: &mut Tx, key: &TermKey, session: &str, team: &str) -> Result<(), Error> {
    for table in ["pin", "exclusion"] {
        let sql = format!("DELETE FROM {table} WHERE partnership = $1 AND term = $2 AND session = $3 AND team = $4");
        let values = args![&key.partnership, &key.term, session, team];
        tx.run(sqlx::AssertSqlSafe(sql), values).await?;
    }
    Ok(())
}

/// Lets a team serve a need again that it was excluded from.
///
/// # Errors
/// The database's own.
pub async fn admit(tx: &mut Tx, key: &TermKey, need: &str, team: &str) -> Result<(), Error> {
    let sql = "DELETE FROM exclusion WHERE partnership = $1 AND term = $2 AND need = $3 AND team = $4";
    tx.run(sql, args![&key.partnership, &key.term, need, team])
        .await
        .map(drop)
}
