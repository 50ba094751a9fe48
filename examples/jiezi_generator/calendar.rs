//! Autumn 2026: eighteen weeks from 7 September, with the public holidays and make-up days of that autumn.
//!
//! The State Council's notice says which days are off and which weekend days are worked; whose timetable a worked
//! day follows is the university's choice, and here invented.

use chrono::{Datelike, Days, NaiveDate};

/// The Monday on which week 1 starts.
pub const FIRST_DAY: NaiveDate = date(2026, 9, 7);
/// Length of the term.
pub const WEEKS: usize = 18;
/// Lessons are held in weeks 1 to 16; the rest is for examinations.
pub const TEACHING_WEEKS: usize = 16;

/// Mid-Autumn, National Day and New Year, with the weekend days inside them.
pub const HOLIDAYS: [NaiveDate; 13] = [
    date(2026, 9, 25),
    date(2026, 9, 26),
    date(2026, 9, 27),
    date(2026, 10, 1),
    date(2026, 10, 2),
    date(2026, 10, 3),
    date(2026, 10, 4),
    date(2026, 10, 5),
    date(2026, 10, 6),
    date(2026, 10, 7),
    date(2027, 1, 1),
    date(2027, 1, 2),
    date(2027, 1, 3),
];

/// A worked weekend day: date, weekday whose timetable and clinic hours it follows (0 is Monday), as `term.toml` names it.
pub const MAKE_UPS: [(NaiveDate, usize, &str); 2] =
    [(date(2026, 9, 20), 4, "friday"), (date(2026, 10, 10), 2, "wednesday")];

/// A date that is known to exist: checked when the generator is compiled.
pub const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

/// The date `offset` days after the first day.
pub fn day(offset: usize) -> NaiveDate {
    FIRST_DAY + Days::new(offset as u64)
}

/// Number of days in the term.
pub const fn days() -> usize {
    7 * WEEKS
}

/// Whether the date is a public holiday.
pub fn is_holiday(date: NaiveDate) -> bool {
    HOLIDAYS.contains(&date)
}

/// Monday is 0.
pub fn weekday(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// The weekday whose timetable holds on a date: its own, or on a make-up day the one it follows.
pub fn followed_weekday(date: NaiveDate) -> usize {
    MAKE_UPS
        .iter()
        .find(|(worked, ..)| *worked == date)
        .map_or(weekday(date), |(_, follows, _)| *follows)
}

/// Week of the term, from 1.
pub fn week(date: NaiveDate) -> usize {
    (date - FIRST_DAY).num_days() as usize / 7 + 1
}

/// As an office writes a weekday.
pub fn weekday_name(weekday: usize) -> &'static str {
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"][weekday]
}
