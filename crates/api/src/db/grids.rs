//! The tree of grids, read as a tree: what lies below a grid, and what above.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use super::value::args;
use super::{Database, Error, Tx, feeds};

/// A query for the ids of the grid in the parameter of this number, and of all grids below it, of partnership `$1`.
pub(super) fn below(parameter: usize) -> String {
    format!(
        "WITH RECURSIVE below (id) AS (SELECT CAST(${parameter} AS TEXT) UNION \
         SELECT grid.id FROM grid JOIN below ON grid.parent = below.id WHERE grid.partnership = $1) SELECT id FROM below"
    )
}

/// What each grid of a partnership belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    parents: HashMap<String, String>,
}

impl Tree {
    /// A grid and all above it. The database lets no grid stand above itself, and the depth is that of its levels; a grid that
    /// only a place names stands alone.
    pub fn upwards<'t>(&'t self, grid: &'t str) -> impl Iterator<Item = &'t str> {
        let up = |grid: &&str| self.parents.get(*grid).map(String::as_str);
        std::iter::successors(Some(grid), up)
    }
}

/// The tree of a partnership.
///
/// # Errors
/// The database's own.
pub async fn tree(tx: &mut Tx, partnership: &str) -> Result<Tree, Error> {
    let sql = "SELECT id, parent FROM grid WHERE partnership = $1 AND parent IS NOT NULL";
    let rows: Vec<(String, String)> = tx.all(sql, args![partnership]).await?;
    Ok(Tree {
        parents: rows.into_iter().collect(),
    })
}

/// Counts on the feeds that show a grid: its own, and those of all above it.
///
/// # Errors
/// The database's own.
pub async fn count_on(tx: &mut Tx, partnership: &str, grid: &str, now: i64) -> Result<(), Error> {
    let tree = tree(tx, partnership).await?;
    let subjects = tree.upwards(grid).map(|grid| ("grid", grid.to_owned())).collect();
    feeds::count_on(tx, partnership, &subjects, now).await
}

/// Whether a grid is another, or lies below it.
///
/// # Errors
/// The database's own.
pub async fn is_below(db: &Database, partnership: &str, grid: &str, top: &str) -> Result<bool, Error> {
    let sql = format!(
        "SELECT id FROM grid WHERE partnership = $1 AND id = $2 AND id IN ({})",
        below(3)
    );
    let found: Option<(String,)> = db.first(AssertSqlSafe(sql), args![partnership, grid, top]).await?;
    Ok(found.is_some())
}
