//! Accounts: the office opens them, hands out a link for the password, and closes them again. None is deleted.

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::paths::{ItemPath, PartnershipPath};
use crate::app::App;
use crate::db::accounts::{self, NewAccount};
use crate::db::audit::{self, Deed};
use crate::db::{self, links, partnerships, sign_ins};
use crate::domain::account::{Account, Language, normal_login};
use crate::domain::caller::{Caller, Grant};
use crate::domain::instant::Instant;
use crate::domain::permission::{Area, Reach};
use crate::domain::role::Roles;
use crate::domain::secret;
use crate::http::body::Body;
use crate::http::checks::Checks;
use crate::http::etag;
use crate::http::idempotency::shown_once;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Seconds for which a link for a password works: over a weekend.
const LINK_LASTS: i64 = 72 * 60 * 60;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(update)
        .service(relink);
}

/// What the office writes of an account.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountBody {
    /// What its owner types in; capitals do not count.
    #[schema(example = "20260317")]
    login: String,
    /// Name.
    #[schema(example = "王老师")]
    name: String,
    /// Roles, one at least.
    roles: Roles,
    /// The person of the terms' tables that it is; of a host, its id there.
    person: Option<String>,
    /// What a grid worker or building leader answers for.
    grid: Option<String>,
    /// Address for messages.
    email: Option<String>,
    /// Of messages and pages.
    #[serde(default)]
    language: Language,
    /// Whether it may sign in.
    #[serde(default = "yes")]
    active: bool,
}

fn yes() -> bool {
    true
}

/// A link with which the owner of an account sets a password, once. It is shown here and nowhere else.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PasswordLink {
    /// What `POST /api/v1/password` takes.
    secret: String,
    /// Address of the page that does it.
    url: String,
    /// Until when it works.
    expires: Instant,
}

/// An account and its first link.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Opened {
    /// The account.
    #[serde(flatten)]
    account: Account,
    /// For its owner.
    password_link: PasswordLink,
}

/// Accounts, by id; most people see their own alone.
#[utoipa::path(tag = "access", operation_id = "account.list", extensions(("x-permission" = json!("accounts.read"))),
    params(PartnershipPath, PageQuery), responses(
    (status = 200, body = Page<Account>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/accounts")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<Account>>, Problem> {
    page(&app, &caller, &path.partnership, &query).await.map(web::Json)
}

/// A page of the accounts that somebody may see.
pub(super) async fn page(
    app: &App,
    caller: &Caller,
    partnership: &str,
    query: &PageQuery,
) -> Result<Page<Account>, Problem> {
    let grant = caller.read(partnership, Area::Accounts)?;
    let (limit, after) = query.bounds()?;
    let accounts = if grant.reach == Reach::Own {
        let own = accounts::one(&app.db, partnership, &caller.actor).await?;
        own.into_iter().filter(|account| account.id > after).collect()
    } else {
        accounts::page(&app.db, partnership, &after, limit as i64 + 1).await?
    };
    Ok(Page::of(accounts, limit, |account: &Account| account.id.as_str()))
}

/// Opens an account. Its owner sets the password with the link. A key cannot: one that leaked would outlive itself.
#[utoipa::path(tag = "access", operation_id = "account.create", extensions(("x-permission" = json!("accounts.write-in-person"))),
    params(PartnershipPath), request_body = AccountBody, responses(
    (status = 201, body = Opened, headers(("ETag" = String), ("Location" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/accounts")]
async fn create(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    body: Body<AccountBody>,
) -> Result<HttpResponse, Problem> {
    caller.write(&path.partnership, Area::Accounts)?;
    let body = body.0.checked()?;
    let partnership = path.into_inner().partnership;
    let now = app.clock.now();
    let account = body.account(Uuid::now_v7().simple().to_string(), now);
    let place = format!("/api/v1/partnerships/{partnership}/accounts/{}", account.id);
    let (password_link, token) = new_link(&app);
    let (new, opened) = (account.clone(), Opened { account, password_link });
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                let row = NewAccount {
                    id: new.id.clone(),
                    partnership: partnership.clone(),
                    login: new.login.clone(),
                    name: new.name.clone(),
                    roles: new.roles.0.clone(),
                    person: new.person.clone(),
                    grid: new.grid.clone(),
                    email: new.email.clone(),
                    language: new.language.tag().to_owned(),
                    password: None,
                };
                accounts::open(tx, &row, now).await.map_err(taken)?;
                if !new.active {
                    accounts::update(tx, &partnership, &new).await?;
                }
                links::insert_password(tx, &token, &new.id, now + LINK_LASTS).await?;
                let deed = Deed {
                    actor: &caller.actor,
                    action: "account.create",
                    subject: &new.id,
                    detail: "",
                };
                Ok(audit::append(tx, &partnership, now, &deed).await?)
            })
        })
        .await?;
    let mut response = HttpResponse::Created();
    response
        .insert_header((LOCATION, place))
        .insert_header(etag::header(opened.account.version));
    Ok(shown_once(response.json(opened)))
}

/// One account.
#[utoipa::path(tag = "access", operation_id = "account.read", extensions(("x-permission" = json!("accounts.read"))),
    params(ItemPath), responses(
    (status = 200, body = Account, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/accounts/{id}")]
async fn read(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
    let grant = caller.read(&path.partnership, Area::Accounts)?;
    let account = find(&app, &caller, grant, &path).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(account.version))
        .json(account))
}

/// Changes an account; `If-Match` says which version of it was seen. Who is not active any more is signed out at once.
#[utoipa::path(tag = "access", operation_id = "account.update", extensions(("x-permission" = json!("accounts.write-in-person"))),
    params(ItemPath, ("If-Match" = String, Header)), request_body = AccountBody, responses(
    (status = 200, body = Account, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[put("/partnerships/{partnership}/accounts/{id}")]
async fn update(
    app: web::Data<App>,
    caller: Caller,
    request: HttpRequest,
    path: web::Path<ItemPath>,
    body: Body<AccountBody>,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Accounts)?;
    let seen = etag::if_match(&request)?;
    let body = body.0.checked()?;
    let before = find(&app, &caller, grant, &path).await?;
    let mut account = Account {
        version: seen,
        has_password: before.has_password,
        created: before.created,
        ..body.account(before.id.clone(), 0)
    };
    let detail = changes(&before, &account);
    let (stored, now) = (account.clone(), app.clock.now());
    account.version = app
        .db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                // Two offices that close each other's accounts at once come one after the other.
                partnerships::hold(tx, &path.partnership).await?;
                let updated = accounts::update(tx, &path.partnership, &stored).await.map_err(taken)?;
                let version = updated.ok_or_else(etag::stale)?;
                if !accounts::has_office(tx, &path.partnership).await? {
                    let title =
                        "This is the last active account of the office: without it nobody could let anybody in.";
                    return Err(Problem::conflict("last-office", title));
                }
                if !stored.active {
                    sign_ins::close_all(tx, &stored.id, None).await?;
                    links::withdraw(tx, &stored.id).await?;
                }
                let deed = Deed {
                    actor: &caller.actor,
                    action: "account.update",
                    subject: &stored.id,
                    detail: &detail,
                };
                audit::append(tx, &path.partnership, now, &deed).await?;
                Ok(version)
            })
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag::header(account.version))
        .json(account))
}

/// Makes a new link for the password of an active account; those before it work no more.
#[utoipa::path(tag = "access", operation_id = "account.link", extensions(("x-permission" = json!("accounts.write-in-person"))),
    params(ItemPath), responses(
    (status = 201, body = PasswordLink),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/accounts/{id}/password-link")]
async fn relink(app: web::Data<App>, caller: Caller, path: web::Path<ItemPath>) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Accounts)?;
    let account = find(&app, &caller, grant, &path).await?;
    if !account.active {
        return Err(Problem::conflict(
            "not-active",
            "The account is not active: nobody could sign in.",
        ));
    }
    let (link, token) = new_link(&app);
    let now = app.clock.now();
    app.db
        .write::<_, Problem, _>(move |tx| {
            Box::pin(async move {
                links::insert_password(tx, &token, &account.id, now + LINK_LASTS).await?;
                let deed = Deed {
                    actor: &caller.actor,
                    action: "account.link",
                    subject: &account.id,
                    detail: "",
                };
                Ok(audit::append(tx, &path.partnership, now, &deed).await?)
            })
        })
        .await?;
    Ok(shown_once(HttpResponse::Created().json(link)))
}

impl AccountBody {
    /// The same, if nothing is wrong with it.
    fn checked(mut self) -> Result<Self, Problem> {
        self.login = normal_login(&self.login);
        self.roles.0.sort_unstable();
        self.roles.0.dedup();
        let mut checks = Checks::new();
        checks.login("login", &self.login);
        checks.name("name", &self.name);
        checks.maybe_name("person", self.person.as_deref());
        checks.maybe_name("grid", self.grid.as_deref());
        checks.email("email", self.email.as_deref());
        if self.roles.0.is_empty() {
            checks.wrong("roles", "missing", "no role", "Give one role at least.");
        }
        checks.finish().map(|()| self)
    }

    fn account(self, id: String, now: i64) -> Account {
        Account {
            id,
            login: self.login,
            name: self.name,
            roles: self.roles,
            person: self.person,
            grid: self.grid,
            email: self.email,
            language: self.language,
            active: self.active,
            has_password: false,
            created: Instant(now),
            version: 1,
        }
    }
}

/// An account within reach. Whoever reaches their own alone does not learn of others.
async fn find(app: &App, caller: &Caller, grant: Grant, path: &ItemPath) -> Result<Account, Problem> {
    if grant.reach == Reach::Own && path.id != caller.actor {
        return Err(Problem::not_found());
    }
    let found = accounts::one(&app.db, &path.partnership, &path.id).await?;
    found.ok_or_else(Problem::not_found)
}

fn new_link(app: &App) -> (PasswordLink, secret::Hash) {
    let (secret, hash) = secret::new();
    let base = app.config.public_url.trim_end_matches('/');
    let link = PasswordLink {
        url: format!("{base}/password/{secret}"),
        secret,
        expires: Instant(app.clock.now() + LINK_LASTS),
    };
    (link, hash)
}

/// Names of what differs.
fn changes(before: &Account, after: &Account) -> String {
    let differs = [
        ("login", before.login != after.login),
        ("name", before.name != after.name),
        ("roles", before.roles != after.roles),
        ("person", before.person != after.person),
        ("grid", before.grid != after.grid),
        ("email", before.email != after.email),
        ("language", before.language != after.language),
        ("active", before.active != after.active),
    ];
    let names = differs.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name);
    names.collect::<Vec<_>>().join(",")
}

/// Says what a broken key means here.
fn taken(error: db::Error) -> Problem {
    match error {
        db::Error::Duplicate(_) => Problem::conflict("login-taken", "Somebody has this login already."),
        db::Error::Reference(_) => Problem::conflict("no-such-grid", "There is no such grid."),
        other => other.into(),
    }
}
