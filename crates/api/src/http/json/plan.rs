//! Plans: read, compared, published.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::job::gap;
use super::records::{RowPath, TermPath};
use crate::app::App;
use crate::db::plans::{self, Plan};
use crate::db::publication::{self, Published};
use crate::db::records::TermKey;
use crate::db::terms;
use crate::domain::caller::Caller;
use crate::domain::compare::{self, Difference};
use crate::domain::decision::Decision;
use crate::domain::permission::Area;
use crate::http::etag;
use crate::http::page::{Page, PageQuery, not_a_cursor};
use crate::http::problem::{FieldError, Problem};
use crate::planning::import::RowFault;
use crate::planning::publishing::{self, Unfounded};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(read)
        .service(decided)
        .service(comparison)
        .service(publish)
        .service(published);
}

/// A plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PlanView {
    /// Id.
    id: String,
    /// 1, 2, 3 … within the term.
    number: i64,
    /// The ETag.
    version: i64,
    /// `draft`, `published`, `superseded`.
    state: String,
    /// `solve`, `edit`, `swap`, `import`.
    origin: String,
    /// The plan it was made from.
    parent: Option<String>,
    /// Cost, as a checker has it that shares nothing with the solver.
    cost: i64,
    /// Proven bound on the cost of every plan.
    bound: Option<i64>,
    /// Their distance, in hundredths of a per cent of the cost, rounded up.
    gap: Option<i64>,
    /// Hard violations; with more than are tolerated, a plan cannot be published.
    violations: i64,
    /// Violations in spite of which it may be: the office answers for them, or the plan before has them too.
    tolerated: i64,
    /// Why.
    tolerated_why: Option<String>,
    /// What whoever made it had to say.
    note: Option<String>,
    /// Cost by part.
    parts: BTreeMap<String, i64>,
    /// Needs left out, and why.
    unserved: Json,
    /// When it was made, published and superseded.
    created: i64,
    /// When it was published.
    published: Option<i64>,
    /// When another was published in its place.
    superseded: Option<i64>,
}

impl From<Plan> for PlanView {
    fn from(plan: Plan) -> Self {
        // Both were written by us.
        let parts = serde_json::from_str(&plan.parts).unwrap_or_default();
        let unserved = serde_json::from_str(&plan.unserved).unwrap_or_default();
        Self {
            gap: plan.bound.and_then(|bound| gap(plan.cost, bound)),
            id: plan.id,
            number: plan.number,
            version: plan.version,
            state: plan.state,
            origin: plan.origin,
            parent: plan.parent,
            cost: plan.cost,
            bound: plan.bound,
            violations: plan.violations,
            tolerated: plan.tolerated,
            tolerated_why: plan.tolerated_why,
            note: plan.note,
            parts,
            unserved,
            created: plan.created,
            published: plan.published,
            superseded: plan.superseded,
        }
    }
}

/// Plans of a term, oldest first.
#[utoipa::path(tag = "planning", operation_id = "plan.list", extensions(("x-permission" = json!("plans.read"))),
    params(TermPath, PageQuery), responses(
    (status = 200, body = Page<PlanView>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<PlanView>>, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (limit, after) = query.bounds()?;
    let rows = plans::page(&app.db, &path.into_inner().into(), &after, limit as i64 + 1).await?;
    Ok(web::Json(Page::of(
        rows.into_iter().map(PlanView::from).collect(),
        limit,
        |plan: &PlanView| plan.id.as_str(),
    )))
}

async fn find(app: &App, key: &TermKey, id: &str) -> Result<Plan, Problem> {
    plans::one(&app.db, key, id).await?.ok_or_else(Problem::not_found)
}

/// One plan.
#[utoipa::path(tag = "planning", operation_id = "plan.read", extensions(("x-permission" = json!("plans.read"))),
    params(RowPath), responses(
    (status = 200, body = PlanView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    let plan = find(&app, &key, &id).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(plan.version))
        .json(PlanView::from(plan)))
}

/// A page of what a plan decides, by kind, session or need, and team.
#[utoipa::path(tag = "planning", operation_id = "plan.decisions", extensions(("x-permission" = json!("plans.read"))),
    params(RowPath, PageQuery), responses(
    (status = 200, body = Page<Decision>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans/{id}/decisions")]
async fn decided(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Decision>>, Problem> {
    decisions_of(&app, &caller, path.into_inner(), &query)
        .await
        .map(web::Json)
}

/// A page of what a plan decides.
pub(super) async fn decisions_of(
    app: &App,
    caller: &Caller,
    path: RowPath,
    query: &PageQuery,
) -> Result<Page<Decision>, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (limit, after) = query.bounds()?;
    let (key, id) = path.split();
    let plan = find(app, &key, &id).await?;
    decisions(app, &key, &plan.id, (limit, &after)).await
}

/// Where a page of decisions ended: of which plan, and its last decision.
type Place = (String, String, String, String);

/// A page of a plan's decisions. Its cursor is of this plan alone: pages of two plans make no whole.
async fn decisions(
    app: &App,
    key: &TermKey,
    plan: &str,
    (limit, after): (usize, &str),
) -> Result<Page<Decision>, Problem> {
    let place: Place = if after.is_empty() {
        (plan.to_owned(), String::new(), String::new(), String::new())
    } else {
        serde_json::from_str(after).map_err(|_| not_a_cursor())?
    };
    if place.0 != plan {
        let title = "Another plan was published since the page before; begin anew.";
        return Err(Problem::conflict("another-plan", title));
    }
    let after = (place.1.as_str(), place.2.as_str(), place.3.as_str());
    let rows = plans::decisions_page(&app.db, &key.partnership, plan, after, limit as i64 + 1).await?;
    let cursor = |last: &Decision| serde_json::json!([plan, last.kind, last.activity, last.team]).to_string();
    Ok(Page::by(rows, limit, cursor))
}

/// Which other plan.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WithQuery {
    /// Id of the other plan; the published one when absent.
    with: Option<String>,
}

/// How two plans differ.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Comparison {
    /// What this plan costs more than the other, by part.
    parts: BTreeMap<String, i64>,
    /// What this plan costs more.
    cost: i64,
    /// What differs.
    differences: Vec<Difference>,
    /// The teams that notice.
    teams: BTreeSet<String>,
}

/// How a plan differs from another: what it costs in each part, what is new, gone or moved, and who notices.
#[utoipa::path(tag = "planning", operation_id = "plan.compare", extensions(("x-permission" = json!("plans.read"))),
    params(RowPath, WithQuery), responses(
    (status = 200, body = Comparison),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans/{id}/comparison")]
async fn comparison(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
    query: web::Query<WithQuery>,
) -> Result<web::Json<Comparison>, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    let plan = find(&app, &key, &id).await?;
    let other = match &query.with {
        Some(other) => find(&app, &key, other).await?,
        None => plans::published(&app.db, &key).await?.ok_or_else(Problem::not_found)?,
    };
    let before = plans::decisions(&app.db, &key.partnership, &other.id).await?;
    let after = plans::decisions(&app.db, &key.partnership, &plan.id).await?;
    let differences = compare::differences(&before, &after);
    let (view, other) = (PlanView::from(plan), PlanView::from(other));
    let more = |part: &String| {
        let of = |view: &PlanView| view.parts.get(part).copied().unwrap_or_default();
        of(&view) - of(&other)
    };
    let names: BTreeSet<&String> = view.parts.keys().chain(other.parts.keys()).collect();
    let parts = names.into_iter().map(|part| (part.clone(), more(part)));
    Ok(web::Json(Comparison {
        parts: parts.filter(|(_, more)| *more != 0).collect(),
        cost: view.cost - other.cost,
        teams: compare::teams(&differences),
        differences,
    }))
}

impl From<Unfounded> for Problem {
    fn from(error: Unfounded) -> Self {
        let title = "The term changed since the plan was made, and the plan no longer holds; solve again.";
        unfounded(error, "plan-no-longer-holds", title, "plan")
    }
}

/// What is told of a draft that no longer holds; `what` it is: a plan, a placement.
pub(super) fn unfounded(error: Unfounded, code: &'static str, title: &str, what: &str) -> Problem {
    let errors = match error {
        Unfounded::Bridge(error) => return error.into(),
        Unfounded::Faults(faults) => {
            let error = |fault: RowFault| {
                let place = format!("{} {} {}", fault.file, fault.at, fault.field);
                FieldError::new(place.trim(), &fault.code, fault.cause, fault.remedy)
            };
            faults.into_iter().map(error).collect()
        }
        Unfounded::Breaks(broken) => {
            let remedy = "Make it anew from the term as it is now.";
            let error = |cause| FieldError::new(what, "breaks-a-rule", cause, remedy);
            broken.into_iter().map(error).collect()
        }
    };
    Problem {
        errors,
        ..Problem::conflict(code, title)
    }
}

/// What publishing changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Publication {
    /// The plan as it is now.
    plan: PlanView,
    /// Duties that are new, changed or called off.
    changes: usize,
    /// The teams that notice.
    teams: BTreeSet<String>,
}

/// Makes a draft the term's plan: people's calendars show it from now on. `If-Match` says which version of it was seen.
#[utoipa::path(tag = "planning", operation_id = "plan.publish", extensions(("x-permission" = json!("plans.write"))),
    params(RowPath, ("If-Match" = String, Header)), responses(
    (status = 200, body = Publication),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/plans/{id}/publish")]
async fn publish(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    let version = etag::if_match(&request)?;
    let plan = find(&app, &key, &id).await?;
    if plan.violations > plan.tolerated {
        return Err(Problem::conflict(
            "plan-breaks-rules",
            "The plan breaks hard rules; solve or edit it first.",
        ));
    }
    if plan.state != "draft" {
        return Err(Problem::conflict(
            "not-a-draft",
            "The plan was published already; make a new one from it.",
        ));
    }
    let checked = publishing::check(&app.db, &key, &plan).await?;
    let (kept, plan, actor, now) = (key.clone(), id.clone(), caller.actor.clone(), app.clock.now());
    let written = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            let term = terms::hold(tx, &kept).await?;
            if term.is_none_or(|term| term.changes != checked) {
                let title = "The term changed while the plan was checked; publish once more.";
                return Err(Problem::conflict("term-changed", title));
            }
            match publication::publish(tx, &kept, (&plan, version), &actor, now).await? {
                Published::Done(changes) => Ok(changes),
                Published::Refused => Err(etag::stale()),
                Published::Swapped => Err(Problem::conflict(
                    "swapped-since",
                    "Teams have swapped duties since this plan was made, and publishing it would undo that; solve again from what is \
                     published, or edit that.",
                )),
            }
        })
    });
    let changes = written.await?;
    app.feeds.forget();
    let plan = PlanView::from(find(&app, &key, &id).await?);
    let teams = changes.iter().map(|change| change.after.team.clone()).collect();
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(plan.version))
        .json(Publication {
            plan,
            changes: changes.len(),
            teams,
        }))
}

/// The plan that is published, and what it decides.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PublishedView {
    /// Id of the plan.
    plan: String,
    /// Its number.
    number: i64,
    /// Since when.
    published: Option<i64>,
    /// A page of what it decides, by kind, session or need, and team.
    decisions: Vec<Decision>,
    /// Cursor of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// The plan of a term that everybody works by.
#[utoipa::path(tag = "planning", operation_id = "plan.published", extensions(("x-permission" = json!("published.read"))),
    params(TermPath, PageQuery), responses(
    (status = 200, body = PublishedView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/published")]
async fn published(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Published)?;
    let (limit, after) = query.bounds()?;
    let key = TermKey::from(path.into_inner());
    let plan = plans::published(&app.db, &key).await?.ok_or_else(Problem::not_found)?;
    let Page { items, next } = decisions(&app, &key, &plan.id, (limit, &after)).await?;
    let view = PublishedView {
        plan: plan.id,
        number: plan.number,
        published: plan.published,
        decisions: items,
        next,
    };
    Ok(HttpResponse::Ok().insert_header(etag::header(plan.version)).json(view))
}
