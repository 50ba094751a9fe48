//! `GET /metrics`: the service's counts, for Prometheus, at an address of their own.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use metrics::gauge;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use super::problem::Problem;
use crate::app::App;
use crate::db::counts;

/// Bounds of the times that requests took, in seconds.
const TIMES: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What counts for the whole process.
static RECORDER: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| match record() {
    Ok(handle) => Some(handle),
    Err(error) => {
        tracing::error!(%error, "nothing is counted");
        None
    }
});

fn record() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new().set_buckets(&TIMES)?.install_recorder()
}

/// Begins to count.
pub fn start() {
    LazyLock::force(&RECORDER);
}

/// Puts what was counted in order, which has to be done now and then.
pub fn tidy() {
    if let Some(handle) = RECORDER.as_ref() {
        handle.run_upkeep();
    }
}

/// Adds the route.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/metrics", web::get().to(scrape));
}

async fn scrape(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    for (state, count) in counts::jobs(&app.db).await? {
        gauge!("yuandi_jobs", "state" => state).set(count as f64);
    }
    for (state, count) in counts::messages(&app.db).await? {
        gauge!("yuandi_messages", "state" => state).set(count as f64);
    }
    let text = RECORDER.as_ref().map(PrometheusHandle::render).unwrap_or_default();
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text))
}
