//! Rounds of placement: their dates, placing, publishing.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::job::{self, JobView};
use super::paths::address;
use super::plan::unfounded;
use super::records::{RowPath, TermPath};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::records::TermKey;
use crate::db::{placements, rounds, terms};
use crate::domain::caller::Caller;
use crate::domain::instant::Instant;
use crate::domain::permission::Area;
use crate::domain::round::{Dates, Round, State};
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::planning::placing::{self, Figures, PlaceSettings};
use crate::planning::publishing::Unfounded;

/// Most seconds for an aim.
const MOST_SECONDS: u64 = 600;
/// Greatest seed.
const MOST_SEED: u64 = i64::MAX as u64;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(update)
        .service(remove)
        .service(place)
        .service(publish);
}

/// A round.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RoundView {
    /// Rises with every change: the ETag.
    version: i64,
    /// How far it is.
    state: State,
    /// What the office decided.
    #[serde(flatten)]
    dates: Dates,
    /// Figures of its placement; for those who may see plans.
    figures: Option<Figures>,
    /// When somebody was placed last.
    placed: Option<Instant>,
    /// When it was published.
    published: Option<Instant>,
}

impl RoundView {
    /// A round as its caller may see it: before it is published, nobody beside the office hears what came of it.
    fn of(round: Round, caller: &Caller) -> Self {
        let may = caller.read(&caller.partnership, Area::Plans).is_ok();
        let figures = round.figures.filter(|_| may);
        Self {
            version: round.version,
            state: match round.state {
                State::Placed if !may => State::Planned,
                state => state,
            },
            dates: round.dates,
            // It was written by us.
            figures: figures.and_then(|text| serde_json::from_str(&text).ok()),
            placed: round.placed.filter(|_| may),
            published: round.published,
        }
    }
}

fn judge(dates: &Dates) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.id("id", &dates.id);
    checks.name("name", &dates.name);
    let remedy = "Let it end after it begins.";
    if dates.opens >= dates.closes {
        checks.wrong("closes", "end-before-start", "it closes before it opens", remedy);
    }
    let (from, to) = (
        dates.ranking_opens.unwrap_or(dates.opens),
        dates.ranking_closes.unwrap_or(dates.closes),
    );
    if from >= to {
        checks.wrong(
            "ranking_closes",
            "end-before-start",
            "rankings close before they open",
            remedy,
        );
    }
    checks.finish()
}

/// A page of a term's rounds, by id.
#[utoipa::path(tag = "placement", operation_id = "round.list", extensions(("x-permission" = json!("rounds.read"))),
    params(TermPath, PageQuery), responses(
    (status = 200, body = Page<RoundView>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/rounds")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<RoundView>>, Problem> {
    caller.read(&path.partnership, Area::Rounds)?;
    let (limit, after) = query.bounds()?;
    let rows = rounds::page(&app.db, &path.into_inner().into(), &after, limit as i64 + 1).await?;
    let rows = rows.into_iter().map(|round| RoundView::of(round, &caller)).collect();
    Ok(web::Json(Page::of(rows, limit, |round: &RoundView| &round.dates.id)))
}

/// Adds a round.
#[utoipa::path(tag = "placement", operation_id = "round.create", extensions(("x-permission" = json!("rounds.write"))),
    params(TermPath), request_body = Dates, responses(
    (status = 201, body = RoundView, headers(("ETag" = String), ("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/rounds")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    body: Body<Dates>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Rounds)?;
    judge(&body.0)?;
    let (key, dates, now) = (TermKey::from(path.into_inner()), body.0, app.clock.now());
    let location = address(&[&key.partnership, "terms", &key.term, "rounds", &dates.id]);
    let (kept, id, actor) = (key.clone(), dates.id.clone(), caller.actor.clone());
    let write = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            terms::hold(tx, &kept).await?.ok_or_else(Problem::not_found)?;
            rounds::insert(tx, &kept, &dates).await?;
            Ok(audit::append(
                tx,
                &kept.partnership,
                now,
                &deed(&actor, "round.create", &dates.id, &kept),
            )
            .await?)
        })
    });
    write.await?;
    let round = find(&app, &key, &id).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, location))
        .insert_header(etag::header(round.version))
        .json(RoundView::of(round, &caller)))
}

/// One round.
#[utoipa::path(tag = "placement", operation_id = "round.read", extensions(("x-permission" = json!("rounds.read"))),
    params(RowPath), responses(
    (status = 200, body = RoundView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/rounds/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Rounds)?;
    let (key, id) = path.into_inner().split();
    answer(&app, &caller, &key, &id).await
}

/// Changes a round's name and dates; `If-Match` says which version of it was seen.
#[utoipa::path(tag = "placement", operation_id = "round.update", extensions(("x-permission" = json!("rounds.write"))),
    params(RowPath, ("If-Match" = String, Header)), request_body = Dates, responses(
    (status = 200, body = RoundView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/partnerships/{partnership}/terms/{term}/rounds/{id}")]
async fn update(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
    body: Body<Dates>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Rounds)?;
    let ((key, id), dates, now) = (path.into_inner().split(), body.0, app.clock.now());
    let seen = seen(&app, &request, &key, &id).await?;
    judge(&dates)?;
    if dates.id != id {
        return Err(Problem::conflict(
            "another-id",
            "The id in the body is not the one in the path; ids do not change.",
        ));
    }
    let (kept, actor) = (key.clone(), caller.actor.clone());
    let write = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            rounds::update(tx, &kept, &dates, seen).await?.ok_or_else(etag::stale)?;
            Ok(audit::append(
                tx,
                &kept.partnership,
                now,
                &deed(&actor, "round.update", &dates.id, &kept),
            )
            .await?)
        })
    });
    write.await?;
    answer(&app, &caller, &key, &id).await
}

/// Takes a round out that was never published; `If-Match` says which version of it was seen.
#[utoipa::path(tag = "placement", operation_id = "round.delete", extensions(("x-permission" = json!("rounds.write"))),
    params(RowPath, ("If-Match" = String, Header)), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/partnerships/{partnership}/terms/{term}/rounds/{id}")]
async fn remove(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Rounds)?;
    let ((key, id), now) = (path.into_inner().split(), app.clock.now());
    let seen = seen(&app, &request, &key, &id).await?;
    if find(&app, &key, &id).await?.published.is_some() {
        let title = "The round was published: people know of it, so that it stays.";
        return Err(Problem::conflict("published", title));
    }
    let write = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            if !rounds::delete(tx, &key, &id, seen).await? {
                return Err(etag::stale());
            }
            Ok(audit::append(
                tx,
                &key.partnership,
                now,
                &deed(&caller.actor, "round.delete", &id, &key),
            )
            .await?)
        })
    });
    write.await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Asks for the applicants to be placed: that is done in the background, and the office alone sees the result.
#[utoipa::path(tag = "placement", operation_id = "round.place", extensions(("x-permission" = json!("plans.write"))),
    params(RowPath), request_body = PlaceSettings, responses(
    (status = 202, body = JobView, headers(("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/rounds/{id}/place")]
async fn place(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
    body: Body<PlaceSettings>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    let round = find(&app, &key, &id).await?;
    judge_settings(&body.0)?;
    if !matches!(round.state, State::Planned | State::Placed) {
        return Err(Problem::conflict(
            "round-is-over",
            "The round was published; add another for who comes late.",
        ));
    }
    let settings = serde_json::to_string(&body.0).map_err(Problem::internal)?;
    job::queue(&app, &caller, key, Some(id), settings).await
}

fn judge_settings(settings: &PlaceSettings) -> Result<(), Problem> {
    let mut checks = Checks::new();
    if let Some(word) = settings.aim.as_deref().filter(|word| placing::aim(word).is_none()) {
        checks.wrong(
            "aim",
            "unknown-choice",
            format!("{word:?} is no aim"),
            "Send stable, maximum, fair or best.",
        );
    }
    if let Some(seconds) = settings.seconds.filter(|seconds| !(1..=MOST_SECONDS).contains(seconds)) {
        checks.wrong(
            "seconds",
            "out-of-range",
            format!("{seconds} seconds"),
            "Ask for 1 to 600 seconds.",
        );
    }
    if let Some(seed) = settings.seed.filter(|seed| *seed > MOST_SEED) {
        checks.wrong("seed", "out-of-range", format!("seed {seed}"), "Take a smaller seed.");
    }
    checks.finish()
}

/// Makes a round's placement the term's: applicants and hosts see it, and hear of what is new for them. `If-Match` says which version
/// of it was seen.
#[utoipa::path(tag = "placement", operation_id = "round.publish", extensions(("x-permission" = json!("plans.write"))),
    params(RowPath, ("If-Match" = String, Header)), responses(
    (status = 200, body = RoundView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/rounds/{id}/publish")]
async fn publish(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    let seen = seen(&app, &request, &key, &id).await?;
    let round = find(&app, &key, &id).await?;
    let Some(result) = round.result.filter(|_| round.state == State::Placed) else {
        return Err(Problem::conflict(
            "nothing-to-publish",
            "The round has no placement that is not published; place first.",
        ));
    };
    let (checked, outcome) = placing::check(&app.db, &key, &result).await.map_err(no_longer_holds)?;
    let (kept, of, actor, now) = (key.clone(), id.clone(), caller.actor.clone(), app.clock.now());
    let write = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            let term = terms::hold(tx, &kept).await?;
            if term.is_none_or(|term| term.changes != checked) {
                let title = "The term changed while the placement was checked; publish once more.";
                return Err(Problem::conflict("term-changed", title));
            }
            if !placements::publish(tx, &kept, (&of, seen), &outcome, &actor, now).await? {
                return Err(etag::stale());
            }
            Ok(())
        })
    });
    write.await?;
    answer(&app, &caller, &key, &id).await
}

fn no_longer_holds(error: Unfounded) -> Problem {
    let title = "The term changed since the placement was made, and it no longer holds; place again.";
    unfounded(error, "placement-no-longer-holds", title, "placement")
}

fn deed<'a>(actor: &'a str, action: &'a str, subject: &'a str, key: &'a TermKey) -> Deed<'a> {
    Deed {
        actor,
        action,
        subject,
        detail: &key.term,
    }
}

/// The version that the caller saw; 404 if there is no such round, whatever they saw.
async fn seen(app: &App, request: &HttpRequest, key: &TermKey, id: &str) -> Result<i64, Problem> {
    let seen = etag::if_match(request)?;
    find(app, key, id).await.map(|_| seen)
}

async fn find(app: &App, key: &TermKey, id: &str) -> Result<Round, Problem> {
    rounds::one(&app.db, key, id).await?.ok_or_else(Problem::not_found)
}

/// The round as it is now.
async fn answer(app: &App, caller: &Caller, key: &TermKey, id: &str) -> Result<HttpResponse, Problem> {
    let round = find(app, key, id).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(round.version))
        .json(RoundView::of(round, caller)))
}
