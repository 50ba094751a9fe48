//! Solves as jobs: whoever works on one holds a lease, and its attempt number keeps out whoever lost it.

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx};

/// Solves of a partnership that may wait or run at once.
pub const MOST_ACTIVE: i64 = 4;

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    /// Whose.
    pub partnership: String,
    /// Id.
    pub id: String,
    /// The term to plan.
    pub term: String,
    /// `queued`, `running`, `done`, `failed`, `cancelled`.
    pub state: String,
    /// JSON.
    pub settings: String,
    /// JSON, once there is something to tell.
    pub progress: Option<String>,
    /// Whether somebody asked to end it.
    pub cancel: bool,
    /// How often it was taken up.
    pub attempt: i64,
    /// The plan that came of it.
    pub plan: Option<String>,
    /// Code of why it failed.
    pub outcome: Option<String>,
    /// Who asked for it.
    pub created_by: String,
    /// When.
    pub created: i64,
    /// When it was first taken up.
    pub started: Option<i64>,
    /// When it ended.
    pub finished: Option<i64>,
}

/// Columns of [`Job`].
macro_rules! columns {
    () => {
        "partnership, id, term, state, settings, progress, cancel, attempt, plan, outcome, created_by, created, started, finished"
    };
}

/// Queues a job, if the partnership has fewer than [`MOST_ACTIVE`]; says whether it was.
///
/// # Errors
/// [`Error::Duplicate`] if the term has one under way, [`Error::Reference`] without the term.
pub async fn submit(
    tx: &mut Tx,
    key: &TermKey,
    id: &str,
    settings: &str,
    actor: &str,
    now: i64,
) -> Result<bool, Error> {
    // Whoever holds the partnership counts alone.
    let sql = "UPDATE partnership SET version = version WHERE id = $1";
    tx.run(sql, args![&key.partnership]).await?;
    let sql = "INSERT INTO job (partnership, id, term, state, settings, created_by, created) \
               SELECT $1, $2, $3, 'queued', $4, $5, $6 WHERE \
               (SELECT COUNT(*) FROM job WHERE partnership = $1 AND state IN ('queued', 'running')) < $7";
    let values = args![&key.partnership, id, &key.term, settings, actor, now, MOST_ACTIVE];
    Ok(tx.run(sql, values).await? > 0)
}

/// A job of a term.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, key: &TermKey, id: &str) -> Result<Option<Job>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM job WHERE partnership = $1 AND term = $2 AND id = $3"
    );
    db.first(sql, args![&key.partnership, &key.term, id]).await
}

/// Jobs of a term before an id, the newest first. Ids rise with time.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, key: &TermKey, before: Option<&str>, limit: i64) -> Result<Vec<Job>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM job WHERE partnership = $1 AND term = $2 AND ($3 IS NULL OR id < $3) ORDER BY id DESC LIMIT $4"
    );
    db.all(sql, args![&key.partnership, &key.term, before, limit]).await
}

/// Takes up the oldest job that waits, or whose worker was not heard of any more.
///
/// # Errors
/// The database's own.
pub async fn claim(tx: &mut Tx, worker: &str, now: i64, until: i64) -> Result<Option<Job>, Error> {
    // On PostgreSQL two workers look at once: each skips what the other has in hand. SQLite has one writer.
    let skip = match tx {
        Tx::Lite(_) => "",
        Tx::Pg(_) => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!(
        "UPDATE job SET state = 'running', worker = $1, attempt = attempt + 1, lease_until = $3, started = COALESCE(started, $2) \
         WHERE (partnership, id) = (SELECT partnership, id FROM job \
         WHERE state = 'queued' OR (state = 'running' AND lease_until < $2) ORDER BY created, id LIMIT 1 {skip}) RETURNING {}",
        columns!()
    );
    tx.first(sqlx::AssertSqlSafe(sql), args![worker, now, until]).await
}

/// Says that a worker is still at it and how far it got. Gives whether to stop; none if the job is no longer the worker's.
///
/// # Errors
/// The database's own.
pub async fn beat(
    tx: &mut Tx,
    job: &Job,
    worker: &str,
    until: i64,
    progress: Option<&str>,
) -> Result<Option<bool>, Error> {
    let sql = "UPDATE job SET lease_until = $5, progress = COALESCE($6, progress) \
               WHERE partnership = $1 AND id = $2 AND attempt = $3 AND worker = $4 AND state = 'running' RETURNING cancel";
    let values = args![&job.partnership, &job.id, job.attempt, worker, until, progress];
    let cancel: Option<(bool,)> = tx.first(sql, values).await?;
    Ok(cancel.map(|(cancel,)| cancel))
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End<'a> {
    /// `done`, `failed`, `cancelled`, or `queued` again.
    pub state: &'a str,
    /// The plan that came of it.
    pub plan: Option<&'a str>,
    /// Code of why it failed.
    pub outcome: Option<&'a str>,
    /// When.
    pub at: i64,
}

/// Ends a job, if it is still the worker's; says whether it was.
///
/// # Errors
/// The database's own.
pub async fn end(tx: &mut Tx, job: &Job, worker: &str, end: &End<'_>) -> Result<bool, Error> {
    let sql = "UPDATE job SET state = $5, plan = $6, outcome = $7, finished = $8, worker = NULL, lease_until = 0 \
               WHERE partnership = $1 AND id = $2 AND attempt = $3 AND worker = $4 AND state = 'running'";
    let finished = (end.state != "queued").then_some(end.at);
    let values = args![
        &job.partnership,
        &job.id,
        job.attempt,
        worker,
        end.state,
        end.plan,
        end.outcome,
        finished
    ];
    Ok(tx.run(sql, values).await? > 0)
}

/// Asks for a job's end: one that waits ends at once. Says whether it was under way.
///
/// # Errors
/// The database's own.
pub async fn cancel(tx: &mut Tx, key: &TermKey, id: &str, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE job SET cancel = $4, state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END, \
               finished = CASE state WHEN 'queued' THEN $5 ELSE finished END \
               WHERE partnership = $1 AND term = $2 AND id = $3 AND state IN ('queued', 'running')";
    Ok(tx.run(sql, args![&key.partnership, &key.term, id, true, now]).await? > 0)
}
