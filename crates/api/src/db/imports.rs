//! Imports: what came in, what was wrong with it, and the term as it was before.

use super::value::args;
use super::{Database, Error, Tx};

/// An import.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Import {
    /// Id.
    pub id: String,
    /// The term it is for.
    pub term: String,
    /// `faulty`, `ready`, `applied`, `undone`.
    pub state: String,
    /// Name of the file.
    pub file: String,
    /// The folder it holds, as a zip.
    pub content: Vec<u8>,
    /// JSON.
    pub faults: String,
    /// JSON.
    pub summary: String,
    /// The term as it was, as a zip; none if there was none.
    pub before: Option<Vec<u8>>,
    /// `changes` of the term once applied; before that, when it was looked at.
    pub applied_as: Option<i64>,
    /// Who brought it.
    pub created_by: String,
    /// When.
    pub created: i64,
}

/// Columns of [`Import`].
const COLUMNS: &str = "id, term, state, file, content, faults, summary, before, applied_as, created_by, created";

/// Keeps an import.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &mut Tx, partnership: &str, import: &Import) -> Result<(), Error> {
    let sql = "INSERT INTO import (partnership, id, term, state, file, content, faults, summary, before, applied_as, created_by, \
               created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let Import {
        id,
        term,
        state,
        file,
        content,
        faults,
        summary,
        before,
        applied_as,
        created_by,
        created,
    } = import;
    let values = args![
        partnership,
        id,
        term,
        state,
        file,
        content.clone(),
        faults,
        summary,
        before.clone(),
        *applied_as,
        created_by,
        *created
    ];
    tx.run(sql, values).await.map(drop)
}

/// An import.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, partnership: &str, term: &str, id: &str) -> Result<Option<Import>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM import WHERE partnership = $1 AND term = $2 AND id = $3");
    db.first(sqlx::AssertSqlSafe(sql), args![partnership, term, id]).await
}

/// An import without what it holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Listed {
    /// Id.
    pub id: String,
    /// `faulty`, `ready`, `applied`, `undone`.
    pub state: String,
    /// Name of the file.
    pub file: String,
    /// Who brought it.
    pub created_by: String,
    /// When.
    pub created: i64,
}

/// Imports of a term before an id, the newest first. Ids rise with time.
///
/// # Errors
/// The database's own.
pub async fn page(
    db: &Database,
    partnership: &str,
    term: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let sql = "SELECT id, state, file, created_by, created FROM import WHERE partnership = $1 AND term = $2 \
               AND ($3 IS NULL OR id < $3) ORDER BY id DESC LIMIT $4";
    db.all(sql, args![partnership, term, before, limit]).await
}

/// Moves an import from one state to the next; says whether it was in the first.
///
/// # Errors
/// The database's own.
pub async fn step(
    tx: &mut Tx,
    partnership: &str,
    id: &str,
    (from, to): (&str, &str),
    before: Option<Vec<u8>>,
    applied_as: Option<i64>,
) -> Result<bool, Error> {
    let sql = "UPDATE import SET state = $4, before = $5, applied_as = $6, version = version + 1 \
               WHERE partnership = $1 AND id = $2 AND state = $3";
    Ok(tx
        .run(sql, args![partnership, id, from, to, before, applied_as])
        .await?
        > 0)
}
