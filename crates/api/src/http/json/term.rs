//! Terms. They come and change by import; here they are listed.

use actix_web::{HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::records::TermPath;
use crate::app::App;
use crate::db::records::TermKey;
use crate::db::terms::{self, Stored};
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(read);
}

/// Whose terms.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PartnershipPath {
    /// Partnership.
    partnership: String,
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
#[utoipa::path(tag = "terms", operation_id = "term.list", params(PartnershipPath, PageQuery), responses(
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
#[utoipa::path(tag = "terms", operation_id = "term.read", params(TermPath), responses(
    (status = 200, body = Term, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<TermPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Terms)?;
    let key = TermKey::from(path.into_inner());
    let stored = terms::one(&app.db, &key).await?.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(stored.version))
        .json(Term::from(stored)))
}
