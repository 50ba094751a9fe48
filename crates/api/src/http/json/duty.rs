//! Duties: what a term's published plans ask of whom, those called off included; and the decisions of any plan, as files.

use actix_web::{HttpRequest, HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::paths::{RowFilePath, TermFilePath};
use super::plan::decisions_of;
use super::records::{RowPath, TermPath};
use crate::app::App;
use crate::db::duties;
use crate::db::records::TermKey;
use crate::domain::caller::Caller;
use crate::domain::duty::Duty;
use crate::domain::permission::Area;
use crate::http::files::{FileOf, LanguageQuery, language};
use crate::http::page::{Page, PageQuery, not_a_cursor};
use crate::http::problem::Problem;
use crate::tables::{Column, Title};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list).service(duties_file).service(decisions);
}

const DUTIES: &[Column] = &[
    Column::new("uid", "日程编号", "uid"),
    Column::new("kind", "性质", "kind"),
    Column::new("activity", "场次或需求", "session or need"),
    Column::new("team", "服务队", "team"),
    Column::new("service", "类别", "service"),
    Column::new("place", "场所", "place"),
    Column::new("location", "场所名称", "name of the place"),
    Column::new("grid", "网格", "grid"),
    Column::new("start", "开始", "start"),
    Column::new("end", "结束", "end"),
    Column::new("zone", "时区", "zone"),
    Column::new("title", "标题", "title"),
    Column::new("sequence", "变更次数", "changes"),
    Column::instant("updated", "最近变更", "last change"),
    Column::new("cancelled", "已取消", "called off"),
];

const DECISIONS: &[Column] = &[
    Column::new("kind", "性质", "kind"),
    Column::new("activity", "场次或需求", "session or need"),
    Column::new("team", "服务队", "team"),
    Column::new("start", "开始", "start"),
    Column::new("end", "结束", "end"),
];

/// Duties of a term, by begin.
#[utoipa::path(tag = "planning", operation_id = "duty.list", extensions(("x-permission" = json!("published.read"))),
    params(TermPath, PageQuery), responses(
    (status = 200, body = Page<Duty>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/duties")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Duty>>, Problem> {
    page(&app, &caller, path.into_inner(), &query).await.map(web::Json)
}

async fn page(app: &App, caller: &Caller, path: TermPath, query: &PageQuery) -> Result<Page<Duty>, Problem> {
    caller.read(&path.partnership, Area::Published)?;
    let (limit, after) = query.bounds()?;
    let after: (String, String) = if after.is_empty() {
        (String::new(), String::new())
    } else {
        serde_json::from_str(&after).map_err(|_| not_a_cursor())?
    };
    let rows = duties::page(&app.db, &TermKey::from(path), (&after.0, &after.1), limit as i64 + 1).await?;
    Ok(Page::by(rows, limit, |last| {
        serde_json::json!([last.start, last.uid]).to_string()
    }))
}

/// Duties of a term as a file.
#[utoipa::path(tag = "files", operation_id = "duty.file", extensions(("x-permission" = json!("published.read"))),
    params(TermFilePath, LanguageQuery), responses(
    (status = 200, content((String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/duties.{form}")]
async fn duties_file(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<TermFilePath>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, Problem> {
    let TermFilePath {
        partnership,
        term,
        form,
    } = path.into_inner();
    let file = FileOf {
        name: format!("{term}-duties"),
        form,
        language: language(query.lang, &request),
    };
    let path = TermPath { partnership, term };
    file.paged(Title::new("值班", "duties"), DUTIES.to_vec(), move |query| {
        let (app, caller, path) = (app.clone(), caller.clone(), path.clone());
        async move { page(&app, &caller, path, &query).await }
    })
    .await
}

/// What a plan decides as a file.
#[utoipa::path(tag = "files", operation_id = "plan.decisions-file", extensions(("x-permission" = json!("plans.read"))),
    params(RowFilePath, LanguageQuery), responses(
    (status = 200, content((String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/plans/{id}/decisions.{form}")]
async fn decisions(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowFilePath>,
    query: web::Query<LanguageQuery>,
) -> Result<HttpResponse, Problem> {
    let RowFilePath {
        partnership,
        term,
        id,
        form,
    } = path.into_inner();
    let file = FileOf {
        name: format!("{term}-decisions"),
        form,
        language: language(query.lang, &request),
    };
    let path = RowPath { partnership, term, id };
    file.paged(
        Title::new("排班决定", "decisions"),
        DECISIONS.to_vec(),
        move |query| {
            let (app, caller, path) = (app.clone(), caller.clone(), path.clone());
            async move { decisions_of(&app, &caller, path, &query).await }
        },
    )
    .await
}
