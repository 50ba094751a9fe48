//! A change as an invitation or a cancellation: the event that the feed has.

use chrono::DateTime;
use chrono_tz::Tz;

use super::when;
use crate::domain::duty::Duty;
use crate::domain::notice::{Change, What};
use crate::ical::{Event, Invitation, Party, WriteError, invite};

/// An iCalendar file and its method.
pub(super) struct Part {
    pub(super) method: &'static str,
    pub(super) file: String,
}

/// Why a duty makes no invitation: never the reader's fault, and no reason not to write to them.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfit {
    #[error("its times or zone do not read")]
    Times,
    #[error(transparent)]
    Calendar(#[from] WriteError),
}

/// Writes a change as a part of a mail.
pub(super) fn part(change: &Change, organizer: &Party, attendee: &Party) -> Result<Part, Unfit> {
    let invitation = Invitation {
        zone: change.duty.zone.parse::<Tz>().map_err(|_| Unfit::Times)?,
        event: Event {
            cancelled: change.what == What::CalledOff,
            ..event(&change.duty).ok_or(Unfit::Times)?
        },
        organizer: organizer.clone(),
        attendee: attendee.clone(),
    };
    Ok(Part {
        method: invitation.method(),
        file: invite(&invitation)?,
    })
}

fn event(duty: &Duty) -> Option<Event> {
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    Some(Event {
        uid: duty.uid.clone(),
        sequence: u32::try_from(duty.sequence).ok()?,
        updated: DateTime::from_timestamp(duty.updated, 0)?,
        start: when::parse(&duty.start)?,
        end: when::parse(&duty.end)?,
        summary: duty.title.clone(),
        location: text(&duty.location),
        description: text(&duty.description),
        url: None,
        categories: vec![duty.service.clone()],
        cancelled: duty.cancelled,
    })
}
