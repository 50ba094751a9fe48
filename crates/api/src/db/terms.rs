//! Terms: dates, zone and settings.

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx};

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

/// A term with its id and version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stored {
    /// Id.
    pub id: String,
    /// Rises with every change of the settings.
    pub version: i64,
    /// Rises with every change of any of its tables.
    pub changes: i64,
    /// The rest.
    #[sqlx(flatten)]
    pub term: Term,
}

/// Columns of [`Stored`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, version, changes, name, zone, first_day, weeks, settings FROM term ",
            $rest
        )
    };
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

/// Replaces the settings, whichever version they have; says whether the term is there. Holds it until the transaction ends.
///
/// # Errors
/// The database's own.
pub async fn replace(tx: &mut Tx, key: &TermKey, term: &Term) -> Result<bool, Error> {
    let sql = "UPDATE term SET name = $3, zone = $4, first_day = $5, weeks = $6, settings = $7, version = version + 1, \
               changes = changes + 1 WHERE partnership = $1 AND id = $2";
    let Term {
        name,
        zone,
        first_day,
        weeks,
        settings,
    } = term;
    let values = args![&key.partnership, &key.term, name, zone, first_day, *weeks, settings];
    Ok(tx.run(sql, values).await? > 0)
}

/// Replaces the settings that still have this version; says whether they had. Holds the term until the transaction ends.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &mut Tx, key: &TermKey, term: &Term, version: i64) -> Result<bool, Error> {
    let still = hold(tx, key).await?.is_some_and(|stored| stored.version == version);
    Ok(still && replace(tx, key, term).await?)
}

/// Whether people hold a plan of a term in their hands, or once did.
///
/// # Errors
/// The database's own.
pub async fn was_published(tx: &mut Tx, key: &TermKey) -> Result<bool, Error> {
    let sql = "SELECT uid FROM duty WHERE partnership = $1 AND term = $2 LIMIT 1";
    let found: Option<(String,)> = tx.first(sql, args![&key.partnership, &key.term]).await?;
    Ok(found.is_some())
}

/// Takes a term out, with all that is its own; says whether it did. One of which a plan is published stays: calendars show its
/// duties, and nobody would call them off. The term must be held.
///
/// # Errors
/// The database's own.
pub async fn delete(tx: &mut Tx, key: &TermKey) -> Result<bool, Error> {
    let sql = "DELETE FROM term WHERE partnership = $1 AND id = $2 AND NOT EXISTS \
               (SELECT 1 FROM plan WHERE plan.partnership = $1 AND plan.term = $2 AND plan.state = 'published')";
    Ok(tx.run(sql, args![&key.partnership, &key.term]).await? > 0)
}

/// A term.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, key: &TermKey) -> Result<Option<Stored>, Error> {
    let sql = select!("WHERE partnership = $1 AND id = $2");
    db.first(sql, args![&key.partnership, &key.term]).await
}

/// A term, as a transaction sees it.
///
/// # Errors
/// The database's own.
pub async fn within(tx: &mut Tx, key: &TermKey) -> Result<Option<Stored>, Error> {
    let sql = select!("WHERE partnership = $1 AND id = $2");
    tx.first(sql, args![&key.partnership, &key.term]).await
}

/// A term, held until the transaction ends: whoever else would change it or a row of it waits.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &mut Tx, key: &TermKey) -> Result<Option<Stored>, Error> {
    let sql = "UPDATE term SET changes = changes WHERE partnership = $1 AND id = $2 \
               RETURNING id, version, changes, name, zone, first_day, weeks, settings";
    tx.first(sql, args![&key.partnership, &key.term]).await
}

/// Terms after an id.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, partnership: &str, after: &str, limit: i64) -> Result<Vec<Stored>, Error> {
    let sql = select!("WHERE partnership = $1 AND id > $2 ORDER BY id LIMIT $3");
    db.all(sql, args![partnership, after, limit]).await
}
