//! Terms: dates, zone and settings.

use super::records::TermKey;
use super::value::args;
use super::{Error, Tx};

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Term {
    /// Name.
    pub name: String,
    /// IANA name.
    pub zone: String,
    /// First day.
    pub first_day: String,
    /// Weeks.
    pub weeks: i64,
    /// The rest of `term.toml`, a JSON object.
    pub settings: String,
}

/// Adds a term.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken, [`Error::Reference`] without the partnership.
pub async fn insert(tx: &mut Tx, key: &TermKey, term: &Term) -> Result<(), Error> {
    let sql = "INSERT INTO term (partnership, id, ordinal, name, zone, first_day, weeks, settings) VALUES ($1, $2, \
               (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM term WHERE partnership = $1), $3, $4, $5, $6, $7)";
    let Term {
        name,
        zone,
        first_day,
        weeks,
        settings,
    } = term;
    tx.run(
        sql,
        args![&key.partnership, &key.term, name, zone, first_day, *weeks, settings],
    )
    .await
    .map(drop)
}
