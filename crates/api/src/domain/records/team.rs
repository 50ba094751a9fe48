//! Teams: what is scheduled.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Record};
use crate::domain::list::List;
use crate::domain::permission::Area;

/// A team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// College, the first of its groups.
    pub college: String,
    /// The place its outings begin and end at.
    pub home: String,
    /// Skills, with a level after a colon where it is not 1: `tuina:2`.
    #[serde(default)]
    pub skills: List,
    /// Members who must be free.
    pub quorum: i64,
    /// Against needs' loads.
    pub capacity: Option<i64>,
    /// Minutes.
    pub longest_outing: Option<i64>,
    /// Further groups.
    #[serde(default)]
    pub groups: List,
}

impl Record for Team {
    const TABLE: &'static str = "team";
    const SHEET: &'static str = "teams";
    const AREA: Area = Area::Roster;
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("name", Kind::Text),
        ("college", Kind::Text),
        ("home", Kind::Text),
        ("skills", Kind::List),
        ("quorum", Kind::Whole),
        ("capacity", Kind::MaybeWhole),
        ("longest_outing", Kind::MaybeWhole),
        ("groups", Kind::List),
    ];

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
