//! `term.toml`: dates, holidays, make-up days, blocks, ways, weights, limits.

use std::collections::BTreeSet;
use std::fmt::Display;

use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use toml::{Table, Value};

use super::cells;
use super::faults::{Faults, maybe};
use super::table;
use crate::format::{Limit, Weights};

/// Its name.
pub(super) const FILE: &str = "term.toml";
/// Longest term.
pub(super) const MOST_WEEKS: usize = 60;

const KEYS: [&str; 12] = [
    "name",
    "zone",
    "first_day",
    "weeks",
    "holidays",
    "blocks",
    "speed",
    "overhead",
    "make_up",
    "weights",
    "limits",
    "continuity",
];
const WEIGHTS: [&str; 4] = ["travel", "outing", "regularity", "change"];
const LIMIT_KEYS: [&str; 11] = [
    "id", "for", "count", "of", "then", "per", "window", "min", "max", "target", "weight",
];

/// A worked day which follows another weekday's timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeUp {
    /// The day.
    pub date: NaiveDate,
    /// Whose timetable it follows.
    pub follows: Weekday,
    /// Whether that weekday's clinic hours open too.
    pub sessions: bool,
}

/// A term's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Name.
    pub name: String,
    /// Time zone.
    pub zone: Tz,
    /// First day.
    pub first_day: NaiveDate,
    /// Number of weeks.
    pub weeks: usize,
    /// Days on which nobody works.
    pub holidays: BTreeSet<NaiveDate>,
    /// Make-up days.
    pub make_up: Vec<MakeUp>,
    /// Hours of a day in which teams may be out.
    pub blocks: Vec<(NaiveTime, NaiveTime)>,
    /// Metres a minute.
    pub speed: i64,
    /// Minutes added to every way.
    pub overhead: i64,
    /// Weights.
    pub weights: Weights,
    /// Limits.
    pub limits: Vec<Limit>,
    /// At most so many teams for a resident's continuous care, and the cost of each above.
    pub continuity: (i64, Option<i64>),
}

/// Reads the settings, or notes what is wrong with them.
pub(super) fn read(bytes: Option<&[u8]>, faults: &mut Faults) -> Option<Settings> {
    let Some(bytes) = bytes else {
        faults.add(
            FILE,
            "",
            "",
            "missing-file",
            "there is no term.toml",
            "Write one: docs/term-folder.md shows how.",
        );
        return None;
    };
    let text = match table::decode(bytes) {
        Ok(text) => text,
        Err(cause) => {
            faults.add(FILE, "", "", "wrong-encoding", cause, "Save it as UTF-8.");
            return None;
        }
    };
    let all = match text.parse::<Table>() {
        Ok(all) => all,
        Err(error) => {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
            faults.add(
                FILE,
                format!("line {line}"),
                "",
                "not-toml",
                error.message(),
                "Correct the line.",
            );
            return None;
        }
    };
    let before = faults.list.len();
    let mut keys = Keys {
        table: &all,
        at: String::new(),
        faults,
    };
    keys.only(&KEYS);
    let settings = settings(&mut keys);
    settings.filter(|_| faults.list.len() == before)
}

fn settings(keys: &mut Keys<'_>) -> Option<Settings> {
    let name = keys.text("name", true);
    let zone = keys.text("zone", true).and_then(|zone| {
        let parsed = zone.parse::<Tz>().ok();
        if parsed.is_none() {
            let remedy = "Use an IANA name such as Asia/Shanghai.";
            keys.fault("zone", "unknown-zone", format!("{zone:?} is no time zone"), remedy);
        }
        parsed
    });
    let first_day = keys
        .text("first_day", true)
        .and_then(|text| keys.date("first_day", &text));
    let weeks = keys.whole("weeks", None, 1, MOST_WEEKS as i64);
    let end = first_day
        .zip(weeks)
        .map(|(day, weeks)| (day, day + chrono::Days::new(7 * weeks as u64)));
    let holidays: BTreeSet<NaiveDate> = keys.dates("holidays");
    let make_up = keys.rows("make_up", make_up);
    if let Some((first, end)) = end {
        for day in holidays.iter().chain(make_up.iter().map(|rule| &rule.date)) {
            if !(first..end).contains(day) {
                let cause = format!("{day} lies outside the term ({first} to {end}, the last excluded)");
                keys.fault("", "outside-the-term", cause, "Correct the date or the term.");
            }
        }
    }
    for rule in make_up.iter().filter(|rule| holidays.contains(&rule.date)) {
        let cause = format!("{} is a holiday and a make-up day", rule.date);
        keys.fault("make_up", "holiday-and-make-up", cause, "Keep one of the two.");
    }
    let blocks = keys.blocks();
    let speed = keys.whole("speed", Some(80), 1, 100_000);
    let overhead = keys.whole("overhead", Some(0), 0, 1440);
    let weights = keys.inner("weights", |weights| {
        weights.only(&WEIGHTS);
        let mut weight = |key| weights.whole(key, Some(0), 0, 1 << 40).unwrap_or(0);
        Weights {
            travel: weight("travel"),
            outing: weight("outing"),
            regularity: weight("regularity"),
            change: weight("change"),
        }
    });
    let limits = keys.rows("limits", limit);
    let continuity = keys.inner("continuity", |care| {
        care.only(&["max_teams", "weight"]);
        let weight = care
            .table
            .contains_key("weight")
            .then(|| care.whole("weight", None, 0, 1 << 40))
            .flatten();
        (care.whole("max_teams", Some(1), 1, 1_000).unwrap_or(1), weight)
    });
    Some(Settings {
        name: name?,
        zone: zone?,
        first_day: first_day?,
        weeks: weeks? as usize,
        holidays,
        make_up,
        blocks,
        speed: speed?,
        overhead: overhead?,
        weights: weights.unwrap_or_default(),
        limits,
        continuity: continuity.unwrap_or((1, Some(0))),
    })
}

fn make_up(rule: &mut Keys<'_>) -> Option<MakeUp> {
    rule.only(&["date", "follows", "sessions"]);
    let date = rule.text("date", true).and_then(|text| rule.date("date", &text));
    let follows = rule.text("follows", true).and_then(|text| {
        let day = cells::weekday(&text).ok();
        if day.is_none() {
            rule.fault(
                "follows",
                "not-a-weekday",
                format!("{text:?} is no weekday"),
                "Write monday … sunday.",
            );
        }
        day
    });
    let sessions = match rule.table.get("sessions") {
        None => Some(false),
        Some(Value::Boolean(open)) => Some(*open),
        Some(other) => {
            rule.fault(
                "sessions",
                "not-yes-or-no",
                format!("{other} is neither true nor false"),
                "Write true or false.",
            );
            None
        }
    };
    Some(MakeUp {
        date: date?,
        follows: follows?,
        sessions: sessions?,
    })
}

fn limit(row: &mut Keys<'_>) -> Option<Limit> {
    row.only(&LIMIT_KEYS);
    match Limit::deserialize(Value::Table(row.table.clone())) {
        Ok(limit) => Some(limit),
        Err(error) => {
            let cause = error.message().to_owned();
            row.fault(
                "",
                "bad-limit",
                cause,
                "docs/format/problem.md lists the fields of a limit.",
            );
            None
        }
    }
}

/// A TOML table, read key by key.
struct Keys<'t> {
    table: &'t Table,
    at: String,
    faults: &'t mut Faults,
}

impl Keys<'_> {
    fn fault(&mut self, key: &str, code: &'static str, cause: impl Into<String>, remedy: impl Into<String>) {
        self.faults.add(FILE, self.at.clone(), key, code, cause, remedy);
    }

    fn wrong(&mut self, key: &str, found: &impl Display, wanted: &str) {
        self.fault(
            key,
            "wrong-type",
            format!("{found} is not {wanted}"),
            format!("Write {wanted}."),
        );
    }

    fn missing(&mut self, key: &str) {
        self.fault(key, "missing-value", format!("{key} is missing"), "Add it.");
    }

    fn only(&mut self, known: &[&str]) {
        let unknown: Vec<String> = self
            .table
            .keys()
            .filter(|key| !known.contains(&key.as_str()))
            .cloned()
            .collect();
        for key in unknown {
            let remedy = format!("Rename or remove it.{}", maybe(&key, known.iter().copied()));
            self.fault(&key, "unknown-key", format!("{key} is not known"), remedy);
        }
    }

    /// A text, or a date or time written without quotes.
    fn text(&mut self, key: &str, required: bool) -> Option<String> {
        match self.table.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Datetime(date)) => Some(date.to_string()),
            Some(other) => {
                self.wrong(key, other, "a text in quotes");
                None
            }
            None => {
                if required {
                    self.missing(key);
                }
                None
            }
        }
    }

    fn date(&mut self, key: &str, text: &str) -> Option<NaiveDate> {
        let date = cells::date(text).ok();
        if date.is_none() {
            self.fault(
                key,
                "not-a-date",
                format!("{text:?} is no date"),
                "Write the date as 2026-09-07.",
            );
        }
        date
    }

    fn whole(&mut self, key: &str, absent: Option<i64>, low: i64, high: i64) -> Option<i64> {
        match self.table.get(key) {
            Some(Value::Integer(number)) if (low..=high).contains(number) => Some(*number),
            Some(Value::Integer(number)) => {
                let remedy = format!("Write a number from {low} to {high}.");
                self.fault(key, "out-of-range", format!("{number} is out of range"), remedy);
                None
            }
            Some(other) => {
                self.wrong(key, other, "a whole number");
                None
            }
            None => {
                if absent.is_none() {
                    self.missing(key);
                }
                absent
            }
        }
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        match self.table.get(key) {
            None => Vec::new(),
            Some(Value::Array(list)) => {
                let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                list.iter().map(text).collect()
            }
            Some(other) => {
                self.wrong(key, other, "a list");
                Vec::new()
            }
        }
    }

    fn dates<C: FromIterator<NaiveDate>>(&mut self, key: &str) -> C {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| self.date(key, text)).collect()
    }

    /// A table within this one, if it is there.
    fn inner<T>(&mut self, key: &str, read: impl FnOnce(&mut Keys<'_>) -> T) -> Option<T> {
        match self.table.get(key) {
            None => None,
            Some(Value::Table(table)) => Some(read(&mut Keys {
                table,
                at: key.to_owned(),
                faults: self.faults,
            })),
            Some(other) => {
                self.wrong(key, other, "a table");
                None
            }
        }
    }

    /// A list of tables.
    fn rows<T>(&mut self, key: &str, read: fn(&mut Keys<'_>) -> Option<T>) -> Vec<T> {
        let list = match self.table.get(key) {
            None => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(other) => {
                self.wrong(key, other, "a list of tables");
                return Vec::new();
            }
        };
        let mut rows = Vec::new();
        for (k, row) in list.iter().enumerate() {
            let at = format!("{key}[{k}]");
            match row {
                Value::Table(table) => rows.extend(read(&mut Keys {
                    table,
                    at,
                    faults: self.faults,
                })),
                other => self.wrong(&at, other, "a table"),
            }
        }
        rows
    }

    fn blocks(&mut self) -> Vec<(NaiveTime, NaiveTime)> {
        let mut blocks = Vec::new();
        let Some(list) = self.table.get("blocks") else {
            self.missing("blocks");
            return blocks;
        };
        for block in list.as_array().into_iter().flatten() {
            let ends: Vec<_> = block
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            match ends.as_slice() {
                [from, to] => match (cells::time(from), cells::time(to)) {
                    (Ok(from), Ok(to)) if from < to => blocks.push((from, to)),
                    _ => self.fault(
                        "blocks",
                        "not-a-time-range",
                        format!("{block} is no range"),
                        "Write [\"08:00\", \"12:00\"].",
                    ),
                },
                _ => self.wrong("blocks", block, "a pair of times"),
            }
        }
        blocks.sort_unstable();
        if blocks.windows(2).any(|two| two[0].1 > two[1].0) {
            self.fault(
                "blocks",
                "blocks-overlap",
                "two blocks overlap",
                "Let each begin after the one before ends.",
            );
        }
        if list.as_array().is_none_or(Vec::is_empty) {
            self.wrong("blocks", list, "a list of pairs of times");
        }
        blocks
    }
}
