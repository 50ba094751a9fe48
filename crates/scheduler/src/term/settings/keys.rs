//! Keys of a TOML table: each is read as what it should be, and what is wrong with it noted.

use std::collections::BTreeSet;
use std::fmt::Display;

use chrono::NaiveDate;
use toml::{Table, Value};

use super::FILE;
use crate::format::near::maybe;
use crate::term::cells;
use crate::term::faults::Faults;

/// A TOML table, read key by key.
pub(in crate::term) struct Keys<'t> {
    pub table: &'t Table,
    /// Where it stands; nowhere for the file itself.
    pub at: String,
    pub faults: &'t mut Faults,
}

impl Keys<'_> {
    /// Notes a mistake.
    pub fn fault(&mut self, key: &str, code: &'static str, cause: impl Into<String>, remedy: impl Into<String>) {
        self.faults.add(FILE, self.at.clone(), key, code, cause, remedy);
    }

    /// Notes a value of another type.
    pub fn wrong(&mut self, key: &str, found: &impl Display, wanted: &str) {
        self.fault(
            key,
            "wrong-type",
            format!("{found} is not {wanted}"),
            format!("Write {wanted}."),
        );
    }

    /// Notes a key that must be there.
    pub fn missing(&mut self, key: &str) {
        self.fault(key, "missing-value", format!("{key} is missing"), "Add it.");
    }

    /// Notes keys that nobody reads.
    pub fn only(&mut self, known: &[&str]) {
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
    pub fn text(&mut self, key: &str, required: bool) -> Option<String> {
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

    /// A date.
    pub fn date(&mut self, key: &str, text: &str) -> Option<NaiveDate> {
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

    /// A whole number within bounds; what stands for an absent one, if it may be absent.
    pub fn whole(&mut self, key: &str, absent: Option<i64>, low: i64, high: i64) -> Option<i64> {
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

    /// A number from 0 up to what a weight may be, if it is there.
    pub fn weight(&mut self, key: &str) -> Option<i64> {
        let there = self.table.contains_key(key);
        there.then(|| self.whole(key, None, 0, 1 << 40)).flatten()
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

    /// A list of dates.
    pub fn dates<C: FromIterator<NaiveDate>>(&mut self, key: &str) -> C {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| self.date(key, text)).collect()
    }

    /// A table within this one, if it is there.
    pub fn inner<T>(&mut self, key: &str, read: impl FnOnce(&mut Keys<'_>) -> T) -> Option<T> {
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

    /// Where a key of this table stands in the file.
    fn within(&self, key: &str) -> String {
        if self.at.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.at)
        }
    }

    /// A list of tables.
    pub fn rows<T>(&mut self, key: &str, read: fn(&mut Keys<'_>) -> Option<T>) -> Vec<T> {
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
            let at = self.within(&format!("{key}[{k}]"));
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

    /// Faults rows of a list of tables that have the id of an earlier one.
    pub fn duplicate_ids(&mut self, key: &str) {
        let mut taken = BTreeSet::new();
        let rows = self.table.get(key).and_then(Value::as_array);
        for (k, row) in rows.into_iter().flatten().enumerate() {
            let id = row.get("id").and_then(Value::as_str);
            if let Some(id) = id.filter(|id| !taken.insert(*id)) {
                let (at, cause) = (
                    self.within(&format!("{key}[{k}]")),
                    format!("{id:?} is the id of an earlier row"),
                );
                let remedy = "Give each row an id of its own.";
                self.faults.add(FILE, at, "id", "duplicate-id", cause, remedy);
            }
        }
    }
}
