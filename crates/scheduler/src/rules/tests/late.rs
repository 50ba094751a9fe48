//! Each started hour after the due time.

use serde_json::{Value, json};

use super::{check, merged, need, with};

fn due() -> Value {
    with(json!({"needs": [merged(need("n"), json!({"due": "2026-09-07T10:00", "late": 5}))]}))
}

#[test]
fn a_start_at_the_due_time_is_not_late() {
    check(due(), &[("n", "a", "2026-09-07T10:00")], "late", 0, 0);
}

#[test]
fn every_started_hour_counts() {
    check(due(), &[("n", "a", "2026-09-07T10:01")], "late", 5, 0);
    check(due(), &[("n", "a", "2026-09-07T11:00")], "late", 5, 0);
    check(due(), &[("n", "a", "2026-09-07T11:01")], "late", 10, 0);
}
