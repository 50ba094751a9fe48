//! Signing in and out. A wrong password, a login that nobody has and an account that is not active are answered alike, after the same
//! time; too many attempts lock a login whether somebody has it or not.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::me::Me;
use crate::app::App;
use crate::db::attempts::{self, Attempt};
use crate::db::audit::{self, Deed};
use crate::db::{accounts, sign_ins};
use crate::domain::account::normal_login;
use crate::domain::caller::Caller;
use crate::domain::secret::{self, Hash};
use crate::http::body::Body;
use crate::http::caller::{COOKIE, IDLE, LONGEST, SignIn};
use crate::http::passwords;
use crate::http::problem::Problem;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(enter).service(leave);
}

/// Who somebody says they are.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Credentials {
    /// Partnership.
    #[schema(example = "jiezi")]
    partnership: String,
    /// Login.
    login: String,
    /// Password.
    #[schema(format = Password)]
    password: String,
}

/// Signs in: sets the cookie, and gives the token that writes send in `X-CSRF-Token`.
#[utoipa::path(tag = "access", operation_id = "sign_in", extensions(("x-permission" = json!("public"))),
    request_body = Credentials, responses(
    (status = 200, body = Me, headers(("Set-Cookie" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/sign-in")]
async fn enter(app: web::Data<App>, body: Body<Credentials>) -> Result<HttpResponse, Problem> {
    let Body(Credentials {
        partnership,
        login,
        password,
    }) = body;
    let login = normal_login(&login);
    attempt(&app, &partnership, &login).await?;
    let (id, hash) = accounts::by_login(&app.db, &partnership, &login).await?.unzip();
    let right = passwords::verify(password, hash.flatten()).await?;
    let id = id.filter(|_| right).ok_or_else(wrong)?;
    let (secret, token) = secret::new();
    let (csrf, _) = secret::new();
    let (kept, of, now) = (csrf.clone(), partnership.clone(), app.clock.now());
    let account = accounts::one(&app.db, &partnership, &id).await?.ok_or_else(wrong)?;
    let name = attempt_name(&partnership, &login);
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                attempts::forget(tx, &name).await?;
                sign_ins::open(tx, &token, &id, &kept, now, now + IDLE).await?;
                let deed = Deed {
                    actor: &id,
                    action: "account.sign-in",
                    subject: &id,
                    detail: "",
                };
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    let cookie = cookie(&app, secret, Duration::seconds(LONGEST));
    Ok(HttpResponse::Ok().cookie(cookie).json(Me::of(of, account, csrf)))
}

/// Signs out.
#[utoipa::path(tag = "access", operation_id = "sign_out", extensions(("x-permission" = json!("signed-in"))), responses(
    (status = 204, headers(("Set-Cookie" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/sign-out")]
async fn leave(app: web::Data<App>, _caller: Caller, sign_in: SignIn) -> Result<HttpResponse, Problem> {
    app.db
        .write::<_, Problem, _>(move |tx| Box::pin(async move { Ok(sign_ins::close(tx, &sign_in.token).await?) }))
        .await?;
    let cookie = cookie(&app, String::new(), Duration::ZERO);
    Ok(HttpResponse::NoContent().cookie(cookie).finish())
}

/// Counts an attempt of somebody to prove who they are.
///
/// # Errors
/// 429 after too many that failed.
pub(super) async fn attempt(app: &App, partnership: &str, login: &str) -> Result<(), Problem> {
    let (name, now) = (attempt_name(partnership, login), app.clock.now());
    let counted = app
        .db
        .write::<_, Problem, _>(move |tx| Box::pin(async move { Ok(attempts::count(tx, &name, now).await?) }))
        .await?;
    match counted {
        Attempt::Counted => Ok(()),
        Attempt::Locked(until) => {
            let title = "Too many wrong passwords for this login; please wait.";
            let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "locked", title);
            Err(problem.retry_after(u32::try_from(until - now).unwrap_or(1)))
        }
    }
}

/// Under what attempts are counted.
pub(super) fn attempt_name(partnership: &str, login: &str) -> Hash {
    // No body has a NUL in it, so that no two pairs are the same text.
    secret::hash(&format!("{partnership}\0{login}"))
}

/// 401, and nothing about why.
fn wrong() -> Problem {
    let title = "No active account of this partnership has this login and password.";
    Problem::new(StatusCode::UNAUTHORIZED, "wrong-sign-in", title)
}

fn cookie(app: &App, secret: String, age: Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, secret)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.public_url.starts_with("https://"))
        .max_age(age)
        .finish()
}
