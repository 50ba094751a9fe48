//! Calendar subscriptions: their secrets' hashes, their versions, and who reads them.

use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx, bulk};
use crate::domain::secret::Hash;

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Feed {
    /// Whose.
    pub partnership: String,
    /// Id.
    pub id: String,
    /// `person`, `team`, `place`, `grid`, `service`, `partnership`.
    pub kind: String,
    /// Id of what it shows; of a partnership, its own.
    pub subject: String,
    /// Whether called-off duties are left out at once.
    pub omit_cancelled: bool,
    /// Who subscribed.
    pub created_by: String,
    /// When.
    pub created: i64,
    /// When the address was withdrawn.
    pub revoked: Option<i64>,
    /// When it was last read.
    pub fetched: Option<i64>,
    /// By which program.
    pub client: Option<String>,
    /// How often.
    pub fetches: i64,
}

/// Columns of [`Feed`].
macro_rules! columns {
    () => {
        "partnership, id, kind, subject, omit_cancelled, created_by, created, revoked, fetched, client, fetches"
    };
}

/// Keeps a subscription under its secret's hash.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &mut Tx, feed: &Feed, token: &Hash) -> Result<(), Error> {
    let sql = "INSERT INTO feed (partnership, id, token, kind, subject, omit_cancelled, created_by, created) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let Feed {
        partnership,
        id,
        kind,
        subject,
        created_by,
        ..
    } = feed;
    let values = args![
        partnership,
        id,
        *token,
        kind,
        subject,
        feed.omit_cancelled,
        created_by,
        feed.created
    ];
    tx.run(sql, values).await.map(drop)
}

/// A subscription, and the version of what it shows.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Found {
    /// The subscription.
    #[sqlx(flatten)]
    pub feed: Feed,
    /// Version of its subject; 0 if nothing was ever shown of it.
    pub version: i64,
    /// When that last rose; 0 if never.
    pub changed: i64,
}

/// The subscription with this secret's hash, withdrawn ones too.
///
/// # Errors
/// The database's own.
pub async fn by_token(db: &Database, token: &Hash) -> Result<Option<Found>, Error> {
    let sql = concat!(
        "SELECT feed.*, COALESCE(feed_version.version, 0) AS version, COALESCE(feed_version.changed, 0) AS changed \
         FROM (SELECT ",
        columns!(),
        " FROM feed WHERE token = $1) AS feed LEFT JOIN feed_version ON feed_version.partnership = feed.partnership \
         AND feed_version.kind = feed.kind \
         AND feed_version.subject = CASE WHEN feed.kind = 'partnership' THEN '' ELSE feed.subject END"
    );
    db.first(sql, args![*token]).await
}

/// Whose subscription has this secret's hash, and how many entries that partnership's trail has. Whatever changes what a feed shows,
/// or who may read it, is in the trail, in the same transaction: while there is no new entry, nothing changed.
///
/// # Errors
/// The database's own.
pub async fn trail(db: &Database, token: &Hash) -> Result<Option<(String, i64)>, Error> {
    let sql = "SELECT feed.partnership, COALESCE(audit_head.number, 0) FROM feed \
               LEFT JOIN audit_head ON audit_head.partnership = feed.partnership WHERE feed.token = $1";
    db.first(sql, args![*token]).await
}

/// One subscription.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, partnership: &str, id: &str) -> Result<Option<Feed>, Error> {
    let sql = concat!("SELECT ", columns!(), " FROM feed WHERE partnership = $1 AND id = $2");
    db.first(sql, args![partnership, id]).await
}

/// Subscriptions after an id, of one account or of all.
///
/// # Errors
/// The database's own.
pub async fn page(
    db: &Database,
    partnership: &str,
    of: Option<&str>,
    after: &str,
    limit: i64,
) -> Result<Vec<Feed>, Error> {
    let mut values = args![partnership, after, limit];
    let sql = match of {
        None => concat!(
            "SELECT ",
            columns!(),
            " FROM feed WHERE partnership = $1 AND id > $2 ORDER BY id LIMIT $3"
        ),
        Some(of) => {
            values.extend(args![of]);
            concat!(
                "SELECT ",
                columns!(),
                " FROM feed WHERE partnership = $1 AND id > $2 AND created_by = $4 ORDER BY id LIMIT $3"
            )
        }
    };
    db.all(sql, values).await
}

/// Gives a subscription a new address in place of the one it was seen with; says whether it still had that, and was not withdrawn.
/// Of two who do so at once one is told, instead of being shown an address that is dead already.
///
/// # Errors
/// The database's own.
pub async fn rotate(tx: &mut Tx, feed: &Feed, seen: &[u8], token: &Hash) -> Result<bool, Error> {
    let sql = "UPDATE feed SET token = $4 WHERE partnership = $1 AND id = $2 AND token = $3 AND revoked IS NULL";
    Ok(tx.run(sql, args![&feed.partnership, &feed.id, seen, *token]).await? > 0)
}

/// The hash of a subscription's address.
///
/// # Errors
/// The database's own.
pub async fn token(db: &Database, partnership: &str, id: &str) -> Result<Option<Vec<u8>>, Error> {
    let sql = "SELECT token FROM feed WHERE partnership = $1 AND id = $2";
    let found: Option<(Vec<u8>,)> = db.first(sql, args![partnership, id]).await?;
    Ok(found.map(|(token,)| token))
}

/// Withdraws a subscription; says whether it was there.
///
/// # Errors
/// The database's own.
pub async fn revoke(tx: &mut Tx, partnership: &str, id: &str, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE feed SET revoked = $3 WHERE partnership = $1 AND id = $2 AND revoked IS NULL";
    Ok(tx.run(sql, args![partnership, id, now]).await? > 0)
}

/// What a feed may be of; for a partnership the id of the subject is empty.
pub type Subject = (&'static str, String);

/// Counts on a version. Instants of changes rise with every one, also within a second: clients that go by dates see each.
const COUNT_ON: &str = "ON CONFLICT (partnership, kind, subject) DO UPDATE SET version = feed_version.version + 1, \
    changed = CASE WHEN excluded.changed > feed_version.changed THEN excluded.changed ELSE feed_version.changed + 1 END";

/// Counts on the versions of these subjects: their feeds have changed.
///
/// # Errors
/// The database's own.
pub async fn count_on(tx: &mut Tx, partnership: &str, subjects: &BTreeSet<Subject>, now: i64) -> Result<(), Error> {
    let subjects: Vec<&Subject> = subjects.iter().collect();
    for chunk in subjects.chunks(bulk::rows(2)) {
        let sql = format!(
            "INSERT INTO feed_version (partnership, kind, subject, version, changed) VALUES {} {COUNT_ON}",
            bulk::values("($1, ?, ?, 1, $2)", chunk.len(), 3)
        );
        let mut values = args![partnership, now];
        values.extend(chunk.iter().flat_map(|(kind, subject)| args![*kind, subject]));
        tx.run(AssertSqlSafe(sql), values).await?;
    }
    Ok(())
}

/// Counts on the versions of every team and place of a term: their names may have changed.
///
/// # Errors
/// The database's own.
pub async fn count_on_term(tx: &mut Tx, key: &TermKey, now: i64) -> Result<(), Error> {
    for table in ["team", "place"] {
        let sql = format!(
            "INSERT INTO feed_version (partnership, kind, subject, version, changed) \
             SELECT partnership, '{table}', id, CAST(1 AS BIGINT), CAST($3 AS BIGINT) FROM {table} \
             WHERE partnership = $1 AND term = $2 {COUNT_ON}"
        );
        tx.run(AssertSqlSafe(sql), args![&key.partnership, &key.term, now])
            .await?;
    }
    Ok(())
}

/// Fetches of a subscription since they were last noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Hash of its secret.
    pub token: Hash,
    /// When last.
    pub at: i64,
    /// By which program.
    pub client: String,
    /// How often.
    pub times: i64,
}

/// Notes fetches.
///
/// # Errors
/// The database's own.
pub async fn note(tx: &mut Tx, fetched: &[Fetched]) -> Result<(), Error> {
    for chunk in fetched.chunks(bulk::rows(4)) {
        let sql = format!(
            "WITH note (token, at, client, times) AS (VALUES {}) UPDATE feed SET fetched = note.at, client = note.client, \
             fetches = feed.fetches + note.times FROM note WHERE feed.token = note.token",
            bulk::values("(?, CAST(? AS BIGINT), ?, CAST(? AS BIGINT))", chunk.len(), 1)
        );
        let values = chunk
            .iter()
            .flat_map(|fetched| args![fetched.token, fetched.at, &fetched.client, fetched.times]);
        tx.run(AssertSqlSafe(sql), values.collect()).await?;
    }
    Ok(())
}

/// Whether what a feed shows is there: a team, place, service or person in some term, a grid, or the partnership itself.
///
/// # Errors
/// The database's own.
pub async fn subject_exists(db: &Database, partnership: &str, kind: &str, subject: &str) -> Result<bool, Error> {
    let sql = match kind {
        "person" => "SELECT COUNT(*) FROM person WHERE partnership = $1 AND id = $2",
        "team" => "SELECT COUNT(*) FROM team WHERE partnership = $1 AND id = $2",
        "place" => "SELECT COUNT(*) FROM place WHERE partnership = $1 AND id = $2",
        "grid" => "SELECT COUNT(*) FROM grid WHERE partnership = $1 AND id = $2",
        "service" => {
            "SELECT (SELECT COUNT(*) FROM hour WHERE partnership = $1 AND kind = $2) \
             + (SELECT COUNT(*) FROM need WHERE partnership = $1 AND kind = $2)"
        }
        _ => "SELECT COUNT(*) FROM partnership WHERE id = $1 AND id = $2",
    };
    let count: Option<(i64,)> = db.first(sql, args![partnership, subject]).await?;
    Ok(count.is_some_and(|(count,)| count > 0))
}

/// Name of what a feed shows, as its calendar is called: the newest term's. A person's own is not written down.
///
/// # Errors
/// The database's own.
pub async fn name(db: &Database, feed: &Feed) -> Result<String, Error> {
    let sql = match feed.kind.as_str() {
        "team" => "SELECT name FROM team WHERE partnership = $1 AND id = $2 ORDER BY term DESC LIMIT 1",
        "place" => "SELECT name FROM place WHERE partnership = $1 AND id = $2 ORDER BY term DESC LIMIT 1",
        "grid" => "SELECT name FROM grid WHERE partnership = $1 AND id = $2",
        "partnership" => "SELECT name FROM partnership WHERE id = $1 AND id = $2",
        "person" => return Ok("我的值班".to_owned()),
        _ => return Ok(feed.subject.clone()),
    };
    let row: Option<(String,)> = db.first(sql, args![&feed.partnership, &feed.subject]).await?;
    Ok(row.map_or_else(|| feed.subject.clone(), |(name,)| name))
}
