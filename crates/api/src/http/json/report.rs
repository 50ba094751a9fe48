//! Figures of a plan: how far hours are staffed, needs served, hours shared out, what is left open and why, where the cost is.

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::paths::RowFilePath;
use super::records::RowPath;
use crate::app::App;
use crate::db::records::TermKey;
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::http::files::{FileForm, FileOf, Lang, language};
use crate::http::problem::{FieldError, Problem};
use crate::planning::report::{self, Part, PlanReport};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read).service(file);
}

/// A table of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReportPart {
    /// By kind and week.
    Coverage,
    /// By grid.
    Needs,
    /// Hours.
    Teams,
    /// Hours.
    Students,
    /// And why.
    OpenNeeds,
    /// And why.
    OpenSessions,
    /// By part.
    Costs,
}

impl From<ReportPart> for Part {
    fn from(part: ReportPart) -> Self {
        match part {
            ReportPart::Coverage => Self::Coverage,
            ReportPart::Needs => Self::Needs,
            ReportPart::Teams => Self::Teams,
            ReportPart::Students => Self::Students,
            ReportPart::OpenNeeds => Self::OpenNeeds,
            ReportPart::OpenSessions => Self::OpenSessions,
            ReportPart::Costs => Self::Costs,
        }
    }
}

/// Which of its tables, and in which language.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PartQuery {
    /// `coverage`, `needs`, `teams`, `students`, `open_needs`, `open_sessions` or `costs`; a workbook has all of them when absent.
    part: Option<ReportPart>,
    /// `zh` or `en`; what `Accept-Language` prefers when absent, and else Chinese.
    lang: Option<Lang>,
}

/// The figures of a plan, next to the term as it is now.
#[utoipa::path(tag = "planning", operation_id = "plan.report", extensions(("x-permission" = json!("plans.read"))),
    params(RowPath), responses(
    (status = 200, body = PlanReport),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans/{id}/report")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<web::Json<PlanReport>, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    Ok(web::Json(report::of(&app.db, &key, &id).await?))
}

/// The same as files: a workbook of all tables, or one of them.
#[utoipa::path(tag = "files", operation_id = "plan.report-file", extensions(("x-permission" = json!("plans.read"))),
    params(RowFilePath, PartQuery), responses(
    (status = 200, content((String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans/{id}/report.{form}")]
async fn file(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowFilePath>,
    query: web::Query<PartQuery>,
) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let RowFilePath {
        partnership,
        term,
        id,
        form,
    } = path.into_inner();
    if form == FileForm::Csv && query.part.is_none() {
        let remedy = "Ask for one part, or for the workbook of all.";
        let cause = "a CSV file holds one table";
        return Err(Problem::invalid(vec![FieldError::new(
            "part",
            "missing-value",
            cause,
            remedy,
        )]));
    }
    let key = TermKey { partnership, term };
    let report = report::of(&app.db, &key, &id).await?;
    let file = FileOf {
        name: format!("{}-report", key.term),
        form,
        language: language(query.lang, &request),
    };
    let parts = query.part.map_or_else(|| Part::ALL.to_vec(), |part| vec![part.into()]);
    let mut tables: Vec<_> = parts
        .into_iter()
        .map(|part| report.table(part, file.language))
        .collect();
    match tables.pop() {
        Some(table) if tables.is_empty() => file.table(table).await,
        last => file.book(tables.into_iter().chain(last).collect()).await,
    }
}
