//! `problem/1`: serde types, field by field as the format page lists them.
//!
//! Lists are empty when absent; `of`, `for`, `then` and `allowed` are `None` when absent, which means *all*.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::local_time::{LocalDate, LocalTime};

/// Skill name to level.
pub type Skills = BTreeMap<String, i32>;

/// A problem as written. Nothing in it is trusted before validation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // the fields are the format page's, word for word
pub struct Problem {
    pub format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub time_zone: String,
    pub horizon: Horizon,
    pub places: Vec<Place>,
    pub travel: Travel,
    pub teams: Vec<Team>,
    #[serde(default)]
    pub sessions: Vec<Session>,
    #[serde(default)]
    pub needs: Vec<Need>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub continuity: Vec<Continuity>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<Fixed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    #[serde(default)]
    pub weights: Weights,
}

/// First day, and the day after the last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Horizon {
    pub start: LocalDate,
    pub end: LocalDate,
}

/// A place; coordinates in metres are asked for by the euclidean metric only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Place {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<f64>,
}

/// Minutes between places: a matrix, or `{"metric": "euclidean", …}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Travel {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Vec<Vec<i64>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overhead: Option<f64>,
}

/// A team; each interval of `available` is one possible outing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Team {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default)]
    pub groups: Vec<String>,
    pub home: String,
    #[serde(default)]
    pub skills: Skills,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_outing: Option<i64>,
    #[serde(default)]
    pub available: Vec<(LocalTime, LocalTime)>,
}

/// A clinic hour on a date, or any other activity with a fixed time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Session {
    pub id: String,
    pub place: String,
    pub start: LocalTime,
    pub end: LocalTime,
    #[serde(default)]
    pub skills: Skills,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    pub teams: Staffing,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Mix>,
}

/// How many teams a session wants and may have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Staffing {
    pub target: i64,
    pub max: i64,
    #[serde(default)]
    pub under: i64,
    #[serde(default)]
    pub over: i64,
}

/// At least `min` attending teams with all of `skills`, if anybody attends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Mix {
    #[serde(default)]
    pub skills: Skills,
    pub min: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<i64>,
}

/// A resident's request: its time is to be chosen within `windows`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Need {
    pub id: String,
    pub place: String,
    pub minutes: i64,
    pub windows: Vec<(LocalTime, LocalTime)>,
    #[serde(default)]
    pub skills: Skills,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub load: i64,
    pub unserved: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<LocalTime>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub late: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub preferred: BTreeMap<String, i64>,
}

/// A relation between two needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Link {
    pub first: String,
    pub second: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    #[serde(default)]
    pub teams: LinkTeams,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
    #[serde(default)]
    pub together: bool,
}

/// Whether two linked needs ask for one team or two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum LinkTeams {
    #[default]
    Any,
    Same,
    Different,
}

/// How many different teams a resident should meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Continuity {
    pub id: String,
    pub needs: Vec<String>,
    pub max_teams: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
}

/// A counting rule on a team's work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Limit {
    pub id: String,
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<String>>,
    pub count: Count,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Count {
    Minutes,
    Activities,
    Days,
    Weekends,
    Rest,
    DaysOff,
}

/// Over which span a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Per {
    Day,
    Week,
    Term,
    Run,
    Window,
}

/// A team's wish about a session (`session`) or an interval (`during`): exactly one of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Request {
    pub team: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<(LocalTime, LocalTime)>,
    pub want: bool,
    pub weight: i64,
}

/// A decision already taken: `session` and `team`, or `need`, `team` and `start`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Fixed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    pub team: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<LocalTime>,
}

/// The plan that people already hold in their hands: rows shaped as in [`Fixed`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Baseline {
    #[serde(default)]
    pub sessions: Vec<Fixed>,
    #[serde(default)]
    pub needs: Vec<Fixed>,
}

/// Prices that are not of one activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Weights {
    #[serde(default)]
    pub travel: i64,
    #[serde(default)]
    pub outing: i64,
    #[serde(default)]
    pub regularity: i64,
    #[serde(default)]
    pub change: i64,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature serde asks for
fn is_zero(value: &i64) -> bool {
    *value == 0
}
