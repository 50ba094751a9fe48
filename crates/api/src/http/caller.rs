//! Who is calling: somebody signed in by cookie, or a program with an API key; and what they may do.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};

use super::problem::Problem;
use crate::app::App;
use crate::db::access::{self, SignedIn};
use crate::db::{self, sign_ins};
use crate::domain::caller::{Caller, Refusal};
use crate::domain::secret::{self, Hash};

/// Name of the cookie that keeps somebody signed in.
pub const COOKIE: &str = "yuandi_session";
/// Header in which a page sends back the token of its sign-in: other sites cannot read it (OWASP's synchroniser token).
pub const CSRF_HEADER: &str = "x-csrf-token";
/// Seconds after which whoever does nothing is signed out.
pub const IDLE: i64 = 12 * 60 * 60;
/// Seconds after which everybody signs in again.
pub const LONGEST: i64 = 7 * 24 * 60 * 60;
/// Seconds of use before the end of a sign-in is moved: not every request writes.
const GRANULARITY: i64 = 15 * 60;

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            // In the API, the guard has asked already.
            let known = request.extensions().get::<Self>().cloned();
            match known {
                Some(caller) => Ok(caller),
                None => identify(&request).await,
            }
        })
    }
}

/// The sign-in that a request came with: what a key does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Hash of its secret.
    pub token: Hash,
    /// Guards its writes.
    pub csrf: String,
}

impl FromRequest for SignIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Self>().cloned();
        ready(found.ok_or_else(sign_in_only))
    }
}

/// Refuses a program with a key.
pub(super) fn in_person(caller: &Caller) -> Result<(), Problem> {
    if caller.is_key() {
        return Err(sign_in_only());
    }
    Ok(())
}

fn sign_in_only() -> Problem {
    let title = "A key cannot do this; sign in.";
    Problem::new(StatusCode::FORBIDDEN, "sign-in-only", title)
}

/// Finds out who is calling. Whoever signed in also leaves their [`SignIn`] with the request.
pub(super) async fn identify(request: &HttpRequest) -> Result<Caller, Problem> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Problem::internal("no app"))?;
    let now = app.clock.now();
    if let Some(key) = bearer(request) {
        let key = access::key(&app.db, &secret::hash(key), now).await?;
        return key.ok_or_else(Problem::unauthenticated);
    }
    let cookie = request.cookie(COOKIE).ok_or_else(Problem::unauthenticated)?;
    let token = secret::hash(cookie.value());
    let found = access::signed_in(&app.db, &token, now).await?;
    let SignedIn {
        caller,
        csrf,
        created,
        expires,
    } = found.ok_or_else(Problem::unauthenticated)?;
    let sent = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    if !request.method().is_safe() && sent != Some(csrf.as_str()) {
        return Err(Problem::conflict_of_origin());
    }
    let until = (now + IDLE).min(created + LONGEST);
    if until - expires > GRANULARITY {
        app.db
            .write::<_, db::Error, _>(move |tx| Box::pin(async move { sign_ins::extend(tx, &token, until).await }))
            .await?;
    }
    request.extensions_mut().insert(SignIn { token, csrf });
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
