//! Plans changed by hand: looked at, then kept as a draft.

use std::collections::BTreeMap;

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::records::RowPath;
use crate::app::App;
use crate::domain::breach::Breach;
use crate::domain::caller::Caller;
use crate::domain::decision::Decision;
use crate::domain::edit::Change;
use crate::domain::permission::Area;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::etag;
use crate::http::problem::{FieldError, Problem};
use crate::planning::draft::{self, Edit};
use crate::planning::edit::{EditFault, Figures, Judged};
use crate::planning::ground::{Author, HandError};

/// Changes at once, at most.
const MOST_CHANGES: usize = 500;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(preview).service(keep);
}

/// What somebody wants to see.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditPreview {
    /// The changes, one after the other.
    changes: Vec<Change>,
    /// Whether pins move along: what is changed is then held to, in place of what was fixed of it.
    #[serde(default)]
    pin: bool,
}

/// What somebody wants kept.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditOrder {
    /// The changes, one after the other.
    changes: Vec<Change>,
    /// Whether to pin what they give, and to exclude from a session whom they take from it, for the plans to come.
    #[serde(default)]
    pin: bool,
    /// What there is to say of it.
    #[serde(default)]
    note: Option<String>,
    /// Why the plan may break hard rules. Without it a change that breaks one is not kept; with it the plan can be published.
    #[serde(default, rename = "override")]
    because: Option<String>,
}

/// What a change costs, breaks and mends, as the independent checker has it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Judgement {
    /// What it costs more.
    cost: i64,
    /// The same by part; parts that stay the same are left out.
    parts: BTreeMap<String, i64>,
    /// The plan before.
    before: Figures,
    /// The plan after.
    after: Figures,
    /// Hard rules that it breaks, or breaks further.
    breaks: Vec<Breach>,
    /// Hard rules that were broken and no more are.
    repairs: Vec<Breach>,
    /// Hard rules that stay broken.
    stands: Vec<Breach>,
    /// Decisions of the plan that the term no longer has a place for: they are left out.
    gone: Vec<Decision>,
}

impl From<Judged> for Judgement {
    fn from(judged: Judged) -> Self {
        let (cost, parts) = judged.difference();
        Self {
            cost,
            parts,
            before: judged.before,
            after: judged.after,
            breaks: judged.breaks,
            repairs: judged.repairs,
            stands: judged.stands,
            gone: judged.gone,
        }
    }
}

/// A draft made by hand.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct EditedPlan {
    /// Id of the new plan.
    plan: String,
    /// What the change costs, breaks and mends.
    #[serde(flatten)]
    judgement: Judgement,
}

impl From<EditFault> for FieldError {
    fn from(fault: EditFault) -> Self {
        Self::new(&fault.field, fault.code, fault.cause, fault.remedy)
    }
}

impl From<HandError> for Problem {
    fn from(error: HandError) -> Self {
        match error {
            HandError::Bridge(error) => error.into(),
            HandError::Term(faults) => {
                let error = |fault: crate::planning::import::RowFault| {
                    let place = [fault.file, fault.at, fault.field].join(" ");
                    FieldError::new(place.trim(), &fault.code, fault.cause, fault.remedy)
                };
                let title = "The term's tables have mistakes; correct them first.";
                Self {
                    errors: faults.into_iter().map(error).collect(),
                    ..Self::conflict("faulty-term", title)
                }
            }
            HandError::Changes(faults) => Self::invalid(faults.into_iter().map(FieldError::from).collect()),
            HandError::Cannot(faults) => {
                let error = |fault: EditFault| FieldError::new("", fault.code, fault.cause, fault.remedy);
                Self {
                    errors: faults.into_iter().map(error).collect(),
                    ..Self::conflict("breaks-rules", "It cannot be done; nothing was changed.")
                }
            }
            HandError::Breaks(breaches) => {
                let error = |breach: Breach| FieldError::new("changes", &breach.code, breach.en, breach.zh);
                Self {
                    errors: breaches.into_iter().map(error).collect(),
                    ..Self::conflict("breaks-rules", "Hard rules would be broken; nothing was changed.")
                }
            }
            HandError::NotFound => Self::not_found(),
            HandError::Stale => etag::stale(),
            HandError::State(code, title) => Self::conflict(code, title),
        }
    }
}

/// Judges what can be seen without the term.
fn judge(changes: &[Change], texts: &[(&str, Option<&str>)]) -> Result<(), Problem> {
    let mut checks = Checks::new();
    if changes.is_empty() || changes.len() > MOST_CHANGES {
        let remedy = "Send 1 to 500 changes.";
        checks.wrong("changes", "out-of-range", format!("{} changes", changes.len()), remedy);
    }
    for (field, text) in texts {
        checks.maybe_name(field, *text);
    }
    checks.finish()
}

/// What a change of a plan would cost, in total and by part, and every hard rule that it would break or mend. Nothing is kept.
#[utoipa::path(tag = "planning", operation_id = "edit.preview", extensions(("x-permission" = json!("plans.write"))),
    params(RowPath), request_body = EditPreview, responses(
    (status = 200, body = Judgement),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/plans/{id}/edits/preview")]
async fn preview(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<RowPath>,
    body: Body<EditPreview>,
) -> Result<web::Json<Judgement>, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    let Body(EditPreview { changes, pin }) = body;
    judge(&changes, &[])?;
    let (key, id) = path.into_inner().split();
    let edit = Edit {
        changes,
        pin,
        note: None,
        because: None,
    };
    Ok(web::Json(draft::preview(&app.db, &key, &id, edit).await?.into()))
}

/// Keeps a changed plan as a new draft; `If-Match` says which version of the plan was seen that it is made from.
#[utoipa::path(tag = "planning", operation_id = "edit.keep", extensions(("x-permission" = json!("plans.write"))),
    params(RowPath, ("If-Match" = String, Header)), request_body = EditOrder, responses(
    (status = 201, body = EditedPlan, headers(("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/plans/{id}/edits")]
async fn keep(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
    body: Body<EditOrder>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Plans)?;
    let version = etag::if_match(&request)?;
    let Body(EditOrder {
        changes,
        pin,
        note,
        because,
    }) = body;
    judge(&changes, &[("note", note.as_deref()), ("override", because.as_deref())])?;
    let (key, id) = path.into_inner().split();
    let place = format!("/api/v1/partnerships/{}/terms/{}/plans", key.partnership, key.term);
    let author = Author {
        key,
        actor: caller.actor,
        now: app.clock.now(),
    };
    let edit = Edit {
        changes,
        pin,
        note,
        because,
    };
    let (plan, judged) = draft::keep(&app.db, &author, (&id, version), edit).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, format!("{place}/{plan}")))
        .insert_header(etag::header(1))
        .json(EditedPlan {
            plan,
            judgement: judged.into(),
        }))
}
