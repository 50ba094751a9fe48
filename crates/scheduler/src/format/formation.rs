//! `formation/1` and `formation-result/1`: who could be in a team with whom, and who is.
//!
//! The fields are those of the page `docs/format/formation.md`, word for word.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::Skills;

/// A problem as written. Nothing in it is trusted before validation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Formation {
    pub format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub hours: Vec<Hour>,
    pub students: Vec<Student>,
    pub teams: Vec<Kind>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub friends: Vec<Friends>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<Member>,
    #[serde(default)]
    pub weights: Prices,
}

/// A stretch of time, or several that are alike, in which teams are wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Hour {
    pub id: String,
    pub minutes: i64,
    #[serde(default)]
    pub teams: BTreeMap<String, i64>,
}

/// A student; `free` has a character an hour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Student {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default)]
    pub groups: Vec<String>,
    #[serde(default)]
    pub skills: Skills,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experienced: Option<bool>,
    pub free: String,
}

/// A kind of team, and how many of it are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Kind {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<String>>,
    pub count: i64,
    pub min: i64,
    pub max: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Members>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<i64>,
}

/// At least `min` members with all of `skills`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Members {
    #[serde(default)]
    pub skills: Skills,
    pub min: i64,
}

/// Two who want to be in one team, and what parting them costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Friends {
    pub students: (String, String),
    pub weight: i64,
}

/// A student whose team is settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Member {
    pub student: String,
    pub team: String,
}

/// What being left over costs: a student, and a team that was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Prices {
    #[serde(default)]
    pub unplaced: i64,
    #[serde(default)]
    pub unformed: i64,
}

/// The teams as formed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Formed {
    /// `"formation-result/1"`.
    pub format: String,
    /// The teams, a row each; one that is asked for and has no row is not formed.
    #[serde(default)]
    pub teams: Vec<TeamRow>,
    /// Students in no team, and why.
    #[serde(default)]
    pub unplaced: Vec<Unplaced>,
    /// Teams that are asked for and not formed, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unformed: Vec<Unformed>,
    /// The score, as the solver counted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<i64>,
    /// Proven upper bound on the score of every feasible result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<i64>,
    /// The score by part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<BTreeMap<String, i64>>,
    /// Hard rules that could not be kept, in words; empty in a feasible result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
}

/// A team and its members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamRow {
    /// Team id, `KIND-NN`.
    pub team: String,
    /// Student ids.
    pub students: Vec<String>,
    /// Minutes of hours for which it is wanted and has a quorum free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
    /// The same, each minute counted as often as such teams are wanted in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<i64>,
}

/// A student in no team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unplaced {
    /// Student id.
    pub student: String,
    /// Reason codes.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// A team that is not formed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unformed {
    /// Team id.
    pub team: String,
    /// Reason codes.
    #[serde(default)]
    pub reasons: Vec<String>,
}

impl Kind {
    /// Id of its team of this number, counted from 1: `tuina-01`.
    pub fn team(&self, number: usize) -> String {
        format!("{}-{number:02}", self.id)
    }

    /// Whether it takes a student.
    pub fn takes(&self, student: &Student) -> bool {
        let any = |groups: &Vec<String>| groups.iter().any(|group| student.groups.contains(group));
        self.groups.as_ref().is_none_or(any)
    }
}

impl Members {
    /// Whether a student counts.
    pub fn counts(&self, student: &Student) -> bool {
        let has = |(skill, level): (&String, &i32)| student.skills.get(skill).is_some_and(|own| own >= level);
        self.skills.iter().all(has)
    }
}
