//! What a cell may hold: numbers, dates, times, weekdays, skills, lists. Nothing is guessed: what does not read is a fault.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::faults::Faults;
use super::names::Names;
use super::table::Row;
use crate::format::Skills;

/// Why a cell does not read.
pub(super) struct Bad {
    code: &'static str,
    remedy: &'static str,
}

const fn bad<T>(code: &'static str, remedy: &'static str) -> Result<T, Bad> {
    Err(Bad { code, remedy })
}

/// A way to read a cell.
pub(super) type Parse<T> = fn(&str) -> Result<T, Bad>;

impl Row<'_> {
    /// Notes a mistake in this row.
    pub fn fault(&self, faults: &mut Faults, column: &str, code: &'static str, cause: String, remedy: &str) {
        faults.add(self.file(), self.at(), column, code, cause, remedy);
    }

    /// A cell that must be filled.
    pub fn must<T>(&self, column: &str, parse: Parse<T>, faults: &mut Faults) -> Option<T> {
        if self.text(column).is_empty() {
            if !self.is_lost(column) {
                let cause = "the cell is empty".into();
                self.fault(faults, column, "missing-value", cause, "Fill it in.");
            }
            return None;
        }
        self.may(column, parse, faults)
    }

    /// A cell that must name a row of another table.
    pub fn named(&self, column: &str, names: &Names<'_>, faults: &mut Faults) -> Option<String> {
        let id = self.must(column, text, faults)?;
        names.check(self, column, &id, faults).then_some(id)
    }

    /// A cell that may be empty.
    pub fn may<T>(&self, column: &str, parse: Parse<T>, faults: &mut Faults) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(Bad { code, remedy }) => {
                self.fault(faults, column, code, format!("{text:?} does not read"), remedy);
                None
            }
        }
    }
}

/// What a problem can hold of minutes, teams and levels.
const LARGEST_COUNT: u64 = i32::MAX as u64;
/// What a problem can hold of costs and weights.
const LARGEST_COST: u64 = (1 << 48) - 1;
/// Metres that no term extends: a quarter of the way around the Earth.
const FARTHEST: f64 = 1e7;
/// Years of our calendar: `26-09-07` is no date of antiquity but a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// Any text.
pub(super) fn text(cell: &str) -> Result<String, Bad> {
    Ok(cell.to_owned())
}

/// Longest id, in characters.
const LONGEST_ID: usize = 64;

/// Whether a text can be an id: it stands in lists, in names of calendars and sessions, and in addresses. Up to 64 letters and
/// digits of any script, `-`, `_`, and `.` but in front.
pub fn is_id(text: &str) -> bool {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let length = text.chars().count();
    (1..=LONGEST_ID).contains(&length) && !text.starts_with('.') && text.chars().all(fine)
}

/// An id.
pub(super) fn id_text(cell: &str) -> Result<String, Bad> {
    if is_id(cell) {
        return text(cell);
    }
    bad(
        "not-an-id",
        "Take up to 64 letters, digits, hyphens, underscores and points within.",
    )
}

/// A whole number, negative or not.
pub(super) fn whole(cell: &str) -> Result<i64, Bad> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    match digits.parse::<i64>() {
        Ok(number) if number.unsigned_abs() > LARGEST_COST => bad("out-of-range", "Write a smaller number."),
        Ok(number) => Ok(number),
        Err(_) => bad("not-a-whole-number", "Write a whole number, without a unit."),
    }
}

/// Minutes, negative or not.
pub(super) fn minutes(cell: &str) -> Result<i64, Bad> {
    match whole(cell) {
        Ok(number) if number.unsigned_abs() > LARGEST_COUNT => bad("out-of-range", "Write a smaller number."),
        other => other,
    }
}

/// A cost or weight, from 0 up.
pub(super) fn cost(cell: &str) -> Result<i64, Bad> {
    match whole(cell) {
        Ok(number) if number < 0 => bad("negative-number", "Write 0 or more."),
        other => other,
    }
}

/// A number of minutes or teams, from 0 up.
pub(super) fn count(cell: &str) -> Result<i64, Bad> {
    minutes(cell).and_then(|_| cost(cell))
}

/// The same from 1 up.
pub(super) fn positive(cell: &str) -> Result<i64, Bad> {
    match count(cell) {
        Ok(0) => bad("zero", "Write 1 or more."),
        other => other,
    }
}

/// Metres.
pub(super) fn metres(cell: &str) -> Result<f64, Bad> {
    match cell.parse::<f64>() {
        Ok(number) if number.abs() <= FARTHEST => Ok(number),
        Ok(number) if number.is_finite() => bad("out-of-range", "Write metres from a point nearby."),
        _ => bad("not-a-number", "Write metres as a number."),
    }
}

/// A date.
pub(super) fn date(cell: &str) -> Result<NaiveDate, Bad> {
    let date = NaiveDate::parse_from_str(cell, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(cell, "%Y/%m/%d"));
    date.ok()
        .filter(|date| YEARS.contains(&date.year()))
        .map_or(bad("not-a-date", "Write the date as 2026-09-07."), Ok)
}

/// A time of day.
pub(super) fn time(cell: &str) -> Result<NaiveTime, Bad> {
    let cell = cell.replace('：', ":");
    let time = NaiveTime::parse_from_str(&cell, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&cell, "%H:%M:00"));
    time.or(bad("not-a-time", "Write the time as 14:30."))
}

/// A date and a time of day.
pub(super) fn moment(cell: &str) -> Result<NaiveDateTime, Bad> {
    let (day, clock) = cell.split_once([' ', 'T']).unwrap_or((cell, ""));
    match (date(day), time(clock.trim())) {
        (Ok(day), Ok(clock)) => Ok(day.and_time(clock)),
        _ => bad("not-a-moment", "Write date and time as 2026-09-08 18:00."),
    }
}

const WEEKDAYS: [(Weekday, &str, &str, char); 7] = [
    (Weekday::Mon, "monday", "1", '一'),
    (Weekday::Tue, "tuesday", "2", '二'),
    (Weekday::Wed, "wednesday", "3", '三'),
    (Weekday::Thu, "thursday", "4", '四'),
    (Weekday::Fri, "friday", "5", '五'),
    (Weekday::Sat, "saturday", "6", '六'),
    (Weekday::Sun, "sunday", "7", '日'),
];

/// A weekday: `monday`, `mon`, `1`, `星期一`, `周一`.
pub(super) fn weekday(cell: &str) -> Result<Weekday, Bad> {
    let lower = cell.to_lowercase();
    let chinese = ["星期", "礼拜", "周"]
        .iter()
        .find_map(|prefix| cell.strip_prefix(prefix));
    let chinese = chinese.map(|rest| if rest == "天" { "日" } else { rest });
    let found = WEEKDAYS.iter().find(|(_, english, number, sign)| {
        lower == *english || lower == english[..3] || lower == *number || chinese.is_some_and(|c| c.chars().eq([*sign]))
    });
    found
        .map(|day| day.0)
        .map_or(bad("not-a-weekday", "Write monday … sunday, or 星期一 … 星期日."), Ok)
}

/// Yes or no.
pub(super) fn yes(cell: &str) -> Result<bool, Bad> {
    match cell.to_lowercase().as_str() {
        "yes" | "是" | "true" => Ok(true),
        "no" | "否" | "false" => Ok(false),
        _ => bad("not-yes-or-no", "Write yes or no, 是 or 否."),
    }
}

/// Entries of a list cell.
pub(super) fn entries(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// A list of texts.
pub(super) fn list(cell: &str) -> Result<Vec<String>, Bad> {
    Ok(entries(cell).map(str::to_owned).collect())
}

fn level(entry: &str) -> Result<(String, i32), Bad> {
    const REMEDY: &str = "Write name or name:level, such as 推拿:2, and separate several with ;.";
    let entry = entry.replace('：', ":");
    let (name, level) = entry.split_once(':').unwrap_or((&entry, "1"));
    match level.trim().parse() {
        Ok(level) if level >= 1 && !name.trim().is_empty() => Ok((name.trim().to_owned(), level)),
        _ => bad("not-a-skill", REMEDY),
    }
}

/// Skills with levels.
pub(super) fn skills(cell: &str) -> Result<Skills, Bad> {
    once(entries(cell).map(level))
}

/// A map of entries, each of which may stand once: of two levels or prices one would be a guess.
fn once<V, M: FromIterator<(String, V)>>(entries: impl Iterator<Item = Result<(String, V), Bad>>) -> Result<M, Bad> {
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    let names: BTreeSet<&String> = entries.iter().map(|entry| &entry.0).collect();
    if names.len() < entries.len() {
        return bad("entry-twice", "Write each name once.");
    }
    Ok(entries.into_iter().collect())
}

/// Skills and how many teams of them: `tuina:2 x1`.
pub(super) fn mixes(cell: &str) -> Result<Vec<(Skills, i64)>, Bad> {
    let one = |entry: &str| {
        let parts = entry.rsplit_once(['x', 'X', '×']);
        match parts.map(|(skill, min)| (level(skill.trim()), positive(min.trim()))) {
            Some((Ok(skill), Ok(min))) => Ok((Skills::from([skill]), min)),
            _ => bad("not-a-mix", "Write skill:level xNUMBER, such as 推拿:2 x1."),
        }
    };
    entries(cell).map(one).collect()
}

/// Teams and what each costs: `team:cost`.
pub(super) fn prices(cell: &str) -> Result<Vec<(String, i64)>, Bad> {
    let one = |entry: &str| {
        let entry = entry.replace('：', ":");
        match entry.rsplit_once(':').map(|(team, cost)| (team, whole(cost.trim()))) {
            Some((team, Ok(cost))) => Ok((team.trim().to_owned(), cost)),
            _ => bad("not-a-price", "Write team:cost, such as med-01:-20."),
        }
    };
    once(entries(cell).map(one))
}

/// Ranges of time of day: `08:30-12:00;14:00-18:00`.
pub(super) fn ranges(cell: &str) -> Result<Vec<(NaiveTime, NaiveTime)>, Bad> {
    let one = |entry: &str| match entry
        .split_once(['-', '–', '—', '~'])
        .map(|(a, b)| (time(a.trim()), time(b.trim())))
    {
        Some((Ok(from), Ok(to))) if from < to => Ok((from, to)),
        _ => bad("not-a-time-range", "Write 08:30-12:00, and separate several with ;."),
    };
    entries(cell).map(one).collect()
}

/// Weekdays with ranges of time: `monday 08:00-12:00;周三 14:00-18:00`.
pub(super) fn weekly(cell: &str) -> Result<Vec<(Weekday, NaiveTime, NaiveTime)>, Bad> {
    let one = |entry: &str| match entry
        .split_once(' ')
        .map(|(day, range)| (weekday(day), ranges(range.trim())))
    {
        Some((Ok(day), Ok(range))) => Ok(range.into_iter().map(move |(from, to)| (day, from, to))),
        _ => bad(
            "not-weekly-times",
            "Write 星期一 08:00-12:00, and separate several with ;.",
        ),
    };
    Ok(entries(cell)
        .map(one)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}
