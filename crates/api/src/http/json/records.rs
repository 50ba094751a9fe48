//! Reading and writing the rows of a term's tables: one set of handlers, which each table's file gives a path and a name.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::duties;
use crate::db::records::{self, Only, TermKey, Versioned};
use crate::domain::caller::{Caller, Grant};
use crate::domain::permission::Reach;
use crate::domain::records::{Owner, Record};
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Whose term, in a path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TermPath {
    /// Partnership.
    pub partnership: String,
    /// Term.
    pub term: String,
}

/// One row of a term's table, in a path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RowPath {
    /// Partnership.
    pub partnership: String,
    /// Term.
    pub term: String,
    /// Its id.
    pub id: String,
}

impl From<TermPath> for TermKey {
    fn from(path: TermPath) -> Self {
        Self {
            partnership: path.partnership,
            term: path.term,
        }
    }
}

impl RowPath {
    /// The term, and the id.
    pub fn split(self) -> (TermKey, String) {
        let Self { partnership, term, id } = self;
        (TermKey { partnership, term }, id)
    }
}

/// A record with its version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Row<R> {
    /// Rises with every change: the ETag.
    pub version: i64,
    /// Its fields.
    #[serde(flatten)]
    pub record: R,
}

impl<R> From<Versioned<R>> for Row<R> {
    fn from(Versioned { version, record }: Versioned<R>) -> Self {
        Self { version, record }
    }
}

/// `GET` of a table.
///
/// # Errors
/// 403, 404, or a bad page.
pub async fn list<R: Record>(
    app: &App,
    caller: &Caller,
    path: TermPath,
    query: &PageQuery,
) -> Result<Page<Row<R>>, Problem> {
    let grant = caller.read(&path.partnership, R::AREA)?;
    let (limit, after) = query.bounds()?;
    let key = TermKey::from(path);
    let mine = own::<R>(app, caller, &key, grant).await?;
    let only: Only<'_> = mine.as_ref().map(|(column, value)| (*column, value.as_str()));
    let rows = records::page::<R>(&app.db, &key, only, &after, limit as i64 + 1).await?;
    Ok(Page::of(
        rows.into_iter().map(|row| shown(row, grant)).collect(),
        limit,
        |row: &Row<R>| row.record.id(),
    ))
}

/// `GET` of a row.
///
/// # Errors
/// 403 or 404.
pub async fn read<R: Record>(app: &App, caller: &Caller, path: RowPath) -> Result<HttpResponse, Problem> {
    let grant = caller.read(&path.partnership, R::AREA)?;
    let (key, id) = path.split();
    let row = records::one::<R>(&app.db, &key, &id)
        .await?
        .ok_or_else(Problem::not_found)?;
    mine::<R>(app, caller, &key, grant, &row.record).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(row.version))
        .json(shown(row, grant)))
}

/// A row as somebody may see it.
fn shown<R: Record>(row: Versioned<R>, grant: Grant) -> Row<R> {
    let row = Row::from(row);
    match grant.reach {
        Reach::All => row,
        Reach::Own => Row {
            record: row.record.for_owner(),
            ..row
        },
    }
}

/// `POST` of a row.
///
/// # Errors
/// 403, 404, 409 if the id is taken, 422 with every field that is wrong.
pub async fn create<R: Record>(
    app: &App,
    caller: &Caller,
    path: TermPath,
    mut record: R,
) -> Result<HttpResponse, Problem> {
    if !R::NAMED {
        record.set_id(Uuid::now_v7().simple().to_string());
    }
    let grant = caller.write(&path.partnership, R::AREA)?;
    let key = TermKey::from(path);
    mine::<R>(app, caller, &key, grant, &record).await?;
    let place = format!(
        "/api/v1/partnerships/{}/terms/{}/{}/{}",
        key.partnership,
        key.term,
        R::SHEET,
        record.id()
    );
    let (stored, actor, now) = (record.clone(), caller.actor.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if !records::touch(tx, &key).await? {
                    return Err(Problem::not_found());
                }
                records::insert(tx, &key, &stored).await?;
                let action = format!("{}.create", R::TABLE);
                let deed = Deed {
                    actor: &actor,
                    action: &action,
                    subject: stored.id(),
                    detail: &key.term,
                };
                Ok(audit::append(tx, &key.partnership, now, &deed).await?)
            })
        })
        .await?;
    let created = HttpResponse::Created()
        .insert_header((LOCATION, place))
        .insert_header(etag::header(1))
        .json(Row { version: 1, record });
    Ok(created)
}

/// `PUT` of a row.
///
/// # Errors
/// 403, 404, 412 if somebody was faster, 422 with every field that is wrong, 428 without `If-Match`.
pub async fn update<R: Record>(
    app: &App,
    caller: &Caller,
    request: &HttpRequest,
    path: RowPath,
    record: R,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, R::AREA)?;
    let (key, id) = path.split();
    let seen = etag::if_match(request)?;
    let before = records::one::<R>(&app.db, &key, &id)
        .await?
        .ok_or_else(Problem::not_found)?;
    mine::<R>(app, caller, &key, grant, &before.record).await?;
    mine::<R>(app, caller, &key, grant, &record).await?;
    if record.id() != id {
        return Err(Problem::conflict(
            "another-id",
            "The id in the body is not the one in the path; ids do not change.",
        ));
    }
    let (stored, actor, now) = (record.clone(), caller.actor.clone(), app.clock.now());
    let version = app
        .db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                records::touch(tx, &key).await?;
                let version = records::update(tx, &key, &stored, seen)
                    .await?
                    .ok_or_else(etag::stale)?;
                if R::SHOWN {
                    duties::refresh(tx, &key, now).await?;
                }
                let action = format!("{}.update", R::TABLE);
                let deed = Deed {
                    actor: &actor,
                    action: &action,
                    subject: stored.id(),
                    detail: &key.term,
                };
                audit::append(tx, &key.partnership, now, &deed).await?;
                Ok(version)
            })
        })
        .await?;
    if R::SHOWN {
        app.feeds.forget();
    }
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(version))
        .json(Row { version, record }))
}

/// `DELETE` of a row.
///
/// # Errors
/// 403, 404, 409 if others still name it, 412 if somebody was faster, 428 without `If-Match`.
pub async fn delete<R: Record>(
    app: &App,
    caller: &Caller,
    request: &HttpRequest,
    path: RowPath,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, R::AREA)?;
    let (key, id) = path.split();
    let seen = etag::if_match(request)?;
    let before = records::one::<R>(&app.db, &key, &id)
        .await?
        .ok_or_else(Problem::not_found)?;
    mine::<R>(app, caller, &key, grant, &before.record).await?;
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                records::touch(tx, &key).await?;
                if !records::delete::<R>(tx, &key, &id, seen).await? {
                    return Err(etag::stale());
                }
                let action = format!("{}.delete", R::TABLE);
                let deed = Deed {
                    actor: &actor,
                    action: &action,
                    subject: &id,
                    detail: &key.term,
                };
                Ok(audit::append(tx, &key.partnership, now, &deed).await?)
            })
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The column and value that make a row the caller's own; none if every row is within their reach.
async fn own<R: Record>(
    app: &App,
    caller: &Caller,
    key: &TermKey,
    grant: Grant,
) -> Result<Option<(&'static str, String)>, Problem> {
    if grant.reach == Reach::All {
        return Ok(None);
    }
    let person = caller.person.as_deref().ok_or_else(Problem::forbidden)?;
    match R::OWNER {
        Owner::Nobody => Err(Problem::forbidden()),
        Owner::Person(column) => Ok(Some((column, person.to_owned()))),
        Owner::Team(column) => {
            let team = crate::db::access::team(&app.db, key, person).await?;
            Ok(Some((column, team.ok_or_else(Problem::forbidden)?)))
        }
    }
}

/// Refuses a row that is not the caller's own, where only those are within reach.
async fn mine<R: Record>(app: &App, caller: &Caller, key: &TermKey, grant: Grant, record: &R) -> Result<(), Problem> {
    let Some((column, value)) = own::<R>(app, caller, key, grant).await? else {
        return Ok(());
    };
    let json = serde_json::to_value(record).map_err(Problem::internal)?;
    let field = if column == "id" {
        record.id()
    } else {
        json[column].as_str().unwrap_or_default()
    };
    if field == value {
        Ok(())
    } else {
        Err(Problem::forbidden())
    }
}

/// The five routes of a table: its record, its name in operation ids, the path of the table and that of a row.
macro_rules! record_routes {
    ($record:ty, $name:literal, $table:literal, $row:literal) => {
        use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
        use utoipa_actix_web::service_config::ServiceConfig;

        use crate::app::App;
        use crate::domain::caller::Caller;
        use crate::domain::permission::Permission;
        use crate::domain::records::Record;
        use crate::http::body::Body;
        use crate::http::json::records::{self, Row, RowPath, TermPath};
        use crate::http::page::{Page, PageQuery};
        use crate::http::problem::Problem;

        /// Adds the routes.
        pub(super) fn routes(config: &mut ServiceConfig<'_>) {
            config.service(list).service(create).service(read).service(update).service(remove);
        }

        /// A page of the table, by id.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".list"),
            extensions(("x-permission" = json!(Permission::Read(<$record as Record>::AREA).to_string()))), params(TermPath, PageQuery), responses(
            (status = 200, body = Page<Row<$record>>),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[get($table)]
        pub(super) async fn list(
            app: web::Data<App>,
            caller: Caller,
            path: web::Path<TermPath>,
            query: web::Query<PageQuery>,
        ) -> Result<web::Json<Page<Row<$record>>>, Problem> {
            records::list(&app, &caller, path.into_inner(), &query).await.map(web::Json)
        }

        /// Adds a row.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".create"),
            extensions(("x-permission" = json!(Permission::Write(<$record as Record>::AREA).to_string()))), params(TermPath), request_body = $record, responses(
            (status = 201, body = Row<$record>, headers(("ETag" = String), ("Location" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[post($table)]
        pub(super) async fn create(
            app: web::Data<App>,
            caller: Caller,
            path: web::Path<TermPath>,
            body: Body<$record>,
        ) -> Result<HttpResponse, Problem> {
            records::create(&app, &caller, path.into_inner(), body.0).await
        }

        /// One row.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".read"),
            extensions(("x-permission" = json!(Permission::Read(<$record as Record>::AREA).to_string()))), params(RowPath), responses(
            (status = 200, body = Row<$record>, headers(("ETag" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[get($row)]
        pub(super) async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
            records::read::<$record>(&app, &caller, path.into_inner()).await
        }

        /// Replaces a row; `If-Match` says which version of it was seen.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".update"),
            extensions(("x-permission" = json!(Permission::Write(<$record as Record>::AREA).to_string()))),
            params(RowPath, ("If-Match" = String, Header)), request_body = $record, responses(
            (status = 200, body = Row<$record>, headers(("ETag" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[put($row)]
        pub(super) async fn update(
            app: web::Data<App>,
            caller: Caller,
            request: HttpRequest,
            path: web::Path<RowPath>,
            body: Body<$record>,
        ) -> Result<HttpResponse, Problem> {
            records::update(&app, &caller, &request, path.into_inner(), body.0).await
        }

        /// Takes a row out; `If-Match` says which version of it was seen.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".delete"),
            extensions(("x-permission" = json!(Permission::Write(<$record as Record>::AREA).to_string()))),
            params(RowPath, ("If-Match" = String, Header)), responses(
            (status = 204),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[delete($row)]
        pub(super) async fn remove(
            app: web::Data<App>,
            caller: Caller,
            request: HttpRequest,
            path: web::Path<RowPath>,
        ) -> Result<HttpResponse, Problem> {
            records::delete::<$record>(&app, &caller, &request, path.into_inner()).await
        }
    };
}
pub(crate) use record_routes;
