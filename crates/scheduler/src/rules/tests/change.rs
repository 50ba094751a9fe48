//! Baseline entries that are not kept.

use serde_json::{Value, json};

use super::{check, need, session, with};

fn held() -> Value {
    with(json!({
        "sessions": [session("s", "2026-09-07T12:00", "2026-09-07T13:00")],
        "needs": [need("n")],
        "baseline": {
            "sessions": [{"session": "s", "team": "a"}, {"session": "s", "team": "a"}],
            "needs": [{"need": "n", "team": "b", "start": "2026-09-07T09:00"}],
        },
        "weights": {"change": 30},
    }))
}

#[test]
fn an_entry_listed_twice_costs_twice() {
    check(held(), &[], "change", 90, 0);
    check(held(), &[("n", "b", "2026-09-07T09:00")], "change", 60, 0);
}

#[test]
fn another_start_or_team_is_a_change() {
    check(
        held(),
        &[("s", "a", ""), ("n", "b", "2026-09-07T09:05")],
        "change",
        30,
        0,
    );
    check(
        held(),
        &[("s", "a", ""), ("n", "a", "2026-09-07T09:00")],
        "change",
        30,
        0,
    );
    check(
        held(),
        &[("s", "a", ""), ("n", "b", "2026-09-07T09:00")],
        "change",
        0,
        0,
    );
}
