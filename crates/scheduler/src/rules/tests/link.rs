//! Two needs that depend on each other.

use serde_json::{Value, json};

use super::{check, merged, need, with};

fn linked(link: Value) -> Value {
    let link = merged(json!({"first": "n1", "second": "n2"}), link);
    with(json!({"needs": [need("n1"), need("n2")], "links": [link]}))
}

#[test]
fn the_starts_are_so_far_apart() {
    let gap = || linked(json!({"min": 60, "max": 120}));
    check(
        gap(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "b", "2026-09-07T10:00")],
        "link",
        0,
        0,
    );
    check(
        gap(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "b", "2026-09-07T09:59")],
        "link",
        0,
        1,
    );
    check(
        gap(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "b", "2026-09-07T11:01")],
        "link",
        0,
        1,
    );
    check(gap(), &[("n2", "b", "2026-09-07T09:59")], "link", 0, 0);
}

#[test]
fn teams_are_hard_without_a_weight_and_cost_with_one() {
    let plan = [("n1", "a", "2026-09-07T09:00"), ("n2", "b", "2026-09-07T10:00")];
    check(linked(json!({"teams": "same"})), &plan, "link", 0, 1);
    check(linked(json!({"teams": "same", "weight": 40})), &plan, "link", 40, 0);
    check(linked(json!({"teams": "different"})), &plan, "link", 0, 0);
}

#[test]
fn together_means_both_or_neither() {
    check(
        linked(json!({"together": true})),
        &[("n1", "a", "2026-09-07T09:00")],
        "link",
        0,
        1,
    );
    check(linked(json!({"together": true})), &[], "link", 0, 0);
}
