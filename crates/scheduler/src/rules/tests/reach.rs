//! Getting there in time.

use serde_json::{Value, json};

use super::{check, need, with};

fn tight() -> Value {
    with(json!({"places": [{"id": "h"}, {"id": "p"}], "needs": [need("n1"), need("n2")]}))
}

#[test]
fn home_is_left_when_the_slot_begins() {
    check(tight(), &[("n1", "a", "2026-09-07T08:10")], "travel", 0, 0);
    check(tight(), &[("n1", "a", "2026-09-07T08:09")], "travel", 0, 1);
}

#[test]
fn one_activity_ends_before_the_next() {
    check(
        tight(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-07T09:30")],
        "travel",
        0,
        0,
    );
    check(
        tight(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-07T09:29")],
        "travel",
        0,
        1,
    );
}

#[test]
fn the_team_is_home_by_the_end_of_its_slot() {
    check(tight(), &[("n1", "a", "2026-09-07T17:20")], "travel", 0, 0);
    check(tight(), &[("n1", "a", "2026-09-07T17:21")], "travel", 0, 1);
}
