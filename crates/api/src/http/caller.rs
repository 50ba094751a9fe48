//! Who is calling: somebody signed in by cookie, or a program with an API key; and what they may do.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};

use super::problem::Problem;
use crate::app::App;
use crate::db::access;
use crate::domain::caller::{Caller, Refusal};
use crate::domain::secret;

/// Name of the cookie that keeps somebody signed in.
pub const COOKIE: &str = "yuandi_session";
/// Header in which a page sends back the token of its sign-in: other sites cannot read it (OWASP's synchroniser token).
pub const CSRF_HEADER: &str = "x-csrf-token";

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { identify(&request).await })
    }
}

async fn identify(request: &HttpRequest) -> Result<Caller, Problem> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Problem::internal("no app"))?;
    let now = app.clock.now();
    if let Some(key) = bearer(request) {
        let key = access::key(&app.db, &secret::hash(key), now).await?;
        return key.ok_or_else(Problem::unauthenticated);
    }
    let cookie = request.cookie(COOKIE).ok_or_else(Problem::unauthenticated)?;
    let signed_in = access::signed_in(&app.db, &secret::hash(cookie.value()), now).await?;
    let (caller, csrf) = signed_in.ok_or_else(Problem::unauthenticated)?;
    let safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    let sent = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    if !safe && sent != Some(csrf.as_str()) {
        return Err(Problem::conflict_of_origin());
    }
    Ok(caller)
}

/// The secret of an `Authorization: Bearer` header.
fn bearer(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(secret.trim())
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Elsewhere => Self::not_found(),
            Refusal::Forbidden => Self::forbidden(),
        }
    }
}
