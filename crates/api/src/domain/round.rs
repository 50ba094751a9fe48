//! Rounds of placement: within their dates applicants state choices and hosts rankings; then somebody is placed, and it is published.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::instant::Instant;

/// Whose lists are collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Students and teams.
    Applicants,
    /// Hosts.
    Hosts,
}

/// How far a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its dates stand; nobody is placed.
    Planned,
    /// There is a placement that the office alone sees.
    Placed,
    /// Its placement is the term's.
    Published,
    /// A later round took its place.
    Superseded,
}

impl State {
    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Placed => "placed",
            Self::Published => "published",
            Self::Superseded => "superseded",
        }
    }
}

impl From<String> for State {
    /// The database knows no other names.
    fn from(name: String) -> Self {
        match name.as_str() {
            "placed" => Self::Placed,
            "published" => Self::Published,
            "superseded" => Self::Superseded,
            _ => Self::Planned,
        }
    }
}

/// What the office decides of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// Id.
    #[schema(example = "autumn-1")]
    pub id: String,
    /// Name.
    pub name: String,
    /// From when on applicants may state choices,
    pub opens: Instant,
    /// and until when.
    pub closes: Instant,
    /// From when on hosts may rank applicants; as long as applicants may state choices when absent.
    pub ranking_opens: Option<Instant>,
    /// Until when.
    pub ranking_closes: Option<Instant>,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Round {
    /// What the office decided.
    #[sqlx(flatten)]
    pub dates: Dates,
    /// Rises with every change: the ETag.
    pub version: i64,
    /// How far it is.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// JSON: the placement, as `placement-result/1`.
    pub result: Option<String>,
    /// JSON: its figures.
    pub figures: Option<String>,
    /// When somebody was placed last.
    pub placed: Option<Instant>,
    /// When it was published.
    pub published: Option<Instant>,
}

/// What came of a round, as far as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Applicants and their positions.
    pub placed: Vec<(String, String)>,
    /// Applicants in no position.
    pub unplaced: Vec<String>,
}
