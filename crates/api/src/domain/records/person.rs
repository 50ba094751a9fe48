//! Students and supervisors.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Owner, Record};
use crate::domain::list::List;
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
    /// Skills, with a level after a colon where it is not 1, for forming teams.
    #[serde(default)]
    pub skills: List,
    /// `yes` for somebody experienced, `no` for a first-timer.
    pub experienced: Option<String>,
    /// Whom to be in a team with.
    #[serde(default)]
    pub friends: List,
    /// Whom not to be in a team with; never shown to the person.
    #[serde(default)]
    pub apart: List,
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
        ("skills", Kind::List),
        ("experienced", Kind::MaybeText),
        ("friends", Kind::List),
        ("apart", Kind::List),
    ];
    const SHOWN: bool = true;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }

    fn for_owner(self) -> Self {
        Self {
            apart: List::default(),
            ..self
        }
    }
}
