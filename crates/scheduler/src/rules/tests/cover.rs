//! Teams short of the target, above it, above the maximum.

use serde_json::{Value, json};

use super::{check, merged, session, with};

fn staffed(target: i64, max: i64) -> Value {
    let teams = json!({"target": target, "max": max, "under": 100, "over": 7});
    with(json!({"sessions": [merged(session("s", "2026-09-07T09:00", "2026-09-07T10:00"), json!({"teams": teams}))]}))
}

#[test]
fn each_team_short_costs_under() {
    check(staffed(2, 2), &[], "understaffed", 200, 0);
    check(staffed(2, 2), &[("s", "a", "")], "understaffed", 100, 0);
}

#[test]
fn each_team_above_the_target_costs_over() {
    check(staffed(1, 2), &[("s", "a", ""), ("s", "b", "")], "overstaffed", 7, 0);
}

#[test]
fn more_than_the_maximum_is_a_violation() {
    check(staffed(1, 1), &[("s", "a", ""), ("s", "b", "")], "overstaffed", 7, 1);
}
