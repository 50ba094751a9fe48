//! Whether the service lives, and whether it can work: for whoever starts and stops it.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::app::App;

/// Adds the routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/healthz", web::get().to(healthz));
    config.route("/readyz", web::get().to(readyz));
}

/// It answers: nothing more is needed to live, so that a slow database gets no service restarted.
async fn healthz() -> &'static str {
    "ok"
}

/// What a request needs.
#[derive(Debug, Serialize)]
struct Readiness {
    /// Whether the database answers.
    database: bool,
    /// Whether it is about to stop.
    stopping: bool,
}

/// 200 when it can answer requests, 503 when they should go elsewhere.
async fn readyz(app: web::Data<App>) -> HttpResponse {
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
