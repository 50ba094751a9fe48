//! What leaves and enters the scheduler as calendars.

pub mod ical;
