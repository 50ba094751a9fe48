//! Messages on their way out: written in the transaction that caused them, so that nothing leaves if it fails.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::records::TermKey;
use super::value::args;
use super::{Error, Tx, webhooks};
use crate::domain::duty::DutyChange;
use crate::domain::event::PLAN_PUBLISHED;
use crate::domain::notice::{Change, Notice};

/// Account, whether it has an address, team.
type Reader = (String, bool, String);

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    cause: &'a str,
    content: &'a str,
}

/// Writes what a publication changed: a message to each person whose team it concerns, and one to each webhook that wants to
/// know. Whoever has a message about this plan already gets no other. Gives the number of messages written.
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
    let mut changes: Vec<Change> = changes.iter().filter_map(Change::of).collect();
    changes.sort_by(|a, b| (&a.duty.start, &a.duty.uid).cmp(&(&b.duty.start, &b.duty.uid)));
    let cause = format!("publication {plan}");
    let mut written = 0;
    let notices = notices(key, plan, &changes)?;
    for (account, has_address, team) in readers(tx, key).await? {
        let Some(content) = notices.get(team.as_str()) else {
            continue;
        };
        let draft = Draft {
            channel: channel(has_address),
            recipient: &account,
            cause: &cause,
            content,
        };
        written += insert(tx, &key.partnership, &draft, now).await?;
    }
    let hooks = webhooks::subscribed(tx, &key.partnership, PLAN_PUBLISHED).await?;
    let content = event(key, plan, &changes, now).to_string();
    for recipient in &hooks {
        let draft = Draft {
            channel: "webhook",
            recipient,
            cause: &cause,
            content: &content,
        };
        written += insert(tx, &key.partnership, &draft, now).await?;
    }
    Ok(written)
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
    for Addressee { account, has_address } in readers {
        let draft = Draft {
            channel: channel(*has_address),
            recipient: account,
            cause,
            content,
        };
        insert(tx, partnership, &draft, now).await?;
    }
    Ok(())
}

/// Without an address a message waits for somebody who tells it: see the delivery.
fn channel(has_address: bool) -> &'static str {
    if has_address { "email" } else { "file" }
}

/// The content of the messages by team.
fn notices<'a>(key: &TermKey, plan: &str, changes: &'a [Change]) -> Result<BTreeMap<&'a str, String>, Error> {
    let mut teams: BTreeMap<&str, Vec<Change>> = BTreeMap::new();
    for change in changes {
        teams.entry(&change.duty.team).or_default().push(change.clone());
    }
    let text = |changes| {
        let (term, plan) = (key.term.clone(), plan.to_owned());
        serde_json::to_string(&Notice { term, plan, changes })
            .map_err(|error| Error::Other(sqlx::Error::Encode(error.into())))
    };
    teams
        .into_iter()
        .map(|(team, changes)| Ok((team, text(changes)?)))
        .collect()
}

/// The people of the term's teams who have an account.
async fn readers(tx: &mut Tx, key: &TermKey) -> Result<Vec<Reader>, Error> {
    let sql = "SELECT account.id, account.email IS NOT NULL, person.team FROM person \
               JOIN account ON account.partnership = person.partnership AND account.person = person.id \
               WHERE person.partnership = $1 AND person.term = $2 AND person.team IS NOT NULL AND account.active \
               ORDER BY account.id";
    tx.all(sql, args![&key.partnership, &key.term]).await
}

/// What webhooks are told: ids and times, no names.
fn event(key: &TermKey, plan: &str, changes: &[Change], now: i64) -> Json {
    let duty = |Change { what, duty, .. }: &Change| {
        json!({
            "what": what, "uid": duty.uid, "sequence": duty.sequence, "kind": duty.kind, "activity": duty.activity,
            "team": duty.team, "place": duty.place, "start": duty.start, "end": duty.end, "zone": duty.zone,
        })
    };
    let at = DateTime::from_timestamp(now, 0).unwrap_or_default();
    json!({
        "type": PLAN_PUBLISHED,
        "timestamp": at.to_rfc3339_opts(SecondsFormat::Secs, true),
        "data": {
            "partnership": key.partnership, "term": key.term, "plan": plan,
            "duties": changes.iter().map(duty).collect::<Vec<_>>(),
        },
    })
}

/// Writes a message, unless its recipient has one of this cause.
async fn insert(tx: &mut Tx, partnership: &str, draft: &Draft<'_>, now: i64) -> Result<usize, Error> {
    let sql = "INSERT INTO message (partnership, id, channel, recipient, cause, content, state, next, created) \
               VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $7) ON CONFLICT DO NOTHING";
    let Draft {
        channel,
        recipient,
        cause,
        content,
    } = draft;
    let id = Uuid::now_v7().to_string();
    let written = tx
        .run(sql, args![partnership, id, *channel, *recipient, *cause, *content, now])
        .await?;
    Ok(usize::try_from(written).unwrap_or_default())
}
