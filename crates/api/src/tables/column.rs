//! Columns: which field of a row, and what it is called.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value as Json;

use super::Cell;
use crate::domain::account::Language;

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    chinese: Cow<'static, str>,
    english: Cow<'static, str>,
}

impl Title {
    /// One known beforehand.
    #[must_use]
    pub const fn new(chinese: &'static str, english: &'static str) -> Self {
        Self {
            chinese: Cow::Borrowed(chinese),
            english: Cow::Borrowed(english),
        }
    }

    /// One made for a table.
    #[must_use]
    pub fn of(chinese: String, english: String) -> Self {
        Self {
            chinese: Cow::Owned(chinese),
            english: Cow::Owned(english),
        }
    }

    /// In a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }
}

/// A field of the interface as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    field: &'static str,
    title: Title,
    /// Whether the field is seconds since 1970.
    seconds: bool,
}

impl Column {
    /// A field, its Chinese title and its English one.
    #[must_use]
    pub const fn new(field: &'static str, chinese: &'static str, english: &'static str) -> Self {
        Self {
            field,
            title: Title::new(chinese, english),
            seconds: false,
        }
    }

    /// The same of a field that is seconds since 1970: the cell is an instant as RFC 3339 writes it.
    #[must_use]
    pub const fn instant(field: &'static str, chinese: &'static str, english: &'static str) -> Self {
        Self {
            field,
            title: Title::new(chinese, english),
            seconds: true,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &Title {
        &self.title
    }

    /// The cells of rows as the interface has them.
    #[must_use]
    pub fn cells<T: Serialize>(columns: &[Self], rows: &[T]) -> Vec<Vec<Cell>> {
        let row = |row: &T| {
            let json = serde_json::to_value(row).unwrap_or_default();
            columns.iter().map(|column| column.cell(&json)).collect()
        };
        rows.iter().map(row).collect()
    }

    fn cell(&self, row: &Json) -> Cell {
        match (Cell::from(&row[self.field]), self.seconds) {
            (Cell::Whole(seconds), true) => {
                let at = DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default();
                Cell::Text(at.to_rfc3339_opts(SecondsFormat::Secs, true))
            }
            (cell, _) => cell,
        }
    }
}
