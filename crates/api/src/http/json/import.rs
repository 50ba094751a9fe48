//! Imports and exports of a whole term.

use actix_web::http::header::{CONTENT_DISPOSITION, ContentDisposition, DispositionParam, DispositionType, LOCATION};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::records::{RowPath, TermPath};
use crate::app::App;
use crate::db::imports::{self, Import, Listed};
use crate::db::records::TermKey;
use crate::domain::caller::Caller;
use crate::domain::instant::Instant;
use crate::domain::permission::Area;
use crate::http::checks::Checks;
use crate::http::files::{FileForm, FileOf, Lang, language};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};
use crate::planning::folder::BridgeError;
use crate::planning::import::{self, ImportError, RowFault, Sender};
use crate::planning::workbook;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(look)
        .service(read)
        .service(apply)
        .service(undo)
        .service(export);
}

/// What the file is called.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// Its name, for whoever looks at the list later.
    file: Option<String>,
}

/// An import.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Preview {
    /// Id.
    id: String,
    /// `faulty`, `ready`, `applied`, `undone`.
    state: String,
    /// Name of the file.
    file: String,
    /// Every mistake in it.
    faults: Vec<RowFault>,
    /// Rows new, changed, gone and the same, by table.
    summary: Json,
}

impl From<Import> for Preview {
    fn from(import: Import) -> Self {
        // Both were written by us.
        let summary = serde_json::from_str(&import.summary).unwrap_or_default();
        let faults = serde_json::from_str(&import.faults).unwrap_or_default();
        Self {
            id: import.id,
            state: import.state,
            file: import.file,
            faults,
            summary,
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Archive(error) => {
                let remedy = "Send a zip of the term folder, or one workbook term.xlsx.";
                Self::invalid(vec![FieldError::new("", "not-a-folder", error.to_string(), remedy)])
            }
            ImportError::State => Self::conflict(
                "import-state",
                "The import was applied or undone already, or has faults.",
            ),
            ImportError::Published => Self::conflict(
                "plan-published",
                "A plan of the term is published, and people go by it: a term that they work by cannot go.",
            ),
            ImportError::Changed => Self::conflict(
                "term-changed",
                "The term changed meanwhile; import again to see what would happen now.",
            ),
            ImportError::Bridge(error) => error.into(),
        }
    }
}

impl From<BridgeError> for Problem {
    fn from(error: BridgeError) -> Self {
        match error {
            BridgeError::NoTerm => Self::not_found(),
            BridgeError::Database(error) => error.into(),
            BridgeError::Form(cause) => Self::internal(cause),
        }
    }
}

impl From<RowFault> for FieldError {
    fn from(fault: RowFault) -> Self {
        Self {
            field: fault.field,
            code: fault.code,
            cause: fault.cause,
            remedy: fault.remedy,
        }
    }
}

/// An import in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ImportRow {
    /// Id.
    id: String,
    /// `faulty`, `ready`, `applied`, `undone`.
    state: String,
    /// Name of the file.
    file: String,
    /// Who brought it.
    created_by: String,
    /// When.
    created: Instant,
}

impl From<Listed> for ImportRow {
    fn from(listed: Listed) -> Self {
        let Listed {
            id,
            state,
            file,
            created_by,
            created,
        } = listed;
        Self {
            id,
            state,
            file,
            created_by,
            created: Instant(created),
        }
    }
}

/// A page of the imports into a term, the newest first.
#[utoipa::path(tag = "import", operation_id = "import.list", extensions(("x-permission" = json!("imports.read"))),
    params(TermPath, PageQuery), responses(
    (status = 200, body = Page<ImportRow>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/imports")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<ImportRow>>, Problem> {
    caller.read(&path.partnership, Area::Imports)?;
    let (limit, before) = query.bounds()?;
    let before = (!before.is_empty()).then_some(before.as_str());
    let rows = imports::page(&app.db, &path.partnership, &path.term, before, limit as i64 + 1).await?;
    let rows = rows.into_iter().map(ImportRow::from).collect();
    Ok(web::Json(Page::of(rows, limit, |row: &ImportRow| &row.id)))
}

/// Looks at a term folder, as a zip or a workbook: tells every mistake by row, or what it would change. Nothing changes yet.
#[utoipa::path(tag = "import", operation_id = "import.look", extensions(("x-permission" = json!("imports.write"))), params(TermPath, FileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 201, body = Preview, headers(("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/imports")]
async fn look(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<FileQuery>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Imports)?;
    let key = TermKey::from(path.into_inner());
    // It makes the term, if it is not there.
    let mut checks = Checks::new();
    checks.id("term", &key.term);
    checks.finish()?;
    let file = query.file.clone().unwrap_or_default();
    let sender = Sender {
        key: &key,
        actor: &caller.actor,
        now: app.clock.now(),
    };
    let import = import::look(&app.db, &sender, &file, body.to_vec()).await?;
    let place = format!(
        "/api/v1/partnerships/{}/terms/{}/imports/{}",
        key.partnership, key.term, import.id
    );
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, place))
        .json(Preview::from(import)))
}

/// An import as it was seen.
#[utoipa::path(tag = "import", operation_id = "import.read", extensions(("x-permission" = json!("imports.read"))), params(RowPath), responses(
    (status = 200, body = Preview),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/imports/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<web::Json<Preview>, Problem> {
    caller.read(&path.partnership, Area::Imports)?;
    find(&app, &path).await.map(Preview::from).map(web::Json)
}

async fn find(app: &App, path: &RowPath) -> Result<Import, Problem> {
    let found = imports::one(&app.db, &path.partnership, &path.term, &path.id).await?;
    found.ok_or_else(Problem::not_found)
}

/// Puts the folder in place of the term.
#[utoipa::path(tag = "import", operation_id = "import.apply", extensions(("x-permission" = json!("imports.write"))), params(RowPath), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/imports/{id}/apply")]
async fn apply(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Imports)?;
    let found = find(&app, &path).await?;
    let key = path.into_inner().split().0;
    let sender = Sender {
        key: &key,
        actor: &caller.actor,
        now: app.clock.now(),
    };
    import::apply(&app.db, &sender, found).await?;
    app.feeds.forget();
    Ok(HttpResponse::NoContent().finish())
}

/// Gives the term back as it was before.
#[utoipa::path(tag = "import", operation_id = "import.undo", extensions(("x-permission" = json!("imports.write"))), params(RowPath), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/imports/{id}/undo")]
async fn undo(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Imports)?;
    let found = find(&app, &path).await?;
    let key = path.into_inner().split().0;
    let sender = Sender {
        key: &key,
        actor: &caller.actor,
        now: app.clock.now(),
    };
    import::undo(&app.db, &sender, found).await?;
    app.feeds.forget();
    Ok(HttpResponse::NoContent().finish())
}

/// In which form a term leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum TermForm {
    /// A zip of its folder, calendars and all.
    #[default]
    Zip,
    /// One workbook; calendars have no place in it.
    Xlsx,
}

/// In which form, and in which language a workbook is.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// `zip` when absent.
    #[serde(default)]
    format: TermForm,
    /// Language of the sheets of a workbook: `zh` or `en`; what `Accept-Language` prefers when absent, and else Chinese.
    #[serde(default)]
    lang: Option<Lang>,
}

/// The term as a zip of its folder or as one workbook: what an import takes.
#[utoipa::path(tag = "import", operation_id = "term.export", extensions(("x-permission" = json!("imports.read"))),
    params(TermPath, ExportQuery), responses(
    (status = 200, content((Vec<u8> = "application/zip"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/export")]
async fn export(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<TermPath>,
    query: web::Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Imports)?;
    let key = TermKey::from(path.into_inner());
    if query.format == TermForm::Xlsx {
        let sheets = workbook::sheets(&app.db, &key).await?;
        let file = FileOf {
            name: key.term,
            form: FileForm::Xlsx,
            language: language(query.lang, &request),
        };
        return file.book(sheets).await;
    }
    let zip = import::export(&app.db, &key).await?;
    let name = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(format!("{}.zip", key.term))],
    };
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CONTENT_DISPOSITION, name))
        .body(zip))
}
