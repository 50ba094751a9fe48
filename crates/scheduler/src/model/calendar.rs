//! Dates of the horizon: which day an instant lies on, its week, its weekend.

use super::Minutes;
use crate::format::Clock;

/// Days counted from the horizon's first; weeks are days 7k…7k+6.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Number of dates.
    pub days: usize,
    /// The instant each day starts at, and the one at which the last ends.
    starts: Vec<Minutes>,
    /// For a Saturday or Sunday, the weekend's other day when it lies in the horizon too.
    mate: Vec<Weekend>,
}

/// A day's part in a weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekend {
    /// Monday to Friday.
    Weekday,
    /// A weekend day whose other day lies outside the horizon.
    Alone,
    /// A weekend day and its other day.
    With(u32),
}

impl Calendar {
    /// The dates of a clock's horizon.
    pub fn new(clock: &Clock) -> Self {
        let count = clock.days().max(0);
        let mate = |day: i32| match clock.weekday(day) {
            5 if day + 1 < count => Weekend::With(day as u32 + 1),
            6 if day > 0 => Weekend::With(day as u32 - 1),
            5 | 6 => Weekend::Alone,
            _ => Weekend::Weekday,
        };
        Self {
            days: count as usize,
            starts: (0..=count).map(|day| clock.day_start(day)).collect(),
            mate: (0..count).map(mate).collect(),
        }
    }

    /// Number of weeks, the last perhaps short.
    pub fn weeks(&self) -> usize {
        self.days.div_ceil(7)
    }

    /// The day an instant of the horizon lies on. Days are 23 to 25 hours long, so the guess is off by one at most but for
    /// clock changes that add up, which the loops cover.
    pub fn day(&self, instant: Minutes) -> usize {
        let mut day = (instant.max(0) as usize / 1440).min(self.days.saturating_sub(1));
        while day > 0 && instant < self.starts[day] {
            day -= 1;
        }
        while day + 1 < self.days && instant >= self.starts[day + 1] {
            day += 1;
        }
        day
    }

    /// The instant at which a day starts.
    pub fn start(&self, day: usize) -> Minutes {
        self.starts[day.min(self.days)]
    }

    /// A day's part in a weekend.
    pub fn weekend(&self, day: usize) -> Weekend {
        self.mate[day]
    }
}
