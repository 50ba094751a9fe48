//! How many different teams a resident meets.

use serde_json::{Value, json};

use super::{check, need, with};

fn cared(weight: Option<i64>) -> Value {
    let mut group = json!({"id": "c", "needs": ["n1", "n2", "n3"], "max_teams": 1});
    if let Some(weight) = weight {
        group["weight"] = json!(weight);
    }
    with(json!({"needs": [need("n1"), need("n2"), need("n3")], "continuity": [group]}))
}

const ONE: [(&str, &str, &str); 2] = [("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-07T10:00")];
const TWO: [(&str, &str, &str); 3] = [
    ("n1", "a", "2026-09-07T09:00"),
    ("n2", "b", "2026-09-07T10:00"),
    ("n3", "b", "2026-09-14T10:00"),
];

#[test]
fn each_team_above_costs_or_is_a_violation() {
    check(cared(Some(60)), &ONE, "continuity", 0, 0);
    check(cared(Some(60)), &TWO, "continuity", 60, 0);
    check(cared(None), &TWO, "continuity", 0, 1);
}
