//! Timetables: when people are in class.

use chrono::{NaiveTime, Weekday};

use super::cells::{text, time, weekday};
use super::faults::Faults;
use super::names::Known;
use super::table::Tables;
use super::weeks::Weeks;

/// A weekly class of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Whose.
    pub person: String,
    /// Weekday.
    pub weekday: Weekday,
    /// From.
    pub start: NaiveTime,
    /// To.
    pub end: NaiveTime,
    /// In which weeks.
    pub weeks: Weeks,
    /// What is taught.
    pub course: Option<String>,
}

/// Reads the timetables.
pub(super) fn read(tables: &Tables, known: &Known<'_>, weeks: usize, faults: &mut Faults) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for row in tables.rows("timetables") {
        let person = row.named("person", &known.people, faults);
        let day = row.must("weekday", weekday, faults);
        let (start, end) = (row.must("start", time, faults), row.must("end", time, faults));
        let weeks = Weeks::of(&row, weeks, faults);
        if let (Some(person), Some(weekday), Some(start), Some(end)) = (person, day, start, end) {
            if start >= end {
                row.fault(
                    faults,
                    "end",
                    "end-before-start",
                    format!("{start} to {end}"),
                    "Let it end after it starts.",
                );
            }
            lessons.push(Lesson {
                person,
                weekday,
                start,
                end,
                weeks,
                course: row.may("course", text, faults),
            });
        }
    }
    lessons
}
