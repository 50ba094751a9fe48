//! Swaps answered: taken, declined, withdrawn, approved, refused.

use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::whose::Whose;
use super::{SwapView, answer, author, find};
use crate::app::App;
use crate::db::records::TermKey;
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::domain::swap::{Action, Party};
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::json::records::RowPath;
use crate::http::problem::Problem;
use crate::planning::swap;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(accept)
        .service(decline)
        .service(withdraw)
        .service(approve)
        .service(refuse);
}

/// Who takes it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SwapAnswer {
    /// The team that takes an open offer; one's own when absent.
    #[serde(default)]
    team: Option<String>,
}

/// Takes an offer. The rules are asked anew; where swaps are approved by nobody, it is done, otherwise the office is told.
#[utoipa::path(tag = "swaps", operation_id = "swap.accept", extensions(("x-permission" = json!("swaps.write"))),
    params(RowPath), request_body = SwapAnswer, responses(
    (status = 200, body = SwapView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/swaps/{id}/accept")]
async fn accept(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
    body: Body<SwapAnswer>,
) -> Result<HttpResponse, Problem> {
    let own = may(&app, &caller, &path, Action::Accept).await?;
    let team = match (own, body.0.team) {
        (Some(own), Some(team)) if own != team => return Err(Problem::forbidden()),
        (own, team) => own.or(team),
    };
    step(app, caller, path.into_inner(), (Action::Accept, team)).await
}

/// Says no to an offer, or no more: the duties stay as they are.
#[utoipa::path(tag = "swaps", operation_id = "swap.decline", extensions(("x-permission" = json!("swaps.write"))),
    params(RowPath), responses(
    (status = 200, body = SwapView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/swaps/{id}/decline")]
async fn decline(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    may(&app, &caller, &path, Action::Decline).await?;
    step(app, caller, path.into_inner(), (Action::Decline, None)).await
}

/// Takes an offer back.
#[utoipa::path(tag = "swaps", operation_id = "swap.withdraw", extensions(("x-permission" = json!("swaps.write"))),
    params(RowPath), responses(
    (status = 200, body = SwapView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/swaps/{id}/withdraw")]
async fn withdraw(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    may(&app, &caller, &path, Action::Withdraw).await?;
    step(app, caller, path.into_inner(), (Action::Withdraw, None)).await
}

/// Approves a swap that both teams want: the rules are asked once more, and the plan with the swap in it is published.
#[utoipa::path(tag = "swaps", operation_id = "swap.approve", extensions(("x-permission" = json!("swaps.write"))),
    params(RowPath), responses(
    (status = 200, body = SwapView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/swaps/{id}/approve")]
async fn approve(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    may(&app, &caller, &path, Action::Approve).await?;
    step(app, caller, path.into_inner(), (Action::Approve, None)).await
}

/// Why it is refused.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SwapRefusal {
    /// What both teams are told.
    #[serde(default)]
    reason: Option<String>,
}

/// Refuses a swap that is under way; both teams are told why.
#[utoipa::path(tag = "swaps", operation_id = "swap.refuse", extensions(("x-permission" = json!("swaps.write"))),
    params(RowPath), request_body = SwapRefusal, responses(
    (status = 200, body = SwapView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/swaps/{id}/refuse")]
async fn refuse(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
    body: Body<SwapRefusal>,
) -> Result<HttpResponse, Problem> {
    may(&app, &caller, &path, Action::Refuse).await?;
    let mut checks = Checks::new();
    checks.maybe_name("reason", body.0.reason.as_deref());
    checks.finish()?;
    step(app, caller, path.into_inner(), (Action::Refuse, body.0.reason)).await
}

/// Whether the caller may do this with a swap; gives the team for which alone they speak.
async fn may(app: &App, caller: &Caller, path: &RowPath, action: Action) -> Result<Option<String>, Problem> {
    let grant = caller.write(&path.partnership, Area::Swaps)?;
    let key = TermKey {
        partnership: path.partnership.clone(),
        term: path.term.clone(),
    };
    let whose = Whose::of(app, caller, &key, grant).await?;
    if matches!(whose, Whose::Team(_)) && action.party() == Party::Office {
        return Err(Problem::forbidden());
    }
    let swap = find(app, &whose, &key, &path.id).await?;
    let own = whose.team()?;
    let fine = own.as_ref().is_none_or(|own| match action.party() {
        Party::Giver => swap.team == *own,
        Party::Taker => swap.team != *own,
        Party::Office | Party::Time => false,
    });
    fine.then_some(own).ok_or_else(Problem::forbidden)
}

/// Does it, and answers with the swap as it is then. `word` is the team that takes it, or why it is refused.
async fn step(
    app: web::Data<App>,
    caller: Caller,
    path: RowPath,
    (action, word): (Action, Option<String>),
) -> Result<HttpResponse, Problem> {
    let (key, id) = path.split();
    let author = author(&app, caller, key.clone());
    if matches!(action, Action::Accept | Action::Approve) {
        swap::forward(&app.db, &author, &id, (action, word)).await?;
        // It may have been published.
        app.feeds.forget();
    } else {
        swap::end(&app.db, &author, &id, (action, word)).await?;
    }
    answer(&app, &key, &id).await
}
