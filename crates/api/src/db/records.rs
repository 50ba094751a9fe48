//! The rows of a term's tables, whichever they are: one set of statements, filled in by the record's columns.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use sqlx::{AssertSqlSafe, FromRow};

use super::value::{Value, args};
use super::{Database, Error, Tx, bulk, grids};
use crate::domain::records::{Kind, Lies, Record};

/// Ids looked up one by one, at most; a table is read whole for more.
const MANY: usize = 100;

/// Whose term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermKey {
    /// Partnership.
    pub partnership: String,
    /// Term.
    pub term: String,
}

/// A record and its version.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Versioned<T> {
    /// Rises with every change.
    pub version: i64,
    /// The record.
    #[sqlx(flatten)]
    pub record: T,
}

/// Which rows of a table are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// All.
    All,
    /// Those with one of these values in this column.
    Among(&'static str, Vec<String>),
    /// Those that lie in this grid, or in one below it.
    Within(Lies, String),
}

impl Only {
    /// The condition, with its values as parameters from this one on; `$1` and `$2` are partnership and term.
    fn condition(self, parameter: usize) -> (String, Vec<Value>) {
        let below = grids::below(parameter);
        match self {
            Self::All => ("1 = 1".to_owned(), Vec::new()),
            Self::Among(_, values) if values.is_empty() => ("1 = 0".to_owned(), Vec::new()),
            Self::Among(column, values) => {
                let marks = bulk::values(&bulk::row(values.len()), 1, parameter);
                let values = values.into_iter().map(Value::from).collect();
                (format!("\"{column}\" IN {marks}"), values)
            }
            Self::Within(Lies::Nowhere, _) => ("1 = 0".to_owned(), Vec::new()),
            Self::Within(Lies::InGrid(column), grid) => (format!("\"{column}\" IN ({below})"), vec![grid.into()]),
            Self::Within(Lies::AtPlace(column), grid) => {
                let places = format!(
                    "SELECT place.id FROM place WHERE partnership = $1 AND term = $2 AND place.grid IN ({below})"
                );
                (format!("\"{column}\" IN ({places})"), vec![grid.into()])
            }
        }
    }
}

/// Names of the columns, quoted: several are words of SQL.
fn columns<R: Record>() -> String {
    let names = R::COLUMNS.iter().map(|(name, _)| format!(", \"{name}\""));
    format!("id{}", names.collect::<String>())
}

/// The values of a record's columns, in their order.
fn values<R: Record>(record: &R) -> Vec<Value> {
    let json = serde_json::to_value(record).unwrap_or_default();
    R::COLUMNS
        .iter()
        .map(|(name, kind)| value(&json[*name], *kind))
        .collect()
}

fn value(json: &Json, kind: Kind) -> Value {
    match kind {
        Kind::Text | Kind::MaybeText => json.as_str().map(str::to_owned).into(),
        Kind::Whole | Kind::MaybeWhole => json.as_i64().into(),
        Kind::Metres => json.as_f64().into(),
        Kind::List => json.to_string().into(),
    }
}

/// A page of a table: rows after an id, by id.
///
/// # Errors
/// The database's own.
pub async fn page<R: Record>(
    db: &Database,
    key: &TermKey,
    only: Only,
    after: &str,
    limit: i64,
) -> Result<Vec<Versioned<R>>, Error> {
    let (condition, wanted) = only.condition(5);
    let sql = format!(
        "SELECT version, {} FROM {} WHERE partnership = $1 AND term = $2 AND id > $3 AND {condition} ORDER BY id LIMIT $4",
        columns::<R>(),
        R::TABLE,
    );
    let mut values = args![&key.partnership, &key.term, after, limit];
    values.extend(wanted);
    db.all(AssertSqlSafe(sql), values).await
}

/// Every row in the office's order, as a transaction sees it.
///
/// # Errors
/// The database's own.
pub async fn all<R: Record>(tx: &mut Tx, key: &TermKey) -> Result<Vec<Versioned<R>>, Error> {
    let sql = format!(
        "SELECT version, {} FROM {} WHERE partnership = $1 AND term = $2 ORDER BY ordinal, id",
        columns::<R>(),
        R::TABLE,
    );
    tx.all(AssertSqlSafe(sql), args![&key.partnership, &key.term]).await
}

/// Rows by their ids. If most of a table may be meant, all of it is read at once.
///
/// # Errors
/// The database's own.
pub async fn among<R: Record>(tx: &mut Tx, key: &TermKey, ids: &BTreeSet<&str>) -> Result<Vec<Versioned<R>>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    if ids.len() > MANY {
        let mut all = all::<R>(tx, key).await?;
        all.retain(|row| ids.contains(row.record.id()));
        return Ok(all);
    }
    let sql = format!(
        "SELECT version, {} FROM {} WHERE partnership = $1 AND term = $2 AND id IN {}",
        columns::<R>(),
        R::TABLE,
        bulk::values(&bulk::row(ids.len()), 1, 3),
    );
    let mut values = args![&key.partnership, &key.term];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    tx.all(AssertSqlSafe(sql), values).await
}

/// One row, if it is among those that are meant.
///
/// # Errors
/// The database's own.
pub async fn one<R: Record>(db: &Database, key: &TermKey, id: &str, only: Only) -> Result<Option<Versioned<R>>, Error> {
    let (condition, wanted) = only.condition(4);
    let sql = format!(
        "SELECT version, {} FROM {} WHERE partnership = $1 AND term = $2 AND id = $3 AND {condition}",
        columns::<R>(),
        R::TABLE,
    );
    let mut values = args![&key.partnership, &key.term, id];
    values.extend(wanted);
    db.first(AssertSqlSafe(sql), values).await
}

/// Ids of a term's table that are among some, or all of them.
///
/// # Errors
/// The database's own.
pub async fn ids(tx: &mut Tx, key: &TermKey, table: &str, among: Option<&[String]>) -> Result<Vec<String>, Error> {
    let mut values = args![&key.partnership, &key.term];
    let condition = match among {
        None => String::new(),
        Some([]) => return Ok(Vec::new()),
        Some(some) => {
            values.extend(some.iter().map(Value::from));
            let marks: Vec<String> = (3..values.len() + 1).map(|i| format!("${i}")).collect();
            format!(" AND id IN ({})", marks.join(", "))
        }
    };
    let sql = format!("SELECT id FROM {table} WHERE partnership = $1 AND term = $2{condition}");
    let rows: Vec<(String,)> = tx.all(AssertSqlSafe(sql), values).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Adds a row at the end of the table.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken, [`Error::Reference`] if it names what is not there.
pub async fn insert<R: Record>(tx: &mut Tx, key: &TermKey, record: &R) -> Result<(), Error> {
    let marks: String = (0..R::COLUMNS.len()).map(|i| format!(", ${}", i + 4)).collect();
    let sql = format!(
        "INSERT INTO {table} (partnership, term, ordinal, {columns}) VALUES ($1, $2, \
         (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM {table} WHERE partnership = $1 AND term = $2), $3{marks})",
        table = R::TABLE,
        columns = columns::<R>(),
    );
    let mut row = args![&key.partnership, &key.term, record.id()];
    row.extend(values(record));
    tx.run(AssertSqlSafe(sql), row).await.map(drop)
}

/// Adds rows at the places and with the versions they have.
///
/// # Errors
/// [`Error::Duplicate`] if an id is taken, [`Error::Reference`] if a row names what is not there.
pub async fn insert_all<R: Record>(tx: &mut Tx, key: &TermKey, rows: &[Versioned<R>]) -> Result<(), Error> {
    let width = R::COLUMNS.len() + 5;
    let most = bulk::rows(width);
    for (chunk, first) in rows.chunks(most).zip((0..).step_by(most)) {
        let sql = format!(
            "INSERT INTO {} (partnership, term, ordinal, version, {}) VALUES {}",
            R::TABLE,
            columns::<R>(),
            bulk::values(&bulk::row(width), chunk.len(), 1),
        );
        let mut bound = Vec::with_capacity(chunk.len() * width);
        for (Versioned { version, record }, ordinal) in chunk.iter().zip(first + 1..) {
            bound.extend(args![
                &key.partnership,
                &key.term,
                ordinal as i64,
                *version,
                record.id()
            ]);
            bound.extend(values(record));
        }
        tx.run(AssertSqlSafe(sql), bound).await?;
    }
    Ok(())
}

/// Takes every row of a table out.
///
/// # Errors
/// [`Error::Reference`] if others still name one.
pub async fn clear<R: Record>(tx: &mut Tx, key: &TermKey) -> Result<(), Error> {
    let sql = format!("DELETE FROM {} WHERE partnership = $1 AND term = $2", R::TABLE);
    tx.run(AssertSqlSafe(sql), args![&key.partnership, &key.term])
        .await
        .map(drop)
}

/// Replaces a row that still has this version. Gives the new version, or none if somebody was faster.
///
/// # Errors
/// [`Error::Reference`] if it names what is not there.
pub async fn update<R: Record>(tx: &mut Tx, key: &TermKey, record: &R, version: i64) -> Result<Option<i64>, Error> {
    let marks: String = (R::COLUMNS.iter().enumerate())
        .map(|(i, (name, _))| format!(", \"{name}\" = ${}", i + 5))
        .collect();
    let sql = format!(
        "UPDATE {} SET version = version + 1{marks} WHERE partnership = $1 AND term = $2 AND id = $3 AND version = $4 \
         RETURNING version",
        R::TABLE,
    );
    let mut row = args![&key.partnership, &key.term, record.id(), version];
    row.extend(values(record));
    let updated: Option<(i64,)> = tx.first(AssertSqlSafe(sql), row).await?;
    Ok(updated.map(|(version,)| version))
}

/// Takes a row out that still has this version; says whether it did.
///
/// # Errors
/// [`Error::Reference`] if others still name it.
pub async fn delete<R: Record>(tx: &mut Tx, key: &TermKey, id: &str, version: i64) -> Result<bool, Error> {
    let sql = format!(
        "DELETE FROM {} WHERE partnership = $1 AND term = $2 AND id = $3 AND version = $4",
        R::TABLE
    );
    let values = args![&key.partnership, &key.term, id, version];
    Ok(tx.run(AssertSqlSafe(sql), values).await? > 0)
}

/// Notes that some table of a term changed, and holds the term until the transaction ends: whoever changes it next waits.
/// Says whether there is such a term.
///
/// # Errors
/// The database's own.
pub async fn touch(tx: &mut Tx, key: &TermKey) -> Result<bool, Error> {
    let sql = "UPDATE term SET changes = changes + 1 WHERE partnership = $1 AND id = $2";
    Ok(tx.run(sql, args![&key.partnership, &key.term]).await? > 0)
}
