//! Wishes about sessions and about intervals.

use serde_json::{Value, json};

use super::{check, session, with};

fn wish(request: Value) -> Value {
    with(json!({
        "sessions": [session("s", "2026-09-07T09:00", "2026-09-07T10:00")],
        "requests": [request],
    }))
}

#[test]
fn attendance_that_differs_from_the_wish_costs() {
    let against = json!({"team": "a", "session": "s", "want": false, "weight": 8});
    check(wish(against.clone()), &[], "request", 0, 0);
    check(wish(against), &[("s", "a", "")], "request", 8, 0);
    let towards = json!({"team": "a", "session": "s", "want": true, "weight": 8});
    check(wish(towards.clone()), &[("s", "b", "")], "request", 8, 0);
    check(wish(towards), &[("s", "a", "")], "request", 0, 0);
}

#[test]
fn a_touch_is_no_overlap() {
    let during = |from: &str, to: &str| json!({"team": "a", "during": [from, to], "want": false, "weight": 12});
    check(
        wish(during("2026-09-07T10:00", "2026-09-07T12:00")),
        &[("s", "a", "")],
        "request",
        0,
        0,
    );
    check(
        wish(during("2026-09-07T09:59", "2026-09-07T12:00")),
        &[("s", "a", "")],
        "request",
        12,
        0,
    );
    check(
        wish(during("2026-09-07T09:59", "2026-09-07T12:00")),
        &[("s", "b", "")],
        "request",
        0,
        0,
    );
}
