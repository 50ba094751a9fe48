//! `plan/1`: which team attends which session and serves which need, when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::local_time::LocalTime;

/// Cost by part, in the order and under the names of the format page.
pub type Breakdown = BTreeMap<String, i64>;

/// A plan as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// `"plan/1"`.
    pub format: String,
    /// Attendance, a row a session.
    #[serde(default)]
    pub sessions: Vec<SessionRow>,
    /// Visits, a row a need that is served.
    #[serde(default)]
    pub needs: Vec<NeedRow>,
    /// Cost, as the solver priced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<i64>,
    /// Proven lower bound on the cost of every feasible plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<i64>,
    /// Cost by part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<Breakdown>,
    /// Needs left out and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unserved: Vec<Unserved>,
    /// Fixed decisions and hard minimums that could not be met, in words; empty in a feasible plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
}

/// The teams that attend one session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Session id.
    pub session: String,
    /// Team ids.
    pub teams: Vec<String>,
}

/// One visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedRow {
    /// Need id.
    pub need: String,
    /// Team id.
    pub team: String,
    /// Start, local.
    pub start: LocalTime,
}

/// A need that nobody serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unserved {
    /// Need id.
    pub need: String,
    /// Reason codes.
    #[serde(default)]
    pub reasons: Vec<String>,
}
