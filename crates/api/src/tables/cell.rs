//! What stands in a cell.

use serde_json::Value as Json;

use crate::domain::account::Language;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, an id, a date: what must stay as it is written.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Another number.
    Decimal(f64),
    /// Yes or no.
    Truth(bool),
}

impl Cell {
    /// A cell as a file of texts has it.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Truth(truth) => word(*truth, language).to_owned(),
        }
    }
}

/// A truth value in words.
pub(super) fn word(truth: bool, language: Language) -> &'static str {
    match (truth, language) {
        (true, Language::Chinese) => "是",
        (false, Language::Chinese) => "否",
        (true, Language::English) => "yes",
        (false, Language::English) => "no",
    }
}

impl From<&Json> for Cell {
    /// A value of the interface: entries of a list are separated as in a term folder.
    fn from(value: &Json) -> Self {
        match value {
            Json::Null => Self::Empty,
            Json::Bool(truth) => Self::Truth(*truth),
            Json::String(text) => Self::Text(text.clone()),
            Json::Number(number) => number
                .as_i64()
                .map_or_else(|| Self::Decimal(number.as_f64().unwrap_or_default()), Self::Whole),
            Json::Array(entries) => {
                let texts = entries
                    .iter()
                    .map(|entry| entry.as_str().map_or_else(|| entry.to_string(), str::to_owned));
                Self::Text(texts.collect::<Vec<_>>().join(";"))
            }
            Json::Object(_) => Self::Text(value.to_string()),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Whole)
    }
}
