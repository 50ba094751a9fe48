//! Attempts to sign in. Each is counted before it is judged, so that many at once get no more guesses than one after another, and
//! forgotten once it succeeds.

use super::value::args;
use super::{Error, Tx};
use crate::domain::secret::Hash;

/// Seconds after which failures are forgotten.
const MEMORY: i64 = 24 * 60 * 60;

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It may be judged.
    Counted,
    /// There were too many; from this instant on there may be more.
    Locked(i64),
}

/// Counts an attempt under the hash of what was typed. The fifth that fails locks for 15 minutes, each further one for twice as
/// long, up to 4 hours.
///
/// # Errors
/// The database's own.
pub async fn count(tx: &mut Tx, name: &Hash, now: i64) -> Result<Attempt, Error> {
    let sql = "DELETE FROM sign_in_attempt WHERE at < $1 AND locked_until <= $2";
    tx.run(sql, args![now - MEMORY, now]).await?;
    let sql = "INSERT INTO sign_in_attempt AS attempt (name, failures, locked_until, at) VALUES ($1, 1, 0, $2) \
               ON CONFLICT (name) DO UPDATE SET failures = attempt.failures + 1, at = $2, \
               locked_until = $2 + CASE attempt.failures + 1 WHEN 1 THEN 0 WHEN 2 THEN 0 WHEN 3 THEN 0 WHEN 4 THEN 0 \
               WHEN 5 THEN 900 WHEN 6 THEN 1800 WHEN 7 THEN 3600 WHEN 8 THEN 7200 ELSE 14400 END \
               WHERE attempt.locked_until <= $2";
    if tx.run(sql, args![*name, now]).await? > 0 {
        return Ok(Attempt::Counted);
    }
    let sql = "SELECT locked_until FROM sign_in_attempt WHERE name = $1";
    let until: Option<(i64,)> = tx.first(sql, args![*name]).await?;
    Ok(Attempt::Locked(until.map_or(now, |(until,)| until)))
}

/// Forgets the attempts of a name: one succeeded.
///
/// # Errors
/// The database's own.
pub async fn forget(tx: &mut Tx, name: &Hash) -> Result<(), Error> {
    let sql = "DELETE FROM sign_in_attempt WHERE name = $1";
    tx.run(sql, args![*name]).await.map(drop)
}
