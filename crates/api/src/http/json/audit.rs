//! The audit trail: who did what, and whether anybody tampered with it.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::paths::PartnershipPath;
use crate::app::App;
use crate::db::audit;
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::domain::trail::Entry;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(check);
}

/// Whether the trail is as it was written.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TrailCheck {
    /// Whether it is.
    whole: bool,
    /// Entries there should be.
    entries: i64,
    /// The first that was changed or is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_broken: Option<i64>,
}

/// What was done, the newest first.
#[utoipa::path(tag = "audit", operation_id = "audit.list", extensions(("x-permission" = json!("audit.read"))),
    params(PartnershipPath, PageQuery), responses(
    (status = 200, body = Page<Entry>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/audit")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Entry>>, Problem> {
    page(&app, &caller, &path.partnership, &query).await.map(web::Json)
}

/// A page of the trail.
pub(super) async fn page(
    app: &App,
    caller: &Caller,
    partnership: &str,
    query: &PageQuery,
) -> Result<Page<Entry>, Problem> {
    caller.read(partnership, Area::Audit)?;
    let (limit, cursor) = query.bounds()?;
    // No cursor, or one that names no number: from the end.
    let before = cursor.parse().unwrap_or(i64::MAX);
    let entries = audit::page(&app.db, partnership, before, limit as i64 + 1).await?;
    Ok(Page::by(entries, limit, |entry| entry.number.to_string()))
}

/// Whether every entry still bears the seal it was given.
#[utoipa::path(tag = "audit", operation_id = "audit.check", extensions(("x-permission" = json!("audit.read"))),
    params(PartnershipPath), responses(
    (status = 200, body = TrailCheck),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/audit/check")]
async fn check(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
) -> Result<web::Json<TrailCheck>, Problem> {
    caller.read(&path.partnership, Area::Audit)?;
    let first_broken = audit::first_broken(&app.db, &path.partnership).await?;
    let entries = audit::count(&app.db, &path.partnership).await?;
    Ok(web::Json(TrailCheck {
        whole: first_broken.is_none(),
        entries,
        first_broken,
    }))
}
