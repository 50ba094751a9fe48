//! People's timetables as calendars: a file each, put, read, taken away, and given back as it was before.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::records::RowPath;
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::calendars::{self, Change};
use crate::db::records::{self, TermKey};
use crate::db::{self, Tx};
use crate::domain::caller::{Caller, Grant};
use crate::domain::permission::{Area, Reach};
use crate::http::calendar_body::{CalendarBody, faulty};
use crate::http::etag;
use crate::http::problem::Problem;
use crate::planning::calendars::check;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read).service(replace).service(remove).service(undo);
}

/// A calendar that is not the caller's own is not there for them, where only that is within reach.
fn judge(caller: &Caller, grant: Grant, person: &str) -> Result<(), Problem> {
    let own = grant.reach == Reach::All || caller.person.as_deref() == Some(person);
    if own { Ok(()) } else { Err(Problem::not_found()) }
}

/// A person's calendar, as it was sent.
#[utoipa::path(tag = "calendars", operation_id = "calendar.read", extensions(("x-permission" = json!("timetables.read"))),
    params(RowPath), responses(
    (status = 200, body = String, content_type = "text/calendar", headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/calendars/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    let grant = caller.read(&path.partnership, Area::Timetables)?;
    judge(&caller, grant, &path.id)?;
    let (key, person) = path.into_inner().split();
    let found = calendars::one(&app.db, &key, &person).await?;
    let calendar = found.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header(etag::header(calendar.version))
        .body(calendar.content))
}

/// Makes a file the calendar of a person. It is read before: every mistake is told by line. Where there is one already, `If-Match` says
/// which version of it was seen.
#[utoipa::path(tag = "calendars", operation_id = "calendar.replace", extensions(("x-permission" = json!("timetables.write"))),
    params(RowPath, ("If-Match" = Option<String>, Header)),
    request_body(content = String, content_type = "text/calendar"), responses(
    (status = 201, headers(("ETag" = String))),
    (status = 204, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/partnerships/{partnership}/terms/{term}/calendars/{id}")]
async fn replace(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
    body: CalendarBody,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Timetables)?;
    judge(&caller, grant, &path.id)?;
    let (key, person) = path.into_inner().split();
    let content = body.0;
    let content = web::block(move || check(&content).map(|()| content))
        .await
        .map_err(Problem::internal)?
        .map_err(faulty)?;
    // Without If-Match it is a new one, or a version that was not seen.
    let seen = etag::if_match(&request);
    let deed = Written {
        key,
        person,
        seen: seen.as_ref().ok().copied(),
        content: Some(content),
        action: "calendar.put",
    };
    let created = deed.seen.is_none();
    let version = write(&app, &caller, deed).await?.ok_or_else(|| match seen {
        Ok(_) => etag::stale(),
        Err(problem) => problem,
    })?;
    let mut response = if created {
        HttpResponse::Created()
    } else {
        HttpResponse::NoContent()
    };
    Ok(response.insert_header(etag::header(version)).finish())
}

/// Takes the calendar of a person away; `If-Match` says which version of it was seen. The ETag is what an undo asks for.
#[utoipa::path(tag = "calendars", operation_id = "calendar.delete", extensions(("x-permission" = json!("timetables.write"))),
    params(RowPath, ("If-Match" = String, Header)), responses(
    (status = 204, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/partnerships/{partnership}/terms/{term}/calendars/{id}")]
async fn remove(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Timetables)?;
    judge(&caller, grant, &path.id)?;
    let (key, person) = path.into_inner().split();
    let seen = etag::if_match(&request)?;
    calendars::one(&app.db, &key, &person)
        .await?
        .ok_or_else(Problem::not_found)?;
    let deed = Written {
        key,
        person,
        seen: Some(seen),
        content: None,
        action: "calendar.delete",
    };
    let version = write(&app, &caller, deed).await?.ok_or_else(etag::stale)?;
    Ok(HttpResponse::NoContent().insert_header(etag::header(version)).finish())
}

/// A change of a calendar.
struct Written {
    key: TermKey,
    person: String,
    seen: Option<i64>,
    content: Option<Vec<u8>>,
    action: &'static str,
}

/// Changes a calendar in one transaction; gives its new version, or none if somebody was faster.
async fn write(app: &App, caller: &Caller, written: Written) -> Result<Option<i64>, Problem> {
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    let done = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            hold(tx, &written.key).await?;
            let change = Change {
                person: &written.person,
                seen: written.seen,
                content: written.content.as_deref(),
                actor: &actor,
                at: now,
            };
            changed(tx, &written.key, &change, written.action).await
        })
    });
    done.await
}

/// Holds the term: what was looked at of it before, as an import is, counts no more.
async fn hold(tx: &mut Tx, key: &TermKey) -> Result<(), Problem> {
    let there = records::touch(tx, key).await?;
    if there { Ok(()) } else { Err(Problem::not_found()) }
}

async fn changed(
    tx: &mut Tx,
    key: &TermKey,
    change: &Change<'_>,
    action: &'static str,
) -> Result<Option<i64>, Problem> {
    let version = match calendars::change(tx, key, change).await {
        Ok(Some(version)) => version,
        Ok(None) => return Ok(None),
        // Nobody of the term has this id.
        Err(db::Error::Reference(_)) => return Err(Problem::not_found()),
        Err(error) => return Err(error.into()),
    };
    let deed = Deed {
        actor: change.actor,
        action,
        subject: change.person,
        detail: &key.term,
    };
    audit::append(tx, &key.partnership, change.at, &deed).await?;
    Ok(Some(version))
}

/// Takes back the last change of a calendar, which `If-Match` names by the ETag that it gave; once more, and the change is done again.
#[utoipa::path(tag = "calendars", operation_id = "calendar.undo", extensions(("x-permission" = json!("timetables.write"))),
    params(RowPath, ("If-Match" = String, Header)), responses(
    (status = 204, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/calendars/{id}/undo")]
async fn undo(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<RowPath>,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Timetables)?;
    judge(&caller, grant, &path.id)?;
    let (key, person) = path.into_inner().split();
    let seen = etag::if_match(&request)?;
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    let done = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            hold(tx, &key).await?;
            let last = calendars::last_change(tx, &key, &person).await?;
            let (version, before) =
                last.ok_or_else(|| Problem::conflict("nothing-to-undo", "No change of this calendar is remembered."))?;
            let there = calendars::version(tx, &key, &person).await?;
            if seen != version || there.is_some_and(|there| there != version) {
                return Err(etag::stale());
            }
            let change = Change {
                person: &person,
                seen: there,
                content: before.as_deref(),
                actor: &actor,
                at: now,
            };
            let version = changed(tx, &key, &change, "calendar.undo").await?;
            version.ok_or_else(etag::stale)
        })
    });
    Ok(HttpResponse::NoContent()
        .insert_header(etag::header(done.await?))
        .finish())
}
