//! Terms: their dates and settings, each judged by the reader of `term.toml`. Their tables have routes of their own, and a term as
//! a whole comes in by import.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::draft::Fields;
use super::paths::{PartnershipPath, address};
use super::records::TermPath;
use crate::app::App;
use crate::db::amendment::Amendment;
use crate::db::audit::{self, Deed};
use crate::db::records::TermKey;
use crate::db::terms::{self, Stored};
use crate::db::{Touched, Tx};
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};
use crate::planning::import::{self, RowFault};
use crate::planning::settings::{self, SettingsError};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(update)
        .service(remove)
        .service(check);
}

/// A term.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Term {
    /// Id.
    id: String,
    /// Rises with every change of the settings: the ETag.
    version: i64,
    /// Name.
    name: String,
    /// IANA name.
    zone: String,
    /// First day.
    first_day: String,
    /// Weeks.
    weeks: i64,
    /// Holidays, make-up days, blocks, weights, limits: as `term.toml` has them.
    settings: Json,
}

/// What is sent of a term.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
struct TermBody {
    /// Id; it does not change.
    #[schema(example = "2026-autumn")]
    id: String,
    /// Name.
    name: String,
    /// IANA name.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
    /// First day.
    #[schema(example = "2026-09-07")]
    first_day: String,
    /// Weeks.
    #[schema(minimum = 1, maximum = 60)]
    weeks: i64,
    /// Holidays, make-up days, blocks, weights, limits: as `term.toml` has them.
    settings: Json,
}

impl From<SettingsError> for Problem {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Faulty(found) => Self::invalid(found.into_iter().map(FieldError::from).collect()),
            SettingsError::Bridge(error) => error.into(),
        }
    }
}

impl From<Stored> for Term {
    fn from(stored: Stored) -> Self {
        let Stored { id, version, term, .. } = stored;
        let settings = serde_json::from_str(&term.settings).unwrap_or_default();
        Self {
            id,
            version,
            name: term.name,
            zone: term.zone,
            first_day: term.first_day,
            weeks: term.weeks,
            settings,
        }
    }
}

/// Terms of a partnership.
#[utoipa::path(tag = "terms", operation_id = "term.list", extensions(("x-permission" = json!("terms.read"))), params(PartnershipPath, PageQuery), responses(
    (status = 200, body = Page<Term>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Term>>, Problem> {
    caller.read(&path.partnership, Area::Terms)?;
    let (limit, after) = query.bounds()?;
    let rows = terms::page(&app.db, &path.partnership, &after, limit as i64 + 1).await?;
    Ok(web::Json(Page::of(
        rows.into_iter().map(Term::from).collect(),
        limit,
        |term: &Term| term.id.as_str(),
    )))
}

/// One term.
#[utoipa::path(tag = "terms", operation_id = "term.read", extensions(("x-permission" = json!("terms.read"))), params(TermPath), responses(
    (status = 200, body = Term, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<TermPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Terms)?;
    let key = TermKey::from(path.into_inner());
    let stored = find(&app, &key).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(stored.version))
        .json(Term::from(stored)))
}

/// The id and the settings of what was sent; every mistake of both at once.
fn judged(mut fields: Fields) -> Result<(String, terms::Term), Problem> {
    let mut checks = Checks::new();
    let id = fields.remove("id").unwrap_or_default();
    let id = id.as_str().unwrap_or_default().to_owned();
    checks.id("id", &id);
    if let Some(name) = fields.get("name").and_then(Json::as_str) {
        checks.name("name", name);
    }
    match (checks.finish(), settings::read(fields)) {
        (Ok(()), settings) => Ok((id, settings?)),
        (Err(problem), Ok(_)) => Err(problem),
        (Err(mut problem), Err(error)) => {
            problem.errors.extend(Problem::from(error).errors);
            Err(problem)
        }
    }
}

/// Adds a term, without rows.
#[utoipa::path(tag = "terms", operation_id = "term.create", extensions(("x-permission" = json!("terms.write"))),
    params(PartnershipPath), request_body = TermBody, responses(
    (status = 201, body = Term, headers(("ETag" = String), ("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    body: Body<Fields>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Terms)?;
    let (id, term) = judged(body.0)?;
    let place = address(&[&path.partnership, "terms", &id]);
    let key = TermKey {
        partnership: path.into_inner().partnership,
        term: id,
    };
    let (kept, now) = (key.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                terms::insert(tx, &kept, &term).await?;
                note(tx, &kept, now, (&caller.actor, "term.create")).await
            })
        })
        .await?;
    let stored = find(&app, &key).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, place))
        .insert_header(etag::header(stored.version))
        .json(Term::from(stored)))
}

/// Changes a term's dates and settings; `If-Match` says which version of them was seen. `GET …/faults` tells which rows do not go
/// with them any more.
#[utoipa::path(tag = "terms", operation_id = "term.update", extensions(("x-permission" = json!("terms.write"))),
    params(TermPath, ("If-Match" = String, Header)), request_body = TermBody, responses(
    (status = 200, body = Term, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/partnerships/{partnership}/terms/{term}")]
async fn update(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<TermPath>,
    body: Body<Fields>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Terms)?;
    let seen = etag::if_match(&request)?;
    let key = TermKey::from(path.into_inner());
    find(&app, &key).await?;
    let (id, term) = judged(body.0)?;
    if id != key.term {
        let title = "The id in the body is not the one in the path; ids do not change.";
        return Err(Problem::conflict("another-id", title));
    }
    let (kept, now) = (key.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                terms::hold(tx, &kept).await?;
                let amendment = Amendment::begin(tx, &kept, Touched::Everything).await?;
                if !terms::update(tx, &kept, &term, seen).await? {
                    return Err(etag::stale());
                }
                let deed = format!("term.update {}", kept.term);
                amendment.finish(tx, Touched::Everything, &deed, now).await?;
                note(tx, &kept, now, (&caller.actor, "term.update")).await
            })
        })
        .await?;
    app.feeds.forget();
    let stored = find(&app, &key).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(stored.version))
        .json(Term::from(stored)))
}

/// Takes a term out with all its rows and drafts. What was ever published stays: people hold it in their hands.
#[utoipa::path(tag = "terms", operation_id = "term.delete", extensions(("x-permission" = json!("terms.write"))),
    params(TermPath, ("If-Match" = String, Header)), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/partnerships/{partnership}/terms/{term}")]
async fn remove(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<TermPath>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Terms)?;
    let seen = etag::if_match(&request)?;
    let key = TermKey::from(path.into_inner());
    find(&app, &key).await?;
    let now = app.clock.now();
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                let stored = terms::hold(tx, &key).await?.ok_or_else(etag::stale)?;
                if stored.version != seen {
                    return Err(etag::stale());
                }
                if terms::was_published(tx, &key).await? {
                    let title = "A plan of this term was published; its duties are in people's calendars.";
                    return Err(Problem::conflict("published", title));
                }
                terms::delete(tx, &key).await?;
                note(tx, &key, now, (&caller.actor, "term.delete")).await
            })
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What stands in the way of planning a term.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Faults {
    /// Every mistake of its settings and tables; none if it can be planned.
    faults: Vec<RowFault>,
}

/// Every mistake of a term as a whole: what a solve would stumble over.
#[utoipa::path(tag = "terms", operation_id = "term.faults", extensions(("x-permission" = json!("imports.read"))),
    params(TermPath), responses(
    (status = 200, body = Faults),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/faults")]
async fn check(app: web::Data<App>, caller: Caller, path: web::Path<TermPath>) -> Result<web::Json<Faults>, Problem> {
    caller.read(&path.partnership, Area::Imports)?;
    let key = TermKey::from(path.into_inner());
    let faults = import::faults(&app.db, &key).await?;
    Ok(web::Json(Faults { faults }))
}

async fn find(app: &App, key: &TermKey) -> Result<Stored, Problem> {
    terms::one(&app.db, key).await?.ok_or_else(Problem::not_found)
}

/// Notes who did what to a term.
async fn note(tx: &mut Tx, key: &TermKey, now: i64, (actor, action): (&str, &str)) -> Result<(), Problem> {
    let deed = Deed {
        actor,
        action,
        subject: &key.term,
        detail: "",
    };
    Ok(audit::append(tx, &key.partnership, now, &deed).await?)
}
