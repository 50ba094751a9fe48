//! Plans, their versions, states and decisions.

use sqlx::AssertSqlSafe;

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx, bulk, terms};
use crate::domain::decision::Decision;

/// A plan to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// Id.
    pub id: String,
    /// `solve`, `edit`, `swap`, `import`.
    pub origin: String,
    /// The plan it was made from.
    pub parent: Option<String>,
    /// As the checker has it.
    pub cost: i64,
    /// Proven bound.
    pub bound: Option<i64>,
    /// Hard violations, as the checker counts them.
    pub violations: i64,
    /// JSON: cost by part.
    pub parts: String,
    /// JSON: needs left out, and why.
    pub unserved: String,
    /// What whoever made it has to say.
    pub note: Option<String>,
    /// Violations in spite of which it may be published: somebody answers for them, or the plan before has them too.
    pub tolerated: i64,
    /// Why.
    pub tolerated_why: Option<String>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created: i64,
    /// What it decides.
    pub decisions: Vec<Decision>,
}

/// A plan without its decisions.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Plan {
    /// Id.
    pub id: String,
    /// 1, 2, 3 … within the term.
    pub number: i64,
    /// ETag.
    pub version: i64,
    /// `draft`, `published`, `superseded`.
    pub state: String,
    /// How it came about.
    pub origin: String,
    /// The plan it was made from.
    pub parent: Option<String>,
    /// Cost.
    pub cost: i64,
    /// Proven bound.
    pub bound: Option<i64>,
    /// Hard violations.
    pub violations: i64,
    /// JSON.
    pub parts: String,
    /// JSON.
    pub unserved: String,
    /// What whoever made it had to say.
    pub note: Option<String>,
    /// Violations in spite of which it may be published.
    pub tolerated: i64,
    /// Why.
    pub tolerated_why: Option<String>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created: i64,
    /// Since when it is or was the plan.
    pub published: Option<i64>,
    /// Until when.
    pub superseded: Option<i64>,
}

const COLUMNS: &str = "id, number, version, state, origin, parent, cost, bound, violations, parts, unserved, note, tolerated, \
                       tolerated_why, created_by, created, published, superseded";

/// Keeps a plan as the term's next draft, and gives its number.
///
/// # Errors
/// [`Error::Reference`] without the term.
pub async fn insert(tx: &mut Tx, key: &TermKey, plan: &NewPlan) -> Result<i64, Error> {
    // Whoever holds the term gives the next number.
    terms::hold(tx, key).await?;
    let sql = "INSERT INTO plan (partnership, term, id, number, state, origin, parent, cost, bound, violations, parts, unserved, \
               note, tolerated, tolerated_why, created_by, created) VALUES ($1, $2, $3, \
               (SELECT COALESCE(MAX(number), 0) + 1 FROM plan WHERE partnership = $1 AND term = $2), \
               'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING number";
    let values = args![
        &key.partnership,
        &key.term,
        &plan.id,
        &plan.origin,
        plan.parent.clone(),
        plan.cost,
        plan.bound,
        plan.violations,
        &plan.parts,
        &plan.unserved,
        plan.note.clone(),
        plan.tolerated,
        plan.tolerated_why.clone(),
        &plan.created_by,
        plan.created
    ];
    let number: Option<(i64,)> = tx.first(sql, values).await?;
    for chunk in plan.decisions.chunks(bulk::rows(7)) {
        decide(tx, &key.partnership, &plan.id, chunk).await?;
    }
    Ok(number.map_or(0, |(number,)| number))
}

async fn decide(tx: &mut Tx, partnership: &str, plan: &str, decisions: &[Decision]) -> Result<(), Error> {
    let sql = format!(
        "INSERT INTO assignment (partnership, plan, kind, activity, team, \"start\", \"end\") VALUES {}",
        bulk::values(&bulk::row(7), decisions.len(), 1)
    );
    let values = decisions.iter().flat_map(|decision| {
        let Decision {
            kind,
            activity,
            team,
            start,
            end,
        } = decision;
        args![partnership, plan, kind, activity, team, start, end]
    });
    tx.run(AssertSqlSafe(sql), values.collect()).await.map(drop)
}

/// A plan of a term.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, key: &TermKey, id: &str) -> Result<Option<Plan>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE partnership = $1 AND term = $2 AND id = $3");
    db.first(AssertSqlSafe(sql), args![&key.partnership, &key.term, id])
        .await
}

/// A plan of a term, as a transaction sees it.
///
/// # Errors
/// The database's own.
pub async fn within(tx: &mut Tx, key: &TermKey, id: &str) -> Result<Option<Plan>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE partnership = $1 AND term = $2 AND id = $3");
    tx.first(AssertSqlSafe(sql), args![&key.partnership, &key.term, id])
        .await
}

/// The plan of a term that is published.
///
/// # Errors
/// The database's own.
pub async fn published(db: &Database, key: &TermKey) -> Result<Option<Plan>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE partnership = $1 AND term = $2 AND state = 'published'");
    db.first(AssertSqlSafe(sql), args![&key.partnership, &key.term]).await
}

/// The plan of a term that is published, as a transaction sees it.
///
/// # Errors
/// The database's own.
pub async fn published_within(tx: &mut Tx, key: &TermKey) -> Result<Option<Plan>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE partnership = $1 AND term = $2 AND state = 'published'");
    tx.first(AssertSqlSafe(sql), args![&key.partnership, &key.term]).await
}

/// Whether teams have swapped duties since whatever a plan was made from was published: it knows nothing of that, and would undo it.
///
/// # Errors
/// The database's own.
pub async fn swapped_since(tx: &mut Tx, key: &TermKey, plan: &str) -> Result<bool, Error> {
    let sql = "WITH RECURSIVE line (id, number, parent, published) AS (\
               SELECT id, number, parent, published FROM plan WHERE partnership = $1 AND id = $3 \
               UNION ALL SELECT plan.id, plan.number, plan.parent, plan.published FROM line CROSS JOIN plan \
               WHERE plan.partnership = $1 AND plan.id = line.parent AND line.published IS NULL) \
               SELECT COUNT(*) FROM plan WHERE partnership = $1 AND term = $2 AND origin = 'swap' AND published IS NOT NULL \
               AND number > (SELECT MIN(number) FROM line)";
    let found: Option<(i64,)> = tx.first(sql, args![&key.partnership, &key.term, plan]).await?;
    Ok(found.is_some_and(|(swaps,)| swaps > 0))
}

/// Plans of a term after an id. Ids rise with time.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, key: &TermKey, after: &str, limit: i64) -> Result<Vec<Plan>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM plan WHERE partnership = $1 AND term = $2 AND id > $3 ORDER BY id LIMIT $4");
    db.all(AssertSqlSafe(sql), args![&key.partnership, &key.term, after, limit])
        .await
}

/// Every decision of a plan.
///
/// # Errors
/// The database's own.
pub async fn decisions(db: &Database, partnership: &str, plan: &str) -> Result<Vec<Decision>, Error> {
    let sql = "SELECT kind, activity, team, \"start\", \"end\" FROM assignment WHERE partnership = $1 AND plan = $2 \
               ORDER BY kind, activity, team";
    db.all(sql, args![partnership, plan]).await
}

/// Decisions of a plan after one, by kind, activity and team.
///
/// # Errors
/// The database's own.
pub async fn decisions_page(
    db: &Database,
    partnership: &str,
    plan: &str,
    (kind, activity, team): (&str, &str, &str),
    limit: i64,
) -> Result<Vec<Decision>, Error> {
    let sql = "SELECT kind, activity, team, \"start\", \"end\" FROM assignment WHERE partnership = $1 AND plan = $2 \
               AND (kind, activity, team) > ($3, $4, $5) ORDER BY kind, activity, team LIMIT $6";
    db.all(sql, args![partnership, plan, kind, activity, team, limit]).await
}

/// Every decision of a plan, as a transaction sees it.
///
/// # Errors
/// The database's own.
pub async fn decisions_within(tx: &mut Tx, partnership: &str, plan: &str) -> Result<Vec<Decision>, Error> {
    let sql = "SELECT kind, activity, team, \"start\", \"end\" FROM assignment WHERE partnership = $1 AND plan = $2 \
               ORDER BY kind, activity, team";
    tx.all(sql, args![partnership, plan]).await
}

/// Makes a plan the term's published one in place of the one before. Says whether it was a draft of this version without
/// violations that nobody answers for.
///
/// # Errors
/// The database's own.
pub async fn publish(tx: &mut Tx, key: &TermKey, id: &str, version: i64, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE plan SET state = 'superseded', superseded = $3, version = version + 1 \
               WHERE partnership = $1 AND term = $2 AND state = 'published'";
    tx.run(sql, args![&key.partnership, &key.term, now]).await?;
    let sql = "UPDATE plan SET state = 'published', published = $5, version = version + 1 \
               WHERE partnership = $1 AND term = $2 AND id = $3 AND version = $4 AND state = 'draft' AND violations <= tolerated";
    Ok(tx
        .run(sql, args![&key.partnership, &key.term, id, version, now])
        .await?
        > 0)
}
