//! Choices: the applicants' lists of positions, a row an entry.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::permission::Area;
use crate::domain::round::Side;

/// An entry of an applicant's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Id; the service gives it.
    #[serde(default)]
    pub id: String,
    /// Student number, or id of a team.
    pub applicant: String,
    /// Position.
    pub position: String,
    /// Place in the list, 1 for the best; equal ones are tied.
    #[schema(minimum = 1)]
    pub rank: i64,
}

impl Record for Choice {
    const TABLE: &'static str = "choice";
    const SHEET: &'static str = "choices";
    const AREA: Area = Area::Choices;
    const OWNER: Owner = Owner::Applicant("applicant");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("applicant", Kind::Text),
        ("position", Kind::Text),
        ("rank", Kind::Whole),
    ];
    const NAMED: bool = false;
    const ROUND: Option<Side> = Some(Side::Applicants);

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
