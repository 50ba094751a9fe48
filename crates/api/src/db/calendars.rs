//! People's timetables as calendar files, as they came, and what stood there before each change.

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx};

/// Changes of one calendar that can be looked back at; older ones are forgotten, since they are about a person.
const REMEMBERED: i64 = 5;

/// A person's calendar.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Calendar {
    /// Whose.
    pub person: String,
    /// Rises with every change.
    pub version: i64,
    /// The file.
    pub content: Vec<u8>,
}

/// A change of a calendar.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// Whose.
    pub person: &'a str,
    /// The version that was seen; none where none was there.
    pub seen: Option<i64>,
    /// The file from now on; none takes it away.
    pub content: Option<&'a [u8]>,
    /// Who changes it.
    pub actor: &'a str,
    /// When.
    pub at: i64,
}

/// Every calendar of a term, by person.
///
/// # Errors
/// The database's own.
pub async fn all(tx: &mut Tx, key: &TermKey) -> Result<Vec<Calendar>, Error> {
    let sql = "SELECT person, version, content FROM calendar WHERE partnership = $1 AND term = $2 ORDER BY person";
    tx.all(sql, args![&key.partnership, &key.term]).await
}

/// A person's calendar.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, key: &TermKey, person: &str) -> Result<Option<Calendar>, Error> {
    let sql = "SELECT person, version, content FROM calendar WHERE partnership = $1 AND term = $2 AND person = $3";
    db.first(sql, args![&key.partnership, &key.term, person]).await
}

/// Keeps a calendar as it is in a folder.
///
/// # Errors
/// [`Error::Reference`] without the person.
pub async fn put(tx: &mut Tx, key: &TermKey, calendar: &Calendar) -> Result<(), Error> {
    let sql = "INSERT INTO calendar (partnership, term, person, version, content) VALUES ($1, $2, $3, $4, $5)";
    let Calendar {
        person,
        version,
        content,
    } = calendar;
    let values = args![&key.partnership, &key.term, person, *version, &content[..]];
    tx.run(sql, values).await.map(drop)
}

/// Changes a calendar that still has the version that was seen, and remembers what it was. Gives the new version, or none if somebody
/// was faster. Hold the term before.
///
/// # Errors
/// [`Error::Reference`] without the person.
pub async fn change(tx: &mut Tx, key: &TermKey, change: &Change<'_>) -> Result<Option<i64>, Error> {
    let sql = "SELECT version, content FROM calendar WHERE partnership = $1 AND term = $2 AND person = $3";
    let before: Option<(i64, Vec<u8>)> = tx.first(sql, args![&key.partnership, &key.term, change.person]).await?;
    let Some(version) = written(tx, key, change).await? else {
        return Ok(None);
    };
    let sql = "INSERT INTO calendar_past (partnership, term, person, version, content, actor, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let content = before.map(|(_, content)| content);
    let values = args![
        &key.partnership,
        &key.term,
        change.person,
        version,
        content,
        change.actor,
        change.at
    ];
    tx.run(sql, values).await?;
    let sql = "DELETE FROM calendar_past WHERE partnership = $1 AND term = $2 AND person = $3 AND version <= $4";
    let values = args![&key.partnership, &key.term, change.person, version - REMEMBERED];
    tx.run(sql, values).await?;
    Ok(Some(version))
}

/// Writes the change itself; gives the version that it makes.
async fn written(tx: &mut Tx, key: &TermKey, change: &Change<'_>) -> Result<Option<i64>, Error> {
    let place = args![&key.partnership, &key.term, change.person];
    let made: Option<(i64,)> = match (change.seen, change.content) {
        (None, None) => None,
        (None, Some(content)) => {
            let sql = "INSERT INTO calendar (partnership, term, person, version, content) VALUES ($1, $2, $3, \
                       (SELECT COALESCE(MAX(version), 0) + 1 FROM calendar_past WHERE partnership = $1 AND term = $2 AND person = $3), $4) \
                       ON CONFLICT DO NOTHING RETURNING version";
            tx.first(sql, [place, args![content]].concat()).await?
        }
        (Some(seen), Some(content)) => {
            let sql = "UPDATE calendar SET content = $4, version = version + 1 \
                       WHERE partnership = $1 AND term = $2 AND person = $3 AND version = $5 RETURNING version";
            tx.first(sql, [place, args![content, seen]].concat()).await?
        }
        (Some(seen), None) => {
            let sql = "DELETE FROM calendar WHERE partnership = $1 AND term = $2 AND person = $3 AND version = $4 \
                       RETURNING version + 1";
            tx.first(sql, [place, args![seen]].concat()).await?
        }
    };
    Ok(made.map(|(version,)| version))
}

/// The last change of a calendar: the version that it made, and what stood there before; nothing within if nothing did.
///
/// # Errors
/// The database's own.
pub async fn last_change(tx: &mut Tx, key: &TermKey, person: &str) -> Result<Option<(i64, Option<Vec<u8>>)>, Error> {
    let sql = "SELECT version, content FROM calendar_past WHERE partnership = $1 AND term = $2 AND person = $3 \
               ORDER BY version DESC LIMIT 1";
    tx.first(sql, args![&key.partnership, &key.term, person]).await
}

/// The version of a calendar, as a transaction sees it.
///
/// # Errors
/// The database's own.
pub async fn version(tx: &mut Tx, key: &TermKey, person: &str) -> Result<Option<i64>, Error> {
    let sql = "SELECT version FROM calendar WHERE partnership = $1 AND term = $2 AND person = $3";
    let found: Option<(i64,)> = tx.first(sql, args![&key.partnership, &key.term, person]).await?;
    Ok(found.map(|(version,)| version))
}
