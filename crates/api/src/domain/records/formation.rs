//! Kinds of teams to be formed, before there are teams.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Record};
use crate::domain::list::List;
use crate::domain::permission::Area;

/// A kind of team to be formed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Formation {
    /// Id; its teams are `ID-01` and on.
    pub id: String,
    /// Name, before each team's number.
    pub name: Option<String>,
    /// College of its teams.
    pub college: String,
    /// Colleges whose students it takes; its own alone when empty.
    #[serde(default)]
    pub from: List,
    /// How many teams.
    pub teams: i64,
    /// Fewest members.
    pub min: i64,
    /// Most members.
    pub max: i64,
    /// Skills and how many members of them: `tuina:2 x1`.
    #[serde(default)]
    pub mix: List,
    /// Members who must be free; all when absent.
    pub quorum: Option<i64>,
    /// The place its teams' outings begin and end at.
    pub home: String,
    /// Against needs' loads.
    pub capacity: Option<i64>,
    /// Minutes.
    pub longest_outing: Option<i64>,
    /// Further groups of its teams.
    #[serde(default)]
    pub groups: List,
    /// Minutes of common time that each should have,
    pub least: Option<i64>,
    /// and what each minute below costs.
    pub short: Option<i64>,
}

impl Record for Formation {
    const TABLE: &'static str = "formation";
    const SHEET: &'static str = "formation";
    const AREA: Area = Area::Roster;
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("name", Kind::MaybeText),
        ("college", Kind::Text),
        ("from", Kind::List),
        ("teams", Kind::Whole),
        ("min", Kind::Whole),
        ("max", Kind::Whole),
        ("mix", Kind::List),
        ("quorum", Kind::MaybeWhole),
        ("home", Kind::Text),
        ("capacity", Kind::MaybeWhole),
        ("longest_outing", Kind::MaybeWhole),
        ("groups", Kind::List),
        ("least", Kind::MaybeWhole),
        ("short", Kind::MaybeWhole),
    ];

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
