//! A change as an invitation or a cancellation: the event that the feed has.

use crate::domain::notice::{Change, What};
use crate::feeds::{Pages, Unfit, event};
use crate::ical::{Event, Invitation, Party, invite};

/// An iCalendar file and its method.
pub(super) struct Part {
    pub(super) method: &'static str,
    pub(super) file: String,
}

/// Writes a change as a part of a mail.
pub(super) fn part(change: &Change, pages: Pages<'_>, organizer: &Party, attendee: &Party) -> Result<Part, Unfit> {
    let invitation = Invitation {
        event: Event {
            cancelled: change.what == What::CalledOff,
            ..event(&change.duty, pages)?
        },
        organizer: organizer.clone(),
        attendee: attendee.clone(),
    };
    Ok(Part {
        method: invitation.method(),
        file: invite(&invitation)?,
    })
}
