//! Reading and writing the rows of a term's tables: one set of handlers, which each table's file gives a path and a name.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::draft::{Draft, Fields};
use super::paths::address;
use crate::app::App;
use crate::db::amendment::Amendment;
use crate::db::audit::{self, Deed};
use crate::db::records::{self, Only, TermKey, Versioned};
use crate::db::{Touched, Tx, access, rounds};
use crate::domain::caller::{Caller, Grant};
use crate::domain::permission::Reach;
use crate::domain::records::{Owner, Record};
use crate::domain::role::Role;
use crate::http::etag;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::planning::rows;

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
    let only = within_reach::<R>(app, caller, &key, grant).await?;
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
    let only = within_reach::<R>(app, caller, &key, grant).await?;
    let row = find::<R>(app, &key, &id, &only).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(row.version))
        .json(shown(row, grant)))
}

/// A row as somebody may see it.
fn shown<R: Record>(row: Versioned<R>, grant: Grant) -> Row<R> {
    let row = Row::from(row);
    match grant.reach {
        Reach::All | Reach::Grid => row,
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
    fields: Fields,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, R::AREA)?;
    let key = TermKey::from(path);
    let only = within_reach::<R>(app, caller, &key, grant).await?;
    let mut draft = Draft::<R>::read(fields)?;
    if !R::NAMED {
        draft.record.set_id(Uuid::now_v7().simple().to_string());
    }
    mine(&only, &draft)?;
    let record = draft.record.clone();
    let place = address(&[&key.partnership, "terms", &key.term, R::SHEET, record.id()]);
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                if !records::touch(tx, &key).await? {
                    return Err(Problem::not_found());
                }
                in_time::<R>(tx, &key, grant, now).await?;
                let found = rows::faults(tx, &key, &draft.record).await?;
                let stored = draft.judged(found)?;
                let amendment = Amendment::begin(tx, &key, Touched::Row(R::TABLE, stored.id())).await?;
                records::insert(tx, &key, &stored).await?;
                settle::<R>(tx, &key, amendment, (&actor, "create", stored.id()), now).await
            })
        })
        .await?;
    if R::SHOWN {
        app.feeds.forget();
    }
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
    fields: Fields,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, R::AREA)?;
    let (key, id) = path.split();
    let seen = etag::if_match(request)?;
    let only = within_reach::<R>(app, caller, &key, grant).await?;
    let before = find::<R>(app, &key, &id, &only).await?;
    let draft = Draft::<R>::read(fields)?;
    mine(&only, &draft)?;
    if draft.record.id() != id {
        return Err(Problem::conflict(
            "another-id",
            "The id in the body is not the one in the path; ids do not change.",
        ));
    }
    if before.version != seen {
        return Err(etag::stale());
    }
    let (record, actor, now) = (draft.record.clone(), caller.actor.clone(), app.clock.now());
    let version = app
        .db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                records::touch(tx, &key).await?;
                in_time::<R>(tx, &key, grant, now).await?;
                let found = rows::faults(tx, &key, &draft.record).await?;
                let stored = draft.judged(found)?;
                let amendment = Amendment::begin(tx, &key, Touched::Row(R::TABLE, stored.id())).await?;
                let version = records::update(tx, &key, &stored, seen)
                    .await?
                    .ok_or_else(etag::stale)?;
                settle::<R>(tx, &key, amendment, (&actor, "update", stored.id()), now).await?;
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
    let only = within_reach::<R>(app, caller, &key, grant).await?;
    let before = find::<R>(app, &key, &id, &only).await?;
    if before.version != seen {
        return Err(etag::stale());
    }
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                records::touch(tx, &key).await?;
                in_time::<R>(tx, &key, grant, now).await?;
                let amendment = Amendment::begin(tx, &key, Touched::Row(R::TABLE, &id)).await?;
                if !records::delete::<R>(tx, &key, &id, seen).await? {
                    return Err(etag::stale());
                }
                settle::<R>(tx, &key, amendment, (&actor, "delete", &id), now).await
            })
        })
        .await?;
    if R::SHOWN {
        app.feeds.forget();
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Lets the published plan follow an edit of a row, and notes who did it.
async fn settle<R: Record>(
    tx: &mut Tx,
    key: &TermKey,
    amendment: Amendment,
    (actor, verb, id): (&str, &str, &str),
    now: i64,
) -> Result<(), Problem> {
    let action = format!("{}.{verb}", R::TABLE);
    let touched = Touched::Row(R::TABLE, id);
    amendment.finish(tx, touched, &format!("{action} {id}"), now).await?;
    let deed = Deed {
        actor,
        action: &action,
        subject: id,
        detail: &key.term,
    };
    Ok(audit::append(tx, &key.partnership, now, &deed).await?)
}

/// Refuses an owner's lists out of the dates of a round.
async fn in_time<R: Record>(tx: &mut Tx, key: &TermKey, grant: Grant, now: i64) -> Result<(), Problem> {
    let Some(side) = R::ROUND.filter(|_| grant.reach != Reach::All) else {
        return Ok(());
    };
    if rounds::open(tx, key, side, now).await? {
        return Ok(());
    }
    let title = "No round of placement is open for this now; the rounds of the term say when one is.";
    Err(Problem::conflict("no-open-round", title))
}

/// Which rows are within a caller's reach.
async fn within_reach<R: Record>(app: &App, caller: &Caller, key: &TermKey, grant: Grant) -> Result<Only, Problem> {
    match grant.reach {
        Reach::All => Ok(Only::All),
        Reach::Grid => {
            let grid = caller.grid.clone().ok_or_else(Problem::forbidden)?;
            Ok(Only::Within(R::LIES, grid))
        }
        Reach::Own => {
            let me = caller.person.as_deref().ok_or_else(Problem::forbidden)?;
            own(app, caller, key, me, R::OWNER).await
        }
    }
}

/// The rows that somebody owns.
async fn own(app: &App, caller: &Caller, key: &TermKey, me: &str, owner: Owner) -> Result<Only, Problem> {
    let owned = match owner {
        Owner::Nobody => return Err(Problem::forbidden()),
        Owner::Person(column) | Owner::Host(column) => Only::Among(column, vec![me.to_owned()]),
        Owner::Team(column) => {
            let team = access::team(&app.db, key, me).await?;
            Only::Among(column, vec![team.ok_or_else(Problem::forbidden)?])
        }
        Owner::Position(column) | Owner::Placed(_, column) if caller.roles.contains(&Role::Host) => {
            Only::Among(column, access::positions(&app.db, key, me).await?)
        }
        Owner::Position(_) => return Err(Problem::forbidden()),
        Owner::Applicant(column) | Owner::Placed(column, _) => {
            let team = access::team(&app.db, key, me).await?;
            Only::Among(column, team.into_iter().chain([me.to_owned()]).collect())
        }
    };
    Ok(owned)
}

/// A row within reach; of others nobody learns whether they are there.
async fn find<R: Record>(app: &App, key: &TermKey, id: &str, only: &Only) -> Result<Versioned<R>, Problem> {
    let found = records::one::<R>(&app.db, key, id, only.clone()).await?;
    found.ok_or_else(Problem::not_found)
}

/// Refuses a row that would not be within reach. Rows in a grid are read alone, never written.
fn mine<R: Record>(only: &Only, draft: &Draft<R>) -> Result<(), Problem> {
    match only {
        Only::All => Ok(()),
        Only::Among(column, values) if values.contains(&draft.text(column)?) => Ok(()),
        Only::Among(..) | Only::Within(..) => Err(Problem::forbidden()),
    }
}
