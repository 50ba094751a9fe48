//! What is known of every request: an id, a line in the log, a count. Routes go by their pattern, since an address may hold a
//! secret or name a person; bodies, queries, callers and their addresses are not told at all.

use std::sync::LazyLock;
use std::time::Instant;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use metrics::{Counter, counter, histogram};
use tracing::Instrument as _;
use uuid::Uuid;

/// Names a request, in the answer and in the log. A proxy in front may have named it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest name that a proxy may give.
const LONGEST: usize = 64;
/// Where calendars are read: far more often than anything else, so that it is counted and not logged.
const FEEDS: &str = "/feeds/";

/// Calendars that had changed, and that had not.
static FETCHES: LazyLock<[Counter; 3]> = LazyLock::new(|| {
    ["sent", "unchanged", "refused"].map(|result| counter!("yuandi_feed_fetches_total", "result" => result))
});

/// Middleware: tells of a request what everybody may know.
///
/// # Errors
/// What comes from further inside.
pub async fn watch<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    if request.path().starts_with(FEEDS) {
        let response = next.call(request).await?;
        FETCHES[fetched(response.status())].increment(1);
        return Ok(response);
    }
    let began = Instant::now();
    let (id, method) = (id(&request), method(request.method()));
    let route = request.match_pattern().unwrap_or_else(|| "none".to_owned());
    let span = tracing::info_span!("request", request = id.to_str().unwrap_or_default(), method, route);
    let mut response = next.call(request).instrument(span.clone()).await?;
    let (status, took) = (response.status(), began.elapsed());
    span.in_scope(|| tell(status, took.as_micros()));
    histogram!("yuandi_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    counter!("yuandi_requests_total", "route" => route, "method" => method, "status" => status.as_u16().to_string())
        .increment(1);
    response.headers_mut().insert(REQUEST_ID, id);
    Ok(response)
}

fn tell(status: StatusCode, microseconds: u128) {
    let status = status.as_u16();
    if status >= 500 {
        tracing::error!(status, microseconds, "failed");
    } else {
        tracing::info!(status, microseconds, "answered");
    }
}

fn fetched(status: StatusCode) -> usize {
    match status {
        StatusCode::OK => 0,
        StatusCode::NOT_MODIFIED => 1,
        _ => 2,
    }
}

/// The name that a proxy gave, if it is one; otherwise a new one.
fn id(request: &ServiceRequest) -> HeaderValue {
    let word = |value: &&HeaderValue| {
        let bytes = value.as_bytes();
        (1..=LONGEST).contains(&bytes.len()) && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    };
    let given = request.headers().get(REQUEST_ID).filter(word).cloned();
    given.unwrap_or_else(|| {
        let new = Uuid::now_v7().simple().to_string();
        HeaderValue::try_from(new).unwrap_or_else(|_| HeaderValue::from_static("none"))
    })
}

/// A method's name; anything may be sent as one, and each would be a line of the counts.
fn method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
