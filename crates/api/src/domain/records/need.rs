//! Needs: residents' requests.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Lies, Record};
use crate::domain::list::List;
use crate::domain::permission::Area;

/// A resident's request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Id.
    pub id: String,
    /// Kind: its tag.
    pub kind: String,
    /// Where.
    pub place: String,
    /// How long a visit takes.
    pub minutes: i64,
    /// First date.
    pub from: String,
    /// Last date.
    pub to: String,
    /// Hours of each date, `08:30-12:00`; the term's blocks when empty.
    #[serde(default)]
    pub hours: List,
    /// Skills.
    #[serde(default)]
    pub skills: List,
    /// Cost when it is not served.
    pub unserved: i64,
    /// When it is due, `2026-09-08 18:00`.
    pub due: Option<String>,
    /// Cost of each started hour after that.
    pub late: Option<i64>,
    /// Against a team's capacity.
    pub load: Option<i64>,
    /// The only teams that may; all when empty.
    #[serde(default)]
    pub teams: List,
    /// Teams that may not.
    #[serde(default)]
    pub excluded: List,
    /// Teams and what each adds to the cost: `med-01:-20`.
    #[serde(default)]
    pub preferred: List,
    /// The need it follows.
    pub after: Option<String>,
    /// Minutes between the starts, at least.
    pub gap_min: Option<i64>,
    /// And at most.
    pub gap_max: Option<i64>,
    /// `any`, `same` or `different`.
    pub same_team: Option<String>,
    /// Cost of breaking that; hard when absent.
    pub link_weight: Option<i64>,
    /// `yes`: both or neither.
    pub together: Option<String>,
    /// Group of needs that should meet few teams.
    pub continuity: Option<String>,
}

impl Record for Need {
    const TABLE: &'static str = "need";
    const SHEET: &'static str = "needs";
    const AREA: Area = Area::Needs;
    const LIES: Lies = Lies::AtPlace("place");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("kind", Kind::Text),
        ("place", Kind::Text),
        ("minutes", Kind::Whole),
        ("from", Kind::Text),
        ("to", Kind::Text),
        ("hours", Kind::List),
        ("skills", Kind::List),
        ("unserved", Kind::Whole),
        ("due", Kind::MaybeText),
        ("late", Kind::MaybeWhole),
        ("load", Kind::MaybeWhole),
        ("teams", Kind::List),
        ("excluded", Kind::List),
        ("preferred", Kind::List),
        ("after", Kind::MaybeText),
        ("gap_min", Kind::MaybeWhole),
        ("gap_max", Kind::MaybeWhole),
        ("same_team", Kind::MaybeText),
        ("link_weight", Kind::MaybeWhole),
        ("together", Kind::MaybeText),
        ("continuity", Kind::MaybeText),
    ];
    const SHOWN: bool = true;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
