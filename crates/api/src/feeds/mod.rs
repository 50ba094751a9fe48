//! Calendar feeds: a pure function of stored rows. The same rows give the same bytes, whenever they are asked for.

mod cache;
mod event;
mod render;
mod state;
mod subscription;

pub use cache::{Cache, Known};
pub use event::{Pages, Unfit, event};
pub use render::{Unread, render, write};
pub use state::{State, state};
pub use subscription::Subscription;

use chrono::{DateTime, Days, NaiveDate};

/// Days before today that a feed shows.
const BACK: u64 = 30;
/// Days after today: slow pollers have the whole semester.
const AHEAD: u64 = 200;
/// Days after its date for which a called-off duty is still shown as such, so that every client learns of it.
const TOMBSTONE: u64 = 14;

/// The day on which an instant falls in UTC: what a feed shows moves on once a day.
fn day(now: i64) -> NaiveDate {
    DateTime::from_timestamp(now, 0).unwrap_or_default().date_naive()
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
