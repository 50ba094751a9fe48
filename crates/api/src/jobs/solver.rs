//! Solves: a term becomes a draft of a plan.

use std::sync::Arc;

use tokio::sync::watch;

use super::lease::{Attended, Halt, JobError, attend, beat, end};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::jobs::{self, End, Job};
use crate::db::plans::{self, NewPlan};
use crate::db::records::TermKey;
use crate::planning::decisions::Origin;
use crate::planning::folder::{self, BridgeError};
use crate::planning::problem::Held;
use crate::planning::solve::{self, SolveError, SolveProgress, SolveSettings, Task};
use crate::tasks::Stop;

/// Hours within which a replan leaves things as they are.
const FREEZE: u32 = 24;

/// Solves a job and keeps its plan; gives the state it ended in.
pub(super) async fn solve(app: &App, worker: &str, job: &Job, stop: &Stop) -> Result<&'static str, JobError> {
    let settings: SolveSettings = serde_json::from_str(&job.settings).unwrap_or_default();
    let (task, parent) = prepare(app, job, &settings).await?;
    let halt = Halt::default();
    let (sender, progress) = watch::channel(None);
    let running = solve::run(task, &settings, app.config.solves.threads, Arc::clone(&halt.0), sender);
    let so_far = || told(progress.borrow().clone());
    let Attended { output, cancelled } = attend(app, (worker, job), stop, &halt, so_far, running).await?;
    let solved = output?;
    if *stop.borrow() && !cancelled {
        end(app, worker, job, End::plain("queued", app.clock.now())).await?;
        return Ok("queued");
    }
    let so_far = progress.borrow().clone();
    beat(app, worker, job, told(Some(solved.figures(so_far)))).await?;
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

fn told(progress: Option<SolveProgress>) -> Option<String> {
    progress.and_then(|progress| serde_json::to_string(&progress).ok())
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
