//! Dates and times as the format writes them: local, without an offset.
//!
//! A text that is no date or time is kept as it was written instead of failing the whole file, so that validation can
//! name every bad one at once.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// Days from 0001-01-01 (day 1, as chrono counts) to 1970-01-01.
const EPOCH_FROM_COMMON_ERA: i32 = 719_163;
const MINUTES_PER_DAY: i32 = 1440;

/// A calendar date, `2026-09-07`; or the text that was meant to be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LocalDate {
    /// Days since 1970-01-01.
    Day(i32),
    /// What was written instead.
    Invalid(Box<str>),
}

impl LocalDate {
    /// The date of a chrono date.
    pub fn from_naive(date: NaiveDate) -> Self {
        Self::Day(date.num_days_from_ce() - EPOCH_FROM_COMMON_ERA)
    }

    /// Reads `YYYY-MM-DD`; anything else is kept as [`LocalDate::Invalid`].
    pub fn parse(text: &str) -> Self {
        parse_date(text.as_bytes()).map_or_else(|| Self::Invalid(text.into()), Self::Day)
    }

    /// Days since 1970-01-01, if it is a date.
    pub fn day(&self) -> Option<i32> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Invalid(_) => None,
        }
    }

    /// The chrono date, if it is a date.
    pub fn to_naive(&self) -> Option<NaiveDate> {
        self.day().and_then(naive_of_day)
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_naive() {
            Some(date) => write!(f, "{date}"),
            None => match self {
                Self::Invalid(text) => f.write_str(text),
                Self::Day(day) => write!(f, "day {day}"),
            },
        }
    }
}

/// A local time of day on a date, `2026-09-07T14:00`; or the text that was meant to be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LocalTime {
    /// Minutes since 1970-01-01T00:00 on the wall clock: not an instant.
    Wall(i32),
    /// What was written instead.
    Invalid(Box<str>),
}

impl LocalTime {
    /// Reads `YYYY-MM-DDTHH:MM` (seconds `:00` may follow); anything else is kept as [`LocalTime::Invalid`].
    pub fn parse(text: &str) -> Self {
        parse_time(text.as_bytes()).map_or_else(|| Self::Invalid(text.into()), Self::Wall)
    }

    /// The time `minute_of_day` minutes after the midnight that starts `day` (days since 1970-01-01).
    pub fn from_day(day: i32, minute_of_day: i32) -> Self {
        Self::Wall(day * MINUTES_PER_DAY + minute_of_day)
    }

    /// Minutes since 1970-01-01T00:00 on the wall clock, if it is a time.
    pub fn wall(&self) -> Option<i32> {
        match self {
            Self::Wall(wall) => Some(*wall),
            Self::Invalid(_) => None,
        }
    }

    /// Days since 1970-01-01 of its date, if it is a time.
    pub fn day(&self) -> Option<i32> {
        self.wall().map(|wall| wall.div_euclid(MINUTES_PER_DAY))
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(text) => f.write_str(text),
            Self::Wall(wall) => {
                let (day, minute) = (wall.div_euclid(MINUTES_PER_DAY), wall.rem_euclid(MINUTES_PER_DAY));
                write!(f, "{}T{:02}:{:02}", LocalDate::Day(day), minute / 60, minute % 60)
            }
        }
    }
}

fn naive_of_day(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH_FROM_COMMON_ERA)?)
}

fn digits(bytes: &[u8]) -> Option<i32> {
    bytes
        .iter()
        .try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i32::from(b - b'0')))
}

fn parse_date(text: &[u8]) -> Option<i32> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
        return None;
    };
    let (year, month, day) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?);
    (year > 0).then_some(())?;
    let date = NaiveDate::from_ymd_opt(year, month as u32, day as u32)?;
    Some(date.num_days_from_ce() - EPOCH_FROM_COMMON_ERA)
}

fn parse_time(text: &[u8]) -> Option<i32> {
    let (date, clock) = text.split_at_checked(10)?;
    let clock = clock
        .strip_suffix(b":00")
        .filter(|short| short.len() == 6)
        .unwrap_or(clock);
    let [b'T', h1, h2, b':', m1, m2] = *clock else {
        return None;
    };
    let (hour, minute) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
    (hour < 24 && minute < 60).then_some(())?;
    // Years after 6052 have no minute in 32 bits.
    parse_date(date)?
        .checked_mul(MINUTES_PER_DAY)?
        .checked_add(hour * 60 + minute)
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = LocalDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2026-09-07")
    }

    fn visit_str<E>(self, text: &str) -> Result<LocalDate, E> {
        Ok(LocalDate::parse(text))
    }
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = LocalTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time such as 2026-09-07T14:00")
    }

    fn visit_str<E>(self, text: &str) -> Result<LocalTime, E> {
        Ok(LocalTime::parse(text))
    }
}

impl<'de> Deserialize<'de> for LocalDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimeVisitor)
    }
}

impl Serialize for LocalDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
