//! Webhooks: programs that are told what happens.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::paths::{ItemPath, PartnershipPath};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::webhooks::{self, Settings, Webhook};
use crate::domain::caller::Caller;
use crate::domain::event::EVENTS;
use crate::domain::instant::Instant;
use crate::domain::list::List;
use crate::domain::permission::Area;
use crate::http::body::Body;
use crate::http::etag;
use crate::http::idempotency::shown_once;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};
use crate::notify::{outward, signature};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(update)
        .service(rotate)
        .service(remove);
}

/// What a webhook's owner decides.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HookSettings {
    /// Address that is called: `https`, and of the open Internet unless the service's settings allow more.
    #[schema(example = "https://example.org/yuandi")]
    url: String,
    /// What it is told of.
    #[schema(example = json!(["plan.published"]))]
    events: List,
    /// Whether it is told anything.
    #[serde(default = "yes")]
    #[schema(default = true)]
    active: bool,
}

fn yes() -> bool {
    true
}

/// A webhook.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Hook {
    /// Id.
    id: String,
    /// Address that is called.
    url: String,
    /// What it is told of.
    events: List,
    /// Whether it is told anything. An answer of 410 switches it off.
    active: bool,
    /// Instant of its making.
    created: Instant,
    /// Rises with every change: the ETag.
    version: i64,
    /// Signs its deliveries (Standard Webhooks). It is shown when it is made and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl Hook {
    fn of(webhook: Webhook, secret: Option<String>) -> Self {
        let Webhook {
            id,
            url,
            events,
            active,
            created,
            version,
        } = webhook;
        Self {
            id,
            url,
            events,
            active,
            created,
            version,
            secret,
        }
    }
}

impl HookSettings {
    /// Judges every field.
    fn checked(self, allow_private: bool) -> Result<Settings, Problem> {
        let mut errors = Vec::new();
        if let Err((code, cause)) = outward::judge(&self.url, allow_private) {
            let remedy = "Send an https address that is reached from the open Internet.";
            errors.push(FieldError::new("url", code, cause, remedy));
        }
        for (place, event) in self.events.0.iter().enumerate() {
            if !EVENTS.contains(&event.as_str()) {
                let remedy = format!("Send one of {}.", EVENTS.join(", "));
                errors.push(FieldError::new(
                    &format!("events[{place}]"),
                    "unknown-event",
                    "nothing of this name happens",
                    remedy,
                ));
            }
        }
        if self.events.0.is_empty() || self.events.0.len() > EVENTS.len() {
            let remedy = "Name each event once.";
            errors.push(FieldError::new(
                "events",
                "out-of-range",
                "too few events, or too many",
                remedy,
            ));
        }
        if errors.is_empty() {
            let Self { url, events, active } = self;
            Ok(Settings { url, events, active })
        } else {
            Err(Problem::invalid(errors))
        }
    }
}

/// A page of the webhooks, by id.
#[utoipa::path(tag = "messages", operation_id = "webhook.list", extensions(("x-permission" = json!("messages.read"))),
    params(PartnershipPath, PageQuery), responses(
    (status = 200, body = Page<Hook>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/webhooks")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Hook>>, Problem> {
    caller.read(&path.partnership, Area::Messages)?;
    let (limit, after) = query.bounds()?;
    let rows = webhooks::page(&app.db, &path.partnership, &after, limit as i64 + 1).await?;
    let rows = rows.into_iter().map(|row| Hook::of(row, None)).collect();
    Ok(web::Json(Page::of(rows, limit, |hook: &Hook| &hook.id)))
}

/// Adds a webhook; the answer has the secret that signs its deliveries, this once.
#[utoipa::path(tag = "messages", operation_id = "webhook.create", extensions(("x-permission" = json!("messages.write"))),
    params(PartnershipPath), request_body = HookSettings, responses(
    (status = 201, body = Hook, headers(("ETag" = String), ("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/webhooks")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    body: Body<HookSettings>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Messages)?;
    let settings = body.0.checked(app.config.webhooks_allow_private)?;
    let (secret, now) = (signature::secret(), app.clock.now());
    let hook = Hook {
        id: Uuid::now_v7().to_string(),
        url: settings.url.clone(),
        events: settings.events.clone(),
        active: settings.active,
        created: Instant(now),
        version: 1,
        secret: Some(secret.clone()),
    };
    let place = format!("/api/v1/partnerships/{}/webhooks/{}", path.partnership, hook.id);
    let (partnership, actor, id) = (path.into_inner().partnership, caller.actor, hook.id.clone());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                webhooks::insert(tx, &partnership, &id, &settings, &secret, now).await?;
                let deed = deed(&actor, "webhook.create", &id, "");
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    let mut response = HttpResponse::Created();
    response.insert_header((LOCATION, place)).insert_header(etag::header(1));
    Ok(shown_once(response.json(hook)))
}

/// One webhook.
#[utoipa::path(tag = "messages", operation_id = "webhook.read", extensions(("x-permission" = json!("messages.read"))),
    params(ItemPath), responses(
    (status = 200, body = Hook, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/webhooks/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Messages)?;
    answer(&app, &path, None).await
}

/// Changes a webhook; `If-Match` says which version of it was seen.
#[utoipa::path(tag = "messages", operation_id = "webhook.update", extensions(("x-permission" = json!("messages.write"))),
    params(ItemPath, ("If-Match" = String, Header)), request_body = HookSettings, responses(
    (status = 200, body = Hook, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/partnerships/{partnership}/webhooks/{id}")]
async fn update(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<ItemPath>,
    body: Body<HookSettings>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Messages)?;
    let settings = body.0.checked(app.config.webhooks_allow_private)?;
    let seen = seen(&app, &request, &path).await?;
    let (now, ItemPath { partnership, id }) = (app.clock.now(), path.clone());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                let changed = webhooks::update(tx, &partnership, &id, &settings, seen).await?;
                changed.ok_or_else(etag::stale)?;
                let deed = deed(&caller.actor, "webhook.update", &id, "url, events, active");
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    answer(&app, &path, None).await
}

/// Gives a webhook another secret, which the answer has, this once; the one before signs nothing any more.
#[utoipa::path(tag = "messages", operation_id = "webhook.rotate", extensions(("x-permission" = json!("messages.write"))),
    params(ItemPath, ("If-Match" = String, Header)), responses(
    (status = 200, body = Hook, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/webhooks/{id}/secret")]
async fn rotate(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<ItemPath>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Messages)?;
    let seen = seen(&app, &request, &path).await?;
    let (now, ItemPath { partnership, id }) = (app.clock.now(), path.clone());
    let secret = signature::secret();
    let kept = secret.clone();
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                let changed = webhooks::rotate(tx, &partnership, &id, &kept, seen).await?;
                changed.ok_or_else(etag::stale)?;
                let deed = deed(&caller.actor, "webhook.rotate", &id, "secret");
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    answer(&app, &path, Some(secret)).await.map(shown_once)
}

/// Takes a webhook out; `If-Match` says which version of it was seen.
#[utoipa::path(tag = "messages", operation_id = "webhook.delete", extensions(("x-permission" = json!("messages.write"))),
    params(ItemPath, ("If-Match" = String, Header)), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/partnerships/{partnership}/webhooks/{id}")]
async fn remove(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<ItemPath>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Messages)?;
    let seen = seen(&app, &request, &path).await?;
    let (now, ItemPath { partnership, id }) = (app.clock.now(), path.into_inner());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if !webhooks::delete(tx, &partnership, &id, seen).await? {
                    return Err(etag::stale());
                }
                let deed = deed(&caller.actor, "webhook.delete", &id, "");
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

fn deed<'a>(actor: &'a str, action: &'a str, subject: &'a str, detail: &'a str) -> Deed<'a> {
    Deed {
        actor,
        action,
        subject,
        detail,
    }
}

/// The version that the caller saw; 404 if there is no such webhook, whatever they saw.
async fn seen(app: &App, request: &HttpRequest, path: &ItemPath) -> Result<i64, Problem> {
    let seen = etag::if_match(request)?;
    let there = webhooks::one(&app.db, &path.partnership, &path.id).await?;
    there.map(|_| seen).ok_or_else(Problem::not_found)
}

/// The webhook as it is now.
async fn answer(app: &App, path: &ItemPath, secret: Option<String>) -> Result<HttpResponse, Problem> {
    let webhook = webhooks::one(&app.db, &path.partnership, &path.id).await?;
    let webhook = webhook.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(webhook.version))
        .json(Hook::of(webhook, secret)))
}
