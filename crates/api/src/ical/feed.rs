//! What a feed is made of, and what it cannot be made of.

use std::collections::HashSet;

use chrono::{DateTime, Datelike as _, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::text::is_plain;

/// Years a feed may speak of: four digits, and no offsets of local mean time.
const YEARS: std::ops::RangeInclusive<i32> = 1972..=2199;

/// A calendar somebody subscribes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Title in the subscriber's list of calendars.
    pub name: String,
    /// Zone of every wall-clock time in the feed.
    pub zone: Tz,
}

/// One session, visit or duty. No names of residents belong here: other companies' servers copy feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Identity, the same in every version of the feed: see [`super::stable_uid`].
    pub uid: String,
    /// Number of changes of time, place, state or title so far.
    pub sequence: u32,
    /// When it last changed. Never the time of writing, or every poll would look like an edit.
    pub updated: DateTime<Utc>,
    /// Begin, by the clock on the wall in the feed's zone.
    pub start: NaiveDateTime,
    /// End, by the same clock; later than `start`.
    pub end: NaiveDateTime,
    /// Title.
    pub summary: String,
    /// Place.
    pub location: Option<String>,
    /// Longer text.
    pub description: Option<String>,
    /// Page about the event.
    pub url: Option<String>,
    /// Tags.
    pub categories: Vec<String>,
    /// Whether it was called off. Keep it in the feed for about two weeks so that clients learn of it.
    pub cancelled: bool,
}

/// Why a feed was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Clients show one of the two events, or refuse the file.
    #[error("two events have the UID {uid:?}")]
    DuplicateUid {
        /// The UID.
        uid: String,
    },
    /// Empty, or with blanks or control characters.
    #[error("{uid:?} cannot be a UID: it must not be empty nor hold blanks or control characters")]
    BadUid {
        /// The UID.
        uid: String,
    },
    /// Empty, or with blanks or control characters.
    #[error("{url:?} of event {uid:?} cannot be a URL: it must not be empty nor hold blanks or control characters")]
    BadUrl {
        /// UID of the event.
        uid: String,
        /// The URL.
        url: String,
    },
    /// Empty, without `@`, or with blanks, quotes or control characters.
    #[error("{address:?} cannot be a mail address in a calendar")]
    BadAddress {
        /// The address.
        address: String,
    },
    /// Not later than its start, or outside the years 1972 to 2199.
    #[error("event {uid:?} lasts from {start} to {end}: it must end after its start and lie within 1972 to 2199")]
    BadSpan {
        /// UID of the event.
        uid: String,
        /// Its begin.
        start: NaiveDateTime,
        /// Its end.
        end: NaiveDateTime,
    },
    /// An offset with seconds makes Outlook reject the file.
    #[error("the zone {zone} is not a whole number of minutes from UTC in the years of the events")]
    OffsetWithSeconds {
        /// Name of the zone.
        zone: &'static str,
    },
}

/// Refuses events that no file could carry.
pub(super) fn check(events: &[Event]) -> Result<(), WriteError> {
    let mut seen = HashSet::with_capacity(events.len());
    for event in events {
        let uid = || event.uid.clone();
        if !is_plain(&event.uid) {
            return Err(WriteError::BadUid { uid: uid() });
        }
        if !seen.insert(event.uid.as_str()) {
            return Err(WriteError::DuplicateUid { uid: uid() });
        }
        if let Some(url) = event.url.as_ref().filter(|url| !is_plain(url)) {
            return Err(WriteError::BadUrl {
                uid: uid(),
                url: url.clone(),
            });
        }
        let years = [event.start.year(), event.end.year(), event.updated.year()];
        if event.end <= event.start || years.iter().any(|year| !YEARS.contains(year)) {
            return Err(WriteError::BadSpan {
                uid: uid(),
                start: event.start,
                end: event.end,
            });
        }
    }
    Ok(())
}
