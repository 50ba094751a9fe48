//! Messages on their way out: written in the transaction that caused them, so that nothing leaves if it fails.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value as Json, json};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::audience;
use super::membership::Moves;
use super::records::TermKey;
use super::value::args;
use super::{Error, Tx, bulk, webhooks};
use crate::domain::duty::DutyChange;
use crate::domain::event::PLAN_PUBLISHED;
use crate::domain::notice::{Change, Notice};

/// What happened, and whom it may concern.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// What caused it: nobody hears twice of one cause.
    pub cause: String,
    /// What webhooks know it as.
    pub event: &'static str,
    /// The plan that is published.
    pub plan: &'a str,
    /// What changed for teams.
    pub changes: &'a [DutyChange],
    /// Who left teams and who joined them.
    pub moves: &'a Moves,
}

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addressee {
    /// Account.
    pub account: String,
    /// Whether it has an address.
    pub has_address: bool,
}

/// A message to write.
struct Draft<'a> {
    channel: &'static str,
    recipient: &'a str,
    content: &'a str,
}

/// Tells of the publication of a plan.
///
/// # Errors
/// The database's own.
pub async fn announce(
    tx: &mut Tx,
    key: &TermKey,
    plan: &str,
    changes: &[DutyChange],
    now: i64,
) -> Result<usize, Error> {
    let news = News {
        cause: format!("publication {plan}"),
        event: PLAN_PUBLISHED,
        plan,
        changes,
        moves: &Moves::default(),
    };
    spread(tx, key, &news, now).await
}

/// Writes a message to each person whom something concerns, and one to each webhook that wants to know. Whoever has a message of
/// this cause already gets no other. Gives the number of messages written.
///
/// # Errors
/// The database's own.
pub async fn spread(tx: &mut Tx, key: &TermKey, news: &News<'_>, now: i64) -> Result<usize, Error> {
    let mut changes: Vec<Change> = news.changes.iter().filter_map(Change::of).collect();
    changes.sort_by(|a, b| (&a.duty.start, &a.duty.uid).cmp(&(&b.duty.start, &b.duty.uid)));
    let about = audience::find(tx, key, &changes, news.moves, now).await?;
    let mut contents: BTreeMap<String, BTreeSet<&Addressee>> = BTreeMap::new();
    for (reader, changes) in &about {
        contents
            .entry(content(key, news.plan, changes)?)
            .or_default()
            .insert(reader);
    }
    let mut drafts: Vec<Draft<'_>> = (contents.iter())
        .flat_map(|(content, readers)| readers.iter().map(move |reader| (content, reader)))
        .map(|(content, reader)| Draft {
            channel: channel(reader.has_address),
            recipient: &reader.account,
            content,
        })
        .collect();
    let hooks = match changes.is_empty() && news.event != PLAN_PUBLISHED {
        true => Vec::new(),
        false => webhooks::subscribed(tx, &key.partnership, news.event).await?,
    };
    let event = event(key, news, &changes, now).to_string();
    drafts.extend(hooks.iter().map(|recipient| Draft {
        channel: "webhook",
        recipient,
        content: &event,
    }));
    insert(tx, &key.partnership, &news.cause, &drafts, now).await
}

/// Writes the same to several people: one message each, unless they have one of this cause.
///
/// # Errors
/// The database's own.
pub async fn tell(
    tx: &mut Tx,
    partnership: &str,
    readers: &[Addressee],
    cause: &str,
    content: &str,
    now: i64,
) -> Result<(), Error> {
    let drafts = readers.iter().map(|reader| Draft {
        channel: channel(reader.has_address),
        recipient: &reader.account,
        content,
    });
    insert(tx, partnership, cause, &drafts.collect::<Vec<_>>(), now)
        .await
        .map(drop)
}

/// Without an address a message waits for somebody who tells it: see the delivery.
fn channel(has_address: bool) -> &'static str {
    if has_address { "email" } else { "file" }
}

/// What a message says.
fn content(key: &TermKey, plan: &str, changes: &[Change]) -> Result<String, Error> {
    let (term, plan) = (key.term.clone(), plan.to_owned());
    let changes = changes.to_vec();
    serde_json::to_string(&Notice { term, plan, changes })
        .map_err(|error| Error::Other(sqlx::Error::Encode(error.into())))
}

/// What webhooks are told: ids and times, no names.
fn event(key: &TermKey, news: &News<'_>, changes: &[Change], now: i64) -> Json {
    let duty = |Change { what, duty, .. }: &Change| {
        json!({
            "what": what, "uid": duty.uid, "sequence": duty.sequence, "kind": duty.kind, "activity": duty.activity,
            "team": duty.team, "place": duty.place, "start": duty.start, "end": duty.end, "zone": duty.zone,
        })
    };
    let at = DateTime::from_timestamp(now, 0).unwrap_or_default();
    json!({
        "type": news.event,
        "timestamp": at.to_rfc3339_opts(SecondsFormat::Secs, true),
        "data": {
            "partnership": key.partnership, "term": key.term, "plan": news.plan,
            "duties": changes.iter().map(duty).collect::<Vec<_>>(),
        },
    })
}

/// Writes messages, but for recipients who have one of this cause; gives how many.
async fn insert(tx: &mut Tx, partnership: &str, cause: &str, drafts: &[Draft<'_>], now: i64) -> Result<usize, Error> {
    let mut written = 0;
    for chunk in drafts.chunks(bulk::rows(4)) {
        let sql = format!(
            "INSERT INTO message (partnership, id, channel, recipient, cause, content, state, next, created) VALUES {} \
             ON CONFLICT DO NOTHING",
            bulk::values("($1, ?, ?, ?, $2, ?, 'waiting', $3, $3)", chunk.len(), 4)
        );
        let mut values = args![partnership, cause, now];
        for draft in chunk {
            let id = Uuid::now_v7().to_string();
            values.extend(args![id, draft.channel, draft.recipient, draft.content]);
        }
        written += tx.run(AssertSqlSafe(sql), values).await?;
    }
    Ok(usize::try_from(written).unwrap_or_default())
}
