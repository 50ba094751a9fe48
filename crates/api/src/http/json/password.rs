//! A password by link: for who has none yet, or forgot it. The office makes the link and hands it over.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::sign_in::attempt_name;
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::{accounts, attempts, links, sign_ins};
use crate::domain::secret;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::passwords;
use crate::http::problem::Problem;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(set);
}

/// What a link is used for.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    /// Of the link.
    secret: String,
    /// The password from now on.
    #[schema(format = Password, min_length = 10, max_length = 256)]
    password: String,
}

/// Sets a password by a link, once, and ends whatever sign-ins there are. A password that is not taken does not use the link up.
#[utoipa::path(tag = "access", operation_id = "password.set", extensions(("x-permission" = json!("public"))),
    request_body = NewPassword, responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/password")]
async fn set(app: web::Data<App>, body: Body<NewPassword>) -> Result<HttpResponse, Problem> {
    let Body(NewPassword { secret, password }) = body;
    let token = secret::hash(&secret);
    let now = app.clock.now();
    let id = links::whose(&app.db, &token, now).await?.ok_or_else(gone)?;
    let found = accounts::credentials(&app.db, &id).await?;
    let (partnership, login, _) = found.ok_or_else(gone)?;
    let mut checks = Checks::new();
    checks.password("password", &password, &login);
    checks.finish()?;
    let hash = passwords::hash(password).await?;
    let name = attempt_name(&partnership, &login);
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if !links::use_password(tx, &token, now).await? || !accounts::set_password(tx, &id, &hash).await? {
                    return Err(gone());
                }
                // Whoever was locked out is the owner again.
                attempts::forget(tx, &name).await?;
                sign_ins::close_all(tx, &id, None).await?;
                let deed = Deed {
                    actor: &id,
                    action: "account.password",
                    subject: &id,
                    detail: "link",
                };
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// 404: nothing about why.
fn gone() -> Problem {
    let title = "This link was never given out, was used, or has expired. Ask the office for a new one.";
    Problem::new(StatusCode::NOT_FOUND, "no-such-link", title)
}
