//! Teams' wishes.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::permission::Area;

/// A wish of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// Whose.
    pub team: String,
    /// About every session of this hour.
    pub hour: Option<String>,
    /// Or about this date,
    pub date: Option<String>,
    /// from
    pub start: Option<String>,
    /// to.
    pub end: Option<String>,
    /// `yes` or `no`.
    pub want: String,
    /// Cost when it goes otherwise.
    pub weight: i64,
}

impl Record for Wish {
    const TABLE: &'static str = "wish";
    const SHEET: &'static str = "wishes";
    const AREA: Area = Area::Wishes;
    const OWNER: Owner = Owner::Team("team");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("team", Kind::Text),
        ("hour", Kind::MaybeText),
        ("date", Kind::MaybeText),
        ("start", Kind::MaybeText),
        ("end", Kind::MaybeText),
        ("want", Kind::Text),
        ("weight", Kind::Whole),
    ];
    const NAMED: bool = false;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
