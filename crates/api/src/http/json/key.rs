//! API keys: for programs, with no more rights than whoever makes them, for a year at most.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, delete, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::paths::{ItemPath, PartnershipPath};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::keys;
use crate::domain::caller::Caller;
use crate::domain::instant::Instant;
use crate::domain::key::Key;
use crate::domain::permission::{Area, covers};
use crate::domain::role::Roles;
use crate::domain::secret;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::idempotency::shown_once;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// What every secret begins with, so that scanners find one that leaked.
const PREFIX: &str = "yk_";
/// Longest life of a key, in seconds: a year, and a leap day.
const LONGEST: i64 = 366 * 24 * 60 * 60;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(create).service(read).service(revoke);
}

/// A key to make.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewKey {
    /// What it is for.
    #[schema(example = "wall display")]
    name: String,
    /// The roles it acts as, none beyond one's own rights.
    roles: Roles,
    /// Whether it may write.
    #[serde(default)]
    writes: bool,
    /// Until when it works, within a year.
    expires: Instant,
}

/// A key and its secret, which is shown here and nowhere else.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Made {
    /// The key.
    #[serde(flatten)]
    key: Key,
    /// To send as `Authorization: Bearer …`.
    #[schema(example = "yk_…")]
    secret: String,
}

/// Keys, by id.
#[utoipa::path(tag = "access", operation_id = "key.list", extensions(("x-permission" = json!("keys.read"))),
    params(PartnershipPath, PageQuery), responses(
    (status = 200, body = Page<Key>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/keys")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Key>>, Problem> {
    caller.read(&path.partnership, Area::Keys)?;
    let (limit, after) = query.bounds()?;
    let keys = keys::page(&app.db, &path.partnership, &after, limit as i64 + 1).await?;
    Ok(web::Json(Page::of(keys, limit, |key: &Key| key.id.as_str())))
}

/// Makes a key. Only people make keys: one that leaked makes no others.
#[utoipa::path(tag = "access", operation_id = "key.create", extensions(("x-permission" = json!("keys.write-in-person"))),
    params(PartnershipPath), request_body = NewKey, responses(
    (status = 201, body = Made, headers(("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/keys")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    body: Body<NewKey>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Keys)?;
    let now = app.clock.now();
    let new = body.0.checked(&caller, now)?;
    let (text, _) = secret::new();
    let secret = format!("{PREFIX}{text}");
    let token = secret::hash(&secret);
    let key = Key {
        id: Uuid::now_v7().simple().to_string(),
        name: new.name,
        roles: new.roles,
        writes: new.writes,
        created_by: caller.actor.clone(),
        created: Instant(now),
        expires: new.expires,
        revoked: None,
    };
    let place = format!("/api/v1/partnerships/{}/keys/{}", path.partnership, key.id);
    let stored = key.clone();
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                keys::insert(tx, &path.partnership, &stored, &token).await?;
                let deed = Deed {
                    actor: &caller.actor,
                    action: "key.create",
                    subject: &stored.id,
                    detail: "",
                };
                Ok(audit::append(tx, &path.partnership, now, &deed).await?)
            })
        })
        .await?;
    let mut response = HttpResponse::Created();
    response.insert_header((LOCATION, place));
    Ok(shown_once(response.json(Made { key, secret })))
}

/// One key.
#[utoipa::path(tag = "access", operation_id = "key.read", extensions(("x-permission" = json!("keys.read"))),
    params(ItemPath), responses(
    (status = 200, body = Key),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/keys/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<web::Json<Key>, Problem> {
    caller.read(&path.partnership, Area::Keys)?;
    let found = keys::one(&app.db, &path.partnership, &path.id).await?;
    found.map(web::Json).ok_or_else(Problem::not_found)
}

/// Revokes a key: it opens nothing any more. It stays on the list.
#[utoipa::path(tag = "access", operation_id = "key.revoke", extensions(("x-permission" = json!("keys.write"))),
    params(ItemPath), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/partnerships/{partnership}/keys/{id}")]
async fn revoke(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Keys)?;
    let found = keys::one(&app.db, &path.partnership, &path.id).await?;
    found.ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if keys::revoke(tx, &path.partnership, &path.id, now).await? {
                    let deed = Deed {
                        actor: &caller.actor,
                        action: "key.revoke",
                        subject: &path.id,
                        detail: "",
                    };
                    audit::append(tx, &path.partnership, now, &deed).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

impl NewKey {
    /// The same, if nothing is wrong with it.
    fn checked(mut self, caller: &Caller, now: i64) -> Result<Self, Problem> {
        self.roles.0.sort_unstable();
        self.roles.0.dedup();
        let mut checks = Checks::new();
        checks.name("name", &self.name);
        if self.roles.0.is_empty() {
            checks.wrong("roles", "missing", "no role", "Give one role at least.");
        }
        for role in self.roles.0.iter().filter(|role| !covers(&caller.roles, **role)) {
            let cause = format!("{role} may do what you may not");
            checks.wrong("roles", "beyond-yours", cause, "Give it no more rights than you have.");
        }
        if !(now + 1..=now + LONGEST).contains(&self.expires.0) {
            let remedy = "Take an instant within the next 366 days.";
            checks.wrong("expires", "out-of-range", "in the past, or too far ahead", remedy);
        }
        checks.finish().map(|()| self)
    }
}
