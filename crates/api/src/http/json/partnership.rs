//! The partnership's own settings.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::paths::PartnershipPath;
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::{feeds, partnerships};
use crate::domain::caller::Caller;
use crate::domain::partnership::{Partnership, Swaps};
use crate::domain::permission::Area;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::etag;
use crate::http::problem::Problem;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read).service(update);
}

/// What may change of a partnership.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PartnershipChange {
    /// Name.
    name: String,
    /// Zone of its clocks, an IANA name.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
    /// Who approves a swap.
    swaps: Swaps,
}

/// The partnership.
#[utoipa::path(tag = "partnership", operation_id = "partnership.read",
    extensions(("x-permission" = json!("partnership.read"))), params(PartnershipPath), responses(
    (status = 200, body = Partnership, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<PartnershipPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Partnership)?;
    let found = partnerships::one(&app.db, &path.partnership).await?;
    let partnership = found.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(partnership.version))
        .json(partnership))
}

/// Changes its settings; `If-Match` says which version of them was seen.
#[utoipa::path(tag = "partnership", operation_id = "partnership.update",
    extensions(("x-permission" = json!("partnership.write"))),
    params(PartnershipPath, ("If-Match" = String, Header)), request_body = PartnershipChange, responses(
    (status = 200, body = Partnership, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/partnerships/{partnership}")]
async fn update(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<PartnershipPath>,
    body: Body<PartnershipChange>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Partnership)?;
    let seen = etag::if_match(&request)?;
    let Body(PartnershipChange { name, zone, swaps }) = body;
    let mut checks = Checks::new();
    checks.name("name", &name);
    checks.zone("zone", &zone);
    checks.finish()?;
    let found = partnerships::one(&app.db, &path.partnership).await?;
    let mut partnership = Partnership {
        name,
        zone,
        swaps,
        version: seen,
        ..found.ok_or_else(Problem::not_found)?
    };
    let (stored, now) = (partnership.clone(), app.clock.now());
    partnership.version = app
        .db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                let version = partnerships::update(tx, &stored).await?.ok_or_else(etag::stale)?;
                // Its calendar bears its name.
                let calendar = BTreeSet::from([("partnership", String::new())]);
                feeds::count_on(tx, &stored.id, &calendar, now).await?;
                let deed = Deed {
                    actor: &caller.actor,
                    action: "partnership.update",
                    subject: &stored.id,
                    detail: "",
                };
                audit::append(tx, &stored.id, now, &deed).await?;
                Ok(version)
            })
        })
        .await?;
    app.feeds.forget();
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(partnership.version))
        .json(partnership))
}
