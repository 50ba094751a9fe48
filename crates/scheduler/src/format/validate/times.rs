//! Times: they are times, they exist in the zone, intervals run forwards.

use std::fmt::Display;

use super::Context;
use super::faults::{At, Faults};
use crate::format::LocalTime;

/// A time further from the horizon than this many wall minutes has no instant in 32 bits; two days are kept for the zone.
const REACH: i64 = i32::MAX as i64 - 2 * 1440;

impl Context<'_> {
    /// Minutes since the start of the horizon, or a fault. Nothing without a fault where there is no clock to ask.
    pub fn instant(&self, time: &LocalTime, at: At, field: impl Display, faults: &mut Faults) -> Option<i64> {
        let Some(wall) = time.wall() else {
            let cause = format!("{:?} is not a time", time.to_string());
            faults.add(
                at,
                field,
                "not-a-time",
                cause,
                "Write local times without an offset, as 2026-09-07T14:00.",
            );
            return None;
        };
        let clock = self.clock.as_ref()?;
        if let Some(instant) = clock.instant(time) {
            return Some(i64::from(instant));
        }
        let from_start = i64::from(wall) - i64::from(clock.first_day()) * 1440;
        if from_start.abs() > REACH {
            let cause = format!("{time} is thousands of years from the horizon");
            faults.add(at, field, "time-out-of-range", cause, "Check the year.");
        } else {
            let cause = format!("{time} does not exist in {}: the clock is set forward", clock.zone());
            faults.add(
                at,
                field,
                "time-does-not-exist",
                cause,
                "Use a time before or after the change of the clock.",
            );
        }
        None
    }

    /// The instants of an interval, or faults.
    pub fn interval(&self, interval: &Interval, at: At, faults: &mut Faults) -> Option<(i64, i64)> {
        let from = self.instant(interval.from, at, interval.field("from"), faults);
        let to = self.instant(interval.to, at, interval.field("to"), faults);
        let (from, to) = (from?, to?);
        if to < from {
            let cause = format!("{} is before {}", interval.to, interval.from);
            faults.add(
                at,
                interval.name(),
                "interval-backwards",
                cause,
                "Give the earlier time first.",
            );
            return None;
        }
        Some((from, to))
    }

    /// An interval in which something can happen: it must not be empty either.
    pub fn filled_interval(&self, interval: &Interval, at: At, faults: &mut Faults) -> Option<(i64, i64)> {
        let (from, to) = self.interval(interval, at, faults)?;
        if from == to {
            let cause = format!("{} is both start and end", interval.from);
            faults.add(
                at,
                interval.name(),
                "empty-interval",
                cause,
                "Let it end later, or leave it out.",
            );
            return None;
        }
        Some((from, to))
    }

    /// Sessions and windows start and end within the horizon.
    pub fn outside_horizon(&self, interval: &Interval, at: At, faults: &mut Faults) {
        let horizon = &self.problem.horizon;
        let (Some(_), Some(first), Some(end)) = (&self.clock, horizon.start.day(), horizon.end.day()) else {
            return;
        };
        let (Some(from), Some(to)) = (interval.from.wall(), interval.to.wall()) else {
            return;
        };
        let (first, end) = (i64::from(first) * 1440, i64::from(end) * 1440);
        if i64::from(from) < first || i64::from(to) > end {
            let cause = format!(
                "{} to {} is not within the horizon, {} to {}",
                interval.from, interval.to, horizon.start, horizon.end
            );
            let remedy = "Move it into the horizon, cut it, or make the horizon longer.";
            faults.add(at, interval.name(), "outside-horizon", cause, remedy);
        }
    }
}

/// Two times that belong together and how their fields are called.
pub struct Interval<'a> {
    pub from: &'a LocalTime,
    pub to: &'a LocalTime,
    pub fields: Fields,
}

/// How the two times of an interval are written.
pub enum Fields {
    /// `start` and `end` of a row.
    StartEnd,
    /// A pair, `during`.
    Pair(&'static str),
    /// An entry in a list of pairs, `windows[2]`.
    Entry(&'static str, usize),
}

impl<'a> Interval<'a> {
    pub fn entry(list: &'static str, index: usize, pair: &'a (LocalTime, LocalTime)) -> Self {
        Self {
            from: &pair.0,
            to: &pair.1,
            fields: Fields::Entry(list, index),
        }
    }

    /// The field to blame when both times are right and the interval is not.
    fn name(&self) -> String {
        match self.fields {
            Fields::StartEnd => "end".into(),
            Fields::Pair(name) => name.into(),
            Fields::Entry(list, index) => format!("{list}[{index}]"),
        }
    }

    fn field(&self, end: &str) -> String {
        let (from, name) = (end == "from", self.name());
        match self.fields {
            Fields::StartEnd => if from { "start" } else { "end" }.into(),
            Fields::Pair(_) | Fields::Entry(..) => format!("{name}[{}]", usize::from(!from)),
        }
    }
}
