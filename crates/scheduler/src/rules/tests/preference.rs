//! Being served by a preferred team adds its cost, which may be negative.

use serde_json::json;

use super::{check, merged, need, with};

#[test]
fn the_serving_teams_cost_is_added() {
    let problem = with(json!({"needs": [merged(need("n"), json!({"preferred": {"a": -40, "b": 9}}))]}));
    check(problem.clone(), &[("n", "a", "2026-09-07T09:00")], "preference", -40, 0);
    check(problem.clone(), &[("n", "b", "2026-09-07T09:00")], "preference", 9, 0);
    check(problem, &[], "preference", 0, 0);
}
