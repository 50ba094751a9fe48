//! Absences: spans in which a person or a whole team is away.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::permission::Area;

/// An absence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// Who is away,
    pub person: Option<String>,
    /// or which team.
    pub team: Option<String>,
    /// From, `2026-10-12 14:00`.
    pub start: String,
    /// To.
    pub end: String,
    /// Why.
    pub reason: Option<String>,
}

impl Record for Absence {
    const TABLE: &'static str = "absence";
    const SHEET: &'static str = "absences";
    const AREA: Area = Area::Absences;
    const OWNER: Owner = Owner::Person("person");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("person", Kind::MaybeText),
        ("team", Kind::MaybeText),
        ("start", Kind::Text),
        ("end", Kind::Text),
        ("reason", Kind::MaybeText),
    ];
    const NAMED: bool = false;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
