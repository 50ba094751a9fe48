//! Teams new to an occurrence of a series.

use serde_json::{Value, json};

use super::{check, merged, session, with};

fn series() -> Value {
    let of = |id: &str, day: &str| {
        let (start, end) = (format!("2026-09-{day}T09:00"), format!("2026-09-{day}T10:00"));
        merged(session(id, &start, &end), json!({"series": "weekly"}))
    };
    with(json!({
        "sessions": [of("s1", "07"), of("s2", "08"), of("s3", "14")],
        "weights": {"regularity": 15},
    }))
}

#[test]
fn a_team_that_was_not_there_before_costs() {
    check(
        series(),
        &[("s1", "a", ""), ("s2", "b", ""), ("s3", "b", "")],
        "regularity",
        15,
        0,
    );
    check(
        series(),
        &[("s1", "a", ""), ("s2", "a", ""), ("s2", "b", ""), ("s3", "a", "")],
        "regularity",
        15,
        0,
    );
}

#[test]
fn after_an_empty_occurrence_nobody_is_new() {
    check(series(), &[("s1", "a", ""), ("s3", "b", "")], "regularity", 0, 0);
}
