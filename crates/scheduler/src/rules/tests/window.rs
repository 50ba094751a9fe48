//! Visits lie inside a window.

use serde_json::json;

use super::{check, merged, need, with};

#[test]
fn wholly_inside_one_window() {
    let windows = json!([
        ["2026-09-07T09:00", "2026-09-07T10:00"],
        ["2026-09-07T10:00", "2026-09-07T11:00"]
    ]);
    let problem = || with(json!({"needs": [merged(need("n"), json!({"windows": windows}))]}));
    check(problem(), &[("n", "a", "2026-09-07T09:30")], "travel", 0, 0);
    check(problem(), &[("n", "a", "2026-09-07T09:31")], "travel", 0, 1);
    check(problem(), &[("n", "a", "2026-09-07T10:00")], "travel", 0, 0);
    check(problem(), &[("n", "a", "2026-09-07T08:59")], "travel", 0, 1);
}
