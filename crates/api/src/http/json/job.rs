//! Solves: asked for, watched, ended.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::records::{RowPath, TermPath};
use crate::app::App;
use crate::db;
use crate::db::audit::{self, Deed};
use crate::db::jobs::{self, Job, NewJob};
use crate::db::records::TermKey;
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::http::body::Body;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};
use crate::planning::import::RowFault;
use crate::planning::solve::{SolveProgress, SolveSettings};

/// Most steps: more than a solver does in its hour. Seeds are whole numbers that every client can send.
const MOST_STEPS: u64 = 1_000_000_000_000;
/// Greatest seed.
const MOST_SEED: u64 = i64::MAX as u64;
/// Longest freeze: a year.
const MOST_FREEZE: u32 = 8760;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(submit).service(read).service(cancel);
}

/// A solve.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(super) struct JobView {
    /// Id.
    id: String,
    /// `queued`, `running`, `done`, `failed`, `cancelled`.
    #[schema(example = "running")]
    state: String,
    /// The round of placement that it places; none of a solve.
    round: Option<String>,
    /// How far it got.
    progress: Option<SolveProgress>,
    /// Distance of cost and bound, in hundredths of a per cent of the cost, rounded up.
    gap: Option<i64>,
    /// The plan that came of it.
    plan: Option<String>,
    /// Code of why it failed.
    #[schema(example = "faulty-term")]
    outcome: Option<String>,
    /// Every mistake of the term, if it failed for that.
    faults: Vec<RowFault>,
    /// Instants: asked for, taken up, ended.
    created: i64,
    /// When it was taken up.
    started: Option<i64>,
    /// When it ended.
    pub(super) finished: Option<i64>,
}

impl From<Job> for JobView {
    fn from(job: Job) -> Self {
        let progress: Option<SolveProgress> = job.progress.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let gap = progress
            .as_ref()
            .and_then(|progress| gap(progress.cost, progress.bound?));
        // It was written by us.
        let faults = job.faults.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let Job {
            id,
            state,
            round,
            plan,
            outcome,
            created,
            started,
            finished,
            ..
        } = job;
        Self {
            id,
            state,
            round,
            progress,
            gap,
            plan,
            outcome,
            faults: faults.unwrap_or_default(),
            created,
            started,
            finished,
        }
    }
}

/// `(cost − bound) / max(1, |cost|)` in hundredths of a per cent, rounded up: never nearer to the proof than it is.
pub(super) fn gap(cost: i64, bound: i64) -> Option<i64> {
    let scaled = cost.checked_sub(bound)?.checked_mul(10_000)?;
    let cost = cost.abs().max(1);
    Some(scaled.div_euclid(cost) + i64::from(scaled.rem_euclid(cost) > 0))
}

fn judge(settings: &SolveSettings, longest: u64) -> Result<(), Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, cause: String, remedy: &str| {
        errors.push(FieldError::new(field, "out-of-range", cause, remedy));
    };
    if let Some(seconds) = settings.seconds.filter(|seconds| !(1..=longest).contains(seconds)) {
        let remedy = format!("Ask for 1 to {longest} seconds.");
        wrong("seconds", format!("{seconds} seconds"), &remedy);
    }
    if let Some(steps) = settings.steps.filter(|steps| !(1..=MOST_STEPS).contains(steps)) {
        let remedy = format!("Ask for 1 to {MOST_STEPS} steps.");
        wrong("steps", format!("{steps} steps"), &remedy);
    }
    if let Some(seed) = settings.seed.filter(|seed| *seed > MOST_SEED) {
        let remedy = format!("Take a seed from 0 to {MOST_SEED}.");
        wrong("seed", format!("seed {seed}"), &remedy);
    }
    if let Some(hours) = settings.freeze_hours.filter(|hours| *hours > MOST_FREEZE) {
        wrong("freeze_hours", format!("{hours} hours"), "Freeze a year at most.");
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::invalid(errors))
    }
}

/// A page of a term's solves, the newest first.
#[utoipa::path(tag = "planning", operation_id = "job.list", extensions(("x-permission" = json!("plans.read"))),
    params(TermPath, PageQuery), responses(
    (status = 200, body = Page<JobView>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/jobs")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<JobView>>, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (limit, before) = query.bounds()?;
    let before = (!before.is_empty()).then_some(before.as_str());
    let rows = jobs::page(&app.db, &path.into_inner().into(), before, limit as i64 + 1).await?;
    let rows = rows.into_iter().map(JobView::from).collect();
    Ok(web::Json(Page::of(rows, limit, |job: &JobView| &job.id)))
}

/// Asks for a plan: it is solved in the background and becomes a draft.
#[utoipa::path(tag = "planning", operation_id = "job.submit", extensions(("x-permission" = json!("plans.write"))),
    params(TermPath), request_body = SolveSettings, responses(
    (status = 202, body = JobView, headers(("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/jobs")]
async fn submit(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    body: Body<SolveSettings>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    judge(&body.0, app.config.solves.longest)?;
    let settings = serde_json::to_string(&body.0).map_err(Problem::internal)?;
    queue(&app, &caller, path.into_inner().into(), None, settings).await
}

/// Queues a job of a term: a solve, or the placement of a round.
pub(super) async fn queue(
    app: &App,
    caller: &Caller,
    key: TermKey,
    round: Option<String>,
    settings: String,
) -> Result<HttpResponse, Problem> {
    let id = Uuid::now_v7().simple().to_string();
    let job = NewJob {
        id: id.clone(),
        round,
        settings,
        actor: caller.actor.clone(),
        now: app.clock.now(),
    };
    let (kept, most) = (key.clone(), app.config.solves.active(&key.partnership));
    let queued = app.db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            if !jobs::submit(tx, &kept, &job, most).await? {
                return Ok(false);
            }
            let deed = Deed {
                actor: &job.actor,
                action: "job.submit",
                subject: &job.id,
                detail: &kept.term,
            };
            audit::append(tx, &kept.partnership, job.now, &deed).await?;
            Ok(true)
        })
    });
    match queued.await {
        Ok(true) => {}
        Ok(false) => {
            return Err(Problem::conflict(
                "too-many-jobs",
                "The partnership has as many solves under way as it may.",
            ));
        }
        Err(db::Error::Duplicate(_)) => {
            return Err(Problem::conflict(
                "solve-under-way",
                "The term has a solve under way; wait for it, or cancel it.",
            ));
        }
        Err(db::Error::Reference(_)) => return Err(Problem::not_found()),
        Err(error) => return Err(error.into()),
    }
    app.work.notify_one();
    let job = find(app, &key, &id).await?;
    let place = format!("/api/v1/partnerships/{}/terms/{}/jobs/{id}", key.partnership, key.term);
    Ok(HttpResponse::Accepted()
        .insert_header((LOCATION, place))
        .json(JobView::from(job)))
}

pub(super) async fn find(app: &App, key: &TermKey, id: &str) -> Result<Job, Problem> {
    jobs::one(&app.db, key, id).await?.ok_or_else(Problem::not_found)
}

/// How far a solve is.
#[utoipa::path(tag = "planning", operation_id = "job.read", extensions(("x-permission" = json!("plans.read"))),
    params(RowPath), responses(
    (status = 200, body = JobView),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/jobs/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<web::Json<JobView>, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    Ok(web::Json(find(&app, &key, &id).await?.into()))
}

/// Ends a solve soon; its best plan so far is kept if nothing hard is broken in it.
#[utoipa::path(tag = "planning", operation_id = "job.cancel", extensions(("x-permission" = json!("plans.write"))),
    params(RowPath), responses(
    (status = 202, body = JobView),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/jobs/{id}/cancel")]
async fn cancel(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    find(&app, &key, &id).await?;
    let (kept, kept_id, now) = (key.clone(), id.clone(), app.clock.now());
    let actor = caller.actor.clone();
    let asked = app.db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            if !jobs::cancel(tx, &kept, &kept_id, now).await? {
                return Ok(false);
            }
            let deed = Deed {
                actor: &actor,
                action: "job.cancel",
                subject: &kept_id,
                detail: &kept.term,
            };
            audit::append(tx, &kept.partnership, now, &deed).await?;
            Ok(true)
        })
    });
    if !asked.await? {
        return Err(Problem::conflict("job-ended", "The solve has ended already."));
    }
    Ok(HttpResponse::Accepted().json(JobView::from(find(&app, &key, &id).await?)))
}

#[cfg(test)]
mod tests {
    use super::gap;

    #[test]
    fn a_gap_is_rounded_up() {
        assert_eq!(gap(1000, 1000), Some(0));
        assert_eq!(gap(1000, 999), Some(10));
        assert_eq!(gap(30_000, 29_999), Some(1));
        assert_eq!(gap(0, 0), Some(0));
        assert_eq!(gap(i64::MAX, i64::MIN), None);
    }
}
