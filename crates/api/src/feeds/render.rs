//! From duties to the bytes of a feed.

use chrono_tz::Tz;
use metrics::counter;

use super::{AHEAD, BACK, Pages, Subscription, TOMBSTONE, after, before, day, event};
use crate::db::duties::{self, Shown};
use crate::db::{Database, Error, feeds};
use crate::domain::duty::Duty;
use crate::ical::{self, Event, Feed, WriteError};

/// Zone of a feed without duties.
const ZONE: Tz = Tz::Asia__Shanghai;

/// A feed as an iCalendar file. A duty that no calendar could carry is left out, told of in the log, and counted.
///
/// # Errors
/// The database's own, and what no single duty can be blamed for.
pub async fn render(db: &Database, subscription: &Subscription, now: i64, public_url: &str) -> Result<String, Unread> {
    let feed = &subscription.feed;
    let today = day(now);
    // The last day is shown whole.
    let window = (before(today, BACK).to_string(), after(today, AHEAD + 1).to_string());
    let which = match feed.kind.as_str() {
        "person" => Shown::Teams(&subscription.teams),
        "team" => Shown::Column("team", &feed.subject),
        "place" => Shown::Column("place", &feed.subject),
        "grid" => Shown::Grid(&feed.subject),
        "service" => Shown::Column("service", &feed.subject),
        _ => Shown::All,
    };
    let found = duties::between(db, &feed.partnership, &which, (&window.0, &window.1)).await?;
    let last_words = before(today, TOMBSTONE).to_string();
    let is_shown = |duty: &Duty| !duty.cancelled || (!feed.omit_cancelled && duty.start >= last_words);
    let pages = Pages {
        public_url,
        partnership: &feed.partnership,
    };
    let shown: Vec<Duty> = (found.into_iter())
        .filter_map(|duty| subscription.theirs(duty))
        .filter(is_shown)
        .collect();
    Ok(write(feeds::name(db, feed).await?, &shown, pages)?)
}

/// Duties as a feed of this name.
///
/// # Errors
/// Duties that cannot stand in one file.
pub fn write(name: String, duties: &[Duty], pages: Pages<'_>) -> Result<String, WriteError> {
    let events: Vec<Event> = duties.iter().filter_map(|duty| fit(duty, pages)).collect();
    let zone = events.first().map_or(ZONE, |event| event.zone);
    ical::write(&Feed { name, zone }, &events)
}

/// Why a feed cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
    /// Duties that cannot stand in one file.
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn fit(duty: &Duty, pages: Pages<'_>) -> Option<Event> {
    event(duty, pages)
        .inspect_err(|error| {
            tracing::error!(uid = duty.uid, %error, "a duty is left out of a feed");
            counter!("yuandi_feed_duties_left_out_total").increment(1);
        })
        .ok()
}
