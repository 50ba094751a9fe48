//! Whether the service lives, and whether it can work: for whoever starts and stops it.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::guard::other_method;
use crate::app::App;

/// Adds the routes.
pub fn routes(config: &mut web::ServiceConfig) {
    let healthz = web::resource("/healthz").route(web::get().to(healthz));
    config.service(healthz.default_service(web::to(other_method)));
    let readyz = web::resource("/readyz").route(web::get().to(readyz));
    config.service(readyz.default_service(web::to(other_method)));
}

/// It answers: nothing more is needed to live, so that a slow database gets no service restarted.
#[utoipa::path(get, path = "/healthz", tag = "operation", operation_id = "healthz", extensions(("x-permission" = json!("public"))),
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn healthz() -> &'static str {
    "ok"
}

/// What a request needs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Readiness {
    /// Whether the database answers.
    database: bool,
    /// Whether it is about to stop.
    stopping: bool,
}

/// 200 when it can answer requests, 503 when they should go elsewhere.
#[utoipa::path(get, path = "/readyz", tag = "operation", operation_id = "readyz", extensions(("x-permission" = json!("public"))), responses(
    (status = 200, body = Readiness),
    (status = 503, body = Readiness),
))]
pub(super) async fn readyz(app: web::Data<App>) -> HttpResponse {
    let readiness = Readiness {
        database: app.db.answers().await,
        stopping: app.tasks.stopping(),
    };
    if readiness.database && !readiness.stopping {
        HttpResponse::Ok().json(readiness)
    } else {
        HttpResponse::ServiceUnavailable().json(readiness)
    }
}
