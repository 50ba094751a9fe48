//! What to say when there can be no verdict.

use crate::format::Fault;

/// The zone and the horizon give no clock.
pub fn no_clock() -> Vec<Fault> {
    vec![Fault {
        file: "problem".into(),
        at: String::new(),
        field: "time_zone".into(),
        code: "unknown-zone",
        cause: "the zone and the horizon give no clock".into(),
        remedy: "Give an IANA zone and a horizon of dates.".into(),
    }]
}

/// A valid problem keeps every sensible plan's cost in 64 bits; starts centuries after a due time can still exceed it.
pub fn cost_overflow() -> Vec<Fault> {
    vec![Fault {
        file: "plan".into(),
        at: String::new(),
        field: "cost".into(),
        code: "cost-overflow",
        cause: "the plan's cost does not fit in 64 bits".into(),
        remedy: "Scale the problem's costs and weights down, or drop starts far outside the horizon.".into(),
    }]
}

/// A valid formation keeps the score of every result that has a row a team in 64 bits; one with many rows a team can exceed it.
pub fn score_overflow() -> Vec<Fault> {
    vec![Fault {
        file: "result".into(),
        at: "teams".into(),
        field: String::new(),
        code: "cost-overflow",
        cause: "the result's score does not fit in 64 bits".into(),
        remedy: "Write one row a team.".into(),
    }]
}
