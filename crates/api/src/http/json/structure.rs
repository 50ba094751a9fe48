//! Reading and writing what a partnership is made up of: one set of handlers for colleges and grids.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};

use super::paths::{ItemPath, PartnershipPath, address};
use super::records::Row;
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::{Tx, grids, partnerships, structure};
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::domain::structure::{Grid, Part};
use crate::http::checks::Checks;
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};
use crate::planning::rows::is_id;

/// `GET` of all.
///
/// # Errors
/// 403, 404, or a bad page.
pub async fn list<P: Part>(
    app: &App,
    caller: &Caller,
    path: &PartnershipPath,
    query: &PageQuery,
) -> Result<Page<Row<P>>, Problem> {
    caller.read(&path.partnership, Area::Structure)?;
    let (limit, after) = query.bounds()?;
    let rows = structure::page::<P>(&app.db, &path.partnership, &after, limit as i64 + 1).await?;
    let rows = rows.into_iter().map(Row::from).collect();
    Ok(Page::of(rows, limit, |row: &Row<P>| row.record.id()))
}

/// `GET` of one.
///
/// # Errors
/// 403 or 404.
pub async fn read<P: Part>(app: &App, caller: &Caller, path: &ItemPath) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Structure)?;
    let found = structure::one::<P>(&app.db, &path.partnership, &path.id).await?;
    let row = found.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(row.version))
        .json(Row::from(row)))
}

/// `POST` of one.
///
/// # Errors
/// 403, 404, 409 if the id is taken or what it belongs to is not there, 422 with every field that is wrong.
pub async fn create<P: Part>(
    app: &App,
    caller: &Caller,
    path: PartnershipPath,
    part: P,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Structure)?;
    check(&part)?;
    let place = address(&[&path.partnership, P::PLURAL, part.id()]);
    let (stored, actor, now) = (part.clone(), caller.actor.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                partnerships::hold(tx, &path.partnership).await?;
                fit(tx, &path.partnership, &stored).await?;
                structure::insert(tx, &path.partnership, &stored).await?;
                note::<P>(tx, &path.partnership, now, (&actor, "create", stored.id())).await
            })
        })
        .await?;
    app.feeds.forget();
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, place))
        .insert_header(etag::header(1))
        .json(Row {
            version: 1,
            record: part,
        }))
}

/// `PUT` of one.
///
/// # Errors
/// 403, 404, 412 if somebody was faster, 422 with every field that is wrong, 428 without `If-Match`.
pub async fn update<P: Part>(
    app: &App,
    caller: &Caller,
    request: &HttpRequest,
    path: ItemPath,
    part: P,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Structure)?;
    let seen = etag::if_match(request)?;
    find::<P>(app, &path).await?;
    if part.id() != path.id {
        return Err(Problem::conflict(
            "another-id",
            "The id in the body is not the one in the path; ids do not change.",
        ));
    }
    check(&part)?;
    let (stored, actor, now) = (part.clone(), caller.actor.clone(), app.clock.now());
    let version = app
        .db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                partnerships::hold(tx, &path.partnership).await?;
                fit(tx, &path.partnership, &stored).await?;
                count_on::<P>(tx, &path.partnership, stored.id(), now).await?;
                let updated = structure::update(tx, &path.partnership, &stored, seen).await?;
                let version = updated.ok_or_else(etag::stale)?;
                note::<P>(tx, &path.partnership, now, (&actor, "update", stored.id())).await?;
                Ok(version)
            })
        })
        .await?;
    app.feeds.forget();
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(version))
        .json(Row { version, record: part }))
}

/// `DELETE` of one.
///
/// # Errors
/// 403, 404, 409 if others still name it, 412 if somebody was faster, 428 without `If-Match`.
pub async fn delete<P: Part>(
    app: &App,
    caller: &Caller,
    request: &HttpRequest,
    path: ItemPath,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Structure)?;
    let seen = etag::if_match(request)?;
    find::<P>(app, &path).await?;
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                count_on::<P>(tx, &path.partnership, &path.id, now).await?;
                if !structure::delete::<P>(tx, &path.partnership, &path.id, seen).await? {
                    return Err(etag::stale());
                }
                // Afterwards: whoever named it in a term meanwhile held it, and is seen now.
                if structure::in_use::<P>(tx, &path.partnership, &path.id).await? {
                    return Err(Problem::conflict("in-use", "A term still names it."));
                }
                note::<P>(tx, &path.partnership, now, (&actor, "delete", &path.id)).await
            })
        })
        .await?;
    app.feeds.forget();
    Ok(HttpResponse::NoContent().finish())
}

async fn find<P: Part>(app: &App, path: &ItemPath) -> Result<(), Problem> {
    let found = structure::one::<P>(&app.db, &path.partnership, &path.id).await?;
    found.map(drop).ok_or_else(Problem::not_found)
}

fn check<P: Part>(part: &P) -> Result<(), Problem> {
    let mut checks = Checks::new();
    if !is_id(part.id()) {
        let cause = format!("{:?} cannot stand in an address", part.id());
        checks.wrong(
            "id",
            "not-an-id",
            cause,
            "Take up to 64 letters, digits, hyphens, underscores and points within.",
        );
    }
    checks.name("name", part.name());
    checks.finish()
}

/// Refuses what would stand below itself, or beside what it belongs to.
async fn fit<P: Part>(tx: &mut Tx, partnership: &str, part: &P) -> Result<(), Problem> {
    if structure::fits(tx, partnership, part).await? {
        return Ok(());
    }
    let cause = "not below what it belongs to, or not above what belongs to it";
    let remedy = "From the top: district, street, community, grid, building.";
    Err(Problem::invalid(vec![FieldError::new(
        "level",
        "wrong-level",
        cause,
        remedy,
    )]))
}

/// Calendars of grids show what lies below them, and bear their names.
async fn count_on<P: Part>(tx: &mut Tx, partnership: &str, id: &str, now: i64) -> Result<(), Problem> {
    if P::TABLE == Grid::TABLE {
        grids::count_on(tx, partnership, id, now).await?;
    }
    Ok(())
}

/// Notes who did what to which.
async fn note<P: Part>(
    tx: &mut Tx,
    partnership: &str,
    now: i64,
    (actor, verb, subject): (&str, &str, &str),
) -> Result<(), Problem> {
    let action = format!("{}.{verb}", P::TABLE);
    let deed = Deed {
        actor,
        action: &action,
        subject,
        detail: "",
    };
    count_on::<P>(tx, partnership, subject, now).await?;
    Ok(audit::append(tx, partnership, now, &deed).await?)
}

/// The five routes of a part: its type, its name in operation ids, the path of all and that of one.
macro_rules! part_routes {
    ($part:ty, $name:literal, $all:literal, $one:literal) => {
        use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
        use utoipa_actix_web::service_config::ServiceConfig;

        use crate::app::App;
        use crate::domain::caller::Caller;
        use crate::http::body::Body;
        use crate::http::json::paths::{ItemPath, PartnershipPath};
        use crate::http::json::records::Row;
        use crate::http::json::structure;
        use crate::http::page::{Page, PageQuery};
        use crate::http::problem::Problem;

        /// Adds the routes.
        pub(super) fn routes(config: &mut ServiceConfig<'_>) {
            config.service(list).service(create).service(read).service(update).service(remove);
        }

        /// A page of them, by id.
        #[utoipa::path(tag = "structure", operation_id = concat!($name, ".list"),
            extensions(("x-permission" = json!("structure.read"))), params(PartnershipPath, PageQuery), responses(
            (status = 200, body = Page<Row<$part>>),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[get($all)]
        async fn list(
            app: web::Data<App>,
            caller: Caller,
            path: web::Path<PartnershipPath>,
            query: web::Query<PageQuery>,
        ) -> Result<web::Json<Page<Row<$part>>>, Problem> {
            structure::list(&app, &caller, &path, &query).await.map(web::Json)
        }

        /// Adds one.
        #[utoipa::path(tag = "structure", operation_id = concat!($name, ".create"),
            extensions(("x-permission" = json!("structure.write"))), params(PartnershipPath), request_body = $part, responses(
            (status = 201, body = Row<$part>, headers(("ETag" = String), ("Location" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[post($all)]
        async fn create(
            app: web::Data<App>,
            caller: Caller,
            path: web::Path<PartnershipPath>,
            body: Body<$part>,
        ) -> Result<HttpResponse, Problem> {
            structure::create(&app, &caller, path.into_inner(), body.0).await
        }

        /// One of them.
        #[utoipa::path(tag = "structure", operation_id = concat!($name, ".read"),
            extensions(("x-permission" = json!("structure.read"))), params(ItemPath), responses(
            (status = 200, body = Row<$part>, headers(("ETag" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[get($one)]
        async fn read(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
            structure::read::<$part>(&app, &caller, &path).await
        }

        /// Replaces one; `If-Match` says which version of it was seen.
        #[utoipa::path(tag = "structure", operation_id = concat!($name, ".update"),
            extensions(("x-permission" = json!("structure.write"))),
            params(ItemPath, ("If-Match" = String, Header)), request_body = $part, responses(
            (status = 200, body = Row<$part>, headers(("ETag" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[put($one)]
        async fn update(
            app: web::Data<App>,
            caller: Caller,
            request: HttpRequest,
            path: web::Path<ItemPath>,
            body: Body<$part>,
        ) -> Result<HttpResponse, Problem> {
            structure::update(&app, &caller, &request, path.into_inner(), body.0).await
        }

        /// Takes one out; `If-Match` says which version of it was seen.
        #[utoipa::path(tag = "structure", operation_id = concat!($name, ".delete"),
            extensions(("x-permission" = json!("structure.write"))),
            params(ItemPath, ("If-Match" = String, Header)), responses(
            (status = 204),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[delete($one)]
        async fn remove(
            app: web::Data<App>,
            caller: Caller,
            request: HttpRequest,
            path: web::Path<ItemPath>,
        ) -> Result<HttpResponse, Problem> {
            structure::delete::<$part>(&app, &caller, &request, path.into_inner()).await
        }
    };
}
pub(crate) use part_routes;
