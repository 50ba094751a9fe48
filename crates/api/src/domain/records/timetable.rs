//! Timetables: when people are in class.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::permission::Area;

/// A weekly class of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// Whose.
    pub person: String,
    /// `monday` … `sunday`.
    pub weekday: String,
    /// From, `08:00`.
    pub start: String,
    /// To.
    pub end: String,
    /// In which weeks, `1-8;10`; all when absent.
    pub weeks: Option<String>,
    /// What is taught.
    pub course: Option<String>,
}

impl Record for Lesson {
    const TABLE: &'static str = "timetable";
    const SHEET: &'static str = "timetables";
    const AREA: Area = Area::Timetables;
    const OWNER: Owner = Owner::Person("person");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("person", Kind::Text),
        ("weekday", Kind::Text),
        ("start", Kind::Text),
        ("end", Kind::Text),
        ("weeks", Kind::MaybeText),
        ("course", Kind::MaybeText),
    ];
    const NAMED: bool = false;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
