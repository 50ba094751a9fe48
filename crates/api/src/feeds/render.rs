//! From duties to the bytes of a feed.

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

use super::{AHEAD, BACK, TOMBSTONE, before, day};
use crate::db::duties::{self, Shown};
use crate::db::feeds::{self, Feed as Subscription};
use crate::db::{self, Database};
use crate::domain::duty::Duty;
use crate::ical::{self, Event, Feed};

/// Zone of a feed without duties.
const ZONE: Tz = Tz::Asia__Shanghai;

/// Why a feed was not rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The database.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// A stored duty that no calendar could carry.
    #[error(transparent)]
    Write(#[from] ical::WriteError),
}

/// A feed as an iCalendar file.
///
/// # Errors
/// See [`RenderError`].
pub async fn render(db: &Database, feed: &Subscription, now: i64) -> Result<String, RenderError> {
    let today = day(now);
    let from = before(today, BACK).to_string();
    let to = (today + chrono::Days::new(AHEAD)).to_string();
    let mut shown = Vec::new();
    if feed.kind == "person" {
        for (term, team) in feeds::teams(db, &feed.partnership, &feed.subject).await? {
            shown.extend(duties::between(db, &feed.partnership, &Shown::Team(&term, &team), &from, &to).await?);
        }
    } else {
        let which = match feed.kind.as_str() {
            "team" => Shown::Column("team", &feed.subject),
            "place" => Shown::Column("place", &feed.subject),
            "grid" => Shown::Column("grid", &feed.subject),
            "service" => Shown::Column("service", &feed.subject),
            _ => Shown::All,
        };
        shown = duties::between(db, &feed.partnership, &which, &from, &to).await?;
    }
    let last_words = before(today, TOMBSTONE).to_string();
    shown.retain(|duty| !duty.cancelled || (!feed.omit_cancelled && duty.start >= last_words));
    let name = feeds::name(db, feed).await?;
    Ok(write(&name, &shown)?)
}

/// Duties as a feed, on the clock of the first: a partnership has one.
///
/// # Errors
/// A duty that no calendar could carry.
pub fn write(name: &str, duties: &[Duty]) -> Result<String, ical::WriteError> {
    let zone = duties.first().and_then(|duty| duty.zone.parse().ok()).unwrap_or(ZONE);
    let events: Vec<Event> = duties.iter().filter_map(event).collect();
    ical::write(
        &Feed {
            name: name.to_owned(),
            zone,
        },
        &events,
    )
}

fn event(duty: &Duty) -> Option<Event> {
    let local = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok();
    Some(Event {
        uid: duty.uid.clone(),
        sequence: u32::try_from(duty.sequence).ok()?,
        updated: DateTime::from_timestamp(duty.updated, 0)?,
        start: local(&duty.start)?,
        end: local(&duty.end)?,
        summary: duty.title.clone(),
        location: Some(duty.location.clone()),
        description: Some(duty.description.clone()),
        url: None,
        categories: vec![duty.service.clone()],
        cancelled: duty.cancelled,
    })
}
