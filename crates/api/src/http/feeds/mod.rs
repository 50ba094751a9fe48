//! `GET /feeds/SECRET.ics`: what calendars subscribe to. No sign-in, since calendars have none; the address is the secret.

pub(super) mod duty;

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, HttpDate, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, USER_AGENT,
};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};

use super::guard::other_method;
use super::problem::Problem;
use crate::app::App;
use crate::db::feeds::trail;
use crate::domain::secret;
use crate::feeds::{self, Known, State, Subscription, Unread};

/// Calendars wait hours between two polls; a cache before them would only add to that.
const FRESHNESS: HeaderValue = HeaderValue::from_static("private, max-age=300");
/// Tells search engines to stay away, should an address leak.
const ROBOTS_HEADER: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex"),
);
/// Seconds after which to try again when the calendar cannot be read.
const PATIENCE: u32 = 300;
/// Google's importer asks for this file first, and reads no feed without it.
const ROBOTS: &str = "User-agent: *\nAllow: /feeds/\nDisallow: /\n";

/// What an address is followed by to be fetched once, as a file.
pub const DOWNLOAD: &str = "download";

/// Characters kept of a program's name.
const LONGEST_CLIENT: usize = 40;

/// Adds the routes.
pub fn routes(config: &mut web::ServiceConfig) {
    let feed = web::resource("/feeds/{secret}.ics")
        .route(web::get().to(feed))
        .route(web::head().to(feed))
        .default_service(web::to(other_method));
    config.service(feed);
    let duty = web::resource("/duties/{partnership}/{code}").route(web::get().to(duty::page));
    config.service(duty.default_service(web::to(other_method)));
    let robots = web::resource("/robots.txt").route(web::get().to(robots));
    config.service(robots.default_service(web::to(other_method)));
}

/// What programs may read that gather pages: calendars, should Google import one; nothing else.
#[utoipa::path(get, path = "/robots.txt", tag = "feeds", operation_id = "robots", extensions(("x-permission" = json!("public"))),
    responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn robots() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(ROBOTS)
}

/// A calendar: what one subscribes to. It needs no sign-in, since its address is a secret; 304 where its reader has it already.
// It does not look at `Accept`: Google sends none.
#[utoipa::path(get, path = "/feeds/{secret}.ics", tag = "feeds", operation_id = "feed.fetch",
    extensions(("x-permission" = json!("public"))),
    params(("secret" = String, Path, description = "The address's secret."), ("If-None-Match" = Option<String>, Header)), responses(
    (status = 200, body = String, content_type = "text/calendar", headers(("ETag" = String), ("Last-Modified" = String))),
    (status = 304, headers(("ETag" = String), ("Last-Modified" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32))),
))]
pub(super) async fn feed(app: web::Data<App>, request: HttpRequest, path: web::Path<String>) -> HttpResponse {
    let answered = answer(&app, &request, &path).await;
    let mut response = answered.unwrap_or_else(|error| {
        tracing::error!(%error, "a feed could not be read");
        // Whatever went wrong: half a file or a page would empty the calendars of whoever reads it.
        let title = "The calendar cannot be read just now.";
        let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", title);
        problem.retry_after(PATIENCE).error_response()
    });
    let (name, value) = ROBOTS_HEADER;
    response.headers_mut().insert(name, value);
    response
}

async fn answer(app: &App, request: &HttpRequest, secret: &str) -> Result<HttpResponse, Unread> {
    let (token, now) = (secret::hash(secret), app.clock.now());
    if let Some(state) = app
        .feeds
        .fresh(&app.db, &token, now)
        .await?
        .filter(|state| has(request, state))
    {
        app.feeds.count(token, now, client(request));
        return Ok(not_modified(&state));
    }
    // Asked first: what is read after it is at least as new.
    let entries = trail(&app.db, &token).await?.map_or(0, |(_, entries)| entries);
    let Some(subscription) = Subscription::by_token(&app.db, &token).await? else {
        return Ok(Problem::not_found().error_response());
    };
    if subscription.feed.revoked.is_some() {
        let title = "This address was withdrawn; ask for a new one.";
        return Ok(Problem::new(StatusCode::GONE, "withdrawn", title).error_response());
    }
    let public_url = app.config.public_url.as_str();
    let state = Arc::new(feeds::state(&subscription, now, public_url));
    let known = Known::new(Arc::clone(&state), &subscription.feed.partnership, entries, now);
    app.feeds.keep(token, known);
    app.feeds.count(token, now, client(request));
    if has(request, &state) {
        return Ok(not_modified(&state));
    }
    let text = feeds::render(&app.db, &subscription, now, public_url).await?;
    let mut response = HttpResponse::Ok();
    describe(&mut response, &state);
    response.insert_header((CONTENT_TYPE, "text/calendar; charset=utf-8"));
    // Whoever wants a file instead of a subscription asks for `?download`.
    let way = if request.query_string() == DOWNLOAD {
        "attachment"
    } else {
        "inline"
    };
    let disposition = format!("{way}; filename=\"{}.ics\"", subscription.feed.kind);
    response.insert_header((CONTENT_DISPOSITION, disposition));
    Ok(response.body(text))
}

/// Whether the caller has this version (RFC 9110, 13.2.2: a date counts only without a tag).
fn has(request: &HttpRequest, state: &State) -> bool {
    let headers = request.headers();
    if let Some(tags) = headers.get(IF_NONE_MATCH) {
        let tags = tags.to_str().unwrap_or_default();
        return tags
            .split(',')
            .map(|tag| tag.trim().trim_start_matches("W/"))
            .any(|tag| tag == "*" || tag == state.etag);
    }
    let since = headers
        .get(IF_MODIFIED_SINCE)
        .and_then(|value| value.to_str().ok()?.parse::<HttpDate>().ok());
    since.is_some_and(|since| instant(state) <= SystemTime::from(since))
}

fn instant(state: &State) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(state.modified.unsigned_abs())
}

fn not_modified(state: &State) -> HttpResponse {
    let mut response = HttpResponse::NotModified();
    describe(&mut response, state);
    response.finish()
}

fn describe(response: &mut actix_web::HttpResponseBuilder, state: &State) {
    response.insert_header((ETAG, state.etag.as_str()));
    response.insert_header((LAST_MODIFIED, state.last_modified.as_str()));
    response.insert_header((CACHE_CONTROL, FRESHNESS));
}

/// The program that reads, by the first word of its name and no more: the rest may tell of a person.
fn client(request: &HttpRequest) -> &str {
    let agent = request
        .headers()
        .get(USER_AGENT)
        .map_or(&[][..], |value| value.as_bytes());
    let end = agent
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_.".contains(byte));
    let word = &agent[..end.unwrap_or(agent.len()).min(LONGEST_CLIENT)];
    std::str::from_utf8(word).unwrap_or_default()
}
