//! Skills, allowed and excluded teams.

use serde_json::{Value, json};

use super::{check, merged, need, with};

fn asking(fields: Value) -> Value {
    with(json!({"needs": [merged(need("n"), fields)]}))
}

#[test]
fn the_level_asked_for_or_above() {
    check(
        asking(json!({"skills": {"tuina": 2}})),
        &[("n", "a", "2026-09-07T09:00")],
        "travel",
        0,
        0,
    );
    check(
        asking(json!({"skills": {"tuina": 2}})),
        &[("n", "b", "2026-09-07T09:00")],
        "travel",
        0,
        1,
    );
}

#[test]
fn an_empty_list_of_allowed_teams_admits_nobody() {
    check(
        asking(json!({"allowed": []})),
        &[("n", "a", "2026-09-07T09:00")],
        "travel",
        0,
        1,
    );
    check(
        asking(json!({"allowed": ["b"]})),
        &[("n", "b", "2026-09-07T09:00")],
        "travel",
        0,
        0,
    );
    check(
        asking(json!({"excluded": ["b"]})),
        &[("n", "b", "2026-09-07T09:00")],
        "travel",
        0,
        1,
    );
}

#[test]
fn lacking_skills_and_being_excluded_are_two_violations() {
    let both = json!({"skills": {"tuina": 2}, "excluded": ["b"]});
    check(asking(both), &[("n", "b", "2026-09-07T09:00")], "travel", 0, 2);
}
