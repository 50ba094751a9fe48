//! Calendar subscriptions: their secrets' hashes, their versions, and who reads them.

use std::collections::BTreeSet;

use super::value::args;
use super::{Database, Error, Tx};
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

/// The subscription with this secret's hash, withdrawn ones too.
///
/// # Errors
/// The database's own.
pub async fn by_token(db: &Database, token: &Hash) -> Result<Option<Feed>, Error> {
    db.first(
        concat!("SELECT ", columns!(), " FROM feed WHERE token = $1"),
        args![*token],
    )
    .await
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

/// Counts on the versions of these subjects: their feeds have changed.
///
/// # Errors
/// The database's own.
pub async fn count_on(
    tx: &mut Tx,
    partnership: &str,
    subjects: &BTreeSet<(&'static str, String)>,
    now: i64,
) -> Result<(), Error> {
    for (kind, subject) in subjects {
        let sql = "INSERT INTO feed_version (partnership, kind, subject, version, changed) VALUES ($1, $2, $3, 1, $4) \
                   ON CONFLICT (partnership, kind, subject) DO UPDATE SET version = feed_version.version + 1, changed = excluded.changed";
        tx.run(sql, args![partnership, *kind, subject, now]).await?;
    }
    Ok(())
}

/// Version of a subject and instant of its last change; nothing was ever shown of it when it has none.
///
/// # Errors
/// The database's own.
pub async fn version(db: &Database, partnership: &str, kind: &str, subject: &str) -> Result<(i64, i64), Error> {
    let sql = "SELECT version, changed FROM feed_version WHERE partnership = $1 AND kind = $2 AND subject = $3";
    Ok(db
        .first(sql, args![partnership, kind, subject])
        .await?
        .unwrap_or_default())
}

/// The teams of a person, by term.
///
/// # Errors
/// The database's own.
pub async fn teams(db: &Database, partnership: &str, person: &str) -> Result<Vec<(String, String)>, Error> {
    let sql = "SELECT term, team FROM person WHERE partnership = $1 AND id = $2 AND team IS NOT NULL ORDER BY term";
    db.all(sql, args![partnership, person]).await
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
    for Fetched {
        token,
        at,
        client,
        times,
    } in fetched
    {
        let sql = "UPDATE feed SET fetched = $2, client = $3, fetches = fetches + $4 WHERE token = $1";
        tx.run(sql, args![*token, *at, client, *times]).await?;
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
        "grid" => "SELECT COUNT(*) FROM place WHERE partnership = $1 AND grid = $2",
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
        "partnership" => "SELECT name FROM partnership WHERE id = $1 AND id = $2",
        _ => "SELECT name FROM grid WHERE partnership = $1 AND id = $2",
    };
    let row: Option<(String,)> = db.first(sql, args![&feed.partnership, &feed.subject]).await?;
    let own = if feed.kind == "person" {
        "我的值班"
    } else {
        feed.subject.as_str()
    };
    Ok(row.map_or_else(|| own.to_owned(), |(name,)| name))
}
