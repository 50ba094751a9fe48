//! Headers of every answer: what a browser must not do with it (OWASP Secure Headers).

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;

/// Nothing is loaded, run, framed or sent anywhere. Pages, which need more, say so themselves.
const STRICT: HeaderValue =
    HeaderValue::from_static("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
const NO_SNIFFING: HeaderValue = HeaderValue::from_static("nosniff");
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Middleware: adds what an answer does not say itself.
///
/// # Errors
/// What comes from further inside.
pub async fn secure<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let api = request.path().starts_with("/api/");
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let mut say = |name: HeaderName, value: HeaderValue| {
        if !headers.contains_key(&name) {
            headers.insert(name, value);
        }
    };
    say(X_CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    say(REFERRER_POLICY, NO_REFERRER);
    say(CONTENT_SECURITY_POLICY, STRICT);
    if api {
        say(CACHE_CONTROL, NO_STORE);
    }
    Ok(response)
}
