//! A duty as the event that calendars show: the same in a feed and in an invitation by mail.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::domain::duty::Duty;
use crate::ical::{Event, WriteError};

/// Why a duty makes no event: a fault of ours, and no reason to withhold the others.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Times, zone or counter.
    #[error("its times or zone do not read")]
    Times,
    /// What no file could carry.
    #[error(transparent)]
    Calendar(#[from] WriteError),
}

/// Where a partnership's duties have their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages<'a> {
    /// Where people reach the service.
    pub public_url: &'a str,
    /// Partnership.
    pub partnership: &'a str,
}

impl Pages<'_> {
    /// Address of a duty's page: it names nobody.
    #[must_use]
    pub fn of(&self, duty: &Duty) -> String {
        let code = duty.uid.split('@').next().unwrap_or_default();
        format!("{}/duties/{}/{code}", self.public_url, self.partnership)
    }
}

/// The event of a duty.
///
/// # Errors
/// See [`Unfit`].
pub fn event(duty: &Duty, pages: Pages<'_>) -> Result<Event, Unfit> {
    // A pattern would be read anew for each.
    let local = |text: &str| -> Option<NaiveDateTime> {
        let (date, time) = text.split_once('T')?;
        Some(date.parse::<NaiveDate>().ok()?.and_time(time.parse().ok()?))
    };
    let local = |text: &str| local(text).ok_or(Unfit::Times);
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    let event = Event {
        uid: duty.uid.clone(),
        sequence: u32::try_from(duty.sequence).map_err(|_| Unfit::Times)?,
        updated: DateTime::from_timestamp(duty.updated, 0).ok_or(Unfit::Times)?,
        zone: duty.zone.parse::<Tz>().map_err(|_| Unfit::Times)?,
        start: local(&duty.start)?,
        end: local(&duty.end)?,
        summary: duty.title.clone(),
        location: text(&duty.location),
        description: text(&duty.description),
        url: Some(pages.of(duty)),
        categories: vec![duty.service.clone()],
        cancelled: duty.cancelled,
    };
    event.check()?;
    Ok(event)
}
