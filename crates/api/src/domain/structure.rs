//! How a partnership is made up: colleges on one side, the tree of its communities on the other.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::row::Row;

/// Something a partnership is made up of. All that is known of it is text.
pub trait Part: Row + Serialize + Clone + Sync {
    /// Its table.
    const TABLE: &'static str;
    /// Its name in addresses.
    const PLURAL: &'static str;
    /// Its columns beside the id.
    const COLUMNS: &'static [&'static str];
    /// Tables of terms and their columns that name it. Terms come in as folders and keep the names they came with, so that no key
    /// ties them to it.
    const NAMED_BY: &'static [(&'static str, &'static str)];

    /// Its id.
    fn id(&self) -> &str;

    /// Its name.
    fn name(&self) -> &str;

    /// What stands in its columns.
    fn texts(&self) -> Vec<Option<String>>;

    /// Where it stands in a tree, if it stands in one: its level, and what it belongs to.
    fn position(&self) -> Option<(Level, Option<&str>)> {
        None
    }
}

/// A college of the university.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct College {
    /// Id.
    #[schema(example = "acupuncture")]
    pub id: String,
    /// Name.
    #[schema(example = "针灸推拿学院")]
    pub name: String,
}

/// How high a grid stands, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Level {
    /// 区
    District,
    /// 街道
    Street,
    /// 社区
    Community,
    /// 网格
    Grid,
    /// 楼栋
    Building,
}

impl Level {
    /// Its name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Street => "street",
            Self::Community => "community",
            Self::Grid => "grid",
            Self::Building => "building",
        }
    }
}

/// A part of the tree of districts, streets, communities, grids and buildings. Whatever it belongs to stands on a higher level, so
/// that nothing can belong to itself by a roundabout way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Id.
    #[schema(example = "jiezi-3")]
    pub id: String,
    /// Name.
    #[schema(example = "介子路社区第三网格")]
    pub name: String,
    /// Level.
    pub level: Level,
    /// What it belongs to.
    pub parent: Option<String>,
}

impl Part for College {
    const TABLE: &'static str = "college";
    const PLURAL: &'static str = "colleges";
    const COLUMNS: &'static [&'static str] = &["name"];
    const NAMED_BY: &'static [(&'static str, &'static str)] = &[("team", "college"), ("person", "college")];

    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn texts(&self) -> Vec<Option<String>> {
        vec![Some(self.name.clone())]
    }
}

impl Part for Grid {
    const TABLE: &'static str = "grid";
    const PLURAL: &'static str = "grids";
    const COLUMNS: &'static [&'static str] = &["name", "level", "parent"];
    const NAMED_BY: &'static [(&'static str, &'static str)] = &[("place", "grid")];

    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn texts(&self) -> Vec<Option<String>> {
        let level = self.level.name().to_owned();
        vec![Some(self.name.clone()), Some(level), self.parent.clone()]
    }

    fn position(&self) -> Option<(Level, Option<&str>)> {
        Some((self.level, self.parent.as_deref()))
    }
}
