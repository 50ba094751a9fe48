//! Wall clock of a problem's zone <-> minutes since the horizon's first midnight.

use chrono::{LocalResult, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::local_time::{LocalDate, LocalTime};
use super::problem::Problem;

/// Minutes since the instant of the horizon's first local midnight.
pub type Instant = i32;

/// What a wall-clock time means in the problem's zone. A zone without a clock change within reach of the horizon, which is
/// the common case, answers by subtraction.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: Tz,
    /// Wall minutes (since 1970) of the horizon's first midnight.
    wall_zero: i32,
    /// Unix minutes of the same.
    unix_zero: i64,
    /// Wall minutes between which no clock change happens.
    uniform: std::ops::Range<i32>,
    days: i32,
}

/// Days before and after the horizon in which a zone must keep its offset to be treated as uniform.
const MARGIN_DAYS: i32 = 3;

impl Clock {
    /// The clock of a problem, or nothing when its zone or horizon is not valid.
    pub fn new(problem: &Problem) -> Option<Self> {
        let zone: Tz = problem.time_zone.parse().ok()?;
        let (first, end) = (problem.horizon.start.day()?, problem.horizon.end.day()?);
        let wall_zero = first.checked_mul(1440)?;
        let unix_zero = first_instant(zone, wall_zero)?;
        let mut clock = Self {
            zone,
            wall_zero,
            unix_zero,
            uniform: 0..0,
            days: end.checked_sub(first)?,
        };
        first.checked_sub(MARGIN_DAYS + 1)?.checked_mul(1440)?;
        end.checked_add(MARGIN_DAYS + 1)?.checked_mul(1440)?;
        let reach = (first - MARGIN_DAYS)..=(end + MARGIN_DAYS);
        let shift = |day: i32| unix_minute(zone, day * 1440 + 720).map(|u| u.0 - i64::from(day * 1440 + 720));
        let offset = shift(first)?;
        if reach.clone().all(|day| shift(day) == Some(offset)) && offset == unix_zero - i64::from(wall_zero) {
            clock.uniform = reach.start() * 1440..reach.end() * 1440;
        }
        Some(clock)
    }

    /// Number of dates in the horizon.
    pub fn days(&self) -> i32 {
        self.days
    }

    /// The horizon's first day, in days since 1970-01-01.
    pub fn first_day(&self) -> i32 {
        self.wall_zero.div_euclid(1440)
    }

    /// The zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The instant a wall time names: the first of two when the clock is set back. Nothing when it is not a time or
    /// does not exist because the clock is set forward.
    pub fn instant(&self, time: &LocalTime) -> Option<Instant> {
        let wall = time.wall()?;
        if self.uniform.contains(&wall) {
            return Some(wall - self.wall_zero);
        }
        i32::try_from(unix_minute(self.zone, wall)?.0 - self.unix_zero).ok()
    }

    /// The wall time of an instant.
    pub fn wall(&self, instant: Instant) -> LocalTime {
        let wall = self.wall_zero.saturating_add(instant);
        if self.uniform.contains(&wall)
            && self.uniform.contains(&(wall - 1440))
            && self.uniform.contains(&(wall + 1440))
        {
            return LocalTime::Wall(wall);
        }
        let unix = chrono::DateTime::from_timestamp((self.unix_zero + i64::from(instant)) * 60, 0);
        let local = unix.map(|u| {
            u.with_timezone(&self.zone)
                .naive_local()
                .and_utc()
                .timestamp()
                .div_euclid(60)
        });
        LocalTime::Wall(local.and_then(|w| i32::try_from(w).ok()).unwrap_or(wall))
    }

    /// The day of the horizon (0 is its first) on which a wall time lies, negative before it.
    pub fn day(&self, time: &LocalTime) -> Option<i32> {
        Some(time.day()? - self.first_day())
    }

    /// The instant at which a day of the horizon starts: its first minute where midnight does not exist.
    pub fn day_start(&self, day: i32) -> Instant {
        let midnight = (self.first_day() + day) * 1440;
        let found = (0..=180).find_map(|late| self.instant(&LocalTime::Wall(midnight + late)));
        found.unwrap_or(day * 1440)
    }

    /// The day of the horizon on which an instant lies.
    pub fn day_of_instant(&self, instant: Instant) -> i32 {
        self.day(&self.wall(instant)).unwrap_or(0)
    }

    /// Weekday of a day of the horizon: 0 is Monday.
    pub fn weekday(&self, day: i32) -> i32 {
        // 1970-01-01 was a Thursday.
        (self.first_day() + day + 3).rem_euclid(7)
    }

    /// The date of a day of the horizon.
    pub fn date(&self, day: i32) -> LocalDate {
        LocalDate::Day(self.first_day() + day)
    }
}

/// Unix minutes at which a day starts whose midnight has this wall time. Where the clock is set forward over midnight, that
/// is the instant to which the hours before lead.
fn first_instant(zone: Tz, midnight: i32) -> Option<i64> {
    const EARLIER: i32 = 180;
    let before = || Some(unix_minute(zone, midnight - EARLIER)?.0 + i64::from(EARLIER));
    unix_minute(zone, midnight).map(|found| found.0).or_else(before)
}

/// Unix minutes of a wall time, and whether the time occurs twice.
fn unix_minute(zone: Tz, wall: i32) -> Option<(i64, bool)> {
    let local = chrono::DateTime::UNIX_EPOCH
        .naive_utc()
        .checked_add_signed(TimeDelta::minutes(i64::from(wall)))?;
    match zone.from_local_datetime(&local) {
        LocalResult::Single(time) => Some((time.timestamp().div_euclid(60), false)),
        LocalResult::Ambiguous(first, _) => Some((first.timestamp().div_euclid(60), true)),
        LocalResult::None => None,
    }
}
