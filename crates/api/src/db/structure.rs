//! What a partnership is made up of, colleges and grids: one set of statements, filled in by the columns of each.

use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;

use super::records::Versioned;
use super::value::{Value, args};
use super::{Database, Error, Tx};
use crate::domain::structure::{Level, Part};

fn columns<P: Part>() -> String {
    P::COLUMNS.iter().map(|name| format!(", {name}")).collect()
}

/// Parts after an id, by id.
///
/// # Errors
/// The database's own.
pub async fn page<P: Part>(
    db: &Database,
    partnership: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Versioned<P>>, Error> {
    let sql = format!(
        "SELECT version, id{} FROM {} WHERE partnership = $1 AND id > $2 ORDER BY id LIMIT $3",
        columns::<P>(),
        P::TABLE
    );
    db.all(AssertSqlSafe(sql), args![partnership, after, limit]).await
}

/// One of them.
///
/// # Errors
/// The database's own.
pub async fn one<P: Part>(db: &Database, partnership: &str, id: &str) -> Result<Option<Versioned<P>>, Error> {
    let sql = format!(
        "SELECT version, id{} FROM {} WHERE partnership = $1 AND id = $2",
        columns::<P>(),
        P::TABLE
    );
    db.first(AssertSqlSafe(sql), args![partnership, id]).await
}

/// Adds one at the end.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken, [`Error::Reference`] without what it belongs to.
pub async fn insert<P: Part>(tx: &mut Tx, partnership: &str, part: &P) -> Result<(), Error> {
    let marks: String = (0..P::COLUMNS.len()).map(|i| format!(", ${}", i + 3)).collect();
    let sql = format!(
        "INSERT INTO {table} (partnership, ordinal, id{columns}) VALUES ($1, \
         (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM {table} WHERE partnership = $1), $2{marks})",
        table = P::TABLE,
        columns = columns::<P>()
    );
    let mut values = args![partnership, part.id()];
    values.extend(part.texts().into_iter().map(Value::from));
    tx.run(AssertSqlSafe(sql), values).await.map(drop)
}

/// Replaces one that still has this version. Gives the new version, or none if somebody was faster.
///
/// # Errors
/// [`Error::Reference`] without what it belongs to.
pub async fn update<P: Part>(tx: &mut Tx, partnership: &str, part: &P, version: i64) -> Result<Option<i64>, Error> {
    let marks = P::COLUMNS.iter().enumerate();
    let marks: String = marks.map(|(i, name)| format!(", {name} = ${}", i + 4)).collect();
    let sql = format!(
        "UPDATE {} SET version = version + 1{marks} WHERE partnership = $1 AND id = $2 AND version = $3 RETURNING version",
        P::TABLE
    );
    let mut values = args![partnership, part.id(), version];
    values.extend(part.texts().into_iter().map(Value::from));
    let updated: Option<(i64,)> = tx.first(AssertSqlSafe(sql), values).await?;
    Ok(updated.map(|(version,)| version))
}

/// Takes one out that still has this version; says whether it did.
///
/// # Errors
/// [`Error::Reference`] if others still name it.
pub async fn delete<P: Part>(tx: &mut Tx, partnership: &str, id: &str, version: i64) -> Result<bool, Error> {
    let sql = format!(
        "DELETE FROM {} WHERE partnership = $1 AND id = $2 AND version = $3",
        P::TABLE
    );
    Ok(tx.run(AssertSqlSafe(sql), args![partnership, id, version]).await? > 0)
}

/// Whether a term names it.
///
/// # Errors
/// The database's own.
pub async fn in_use<P: Part>(tx: &mut Tx, partnership: &str, id: &str) -> Result<bool, Error> {
    for (table, column) in P::NAMED_BY {
        let sql = format!("SELECT id FROM {table} WHERE partnership = $1 AND {column} = $2 LIMIT 1");
        let found: Option<(String,)> = tx.first(AssertSqlSafe(sql), args![partnership, id]).await?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a part may stand where it wants to: below what it belongs to, above what belongs to it. That stays so until the
/// transaction ends, if the partnership is held ([`super::partnerships::hold`]).
///
/// # Errors
/// The database's own.
pub async fn fits<P: Part>(tx: &mut Tx, partnership: &str, part: &P) -> Result<bool, Error> {
    let Some((level, parent)) = part.position() else {
        return Ok(true);
    };
    let sql = "SELECT level FROM grid WHERE partnership = $1 AND id = $2";
    let above: Option<(Level,)> = tx.first(sql, args![partnership, parent.map(str::to_owned)]).await?;
    let sql = "SELECT level FROM grid WHERE partnership = $1 AND parent = $2";
    let below: Vec<(Level,)> = tx.all(sql, args![partnership, part.id()]).await?;
    Ok(above.is_none_or(|(above,)| above < level) && below.iter().all(|(below,)| level < *below))
}

/// Adds grids that a term's places name and nobody knows yet: at the level of a grid, for the office to put in its place. Those
/// that are there stay until the transaction ends.
///
/// # Errors
/// The database's own.
pub async fn adopt(tx: &mut Tx, partnership: &str, grids: &BTreeSet<&str>) -> Result<(), Error> {
    let sql = "INSERT INTO grid (partnership, id, ordinal, name, level) VALUES ($1, $2, \
               (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM grid WHERE partnership = $1), $2, $3) \
               ON CONFLICT (partnership, id) DO UPDATE SET version = grid.version";
    for grid in grids {
        tx.run(sql, args![partnership, *grid, Level::Grid.name()]).await?;
    }
    Ok(())
}

/// Whether there is such a grid; it then stays until the transaction ends.
///
/// # Errors
/// The database's own.
pub async fn hold_grid(tx: &mut Tx, partnership: &str, id: &str) -> Result<bool, Error> {
    let sql = "UPDATE grid SET version = version WHERE partnership = $1 AND id = $2";
    Ok(tx.run(sql, args![partnership, id]).await? > 0)
}
