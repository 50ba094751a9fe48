//! Swaps: offered, answered, approved.

mod answers;
mod view;
mod whose;

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::records::{RowPath, TermPath};
use crate::app::App;
use crate::db::records::TermKey;
use crate::db::swaps::{self, Only, Swap};
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::domain::swap::State;
use crate::http::body::Body;
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};
use crate::planning::ground::Author;
use crate::planning::swap::{self, Candidate};
use view::{SwapOffer, SwapView};
use whose::Whose;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(offer).service(read).service(candidates);
    answers::routes(config);
}

/// Which swaps.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SwapQuery {
    /// Rows at most.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u16>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Only those in this state.
    state: Option<String>,
}

/// A page of the swaps, oldest first: of one's team and those open to it, or all.
#[utoipa::path(tag = "swaps", operation_id = "swap.list", extensions(("x-permission" = json!("swaps.read"))),
    params(TermPath, SwapQuery), responses(
    (status = 200, body = Page<SwapView>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/swaps")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<SwapQuery>,
) -> Result<web::Json<Page<SwapView>>, Problem> {
    let grant = caller.read(&path.partnership, Area::Swaps)?;
    let SwapQuery { limit, cursor, state } = query.into_inner();
    let (limit, after) = PageQuery { limit, cursor }.bounds()?;
    let known = |state: &String| State::ALL.iter().any(|known| known.name() == state);
    if !state.as_ref().is_none_or(known) {
        let remedy = format!("Ask for one of {}.", State::ALL.map(State::name).join(", "));
        let error = FieldError::new("state", "unknown-state", "no swap is ever in this state", remedy);
        return Err(Problem::invalid(vec![error]));
    }
    let key = TermKey::from(path.into_inner());
    let team = match Whose::of(&app, &caller, &key, grant).await? {
        Whose::All => None,
        Whose::Team(Some(team)) => Some(team),
        Whose::Team(None) => {
            return Ok(web::Json(Page {
                items: Vec::new(),
                next: None,
            }));
        }
    };
    let only = Only {
        team: team.as_deref(),
        state: state.as_deref(),
    };
    let now = app.clock.now();
    let rows = swaps::page(&app.db, &key, only, &after, limit as i64 + 1).await?;
    let rows = rows.into_iter().map(|swap| SwapView::at(now, swap)).collect();
    Ok(web::Json(Page::of(rows, limit, |swap: &SwapView| &swap.id)))
}

/// A swap that the caller may see.
async fn find(app: &App, whose: &Whose, key: &TermKey, id: &str) -> Result<Swap, Problem> {
    let found = swaps::one(&app.db, key, id).await?;
    found.filter(|swap| whose.sees(swap)).ok_or_else(Problem::not_found)
}

async fn answer(app: &App, key: &TermKey, id: &str) -> Result<HttpResponse, Problem> {
    let swap = find(app, &Whose::All, key, id).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(swap.version))
        .json(SwapView::at(app.clock.now(), swap)))
}

/// One swap.
#[utoipa::path(tag = "swaps", operation_id = "swap.read", extensions(("x-permission" = json!("swaps.read"))),
    params(RowPath), responses(
    (status = 200, body = SwapView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/swaps/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    let grant = caller.read(&path.partnership, Area::Swaps)?;
    let (key, id) = path.into_inner().split();
    let whose = Whose::of(&app, &caller, &key, grant).await?;
    find(&app, &whose, &key, &id).await?;
    answer(&app, &key, &id).await
}

/// Teams that could take an open offer without breaking a rule, the cheapest first.
#[utoipa::path(tag = "swaps", operation_id = "swap.candidates", extensions(("x-permission" = json!("swaps.read"))),
    params(RowPath), responses(
    (status = 200, body = Vec<Candidate>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/swaps/{id}/candidates")]
async fn candidates(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
) -> Result<web::Json<Vec<Candidate>>, Problem> {
    let grant = caller.read(&path.partnership, Area::Swaps)?;
    let (key, id) = path.into_inner().split();
    let whose = Whose::of(&app, &caller, &key, grant).await?;
    let swap = find(&app, &whose, &key, &id).await?;
    let author = author(&app, caller, key);
    Ok(web::Json(swap::candidates(&app.db, &author, swap).await?))
}

fn author(app: &App, caller: Caller, key: TermKey) -> Author {
    Author {
        key,
        actor: caller.actor,
        now: app.clock.now(),
    }
}

/// Offers a duty of the published plan to a team, or to whoever takes it; for nothing, or for a duty of that team. The rules are asked
/// first, and whoever has to answer is told.
#[utoipa::path(tag = "swaps", operation_id = "swap.offer", extensions(("x-permission" = json!("swaps.write"))),
    params(TermPath), request_body = SwapOffer, responses(
    (status = 201, body = SwapView, headers(("ETag" = String), ("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/swaps")]
async fn offer(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    body: Body<SwapOffer>,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Swaps)?;
    let key = TermKey::from(path.into_inner());
    let own = Whose::of(&app, &caller, &key, grant).await?.team()?;
    let offer = view::judge(body.0, own)?;
    let author = author(&app, caller, key.clone());
    let id = swap::offer(&app.db, &author, offer).await?;
    let place = format!("/api/v1/partnerships/{}/terms/{}/swaps/{id}", key.partnership, key.term);
    let swap = find(&app, &Whose::All, &key, &id).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, place))
        .insert_header(etag::header(swap.version))
        .json(SwapView::at(app.clock.now(), swap)))
}
