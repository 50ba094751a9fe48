//! iCalendar (RFC 5545): subscription feeds out, absence calendars in.
//!
//! Out: [`write()`] turns a [`Feed`] and its [`Event`]s into the bytes of an `.ics` file, the same bytes for the same data;
//! [`invite()`] writes one of its events as an invitation by mail.
//! In: [`read()`] checks a file somebody else's program wrote, and [`Calendar::busy`] says when its owner is not free,
//! [`Calendar::occurrences`] what of it is when.
//!
//! Escaping, folding and the checks of a line are ours, because no published crate gets them right for Chinese text;
//! the parameters of a line are split by the `ical` crate and recurrence rules are expanded by the `rrule` crate.

mod busy;
mod component;
mod duration;
mod event;
mod fault;
mod feed;
mod fold;
mod invitation;
mod line;
mod moment;
mod occurrences;
mod raw_event;
mod read;
mod rule;
mod text;
mod uid;
mod vtimezone;
mod write;
mod zone;

pub use event::{Busy, Calendar};
pub use fault::ReadFault;
pub use feed::{Event, Feed, WriteError};
pub use invitation::{Invitation, Party, invite};
pub use occurrences::{Occurrence, Occurrences};
pub use read::read;
pub use uid::stable_uid;
pub use write::write;
