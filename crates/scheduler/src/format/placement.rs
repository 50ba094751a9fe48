//! `placement/1` and `placement-result/1`: serde types, field by field as the page `docs/format/placement.md` lists them.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::problem::Skills;

/// Who may get which position, as written. Nothing in it is trusted before validation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the fields are the format page's, word for word
pub struct PlacementProblem {
    pub format: String,
    pub applicants: Vec<Applicant>,
    pub positions: Vec<Position>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<Host>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bundles: Vec<Bundle>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<Placed>,
    pub aim: Aim,
}

/// A student or a whole team, with its choices, best first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Applicant {
    pub id: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    #[serde(default = "one")]
    pub size: i64,
    #[serde(default, skip_serializing_if = "Skills::is_empty")]
    pub skills: Skills,
    #[serde(default)]
    pub choices: Vec<Tier>,
}

/// A place for the term at a host. Without `choices` every eligible applicant is acceptable and all are tied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Position {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    pub capacity: i64,
    #[serde(default)]
    pub minimum: i64,
    #[serde(default, skip_serializing_if = "Skills::is_empty")]
    pub skills: Skills,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<Tier>>,
}

/// An enterprise, school or centre; `capacity` is over all its positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Host {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<i64>,
}

/// How many applicants of some groups may or must be placed in positions of some groups; absent groups mean all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Quota {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positions: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicants: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// Applicants who are placed together or not at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Bundle {
    pub id: String,
    pub applicants: Vec<String>,
    pub at: Together,
}

/// Where a bundle is kept together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Together {
    /// At one position.
    Position,
    /// At positions of one host.
    Host,
}

/// What makes one placement better than another, once the hard rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aim {
    /// Fewest blocking pairs, then most placed, then the lowest rank sum.
    Stable,
    /// Most placed, then the lowest rank sum.
    Maximum,
    /// Most placed, then fewest at the worst tier, then at the next worst, and so on.
    Fair,
    /// Lowest rank sum, an unplaced applicant counting as one past the longest list of all.
    Best,
}

impl Aim {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Stable, Self::Maximum, Self::Fair, Self::Best];

    /// The word for it in the format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Maximum => "maximum",
            Self::Fair => "fair",
            Self::Best => "best",
        }
    }
}

/// One entry of a list of choices: an id, or ids that are tied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier(pub Vec<String>);

/// Who is where; also a decision that is made already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Placed {
    pub applicant: String,
    pub position: String,
}

/// A placement as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacementResult {
    /// `"placement-result/1"`.
    pub format: String,
    /// Who is where, in the order of the problem's applicants.
    pub placed: Vec<Placed>,
    /// Who is nowhere, and why.
    #[serde(default)]
    pub unplaced: Vec<Unplaced>,
    /// Positions with a minimum that stay empty.
    #[serde(default)]
    pub closed: Vec<String>,
    /// Sum of the placed applicants' ranks, 1 for the first tier.
    #[serde(default)]
    pub rank_sum: i64,
    /// How many are placed at tier 1, 2 and so on, up to the longest list of all.
    #[serde(default)]
    pub profile: Vec<i64>,
    /// Blocking pairs: applicant and position.
    #[serde(default)]
    pub blocking: Vec<(String, String)>,
    /// Whether no placement is better by the aim.
    #[serde(default)]
    pub optimal: bool,
    /// What no placement can beat, in the first number of the aim that is not proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<i64>,
    /// Which number `bound` is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_of: Option<Figure>,
    /// What the other aims would give, where that was asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other_aims: BTreeMap<Aim, OtherAim>,
}

impl PlacementResult {
    /// Who is where, and nothing else told: an earlier round, a decision of the office.
    pub fn of(placed: Vec<Placed>) -> Self {
        Self {
            format: "placement-result/1".into(),
            placed,
            unplaced: Vec::new(),
            closed: Vec::new(),
            rank_sum: 0,
            profile: Vec::new(),
            blocking: Vec::new(),
            optimal: false,
            bound: None,
            bound_of: None,
            other_aims: BTreeMap::new(),
        }
    }
}

/// An applicant without a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Unplaced {
    pub applicant: String,
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// A number that an aim makes as low or as high as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Blocking pairs.
    Blocking,
    /// Applicants placed.
    Placed,
    /// Sum of the placed applicants' ranks.
    RankSum,
    /// The same, an unplaced applicant counting as one past the longest list of all.
    RankSumAll,
    /// Applicants at the worst tier that is still open.
    Tier,
    /// Applicants who lose the position of an earlier placement.
    Moved,
}

/// A placement by another aim, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherAim {
    /// Applicants placed.
    pub placed: i64,
    /// Sum of their ranks.
    pub rank_sum: i64,
    /// The worst tier at which somebody is placed; 0 if nobody is.
    pub worst: i64,
    /// Blocking pairs.
    pub blocking: i64,
}

fn one() -> i64 {
    1
}

impl Serialize for Tier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [id] => serializer.serialize_str(id),
            tied => tied.serialize(serializer),
        }
    }
}

/// By hand, because an untagged enum cannot say what it expected.
impl<'de> Deserialize<'de> for Tier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdOrList;

        impl<'de> Visitor<'de> for IdOrList {
            type Value = Tier;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id or a list of tied ids")
            }

            fn visit_str<E>(self, id: &str) -> Result<Tier, E> {
                Ok(Tier(vec![id.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, ids: A) -> Result<Tier, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(ids)).map(Tier)
            }
        }

        deserializer.deserialize_any(IdOrList)
    }
}
