//! Founding the partnership, once, with the link that the very first start prints.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::db::accounts::{self, NewAccount};
use crate::db::audit::{self, Deed};
use crate::db::links;
use crate::db::partnerships::{self, Founding};
use crate::domain::account::{Account, Language, normal_login};
use crate::domain::partnership::Partnership;
use crate::domain::role::Role;
use crate::domain::secret;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::passwords;
use crate::http::problem::Problem;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(found);
}

/// What is founded, and by whom.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Setup {
    /// Of the link.
    secret: String,
    /// The partnership.
    partnership: NewPartnership,
    /// The first account of the office.
    account: FirstAccount,
}

/// A partnership to found.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPartnership {
    /// Id: part of every address.
    #[schema(example = "jiezi")]
    id: String,
    /// Name.
    #[schema(example = "介子路社区院地共建")]
    name: String,
    /// Zone of its clocks, an IANA name.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
    /// Namespace of its feeds' UIDs; it never changes.
    #[schema(example = "yuandi.example.edu")]
    domain: String,
}

/// The first account.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstAccount {
    /// What its owner types in.
    login: String,
    /// Name.
    name: String,
    /// Password.
    #[schema(format = Password, min_length = 10, max_length = 256)]
    password: String,
}

/// What was founded.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Founded {
    /// The partnership.
    partnership: Partnership,
    /// The account that may sign in now.
    account: Account,
}

/// Founds the partnership and opens the office's first account.
#[utoipa::path(tag = "access", operation_id = "setup", extensions(("x-permission" = json!("public"))),
    request_body = Setup, responses(
    (status = 201, body = Founded, headers(("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/setup")]
async fn found(app: web::Data<App>, body: Body<Setup>) -> Result<HttpResponse, Problem> {
    let Body(Setup {
        secret,
        partnership: NewPartnership { id, name, zone, domain },
        account: FirstAccount {
            login,
            name: who,
            password,
        },
    }) = body;
    let (token, now) = (secret::hash(&secret), app.clock.now());
    if !links::is_setup(&app.db, &token, now).await? {
        return Err(gone());
    }
    let login = normal_login(&login);
    let mut checks = Checks::new();
    checks.id("partnership.id", &id);
    checks.name("partnership.name", &name);
    checks.zone("partnership.zone", &zone);
    checks.domain("partnership.domain", &domain);
    checks.login("account.login", &login);
    checks.name("account.name", &who);
    checks.password("account.password", &password, &login);
    checks.finish()?;
    let first = NewAccount {
        id: Uuid::now_v7().simple().to_string(),
        partnership: id.clone(),
        login,
        name: who,
        roles: vec![Role::Office],
        person: None,
        grid: None,
        email: None,
        language: Language::default().tag().to_owned(),
        password: Some(passwords::hash(password).await?),
    };
    let founding = Founding {
        id: id.clone(),
        name,
        zone,
        domain,
    };
    let account = first.id.clone();
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if !links::use_setup(tx, &token, now).await? {
                    return Err(gone());
                }
                partnerships::found(tx, &founding, now).await?;
                accounts::open(tx, &first, now).await?;
                let deed = Deed {
                    actor: &first.id,
                    action: "partnership.found",
                    subject: &founding.id,
                    detail: "",
                };
                Ok(audit::append(tx, &founding.id, now, &deed).await?)
            })
        })
        .await?;
    let missing = || Problem::internal("what was founded is gone");
    let partnership = partnerships::one(&app.db, &id).await?.ok_or_else(missing)?;
    let account = accounts::one(&app.db, &id, &account).await?.ok_or_else(missing)?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, format!("/api/v1/partnerships/{id}")))
        .json(Founded { partnership, account }))
}

/// 404: nothing about why.
fn gone() -> Problem {
    let title = "This link was never given out, was used, or has expired. Start the service again for a new one.";
    Problem::new(StatusCode::NOT_FOUND, "no-such-link", title)
}
