//! What workers on jobs share: the lease they keep while they work, and why a job may fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::db;
use crate::db::jobs::{self, End, Job};
use crate::planning::folder::BridgeError;
use crate::planning::import::RowFault;
use crate::planning::solve::SolveError;
use crate::tasks::Stop;

/// Seconds for which a job is a worker's after each beat.
pub(super) const LEASE: i64 = 30;
/// Between two beats.
pub(super) const BEAT: Duration = Duration::from_secs(1);

/// Why nothing came of a job.
#[derive(Debug, thiserror::Error)]
pub(super) enum JobError {
    #[error(transparent)]
    Database(#[from] db::Error),
    #[error(transparent)]
    Bridge(#[from] BridgeError),
    #[error("the term has mistakes")]
    Term(Vec<RowFault>),
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// Another worker took it up: nothing of ours counts.
    #[error("the lease was lost")]
    Lost,
}

impl JobError {
    /// What the office can mend, as JSON.
    pub(super) fn faults(&self) -> Option<String> {
        let Self::Term(faults) = self else { return None };
        serde_json::to_string(faults).ok()
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Database(_) | Self::Bridge(_) => "internal",
            Self::Term(_) => "faulty-term",
            Self::Solve(error) => error.code(),
            Self::Lost => "lease-lost",
        }
    }
}

/// Stops work whose end nobody waits for any more: whatever the reason, its thread must not go on.
#[derive(Default)]
pub(super) struct Halt(pub(super) Arc<AtomicBool>);

impl Drop for Halt {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Work that has ended.
pub(super) struct Attended<T> {
    /// What came of it.
    pub output: T,
    /// Whether somebody asked to end it.
    pub cancelled: bool,
}

/// Waits for the end of a job's work and keeps its lease meanwhile; ends it early when somebody asks for that, or the service stops.
///
/// # Errors
/// [`JobError::Lost`] if another worker took it up.
pub(super) async fn attend<T>(
    app: &App,
    (worker, job): (&str, &Job),
    stop: &Stop,
    halt: &Halt,
    progress: impl Fn() -> Option<String>,
    work: impl Future<Output = T>,
) -> Result<Attended<T>, JobError> {
    tokio::pin!(work);
    let mut ticks = interval(BEAT);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut cancelled = false;
    loop {
        tokio::select! {
            output = &mut work => return Ok(Attended { output, cancelled }),
            _ = ticks.tick() => {
                match beat(app, worker, job, progress()).await {
                    Ok(None) => return Err(JobError::Lost),
                    Ok(Some(cancel)) => cancelled |= cancel,
                    // The lease outlasts many beats; if it does not, the next one that gets through says so.
                    Err(error) => tracing::warn!(job = job.id, %error, "a beat did not get through"),
                }
                if cancelled || *stop.borrow() {
                    halt.0.store(true, Ordering::Relaxed);
                }
            }
        }
    }
}

/// Says that a worker is still at it and how far it got. Gives whether to stop; none if the job is no longer the worker's.
pub(super) async fn beat(
    app: &App,
    worker: &str,
    job: &Job,
    progress: Option<String>,
) -> Result<Option<bool>, db::Error> {
    let (worker, job, until) = (worker.to_owned(), job.clone(), app.clock.now() + LEASE);
    let write = app
        .db
        .write(move |tx| Box::pin(async move { jobs::beat(tx, &job, &worker, until, progress.as_deref()).await }));
    write.await
}

/// Ends a job of which nothing is to be kept.
pub(super) async fn end(app: &App, worker: &str, job: &Job, end: End) -> Result<(), JobError> {
    let (worker, job) = (worker.to_owned(), job.clone());
    let write = app.db.write::<_, JobError, _>(move |tx| {
        Box::pin(async move {
            if jobs::end(tx, &job, &worker, &end).await? {
                Ok(())
            } else {
                Err(JobError::Lost)
            }
        })
    });
    write.await
}
