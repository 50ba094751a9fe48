//! The worker that solves: takes up one job after another, keeps its lease, and stores what comes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

use crate::app::App;
use crate::db;
use crate::db::audit::{self, Deed};
use crate::db::jobs::{self, End, Job};
use crate::db::plans::{self, NewPlan};
use crate::db::records::TermKey;
use crate::planning::decisions::Origin;
use crate::planning::folder::{self, BridgeError};
use crate::planning::import::RowFault;
use crate::planning::problem::Held;
use crate::planning::solve::{self, SolveError, SolveProgress, SolveSettings, Task};
use crate::tasks::{Stop, stopped, stopped_within};

/// Seconds for which a job is a worker's after each beat.
const LEASE: i64 = 30;
/// Between two beats.
const BEAT: Duration = Duration::from_secs(1);
/// Hours within which a replan leaves things as they are.
const FREEZE: u32 = 24;

/// Why a job came to no plan.
#[derive(Debug, thiserror::Error)]
enum JobError {
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
    fn faults(&self) -> Option<String> {
        let Self::Term(faults) = self else { return None };
        serde_json::to_string(faults).ok()
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Database(_) | Self::Bridge(_) => "internal",
            Self::Term(_) => "faulty-term",
            Self::Solve(error) => error.code(),
            Self::Lost => "lease-lost",
        }
    }
}

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
    let ended = match solve_job(app, worker, job, stop).await {
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
            let end = End {
                outcome: Some(error.code()),
                faults: error.faults(),
                ..End::plain("failed", app.clock.now())
            };
            finish(app, worker, job, end, None).await
        }
    };
    if let Err(error) = ended {
        tracing::error!(job = job.id, %error, "the end of a job could not be kept");
    }
}

/// Stops a solve whose end nobody waits for any more: whatever the reason, its thread must not go on.
struct Halt(Arc<AtomicBool>);

impl Drop for Halt {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Solves a job and keeps its plan; gives the state it ended in.
async fn solve_job(app: &App, worker: &str, job: &Job, stop: &Stop) -> Result<&'static str, JobError> {
    let settings: SolveSettings = serde_json::from_str(&job.settings).unwrap_or_default();
    let (task, parent) = prepare(app, job, &settings).await?;
    let halt = Halt(Arc::default());
    let (sender, progress) = watch::channel(None);
    let running = solve::run(task, &settings, app.config.solves.threads, Arc::clone(&halt.0), sender);
    tokio::pin!(running);
    let mut ticks = interval(BEAT);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut cancelled = false;
    let solved = loop {
        tokio::select! {
            solved = &mut running => break solved?,
            _ = ticks.tick() => {
                let so_far = progress.borrow().clone();
                match beat(app, worker, job, so_far).await {
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
    };
    if *stop.borrow() && !cancelled {
        finish(app, worker, job, End::plain("queued", app.clock.now()), None).await?;
        return Ok("queued");
    }
    let so_far = progress.borrow().clone();
    beat(app, worker, job, Some(solved.figures(so_far))).await?;
    let state = if cancelled { "cancelled" } else { "done" };
    let origin = Origin {
        origin: "solve",
        parent,
        actor: &job.created_by,
        now: app.clock.now(),
    };
    let kept = (!cancelled || solved.is_feasible()).then(|| solved.kept(origin));
    finish(app, worker, job, End::plain(state, app.clock.now()), kept).await?;
    Ok(state)
}

/// What there is to solve, and the plan that it starts from.
async fn prepare(app: &App, job: &Job, settings: &SolveSettings) -> Result<(Task, Option<String>), JobError> {
    let key = TermKey {
        partnership: job.partnership.clone(),
        term: job.term.clone(),
    };
    let (replan, now) = (settings.replan, app.clock.now());
    let freeze = i64::from(settings.freeze_hours.unwrap_or(FREEZE)) * 3600;
    let seen = app.db.read::<_, BridgeError, _>(move |tx| {
        Box::pin(async move {
            let published = if replan {
                plans::published_within(tx, &key).await?
            } else {
                None
            };
            let held = match &published {
                Some(plan) => Held {
                    decisions: plans::decisions_within(tx, &key.partnership, &plan.id).await?,
                    frozen_until: Some(now + freeze),
                },
                None => Held::default(),
            };
            Ok((published, held, folder::files(tx, &key).await?))
        })
    });
    let (published, held, files) = seen.await?;
    let task = tokio::task::spawn_blocking(move || Task::new(&files, &held));
    let task = task.await.map_err(|_| SolveError::Lost)?.map_err(JobError::Term)?;
    Ok((task, published.map(|plan| plan.id)))
}

async fn beat(app: &App, worker: &str, job: &Job, progress: Option<SolveProgress>) -> Result<Option<bool>, db::Error> {
    let progress = progress.and_then(|progress| serde_json::to_string(&progress).ok());
    let (worker, job, until) = (worker.to_owned(), job.clone(), app.clock.now() + LEASE);
    let write = app
        .db
        .write(move |tx| Box::pin(async move { jobs::beat(tx, &job, &worker, until, progress.as_deref()).await }));
    write.await
}

/// Ends a job together with its plan: whoever lost the lease keeps neither.
async fn finish(app: &App, worker: &str, job: &Job, end: End, plan: Option<NewPlan>) -> Result<(), JobError> {
    let (worker, job, at) = (worker.to_owned(), job.clone(), end.at);
    let end = End {
        plan: plan.as_ref().map(|plan| plan.id.clone()),
        ..end
    };
    let write = app.db.write(move |tx| {
        Box::pin(async move {
            if !jobs::end(tx, &job, &worker, &end).await? {
                return Err(JobError::Lost);
            }
            if let Some(plan) = &plan {
                let key = TermKey {
                    partnership: job.partnership.clone(),
                    term: job.term.clone(),
                };
                plans::insert(tx, &key, plan).await?;
                let deed = Deed {
                    actor: &job.created_by,
                    action: "plan.solve",
                    subject: &plan.id,
                    detail: &job.term,
                };
                audit::append(tx, &job.partnership, at, &deed).await?;
            }
            Ok(())
        })
    });
    write.await
}
