//! Whoever is calling: who they are, and what they change of themselves.

use actix_web::{HttpResponse, get, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::sign_in::{attempt, attempt_name};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::{accounts, attempts, links, sign_ins};
use crate::domain::account::{Account, Language};
use crate::domain::caller::Caller;
use crate::domain::role::Roles;
use crate::http::body::Body;
use crate::http::caller::SignIn;
use crate::http::checks::Checks;
use crate::http::problem::Problem;
use crate::http::{etag, passwords};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read).service(update).service(password);
}

/// Whoever is calling.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Me {
    /// Partnership.
    partnership: String,
    /// Roles they act in.
    roles: Roles,
    /// Whether they may write at all.
    writes: bool,
    /// Their account; a key has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<Account>,
    /// What to send in `X-CSRF-Token`; a key needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf: Option<String>,
}

impl Me {
    /// Somebody who signed in.
    pub(super) fn of(partnership: String, account: Account, csrf: String) -> Self {
        Self {
            partnership,
            roles: account.roles.clone(),
            writes: true,
            account: Some(account),
            csrf: Some(csrf),
        }
    }
}

/// Who is calling.
#[utoipa::path(tag = "access", operation_id = "me.read", extensions(("x-permission" = json!("signed-in"))), responses(
    (status = 200, body = Me),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/me")]
async fn read(app: web::Data<App>, caller: Caller, sign_in: Option<SignIn>) -> Result<web::Json<Me>, Problem> {
    let account = accounts::one(&app.db, &caller.partnership, &caller.actor).await?;
    Ok(web::Json(Me {
        partnership: caller.partnership,
        roles: Roles(caller.roles),
        writes: caller.writes,
        account,
        csrf: sign_in.map(|sign_in| sign_in.csrf),
    }))
}

/// What people change of their own accounts.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Contact {
    /// Address for messages.
    email: Option<String>,
    /// Of messages and pages.
    language: Language,
}

/// Changes where and in which language one is written to.
#[utoipa::path(tag = "access", operation_id = "me.update", extensions(("x-permission" = json!("signed-in"))),
    request_body = Contact, responses(
    (status = 200, body = Account),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/me")]
async fn update(
    app: web::Data<App>,
    caller: Caller,
    _sign_in: SignIn,
    body: Body<Contact>,
) -> Result<web::Json<Account>, Problem> {
    let Body(Contact { email, language }) = body;
    let mut checks = Checks::new();
    checks.email("email", email.as_deref());
    checks.finish()?;
    let found = accounts::one(&app.db, &caller.partnership, &caller.actor).await?;
    let mut account = found.ok_or_else(Problem::unauthenticated)?;
    account.email = email;
    account.language = language;
    let (stored, now) = (account.clone(), app.clock.now());
    account.version = app
        .db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                let version = accounts::update(tx, &caller.partnership, &stored).await?;
                let deed = Deed {
                    actor: &caller.actor,
                    action: "account.update",
                    subject: &caller.actor,
                    detail: "email,language",
                };
                audit::append(tx, &caller.partnership, now, &deed).await?;
                version.ok_or_else(etag::stale)
            })
        })
        .await?;
    Ok(web::Json(account))
}

/// An old password and a new one.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    /// The one until now.
    #[schema(format = Password)]
    current: String,
    /// The one from now on.
    #[schema(format = Password, min_length = 10, max_length = 256)]
    password: String,
}

/// Changes one's password, and ends one's other sign-ins.
#[utoipa::path(tag = "access", operation_id = "me.password", extensions(("x-permission" = json!("signed-in"))),
    request_body = PasswordChange, responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/me/password")]
async fn password(
    app: web::Data<App>,
    caller: Caller,
    sign_in: SignIn,
    body: Body<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    let Body(PasswordChange { current, password }) = body;
    let found = accounts::credentials(&app.db, &caller.actor).await?;
    let (partnership, login, hash) = found.ok_or_else(Problem::unauthenticated)?;
    let mut checks = Checks::new();
    checks.password("password", &password, &login);
    checks.finish()?;
    attempt(&app, &partnership, &login).await?;
    if !passwords::verify(current, hash).await? {
        let mut checks = Checks::new();
        checks.wrong(
            "current",
            "wrong",
            "not your password",
            "Type the one you signed in with.",
        );
        checks.finish()?;
    }
    let hash = passwords::hash(password).await?;
    let (name, now) = (attempt_name(&partnership, &login), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                attempts::forget(tx, &name).await?;
                accounts::set_password(tx, &caller.actor, &hash).await?;
                sign_ins::close_all(tx, &caller.actor, Some(sign_in.token)).await?;
                links::withdraw(tx, &caller.actor).await?;
                let deed = Deed {
                    actor: &caller.actor,
                    action: "account.password",
                    subject: &caller.actor,
                    detail: "",
                };
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
