//! Students and supervisors.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::permission::Area;

/// A student or supervisor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// College.
    pub college: String,
    /// Team, if in one.
    pub team: Option<String>,
    /// `student`, `leader` or `supervisor`.
    pub role: String,
}

impl Record for Person {
    const TABLE: &'static str = "person";
    const SHEET: &'static str = "people";
    const AREA: Area = Area::People;
    const OWNER: Owner = Owner::Person("id");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("name", Kind::Text),
        ("college", Kind::Text),
        ("team", Kind::MaybeText),
        ("role", Kind::Text),
    ];
    const SHOWN: bool = true;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
