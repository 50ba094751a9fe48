//! Messages: what left, what waits, what could not leave, and once more.

use actix_web::{HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::paths::{ItemPath, PartnershipPath};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::outbox::{self, Message, Only};
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};

/// The states of a message.
const STATES: [&str; 4] = ["waiting", "sending", "sent", "dead"];

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(read).service(resend);
}

/// Which messages.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MessageQuery {
    /// Rows at most.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u16>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Only those in this state: `waiting`, `sending`, `sent`, `dead`.
    state: Option<String>,
    /// Only those to this account or webhook.
    recipient: Option<String>,
}

/// A message with what it says.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct WholeMessage {
    /// The message.
    #[serde(flatten)]
    message: Message,
    /// What it says: for a person the changes, for a webhook the body of the call.
    content: Json,
}

/// A page of the messages, the newest first.
#[utoipa::path(tag = "messages", operation_id = "message.list", extensions(("x-permission" = json!("messages.read"))),
    params(PartnershipPath, MessageQuery), responses(
    (status = 200, body = Page<Message>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/messages")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<MessageQuery>,
) -> Result<web::Json<Page<Message>>, Problem> {
    caller.read(&path.partnership, Area::Messages)?;
    let MessageQuery {
        limit,
        cursor,
        state,
        recipient,
    } = query.into_inner();
    let (limit, before) = PageQuery { limit, cursor }.bounds()?;
    if state.as_deref().is_some_and(|state| !STATES.contains(&state)) {
        let remedy = format!("Ask for one of {}.", STATES.join(", "));
        let error = FieldError::new("state", "unknown-state", "no message is ever in this state", remedy);
        return Err(Problem::invalid(vec![error]));
    }
    let only = Only {
        state: state.as_deref(),
        recipient: recipient.as_deref(),
    };
    let found = found(&app, &path.partnership, only, (limit, &before)).await;
    found.map(web::Json)
}

async fn found(
    app: &App,
    partnership: &str,
    only: Only<'_>,
    (limit, before): (usize, &str),
) -> Result<Page<Message>, Problem> {
    let before = (!before.is_empty()).then_some(before);
    let rows = outbox::page(&app.db, partnership, only, before, limit as i64 + 1).await?;
    Ok(Page::of(rows, limit, |message: &Message| &message.id))
}

/// A page of all messages.
pub(super) async fn page(
    app: &App,
    caller: &Caller,
    partnership: &str,
    query: &PageQuery,
) -> Result<Page<Message>, Problem> {
    caller.read(partnership, Area::Messages)?;
    let (limit, before) = query.bounds()?;
    let all = Only {
        state: None,
        recipient: None,
    };
    found(app, partnership, all, (limit, &before)).await
}

/// One message with what it says.
#[utoipa::path(tag = "messages", operation_id = "message.read", extensions(("x-permission" = json!("messages.read"))),
    params(ItemPath), responses(
    (status = 200, body = WholeMessage),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/messages/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Messages)?;
    let message = outbox::one(&app.db, &path.partnership, &path.id).await?;
    let message = message.ok_or_else(Problem::not_found)?;
    let content = outbox::content(&app.db, &path.partnership, &path.id).await?;
    let content = content.and_then(|text| serde_json::from_str(&text).ok());
    Ok(HttpResponse::Ok().json(WholeMessage {
        message,
        content: content.unwrap_or_default(),
    }))
}

/// Lets a message leave once more, from its first attempt on; a webhook's receiver knows it by its id.
#[utoipa::path(tag = "messages", operation_id = "message.resend", extensions(("x-permission" = json!("messages.write"))),
    params(ItemPath), responses(
    (status = 200, body = Message),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/messages/{id}/resend")]
async fn resend(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Messages)?;
    let there = outbox::one(&app.db, &path.partnership, &path.id).await?;
    there.ok_or_else(Problem::not_found)?;
    let (now, ItemPath { partnership, id }) = (app.clock.now(), path.clone());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if !outbox::resend(tx, &partnership, &id, now).await? {
                    let title = "It is on its way at this moment; look again in a minute.";
                    return Err(Problem::conflict("under-way", title));
                }
                let deed = Deed {
                    actor: &caller.actor,
                    action: "message.resend",
                    subject: &id,
                    detail: "",
                };
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    let message = outbox::one(&app.db, &path.partnership, &path.id).await?;
    Ok(HttpResponse::Ok().json(message.ok_or_else(Problem::not_found)?))
}
