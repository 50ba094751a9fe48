//! Calendar subscriptions: an address is made, shown once, changed, withdrawn; and who reads it is seen.

use actix_web::{HttpResponse, delete, get, post, web};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::feeds::{self, Feed};
use crate::db::{self, grids, membership};
use crate::domain::caller::{Caller, Grant};
use crate::domain::permission::{Area, Reach};
use crate::domain::secret;
use crate::http::body::Body;
use crate::http::feeds::DOWNLOAD;
use crate::http::idempotency::shown_once;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::{FieldError, Problem};

/// Days without a fetch after which a subscription is taken for dead.
const SILENT: i64 = 3 * 24 * 60 * 60;
/// Side of a QR code: large enough for an old phone to read from paper.
const QR_SIDE: u32 = 240;

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(subscribe).service(list).service(rotate).service(revoke);
}

/// Whose feeds.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PartnershipPath {
    /// Partnership.
    partnership: String,
}

/// Which feed.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct FeedPath {
    /// Partnership.
    partnership: String,
    /// Id.
    id: String,
}

/// What a feed shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum FeedKind {
    /// A person's duties, in whichever team of whichever term.
    Person,
    /// A team's.
    Team,
    /// What happens at a place.
    Place,
    /// In a grid.
    Grid,
    /// Of a service.
    Service,
    /// All of the partnership.
    Partnership,
}

impl FeedKind {
    fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Team => "team",
            Self::Place => "place",
            Self::Grid => "grid",
            Self::Service => "service",
            Self::Partnership => "partnership",
        }
    }
}

/// A subscription to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFeed {
    /// What it shows.
    kind: FeedKind,
    /// Id of the person, team, place, grid, service or partnership.
    subject: String,
    /// Whether called-off duties are left out at once, for clients that show them struck through.
    #[serde(default)]
    omit_cancelled: bool,
}

/// A new address. It is shown this once: only its hash is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Address {
    /// Id of the subscription.
    id: String,
    /// For programs that ask for an address.
    https: String,
    /// Opens the calendar of a phone.
    webcal: String,
    /// Adds it to a Google calendar.
    google: String,
    /// Fetches it once, as a file to keep: it shows no later change.
    download: String,
    /// The webcal address as a QR code, an SVG image.
    qr: String,
}

impl Address {
    fn new(app: &App, id: String, secret: &str) -> Result<Self, Problem> {
        let https = format!("{}/feeds/{secret}.ics", app.config.public_url.trim_end_matches('/'));
        let webcal = https
            .split_once("://")
            .map_or_else(|| https.clone(), |(_, rest)| format!("webcal://{rest}"));
        let encoded: String = webcal.replace(':', "%3A").replace('/', "%2F");
        let google = format!("https://calendar.google.com/calendar/r?cid={encoded}");
        let code = QrCode::new(&webcal).map_err(Problem::internal)?;
        let qr = code.render::<svg::Color<'_>>().min_dimensions(QR_SIDE, QR_SIDE).build();
        Ok(Self {
            id,
            download: format!("{https}?{DOWNLOAD}"),
            https,
            webcal,
            google,
            qr,
        })
    }
}

/// A subscription, as its owner and the office see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FeedView {
    /// Id.
    id: String,
    /// `person`, `team`, `place`, `grid`, `service`, `partnership`.
    kind: String,
    /// Of what.
    subject: String,
    /// Whether called-off duties are left out.
    omit_cancelled: bool,
    /// When it was made.
    created: i64,
    /// When its address was withdrawn.
    revoked: Option<i64>,
    /// When it was last read,
    fetched: Option<i64>,
    /// by which program,
    client: Option<String>,
    /// and how often so far.
    fetches: i64,
    /// Whether nobody has read it for three days: what changes must reach its owner another way.
    silent: bool,
}

impl FeedView {
    fn new(feed: Feed, now: i64) -> Self {
        let heard = feed.fetched.unwrap_or(feed.created);
        Self {
            silent: feed.revoked.is_none() && now - heard > SILENT,
            id: feed.id,
            kind: feed.kind,
            subject: feed.subject,
            omit_cancelled: feed.omit_cancelled,
            created: feed.created,
            revoked: feed.revoked,
            fetched: feed.fetched,
            client: feed.client,
            fetches: feed.fetches,
        }
    }
}

/// Refuses a subscription to what is not the caller's own, where only that is within reach. Places and services are everybody's.
async fn judge(app: &App, caller: &Caller, grant: Grant, partnership: &str, wanted: &NewFeed) -> Result<(), Problem> {
    let NewFeed { kind, subject, .. } = wanted;
    let own = match kind {
        _ if grant.reach == Reach::All => true,
        FeedKind::Person => caller.person.as_deref() == Some(subject),
        FeedKind::Team => {
            let person = caller.person.as_deref().unwrap_or_default();
            let teams = membership::of(&app.db, partnership, person).await?;
            teams.iter().any(|team| !team.gone && team.team == *subject)
        }
        FeedKind::Grid => match &caller.grid {
            Some(grid) => grids::is_below(&app.db, partnership, subject, grid).await?,
            None => false,
        },
        FeedKind::Place | FeedKind::Service => true,
        FeedKind::Partnership => false,
    };
    if !own {
        return Err(Problem::forbidden());
    }
    if !feeds::subject_exists(&app.db, partnership, kind.name(), subject).await? {
        let cause = format!("there is no {} {subject:?}", kind.name());
        let error = FieldError::new("subject", "unknown-subject", cause, "Send the id of one that is there.");
        return Err(Problem::invalid(vec![error]));
    }
    Ok(())
}

/// Of what one sees one has one address: a second one would outlive the first when that is withdrawn.
fn subscribed(error: db::Error) -> Problem {
    match error {
        db::Error::Duplicate(_) => Problem::conflict(
            "subscribed",
            "You have an address for this already; rotate that subscription for a new one.",
        ),
        other => other.into(),
    }
}

/// Makes a subscription, and shows its address this once.
#[utoipa::path(tag = "feeds", operation_id = "feed.subscribe", extensions(("x-permission" = json!("feeds.write"))),
    params(PartnershipPath), request_body = NewFeed, responses(
    (status = 201, body = Address),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/feeds")]
async fn subscribe(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    body: Body<NewFeed>,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Feeds)?;
    let wanted = body.0;
    judge(&app, &caller, grant, &path.partnership, &wanted).await?;
    let (secret, token) = secret::new();
    let feed = Feed {
        partnership: path.into_inner().partnership,
        id: Uuid::now_v7().simple().to_string(),
        kind: wanted.kind.name().to_owned(),
        subject: wanted.subject,
        omit_cancelled: wanted.omit_cancelled,
        created_by: caller.actor,
        created: app.clock.now(),
        revoked: None,
        fetched: None,
        client: None,
        fetches: 0,
    };
    let address = Address::new(&app, feed.id.clone(), &secret)?;
    let written = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            feeds::insert(tx, &feed, &token).await.map_err(subscribed)?;
            let deed = Deed {
                actor: &feed.created_by,
                action: "feed.subscribe",
                subject: &feed.id,
                detail: &feed.kind,
            };
            Ok(audit::append(tx, &feed.partnership, feed.created, &deed).await?)
        })
    });
    written.await?;
    Ok(shown_once(HttpResponse::Created().json(address)))
}

/// Subscriptions: one's own, or for the office all; and how they are read.
#[utoipa::path(tag = "feeds", operation_id = "feed.list", extensions(("x-permission" = json!("feeds.read"))),
    params(PartnershipPath, PageQuery), responses(
    (status = 200, body = Page<FeedView>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/feeds")]
async fn list(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<PartnershipPath>,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<FeedView>>, Problem> {
    page(&app, &caller, &path.partnership, &query).await.map(web::Json)
}

/// A page of the subscriptions that somebody may see.
pub(super) async fn page(
    app: &App,
    caller: &Caller,
    partnership: &str,
    query: &PageQuery,
) -> Result<Page<FeedView>, Problem> {
    let grant = caller.read(partnership, Area::Feeds)?;
    let (limit, after) = query.bounds()?;
    let of = (grant.reach == Reach::Own).then_some(caller.actor.as_str());
    let rows = feeds::page(&app.db, partnership, of, &after, limit as i64 + 1).await?;
    let now = app.clock.now();
    let views = rows.into_iter().map(|feed| FeedView::new(feed, now)).collect();
    Ok(Page::of(views, limit, |feed: &FeedView| feed.id.as_str()))
}

/// A subscription that the caller may change.
async fn changeable(app: &App, caller: &Caller, path: &FeedPath) -> Result<Feed, Problem> {
    let grant = caller.write(&path.partnership, Area::Feeds)?;
    let feed = feeds::one(&app.db, &path.partnership, &path.id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let may = grant.reach == Reach::All || feed.created_by == caller.actor;
    if may { Ok(feed) } else { Err(Problem::not_found()) }
}

/// Gives a subscription a new address; the old one is gone at once.
#[utoipa::path(tag = "feeds", operation_id = "feed.rotate", extensions(("x-permission" = json!("feeds.write"))),
    params(FeedPath), responses(
    (status = 200, body = Address),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/feeds/{id}/rotate")]
async fn rotate(app: web::Data<App>, caller: Caller, path: web::Path<FeedPath>) -> Result<HttpResponse, Problem> {
    let feed = changeable(&app, &caller, &path).await?;
    let seen = feeds::token(&app.db, &feed.partnership, &feed.id).await?;
    let seen = seen.ok_or_else(Problem::not_found)?;
    let (secret, token) = secret::new();
    let address = Address::new(&app, feed.id.clone(), &secret)?;
    change(&app, &caller, feed, Change::Rotate { seen, token }).await?;
    Ok(shown_once(HttpResponse::Ok().json(address)))
}

/// Withdraws a subscription.
#[utoipa::path(tag = "feeds", operation_id = "feed.revoke", extensions(("x-permission" = json!("feeds.write"))),
    params(FeedPath), responses(
    (status = 204),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[delete("/partnerships/{partnership}/feeds/{id}")]
async fn revoke(app: web::Data<App>, caller: Caller, path: web::Path<FeedPath>) -> Result<HttpResponse, Problem> {
    let feed = changeable(&app, &caller, &path).await?;
    change(&app, &caller, feed, Change::Revoke).await?;
    Ok(HttpResponse::NoContent().finish())
}

enum Change {
    Rotate { seen: Vec<u8>, token: secret::Hash },
    Revoke,
}

async fn change(app: &App, caller: &Caller, feed: Feed, change: Change) -> Result<(), Problem> {
    let (actor, now) = (caller.actor.clone(), app.clock.now());
    let written = app.db.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            let (done, action) = match change {
                Change::Rotate { seen, token } => (feeds::rotate(tx, &feed, &seen, &token).await?, "feed.rotate"),
                Change::Revoke => (
                    feeds::revoke(tx, &feed.partnership, &feed.id, now).await?,
                    "feed.revoke",
                ),
            };
            if !done {
                let title =
                    "The subscription was withdrawn, or somebody else changed its address just now; look at it again.";
                return Err(Problem::conflict("withdrawn", title));
            }
            let deed = Deed {
                actor: &actor,
                action,
                subject: &feed.id,
                detail: &feed.kind,
            };
            Ok(audit::append(tx, &feed.partnership, now, &deed).await?)
        })
    });
    written.await?;
    app.feeds.forget();
    Ok(())
}
