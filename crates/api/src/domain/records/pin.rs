//! Pins: decisions already taken.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Record};
use crate::domain::permission::Area;

/// A team that must be at a session, or at a visit at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// The session, `HOUR-MMDD`,
    pub session: Option<String>,
    /// or the need.
    pub need: Option<String>,
    /// By whom.
    pub team: String,
    /// When the visit starts, `2026-09-08 14:30`.
    pub start: Option<String>,
}

impl Record for Pin {
    const TABLE: &'static str = "pin";
    const SHEET: &'static str = "fixed";
    const AREA: Area = Area::Decisions;
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("session", Kind::MaybeText),
        ("need", Kind::MaybeText),
        ("team", Kind::Text),
        ("start", Kind::MaybeText),
    ];
    const NAMED: bool = false;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
