//! What the published plans ask of people. A duty that stays the same is not touched: its bytes in every feed stay.

mod follow;

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, FromRow};

pub use self::follow::refresh;
use super::membership::Membership;
use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx, bulk, grids};
use crate::domain::duty::Duty;

const COLUMNS: &str = "uid, term, kind, activity, team, service, place, grid, zone, \"start\", \"end\", title, location, \
                       description, sequence, updated, cancelled";

/// Duties of some teams that start at some local time or later and take place, in order.
///
/// # Errors
/// The database's own.
pub async fn coming(tx: &mut Tx, key: &TermKey, teams: &BTreeSet<&str>, from: &str) -> Result<Vec<Duty>, Error> {
    let marks: Vec<String> = (0..teams.len()).map(|k| format!("${}", k + 4)).collect();
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2 AND \"start\" >= $3 AND NOT cancelled \
         AND team IN ({}) ORDER BY \"start\", uid",
        marks.join(", ")
    );
    let mut values = args![&key.partnership, &key.term, from];
    values.extend(teams.iter().flat_map(|team| args![*team]));
    tx.all(AssertSqlSafe(sql), values).await
}

/// A duty, and when it was first published.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Dated {
    /// The duty.
    #[sqlx(flatten)]
    pub duty: Duty,
    /// Instant.
    pub created: i64,
}

/// Which duties a feed shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Those of these teams in their terms.
    Teams(&'a [Membership]),
    /// Those with this value in this column: `team`, `place` or `service`.
    Column(&'static str, &'a str),
    /// Those in a grid and in all below it.
    Grid(&'a str),
    /// All of the partnership.
    All,
}

/// How duties are looked up: what comes before `SELECT`, the tables, the condition, with marks from `$4` on, and their values.
type Lookup = (String, &'static str, String, Vec<super::Value>);

impl Shown<'_> {
    fn lookup(&self) -> Lookup {
        let duties = |condition: String, values| (String::new(), "duty", condition, values);
        match self {
            // Team by team: of conditions joined by OR, SQLite makes one search of all the partnership's duties of those days.
            Self::Teams(teams) => (
                format!(
                    "WITH theirs (of_term, of_team) AS (VALUES {}) ",
                    bulk::values(&bulk::row(2), teams.len(), 4)
                ),
                "theirs CROSS JOIN duty",
                "term = of_term AND team = of_team".to_owned(),
                (teams.iter())
                    .flat_map(|member| args![&member.term, &member.team])
                    .collect(),
            ),
            Self::Column(column, value) => duties(format!("{column} = $4"), args![*value]),
            Self::Grid(grid) => duties(format!("grid IN ({})", grids::below(4)), args![*grid]),
            Self::All => duties("1 = 1".to_owned(), args![]),
        }
    }
}

/// Duties that start between two local times, in order.
///
/// # Errors
/// The database's own.
pub async fn between(
    db: &Database,
    partnership: &str,
    shown: &Shown<'_>,
    (from, to): (&str, &str),
) -> Result<Vec<Dated>, Error> {
    if matches!(shown, Shown::Teams([])) {
        return Ok(Vec::new());
    }
    let (head, tables, condition, values) = shown.lookup();
    let sql = format!(
        "{head}SELECT {COLUMNS}, created FROM {tables} WHERE partnership = $1 AND \"start\" >= $2 AND \"start\" < $3 AND {condition} \
         ORDER BY \"start\", uid"
    );
    let mut all = args![partnership, from, to];
    all.extend(values);
    db.all(AssertSqlSafe(sql), all).await
}

/// A duty by the part of its UID before the `@`.
///
/// # Errors
/// The database's own.
pub async fn by_code(db: &Database, partnership: &str, code: &str) -> Result<Option<Duty>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 \
         AND uid = (SELECT $2 || '@' || domain FROM partnership WHERE id = $1)"
    );
    db.first(AssertSqlSafe(sql), args![partnership, code]).await
}

/// Duties of a term after one of them, by its begin and UID, in order.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, key: &TermKey, after: (&str, &str), limit: i64) -> Result<Vec<Duty>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2 AND (\"start\", uid) > ($3, $4) \
         ORDER BY \"start\", uid LIMIT $5"
    );
    let values = args![&key.partnership, &key.term, after.0, after.1, limit];
    db.all(AssertSqlSafe(sql), values).await
}
