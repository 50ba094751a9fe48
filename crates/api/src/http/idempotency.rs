//! `Idempotency-Key` on writes: the same key and the same request are answered alike, and done once
//! (draft-ietf-httpapi-idempotency-key-header).

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderMap, LOCATION};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use actix_web::{Error, HttpResponse, ResponseError as _};
use sha2::{Digest as _, Sha256};

use super::caller::COOKIE;
use super::problem::{FieldError, Problem};
use crate::app::App;
use crate::db::idempotency::{self, Begun, Claim, Kept};
use crate::domain::secret::{self, Hash};

/// The header that a client sends.
const KEY: &str = "idempotency-key";
/// The header that tells it that nothing was done again.
const REPLAYED: &str = "idempotency-replayed";
/// Longest key.
const LONGEST: usize = 200;

/// Marks an answer that holds a secret: it is not kept.
#[derive(Clone, Copy, Debug)]
struct ShownOnce;

/// Marks an answer as one that is given once: it holds a secret, of which nothing but a hash is kept anywhere.
#[must_use]
pub fn shown_once(mut response: HttpResponse) -> HttpResponse {
    response.extensions_mut().insert(ShownOnce);
    response
}

/// Middleware: answers a repeated write with what it was answered before.
///
/// # Errors
/// 422 when a key comes with another request than before, 409 while the first is still under way.
pub async fn once(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(key) = request.headers().get(KEY).filter(|_| !request.method().is_safe()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let key = match key.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= LONGEST => key.to_owned(),
        _ => {
            let remedy = format!("Send 1 to {LONGEST} characters of ASCII.");
            let error = FieldError::new(KEY, "not-a-key", "the header is empty, too long or not ASCII", remedy);
            return Ok(request.into_response(Problem::invalid(vec![error]).error_response()));
        }
    };
    let Some(credential) = credential(&request) else {
        // Nobody is signed in: the request will be refused, which needs no memory.
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let (request, fingerprint) = fingerprint(request).await?;
    let app = request
        .app_data::<web::Data<App>>()
        .cloned()
        .ok_or_else(|| Problem::internal("no app"))?;
    match idempotency::begin(&app.db, credential, &key, fingerprint, app.clock.now())
        .await
        .map_err(Problem::from)?
    {
        Begun::First(claim) => {
            let answered = idempotency::under(claim.clone(), next.call(request)).await;
            finish(&app, claim, answered).await
        }
        Begun::Answered(kept) => Ok(request.into_response(replay(kept)?)),
        Begun::AnswerLost => {
            let title =
                "This was done before, but its answer was lost. Read what is there now; do not ask for it again.";
            Ok(request.into_response(Problem::conflict("answer-lost", title).error_response()))
        }
        Begun::UnderWay => {
            let title = "The first request with this key is still under way; ask again in a moment.";
            Ok(request.into_response(Problem::conflict("under-way", title).error_response()))
        }
        Begun::Another => {
            let remedy = "Use a new key for each new request.";
            let error = FieldError::new(KEY, "key-used", "this key came with another request before", remedy);
            Ok(request.into_response(Problem::invalid(vec![error]).error_response()))
        }
    }
}

/// Keeps the answer, unless it was our fault: then the client may try again.
async fn finish(
    app: &App,
    claim: Claim,
    answered: Result<ServiceResponse<impl MessageBody + 'static>, Error>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = match answered {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            idempotency::forget(&app.db, claim).await.map_err(Problem::from)?;
            return Err(error);
        }
    };
    if response.status().is_server_error() || response.status() == StatusCode::UNAUTHORIZED {
        idempotency::forget(&app.db, claim).await.map_err(Problem::from)?;
        return Ok(response);
    }
    if response.response().extensions().get::<ShownOnce>().is_some() {
        let title = "This was done; its secret was in the first answer alone. Make a new one if that was lost.";
        idempotency::keep(&app.db, claim, told(&Problem::conflict("shown-once", title)))
            .await
            .map_err(Problem::from)?;
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let body = to_bytes(body)
        .await
        .map_err(|error| Problem::internal(error.to_string()))?;
    let kept = Kept {
        status: i64::from(head.status().as_u16()),
        headers: keep_headers(head.headers()),
        body: body.to_vec(),
    };
    idempotency::keep(&app.db, claim, kept).await.map_err(Problem::from)?;
    Ok(ServiceResponse::new(request, head.set_body(body).map_into_boxed_body()))
}

/// A problem, as it is kept.
fn told(problem: &Problem) -> Kept {
    Kept {
        status: i64::from(problem.status),
        headers: format!("{CONTENT_TYPE}: application/problem+json\n"),
        body: serde_json::to_vec(problem).unwrap_or_default(),
    }
}

fn credential(request: &ServiceRequest) -> Option<Hash> {
    let header = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let cookie = request.cookie(COOKIE);
    let secret = header.or_else(|| cookie.as_ref().map(|cookie| cookie.value()))?;
    Some(secret::hash(secret))
}

/// Reads the body, puts it back, and hashes what was asked.
async fn fingerprint(mut request: ServiceRequest) -> Result<(ServiceRequest, Hash), Error> {
    let body: Bytes = request.extract::<Bytes>().await?;
    let mut hasher = Sha256::new();
    for part in [request.method().as_str(), request.uri().to_string().as_str()] {
        hasher.update(part);
        hasher.update([0]);
    }
    hasher.update(&body);
    request.set_payload(Payload::from(body));
    Ok((request, hasher.finalize().into()))
}

/// What a client needs of the headers, a line each.
fn keep_headers(headers: &HeaderMap) -> String {
    let line = |name: &actix_web::http::header::HeaderName| {
        let value = headers.get(name).and_then(|value| value.to_str().ok())?;
        Some(format!("{name}: {value}\n"))
    };
    [CONTENT_TYPE, ETAG, LOCATION].iter().filter_map(line).collect()
}

fn replay(kept: Kept) -> Result<HttpResponse, Problem> {
    let status = u16::try_from(kept.status)
        .ok()
        .and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = HttpResponse::build(status.ok_or_else(|| Problem::internal("a kept status is none"))?);
    response.insert_header((REPLAYED, "true"));
    for (name, value) in kept.headers.lines().filter_map(|line| line.split_once(": ")) {
        response.insert_header((name, value));
    }
    Ok(response.body(kept.body))
}
