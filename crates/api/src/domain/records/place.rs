//! Places: rooms of a centre, buildings of a grid, schools, enterprises.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{Kind, Lies, Record};
use crate::domain::permission::Area;

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Id.
    #[schema(example = "building-12")]
    pub id: String,
    /// Name.
    #[schema(example = "介子小区12号楼")]
    pub name: String,
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
    /// The grid it belongs to.
    pub grid: Option<String>,
    /// What it is.
    pub kind: Option<String>,
}

impl Record for Place {
    const TABLE: &'static str = "place";
    const SHEET: &'static str = "places";
    const AREA: Area = Area::Places;
    const LIES: Lies = Lies::InGrid("grid");
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("name", Kind::Text),
        ("x", Kind::Metres),
        ("y", Kind::Metres),
        ("grid", Kind::MaybeText),
        ("kind", Kind::MaybeText),
    ];
    const SHOWN: bool = true;

    fn id(&self) -> &str {
        &self.id
    }

    fn set_id(&mut self, id: String) {
        self.id = id;
    }
}
