//! Loads of one outing.

use serde_json::{Value, json};

use super::{check, merged, need, with};

fn loaded() -> Value {
    let need = |id: &str| merged(need(id), json!({"load": 3}));
    let mut problem = with(json!({"needs": [need("n1"), need("n2")]}));
    problem["teams"][0]["capacity"] = json!(5);
    problem
}

#[test]
fn loads_sum_over_one_outing() {
    check(loaded(), &[("n1", "a", "2026-09-07T09:00")], "travel", 0, 0);
    check(
        loaded(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-07T10:00")],
        "travel",
        0,
        1,
    );
    check(
        loaded(),
        &[("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-14T10:00")],
        "travel",
        0,
        0,
    );
    check(
        loaded(),
        &[("n1", "b", "2026-09-07T09:00"), ("n2", "b", "2026-09-07T10:00")],
        "travel",
        0,
        0,
    );
}
