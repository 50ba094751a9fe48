//! Rest between activities on different dates.

use serde_json::{Value, json};

use super::{check, merged, session, with};

fn resting(limit: Value) -> Value {
    let limit = merged(json!({"id": "rest", "count": "rest", "min": 1200}), limit);
    let session = |id: &str, day: &str, from: &str, to: &str, tag: &str| {
        let (start, end) = (format!("2026-09-{day}T{from}"), format!("2026-09-{day}T{to}"));
        merged(session(id, &start, &end), json!({"tags": [tag]}))
    };
    with(json!({
        "sessions": [
            session("late", "07", "16:00", "17:00", "x"), session("later", "07", "17:00", "17:30", "y"),
            session("early", "08", "09:00", "10:00", "y"), session("noon", "08", "13:00", "14:00", "x"),
        ],
        "limits": [limit],
    }))
}

#[test]
fn too_short_a_night_is_one_broken_pair() {
    check(
        resting(json!({})),
        &[("late", "a", ""), ("early", "a", "")],
        "limit",
        0,
        1,
    );
    check(
        resting(json!({"weight": 9})),
        &[("late", "a", ""), ("early", "a", "")],
        "limit",
        9,
        0,
    );
    check(
        resting(json!({"weight": 9})),
        &[("late", "a", ""), ("noon", "a", "")],
        "limit",
        0,
        0,
    );
}

#[test]
fn tags_of_the_one_and_then_of_the_other() {
    let plan = [("late", "a", ""), ("early", "a", "")];
    check(
        resting(json!({"weight": 9, "of": ["x"], "then": ["y"]})),
        &plan,
        "limit",
        9,
        0,
    );
    check(resting(json!({"weight": 9, "of": ["y"]})), &plan, "limit", 0, 0);
    check(resting(json!({"weight": 9, "then": ["x"]})), &plan, "limit", 0, 0);
}

#[test]
fn an_activity_between_them_ends_the_pair() {
    let plan = [("late", "a", ""), ("later", "a", ""), ("early", "a", "")];
    check(resting(json!({"weight": 9, "of": ["x"]})), &plan, "limit", 0, 0);
    check(resting(json!({"weight": 9, "of": ["y"]})), &plan, "limit", 9, 0);
}
