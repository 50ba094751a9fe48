//! Messages of a span once more: after a mail server lost some, or webhooks were down.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::paths::PartnershipPath;
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::outbox;
use crate::domain::caller::Caller;
use crate::domain::instant::Instant;
use crate::domain::permission::Area;
use crate::http::body::Body;
use crate::http::problem::{FieldError, Problem};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(resend);
}

/// Which messages.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Span {
    /// Those written at this instant or later,
    from: Instant,
    /// and before this one.
    to: Instant,
    /// Only those to this account or webhook.
    recipient: Option<String>,
    /// Whether those that left are sent again, too; without it only those that never will.
    #[serde(default)]
    sent: bool,
}

/// How many messages leave once more.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Resent {
    /// So many.
    messages: u64,
}

/// Lets the messages of a span leave once more, each under the id it had: its receiver knows it for the same.
#[utoipa::path(tag = "messages", operation_id = "message.resend_span", extensions(("x-permission" = json!("messages.write"))),
    params(PartnershipPath), request_body = Span, responses(
    (status = 200, body = Resent),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/resends")]
async fn resend(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    body: Body<Span>,
) -> Result<web::Json<Resent>, Problem> {
    caller.write(&path.partnership, Area::Messages)?;
    let (partnership, now) = (path.into_inner().partnership, app.clock.now());
    let Body(Span {
        from,
        to,
        recipient,
        sent,
    }) = body;
    if from >= to {
        let cause = "it does not end after it begins";
        let error = FieldError::new("to", "empty-span", cause, "Send a later instant.");
        return Err(Problem::invalid(vec![error]));
    }
    let written = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            let span = (from.0, to.0);
            let messages = outbox::resend_span(tx, &partnership, span, recipient.as_deref(), sent, now).await?;
            let deed = Deed {
                actor: &caller.actor,
                action: "message.resend_span",
                subject: "",
                detail: &format!("{messages} messages"),
            };
            audit::append(tx, &partnership, now, &deed).await?;
            Ok(messages)
        })
    });
    Ok(web::Json(Resent {
        messages: written.await?,
    }))
}
