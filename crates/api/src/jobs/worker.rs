//! The worker: takes up one job after another, a solve or the placement of a round, and sees it to its end.

use uuid::Uuid;

use super::lease::{BEAT, JobError, LEASE, end};
use super::{placer, solver};
use crate::app::App;
use crate::db;
use crate::db::jobs::{self, End, Job};
use crate::tasks::{Stop, stopped, stopped_within};

/// Works until it is told to stop; a job in hand then goes back to the queue.
pub async fn work(app: App, mut stop: Stop) {
    let worker = Uuid::new_v4().simple().to_string();
    while !*stop.borrow() {
        match claim(&app, &worker).await {
            Ok(Some(job)) => one(&app, &worker, &job, &stop).await,
            Ok(None) => {
                let quiet = tokio::time::timeout(BEAT, app.work.notified());
                tokio::select! {
                    _ = quiet => {}
                    () = stopped(&mut stop) => {}
                }
            }
            Err(error) => {
                tracing::error!(%error, "no job could be taken up");
                stopped_within(&mut stop, BEAT).await;
            }
        }
    }
}

async fn claim(app: &App, worker: &str) -> Result<Option<Job>, db::Error> {
    let (worker, now) = (worker.to_owned(), app.clock.now());
    app.db
        .write(move |tx| Box::pin(async move { jobs::claim(tx, &worker, now, now + LEASE).await }))
        .await
}

async fn one(app: &App, worker: &str, job: &Job, stop: &Stop) {
    let done = match &job.round {
        None => solver::solve(app, worker, job, stop).await,
        Some(round) => placer::place(app, worker, job, round, stop).await,
    };
    let ended = match done {
        Ok(state) => {
            tracing::info!(job = job.id, state, "job ended");
            return;
        }
        Err(JobError::Lost) => {
            tracing::warn!(job = job.id, "another worker took the job up");
            return;
        }
        Err(error) => {
            tracing::warn!(job = job.id, %error, "job failed");
            let failed = End {
                outcome: Some(error.code()),
                faults: error.faults(),
                ..End::plain("failed", app.clock.now())
            };
            end(app, worker, job, failed).await
        }
    };
    if let Err(error) = ended {
        tracing::error!(job = job.id, %error, "the end of a job could not be kept");
    }
}
