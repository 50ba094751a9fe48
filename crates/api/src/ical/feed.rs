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
    /// Zone of whoever it is for: what clients that know no zones show.
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
    /// Zone of its begin and end.
    pub zone: Tz,
    /// Begin, by the clock on the wall in its zone.
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
        event.check()?;
        if !seen.insert(event.uid.as_str()) {
            let uid = event.uid.clone();
            return Err(WriteError::DuplicateUid { uid });
        }
    }
    Ok(())
}

impl Event {
    /// Whether a file could carry it, whatever else is in the file but another event with its UID.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> Result<(), WriteError> {
        let uid = || self.uid.clone();
        if !is_plain(&self.uid) {
            return Err(WriteError::BadUid { uid: uid() });
        }
        if let Some(url) = self.url.as_ref().filter(|url| !is_plain(url)) {
            return Err(WriteError::BadUrl {
                uid: uid(),
                url: url.clone(),
            });
        }
        let years = [self.start.year(), self.end.year(), self.updated.year()];
        if self.end <= self.start || years.iter().any(|year| !YEARS.contains(year)) {
            return Err(WriteError::BadSpan {
                uid: uid(),
                start: self.start,
                end: self.end,
            });
        }
        Ok(())
    }
}
