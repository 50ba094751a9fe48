//! Students' calendars, as they came.

use super::records::TermKey;
use super::value::args;
use super::{Error, Tx};

/// Every calendar of a term, by person.
///
/// # Errors
/// The database's own.
pub async fn all(tx: &mut Tx, key: &TermKey) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let sql = "SELECT person, content FROM calendar WHERE partnership = $1 AND term = $2 ORDER BY person";
    tx.all(sql, args![&key.partnership, &key.term]).await
}

/// Keeps a person's calendar in place of the one before.
///
/// # Errors
/// [`Error::Reference`] without the person.
pub async fn put(tx: &mut Tx, key: &TermKey, person: &str, content: &[u8]) -> Result<(), Error> {
    let sql = "INSERT INTO calendar (partnership, term, person, content) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (partnership, term, person) DO UPDATE SET content = excluded.content, version = calendar.version + 1";
    tx.run(sql, args![&key.partnership, &key.term, person, content])
        .await
        .map(drop)
}
