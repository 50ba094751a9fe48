//! Clinic hours: weekly openings and single events.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Record};
use crate::domain::list::List;
use crate::domain::permission::Area;

/// A clinic hour or a single event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hour {
    /// Id.
    pub id: String,
    /// Kind: the tag of its sessions.
    pub kind: String,
    /// Name.
    pub name: Option<String>,
    /// Where.
    pub place: String,
    /// Weekday of a weekly hour.
    pub weekday: Option<String>,
    /// Date of a single event.
    pub date: Option<String>,
    /// From, `14:30`.
    pub start: String,
    /// To.
    pub end: String,
    /// In which weeks; all when absent.
    pub weeks: Option<String>,
    /// Skills asked of each team.
    #[serde(default)]
    pub skills: List,
    /// How many teams.
    pub target: i64,
    /// At most so many.
    pub max: i64,
    /// Cost of each team short.
    pub under: i64,
    /// Cost of each team too many.
    pub over: Option<i64>,
    /// Compositions: `tuina:2 x1`.
    #[serde(default)]
    pub mix: List,
    /// Cost of each team short of a composition; hard when absent.
    pub mix_under: Option<i64>,
}

impl Record for Hour {
    const TABLE: &'static str = "hour";
    const SHEET: &'static str = "hours";
    const AREA: Area = Area::Roster;
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("kind", Kind::Text),
        ("name", Kind::MaybeText),
        ("place", Kind::Text),
        ("weekday", Kind::MaybeText),
        ("date", Kind::MaybeText),
        ("start", Kind::Text),
        ("end", Kind::Text),
        ("weeks", Kind::MaybeText),
        ("skills", Kind::List),
        ("target", Kind::Whole),
        ("max", Kind::Whole),
        ("under", Kind::Whole),
        ("over", Kind::MaybeWhole),
        ("mix", Kind::List),
        ("mix_under", Kind::MaybeWhole),
    ];

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
