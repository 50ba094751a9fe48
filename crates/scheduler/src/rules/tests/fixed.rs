//! Decisions already taken.

use serde_json::json;

use super::{check, need, session, with};

#[test]
fn a_decision_that_is_not_kept_is_a_violation() {
    let fixed = json!([{"session": "s", "team": "a"}, {"need": "n", "team": "b", "start": "2026-09-07T09:00"}]);
    let problem = || {
        with(json!({
            "sessions": [session("s", "2026-09-07T12:00", "2026-09-07T13:00")], "needs": [need("n")], "fixed": fixed,
        }))
    };
    check(problem(), &[], "change", 0, 2);
    check(
        problem(),
        &[("s", "a", ""), ("n", "b", "2026-09-07T09:01")],
        "change",
        0,
        1,
    );
    check(
        problem(),
        &[("s", "a", ""), ("n", "b", "2026-09-07T09:00")],
        "change",
        0,
        0,
    );
}
