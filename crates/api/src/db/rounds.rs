//! Rounds of placement.

use sqlx::AssertSqlSafe;

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::round::{Dates, Round, Side, State};

const COLUMNS: &str =
    "id, name, opens, closes, ranking_opens, ranking_closes, version, state, result, figures, placed, published";

/// Rounds of a term after an id.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, key: &TermKey, after: &str, limit: i64) -> Result<Vec<Round>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM placement_round WHERE partnership = $1 AND term = $2 AND id > $3 ORDER BY id LIMIT $4"
    );
    db.all(AssertSqlSafe(sql), args![&key.partnership, &key.term, after, limit])
        .await
}

/// A round.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, key: &TermKey, id: &str) -> Result<Option<Round>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM placement_round WHERE partnership = $1 AND term = $2 AND id = $3");
    db.first(AssertSqlSafe(sql), args![&key.partnership, &key.term, id])
        .await
}

/// Adds a round.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken, [`Error::Reference`] without the term.
pub async fn insert(tx: &mut Tx, key: &TermKey, dates: &Dates) -> Result<(), Error> {
    let sql = "INSERT INTO placement_round (partnership, term, id, name, opens, closes, ranking_opens, ranking_closes) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    tx.run(sql, values(key, dates)).await.map(drop)
}

fn values(key: &TermKey, dates: &Dates) -> Vec<super::Value> {
    args![
        &key.partnership,
        &key.term,
        &dates.id,
        &dates.name,
        dates.opens.0,
        dates.closes.0,
        dates.ranking_opens.map(|at| at.0),
        dates.ranking_closes.map(|at| at.0)
    ]
}

/// Changes the dates of a round that still has this version. Gives the new version, or none if somebody was faster.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &mut Tx, key: &TermKey, dates: &Dates, version: i64) -> Result<Option<i64>, Error> {
    let sql = "UPDATE placement_round SET name = $4, opens = $5, closes = $6, ranking_opens = $7, ranking_closes = $8, \
               version = version + 1 WHERE partnership = $1 AND term = $2 AND id = $3 AND version = $9 RETURNING version";
    let mut all = values(key, dates);
    all.extend(args![version]);
    let updated: Option<(i64,)> = tx.first(sql, all).await?;
    Ok(updated.map(|(version,)| version))
}

/// Takes a round out that still has this version and was never published; says whether it did.
///
/// # Errors
/// The database's own.
pub async fn delete(tx: &mut Tx, key: &TermKey, id: &str, version: i64) -> Result<bool, Error> {
    let sql = "DELETE FROM placement_round WHERE partnership = $1 AND term = $2 AND id = $3 AND version = $4 \
               AND published IS NULL";
    Ok(tx.run(sql, args![&key.partnership, &key.term, id, version]).await? > 0)
}

/// Keeps the placement that came of a round; says whether it may still have one: what is published stays.
///
/// # Errors
/// The database's own.
pub async fn place(
    tx: &mut Tx,
    key: &TermKey,
    id: &str,
    (result, figures): (&str, &str),
    now: i64,
) -> Result<bool, Error> {
    let sql = "UPDATE placement_round SET state = 'placed', result = $4, figures = $5, placed = $6, version = version + 1 \
               WHERE partnership = $1 AND term = $2 AND id = $3 AND state IN ('planned', 'placed')";
    let values = args![&key.partnership, &key.term, id, result, figures, now];
    Ok(tx.run(sql, values).await? > 0)
}

/// Publishes a round that still has this version and a placement, in place of the one before; says whether it did.
///
/// # Errors
/// The database's own.
pub async fn publish(tx: &mut Tx, key: &TermKey, id: &str, version: i64, now: i64) -> Result<bool, Error> {
    let before = "UPDATE placement_round SET state = 'superseded', version = version + 1 \
                  WHERE partnership = $1 AND term = $2 AND state = 'published'";
    tx.run(before, args![&key.partnership, &key.term]).await?;
    let sql = "UPDATE placement_round SET state = 'published', published = $5, version = version + 1 \
               WHERE partnership = $1 AND term = $2 AND id = $3 AND version = $4 AND state = 'placed'";
    Ok(tx
        .run(sql, args![&key.partnership, &key.term, id, version, now])
        .await?
        > 0)
}

/// The rounds of a term in which a side may write its lists at an instant.
///
/// # Errors
/// The database's own.
pub async fn open(tx: &mut Tx, key: &TermKey, side: Side, now: i64) -> Result<bool, Error> {
    let (from, to) = match side {
        Side::Applicants => ("opens", "closes"),
        Side::Hosts => ("COALESCE(ranking_opens, opens)", "COALESCE(ranking_closes, closes)"),
    };
    let sql = format!(
        "SELECT COUNT(*) FROM placement_round WHERE partnership = $1 AND term = $2 AND {from} <= $3 AND $3 < {to} \
         AND state IN ('{}', '{}')",
        State::Planned.name(),
        State::Placed.name(),
    );
    let found: Option<(i64,)> = tx
        .first(AssertSqlSafe(sql), args![&key.partnership, &key.term, now])
        .await?;
    Ok(found.is_some_and(|(open,)| open > 0))
}
