//! Webhooks: addresses of programs that are told what happens.

use sqlx::FromRow;

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::instant::Instant;
use crate::domain::list::List;

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Webhook {
    /// Id.
    pub id: String,
    /// Address.
    pub url: String,
    /// What it is told of.
    pub events: List,
    /// Whether it is told anything.
    pub active: bool,
    /// Instant of its making.
    pub created: Instant,
    /// Rises with every change.
    pub version: i64,
}

/// What a webhook's owner decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Address.
    pub url: String,
    /// What it is told of.
    pub events: List,
    /// Whether it is told anything.
    pub active: bool,
}

const COLUMNS: &str = "id, url, events, active, created, version";

/// A page of a partnership's webhooks: those after an id, by id.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, partnership: &str, after: &str, limit: i64) -> Result<Vec<Webhook>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM webhook WHERE partnership = $1 AND id > $2 ORDER BY id LIMIT $3");
    db.all(sqlx::AssertSqlSafe(sql), args![partnership, after, limit]).await
}

/// One webhook.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, partnership: &str, id: &str) -> Result<Option<Webhook>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM webhook WHERE partnership = $1 AND id = $2");
    db.first(sqlx::AssertSqlSafe(sql), args![partnership, id]).await
}

/// Adds a webhook with the secret that signs its deliveries.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken.
pub async fn insert(
    tx: &mut Tx,
    partnership: &str,
    id: &str,
    settings: &Settings,
    secret: &str,
    now: i64,
) -> Result<(), Error> {
    let sql = "INSERT INTO webhook (partnership, id, url, secret, events, active, created) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let Settings { url, events, active } = settings;
    let events = json(events);
    tx.run(sql, args![partnership, id, url, secret, events, *active, now])
        .await
        .map(drop)
}

/// Changes a webhook that still has this version. Gives the new version, or none if somebody was faster.
///
/// # Errors
/// The database's own.
pub async fn update(
    tx: &mut Tx,
    partnership: &str,
    id: &str,
    settings: &Settings,
    version: i64,
) -> Result<Option<i64>, Error> {
    let sql = "UPDATE webhook SET url = $3, events = $4, active = $5, version = version + 1 \
               WHERE partnership = $1 AND id = $2 AND version = $6 RETURNING version";
    let Settings { url, events, active } = settings;
    let updated: Option<(i64,)> = tx
        .first(sql, args![partnership, id, url, json(events), *active, version])
        .await?;
    Ok(updated.map(|(version,)| version))
}

/// Gives a webhook that still has this version another secret. Gives the new version, or none if somebody was faster.
///
/// # Errors
/// The database's own.
pub async fn rotate(
    tx: &mut Tx,
    partnership: &str,
    id: &str,
    secret: &str,
    version: i64,
) -> Result<Option<i64>, Error> {
    let sql = "UPDATE webhook SET secret = $3, version = version + 1 \
               WHERE partnership = $1 AND id = $2 AND version = $4 RETURNING version";
    let updated: Option<(i64,)> = tx.first(sql, args![partnership, id, secret, version]).await?;
    Ok(updated.map(|(version,)| version))
}

/// Takes a webhook out that still has this version; says whether it did.
///
/// # Errors
/// The database's own.
pub async fn delete(tx: &mut Tx, partnership: &str, id: &str, version: i64) -> Result<bool, Error> {
    let sql = "DELETE FROM webhook WHERE partnership = $1 AND id = $2 AND version = $3";
    Ok(tx.run(sql, args![partnership, id, version]).await? > 0)
}

/// The active webhooks that want to be told of an event.
///
/// # Errors
/// The database's own.
pub async fn subscribed(tx: &mut Tx, partnership: &str, event: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT id, events FROM webhook WHERE partnership = $1 AND active ORDER BY id";
    let hooks: Vec<(String, List)> = tx.all(sql, args![partnership]).await?;
    let wants = |(id, events): (String, List)| events.0.iter().any(|wanted| wanted == event).then_some(id);
    Ok(hooks.into_iter().filter_map(wants).collect())
}

/// Where to deliver to, and the secret that signs; none if the webhook is gone or switched off.
///
/// # Errors
/// The database's own.
pub async fn target(db: &Database, partnership: &str, id: &str) -> Result<Option<(String, String)>, Error> {
    let sql = "SELECT url, secret FROM webhook WHERE partnership = $1 AND id = $2 AND active";
    db.first(sql, args![partnership, id]).await
}

/// Switches a webhook off: its receiver said that it is gone for good.
///
/// # Errors
/// The database's own.
pub async fn switch_off(tx: &mut Tx, partnership: &str, id: &str) -> Result<(), Error> {
    let sql = "UPDATE webhook SET active = FALSE, version = version + 1 WHERE partnership = $1 AND id = $2 AND active";
    tx.run(sql, args![partnership, id]).await.map(drop)
}

fn json(list: &List) -> String {
    serde_json::Value::from(list.0.clone()).to_string()
}
