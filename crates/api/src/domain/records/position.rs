//! Positions: what hosts offer for the term.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::list::List;
use crate::domain::permission::Area;

/// An internship, practice or clinic place of a host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Whose.
    pub host: String,
    /// Whom it takes: `student` or `team`; students when absent.
    #[serde(rename = "for")]
    #[sqlx(rename = "for")]
    pub takes: Option<String>,
    /// How many students, or teams.
    pub capacity: i64,
    /// How many at least, unless nobody.
    pub minimum: Option<i64>,
    /// Skills asked of each, with a level after a colon where it is not 1.
    #[serde(default)]
    pub skills: List,
    /// Groups that quotas name.
    #[serde(default)]
    pub groups: List,
    /// Clinic hours that its teams staff.
    #[serde(default)]
    pub hours: List,
    /// When whoever is placed there is at work: `monday 08:00-12:00`.
    #[serde(default)]
    pub times: List,
    /// In which weeks, as timetables write them; all when absent.
    pub weeks: Option<String>,
}

impl Record for Position {
    const TABLE: &'static str = "position";
    const SHEET: &'static str = "positions";
    const AREA: Area = Area::Positions;
    const OWNER: Owner = Owner::Host("host");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("name", Kind::MaybeText),
        ("host", Kind::Text),
        ("for", Kind::MaybeText),
        ("capacity", Kind::Whole),
        ("minimum", Kind::MaybeWhole),
        ("skills", Kind::List),
        ("groups", Kind::List),
        ("hours", Kind::List),
        ("times", Kind::List),
        ("weeks", Kind::MaybeText),
    ];

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
