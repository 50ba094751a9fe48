//! Solves as jobs: whoever works on one holds a lease, and its attempt number keeps out whoever lost it.

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx, partnerships};

/// How often a job may lose its worker before it fails: one that takes down whoever solves it must not do so for ever.
const MOST_LOST: i64 = 2;
/// Why it fails then.
const WORKERS_LOST: &str = "workers-lost";

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    /// Whose.
    pub partnership: String,
    /// Id.
    pub id: String,
    /// The term to plan.
    pub term: String,
    /// The round to place, if it is that.
    pub round: Option<String>,
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
    /// What is wrong with the term, if it failed for that: JSON.
    pub faults: Option<String>,
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
        "partnership, id, term, round, state, settings, progress, cancel, attempt, plan, outcome, faults, created_by, created, started, finished"
    };
}

/// A job to queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Id.
    pub id: String,
    /// The round to place; none to plan the term.
    pub round: Option<String>,
    /// JSON.
    pub settings: String,
    /// Who asks for it.
    pub actor: String,
    /// When.
    pub now: i64,
}

/// Queues a job, if the partnership has fewer than `most` that wait or run; says whether it was.
///
/// # Errors
/// [`Error::Duplicate`] if the term has one under way, [`Error::Reference`] without the term.
pub async fn submit(tx: &mut Tx, key: &TermKey, job: &NewJob, most: i64) -> Result<bool, Error> {
    // Whoever holds the partnership counts alone.
    partnerships::hold(tx, &key.partnership).await?;
    let sql = "INSERT INTO job (partnership, id, term, state, settings, created_by, created, round) \
               SELECT $1, $2, $3, 'queued', $4, $5, $6, $8 WHERE \
               (SELECT COUNT(*) FROM job WHERE partnership = $1 AND state IN ('queued', 'running')) < $7";
    let NewJob {
        id,
        round,
        settings,
        actor,
        now,
    } = job;
    let values = args![
        &key.partnership,
        id,
        &key.term,
        settings,
        actor,
        *now,
        most,
        round.clone()
    ];
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

/// Takes up a job that waits, or whose worker was not heard of any more: of whoever has the fewest running, then of whoever was
/// served least recently, the oldest. So nobody waits behind another's long queue. What lost its workers too often fails.
///
/// # Errors
/// The database's own.
pub async fn claim(tx: &mut Tx, worker: &str, now: i64, until: i64) -> Result<Option<Job>, Error> {
    let sql = "UPDATE job SET state = 'failed', outcome = $3, finished = $1, worker = NULL, lease_until = 0 \
               WHERE state = 'running' AND lease_until < $1 AND lost >= $2";
    tx.run(sql, args![now, MOST_LOST, WORKERS_LOST]).await?;
    // On PostgreSQL two workers look at once: each skips what the other has in hand. SQLite has one writer.
    let skip = match tx {
        Tx::Pg(_) => "FOR UPDATE OF waiting SKIP LOCKED",
        Tx::Lite(_) | Tx::Seen(_) => "",
    };
    let sql = format!(
        "UPDATE job SET lost = lost + CASE state WHEN 'running' THEN 1 ELSE 0 END, state = 'running', worker = $1, \
         attempt = attempt + 1, lease_until = $3, started = COALESCE(started, $2) \
         WHERE (partnership, id) = (SELECT partnership, id FROM job AS waiting \
         WHERE state = 'queued' OR (state = 'running' AND lease_until < $2) ORDER BY \
         (SELECT COUNT(*) FROM job WHERE partnership = waiting.partnership AND state = 'running' AND lease_until >= $2), \
         (SELECT COALESCE(MAX(started), 0) FROM job WHERE partnership = waiting.partnership), \
         created, id LIMIT 1 {skip}) RETURNING {}",
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
pub struct End {
    /// `done`, `failed`, `cancelled`, or `queued` again.
    pub state: &'static str,
    /// The plan that came of it.
    pub plan: Option<String>,
    /// Code of why it failed.
    pub outcome: Option<&'static str>,
    /// What is wrong with the term: JSON.
    pub faults: Option<String>,
    /// When.
    pub at: i64,
}

impl End {
    /// An end of which nothing more is to be said.
    #[must_use]
    pub fn plain(state: &'static str, at: i64) -> Self {
        Self {
            state,
            plan: None,
            outcome: None,
            faults: None,
            at,
        }
    }
}

/// Ends a job, if it is still the worker's; says whether it was.
///
/// # Errors
/// The database's own.
pub async fn end(tx: &mut Tx, job: &Job, worker: &str, end: &End) -> Result<bool, Error> {
    let sql = "UPDATE job SET state = $5, plan = $6, outcome = $7, finished = $8, faults = $9, worker = NULL, \
               lease_until = 0 \
               WHERE partnership = $1 AND id = $2 AND attempt = $3 AND worker = $4 AND state = 'running'";
    let finished = (end.state != "queued").then_some(end.at);
    let values = args![
        &job.partnership,
        &job.id,
        job.attempt,
        worker,
        end.state,
        end.plan.clone(),
        end.outcome,
        finished,
        end.faults.clone()
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
