//! Placements: who got which position. A round writes them when it is published; until then there are those of the round before.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::permission::Area;

/// Who is where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// Student number, or id of a team.
    pub applicant: String,
    /// Position.
    pub position: String,
    /// `yes` if a later round must keep it.
    pub fixed: Option<String>,
}

impl Record for Placement {
    const TABLE: &'static str = "placement";
    const SHEET: &'static str = "placements";
    const AREA: Area = Area::Placements;
    const OWNER: Owner = Owner::Placed("applicant", "position");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("applicant", Kind::Text),
        ("position", Kind::Text),
        ("fixed", Kind::MaybeText),
    ];
    const NAMED: bool = false;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
