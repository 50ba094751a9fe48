//! What the checker says about a plan, under the names of the format page.

use std::collections::BTreeMap;

use serde::Serialize;

/// Cost and violations of a plan. Its JSON has the keys of `check.py`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Sum of the parts.
    pub cost: i64,
    /// Whether nothing hard is broken.
    pub feasible: bool,
    /// Number of hard violations.
    pub violations: usize,
    /// Cost by part.
    pub parts: Parts,
    /// Cost by soft limit; under `hard`, how many hard limits are broken, each bucket, run or pair counted.
    pub limits: BTreeMap<String, i64>,
    /// The first violations, at most [`Verdict::TOLD`], in words.
    pub first_violations: Vec<String>,
    /// Needs served.
    pub served: usize,
    /// Needs in the problem.
    pub needs: usize,
    /// Attendances: pairs of a session and a team in it.
    pub staffed: usize,
}

impl Verdict {
    /// How many violations are told in words.
    pub const TOLD: usize = 20;
}

/// Cost by part, in the order of the page's table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Needs not served.
    pub unserved: i64,
    /// Sessions with fewer teams than asked for.
    pub understaffed: i64,
    /// Sessions with more.
    pub overstaffed: i64,
    /// Needs after their due time.
    pub late: i64,
    /// Minutes of every leg.
    pub travel: i64,
    /// Outings with at least one activity.
    pub outing: i64,
    /// Preferred teams.
    pub preference: i64,
    /// Requests not granted.
    pub request: i64,
    /// Soft limits.
    pub limit: i64,
    /// New faces in a series.
    pub regularity: i64,
    /// Differences from the baseline.
    pub change: i64,
    /// Soft links.
    pub link: i64,
    /// Session mixes.
    pub mix: i64,
    /// Soft continuity.
    pub continuity: i64,
}

impl Parts {
    /// Name and cost of each part, in the order of the page.
    pub fn rows(&self) -> [(&'static str, i64); 14] {
        [
            ("unserved", self.unserved),
            ("understaffed", self.understaffed),
            ("overstaffed", self.overstaffed),
            ("late", self.late),
            ("travel", self.travel),
            ("outing", self.outing),
            ("preference", self.preference),
            ("request", self.request),
            ("limit", self.limit),
            ("regularity", self.regularity),
            ("change", self.change),
            ("link", self.link),
            ("mix", self.mix),
            ("continuity", self.continuity),
        ]
    }
}
