//! Times of day on dates of the term: which exist, and how long it is between two.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

use super::faults::{Faults, SKIPPED};
use super::settings::Settings;
use super::table::Row;

/// No clock is set forward by more than this many minutes at once, but where a country changes its zone.
const LONGEST_GAP: i64 = 24 * 60;

impl Settings {
    /// The day after the last.
    pub(super) fn end(&self) -> NaiveDate {
        self.first_day + Days::new(7 * self.weeks as u64)
    }

    /// Whether a date lies in the term.
    pub(super) fn holds(&self, date: NaiveDate) -> bool {
        (0..7 * self.weeks as i64).contains(&(date - self.first_day).num_days())
    }

    /// Every date of the term that is no holiday.
    pub(super) fn working_dates(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let dates = self.first_day.iter_days().take(7 * self.weeks);
        dates.filter(|date| !self.holidays.contains(date))
    }

    /// Whether the zone's clock shows a time: it does not while it is set forward over it.
    pub(super) fn exists(&self, time: NaiveDateTime) -> bool {
        self.zone.from_local_datetime(&time).earliest().is_some()
    }

    /// A time, or the first after it that exists.
    pub(super) fn existing(&self, time: NaiveDateTime) -> NaiveDateTime {
        let later = (0..=LONGEST_GAP).map(|minutes| time + TimeDelta::minutes(minutes));
        later.clone().find(|later| self.exists(*later)).unwrap_or(time)
    }

    /// Minutes that pass on a date between two times of day, which are fewer or more than the clock shows when it is set.
    pub(super) fn minutes(&self, date: NaiveDate, from: NaiveTime, to: NaiveTime) -> i64 {
        let instant = |time: NaiveTime| self.zone.from_local_datetime(&date.and_time(time)).earliest();
        let passed = instant(from).zip(instant(to)).map(|(from, to)| to - from);
        passed.unwrap_or(to - from).num_minutes()
    }

    /// The date, among some, on which the clock skips a time of day.
    pub(super) fn skips(&self, time: NaiveTime, mut dates: impl Iterator<Item = NaiveDate>) -> Option<String> {
        let date = dates.find(|date| !self.exists(date.and_time(time)))?;
        let zone = self.zone;
        Some(format!(
            "{time} does not exist on {date}: the clock in {zone} is set forward"
        ))
    }
}

/// Faults times, each of a column, that the zone's clock skips on one of the dates.
pub(super) fn check_clock(
    row: &Row<'_>,
    settings: &Settings,
    dates: &[NaiveDate],
    times: [(&str, NaiveTime); 2],
    faults: &mut Faults,
) {
    for (column, time) in times {
        if let Some(cause) = settings.skips(time, dates.iter().copied()) {
            row.fault(faults, column, "no-such-time", cause, SKIPPED);
        }
    }
}
