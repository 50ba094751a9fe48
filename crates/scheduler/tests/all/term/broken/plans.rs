//! Decisions already taken, and the published plan.

use super::Edit::{Cell, File, Text};
use super::{Case, Edit, cell, many, one};

pub fn cases() -> Vec<Case> {
    [fixed(), baseline()].concat()
}

fn fixed() -> Vec<Case> {
    vec![
        cell("fixed", 2, "session", "monday-0317", "unknown-session"),
        cell("fixed", 2, "team", "med-2", "unknown-team"),
        one(
            Cell("fixed", 2, "need", "knee"),
            "fixed.csv row 2 session session-or-need",
        ),
        cell("fixed", 2, "session", "", "session-or-need"),
        cell("fixed", 2, "start", "2026-03-16 15:00", "start-of-session"),
        cell("fixed", 3, "need", "elbow", "unknown-need"),
        cell("fixed", 3, "start", "", "missing-value"),
        cell("fixed", 3, "start", "2026-03-20", "not-a-moment"),
        cell("fixed", 3, "start", "2026-03-29 02:00", "no-such-time"),
    ]
}

fn plan(old: &'static str, new: &'static str) -> Edit {
    Text("baseline.json", old, new)
}

fn baseline() -> Vec<Case> {
    vec![
        one(
            File("baseline.json", b"plan".to_vec()),
            "baseline.json line 1, column 1 not-json",
        ),
        one(plan("\"team\"", "\"gang\""), "baseline.json needs[0] missing-field"),
        one(plan("plan/1", "problem/1"), "baseline.json format wrong-format"),
        one(
            plan("friday-0313", "friday-0403"),
            "baseline.json sessions[0] session unknown-session",
        ),
        one(
            plan("[\"med-1\"]", "[\"med-1\", \"med-2\"]"),
            "baseline.json sessions[0] teams[1] unknown-team",
        ),
        one(
            plan("2026-03-10T14:30", "2026-03-10"),
            "baseline.json needs[0] start not-a-time",
        ),
        one(
            plan("2026-03-10T14:30", "2026-03-29T02:30"),
            "baseline.json needs[0] start no-such-time",
        ),
        many(
            vec![plan("\"knee\", \"team\": \"med-1\"", "\"elbow\", \"team\": \"med-2\"")],
            vec![
                "baseline.json needs[0] need unknown-need",
                "baseline.json needs[0] team unknown-team",
            ],
        ),
    ]
}
