//! Exclusions: teams that must not do something.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Record};
use crate::domain::permission::Area;

/// A team that must not attend a session or serve a need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// The session, `HOUR-MMDD`,
    pub session: Option<String>,
    /// or the need.
    pub need: Option<String>,
    /// Which team.
    pub team: String,
    /// Why.
    pub reason: Option<String>,
}

impl Record for Exclusion {
    const TABLE: &'static str = "exclusion";
    const SHEET: &'static str = "excluded";
    const AREA: Area = Area::Decisions;
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("session", Kind::MaybeText),
        ("need", Kind::MaybeText),
        ("team", Kind::Text),
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
