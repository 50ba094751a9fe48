//! Dates and times of a calendar file, and the clocks they are read from.

use chrono::{Datelike as _, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone as _};
use chrono::{Timelike as _, Utc};
use chrono_tz::Tz;

/// Years taken seriously in an import. Some programs date a birthday without a year to 1604.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2199;

/// The clock that a time is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Clock {
    /// The clock on the reader's wall, wherever that is.
    Floating,
    /// The clock of a zone, UTC included.
    Zone(Tz),
}

/// A date, or a date and time by some clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Moment {
    pub(super) at: NaiveDateTime,
    pub(super) clock: Clock,
    /// A date without a time; `at` is its midnight and the clock floats.
    pub(super) whole_day: bool,
}

/// How long an event lasts: days by the clock on the wall, then seconds that really pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) days: i64,
    pub(super) seconds: i64,
}

impl Length {
    /// Its measure on a day without a change of the clocks.
    pub(super) fn nominal(self) -> TimeDelta {
        TimeDelta::days(self.days) + TimeDelta::seconds(self.seconds)
    }
}

impl Moment {
    /// Reads `20260907`, `20260907T090000` or `20260907T010000Z`; a bare time gets `clock`.
    pub(super) fn parse(value: &str, clock: Clock) -> Option<Moment> {
        let (date, time) = match value.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (value, None),
        };
        let [century, year, month, day] = pairs(date)?;
        let year = i32::try_from(century * 100 + year)
            .ok()
            .filter(|year| YEARS.contains(year))?;
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        let Some(time) = time else {
            return Some(Moment {
                at: date.and_time(NaiveTime::MIN),
                clock: Clock::Floating,
                whole_day: true,
            });
        };
        let (time, clock) = match time.strip_suffix('Z') {
            Some(time) => (time, Clock::Zone(Tz::UTC)),
            None => (time, clock),
        };
        let [hour, minute, second] = pairs(time)?;
        // A leap second is legal in a file; no clock here knows it.
        let at = date.and_hms_opt(hour, minute, if second == 60 { 59 } else { second })?;
        Some(Moment {
            at,
            clock,
            whole_day: false,
        })
    }

    /// What `clock` shows at this moment. A floating time is the same on every clock.
    pub(super) fn on(self, clock: Clock) -> NaiveDateTime {
        match (self.clock, clock) {
            (Clock::Zone(mine), Clock::Zone(other)) if mine != other => wall(instant(self.at, mine), other),
            _ => self.at,
        }
    }
}

/// The two-digit numbers that make up `digits`, if it is exactly `N` of them.
fn pairs<const N: usize>(digits: &str) -> Option<[u32; N]> {
    let bytes = digits.as_bytes();
    if bytes.len() != 2 * N || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(std::array::from_fn(|i| {
        u32::from(bytes[2 * i] - b'0') * 10 + u32::from(bytes[2 * i + 1] - b'0')
    }))
}

/// The instant, in UTC, at which the clocks of `zone` show `at`: the first of two in autumn; in the hour that spring
/// skips, the one that clocks not yet put forward would show (RFC 5545, 3.3.5).
pub(super) fn instant(at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => found.naive_utc(),
        LocalResult::None => {
            let before = at.checked_sub_signed(TimeDelta::days(1)).unwrap_or(at);
            let offset = zone.offset_from_utc_datetime(&before).fix().local_minus_utc();
            at.checked_sub_signed(TimeDelta::seconds(offset.into())).unwrap_or(at)
        }
    }
}

/// Whether the clocks of `zone` show `at` twice.
pub(super) fn shown_twice(at: NaiveDateTime, zone: Tz) -> bool {
    matches!(zone.from_local_datetime(&at), LocalResult::Ambiguous(..))
}

/// What the clocks of `zone` show at an instant given in UTC.
pub(super) fn wall(instant: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    Utc.from_utc_datetime(&instant).with_timezone(&zone).naive_local()
}

/// Appends `at`, of a year of four digits, as `20260907T090000`. A feed has four a duty, and `format` takes many times as long.
pub(super) fn push_stamp(out: &mut String, at: NaiveDateTime) {
    let (date, time) = (at.date(), at.time());
    let year = date.year().unsigned_abs();
    for number in [year / 100, year % 100, date.month(), date.day()] {
        push_two(out, number);
    }
    out.push('T');
    for number in [time.hour(), time.minute(), time.second()] {
        push_two(out, number);
    }
}

/// Appends the last two digits of a number.
fn push_two(out: &mut String, number: u32) {
    let digit = |digit: u32| char::from(b'0' + (digit % 10) as u8);
    out.extend([digit(number / 10), digit(number)]);
}
