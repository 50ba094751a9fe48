//! What a message about placements says.

use serde::{Deserialize, Serialize};

/// The content of a message about a round's publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementNotice {
    /// Term.
    pub term: String,
    /// Round.
    pub round: String,
    /// What it tells.
    pub news: PlacementNews,
}

/// What a round's publication tells somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacementNews {
    /// The reader, or the reader's team, is placed.
    Placed {
        /// Where.
        at: PositionName,
        /// Where before, if somewhere else.
        before: Option<PositionName>,
    },
    /// The reader, or the reader's team, is in no position.
    Unplaced {
        /// Where before, if anywhere.
        before: Option<PositionName>,
    },
    /// Who is at the reader's positions has changed.
    Host(Vec<Filled>),
}

/// A position as people know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PositionName {
    /// Its name; its id when it has none.
    pub name: String,
    /// Whose.
    pub host: String,
}

/// How full a position is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filled {
    /// Its name; its id when it has none.
    pub name: String,
    /// How many are placed,
    pub placed: usize,
    /// of so many.
    pub capacity: i64,
}
