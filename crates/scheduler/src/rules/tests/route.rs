//! Travel and outings.

use serde_json::json;

use super::{check, need, with};

#[test]
fn every_leg_and_every_outing_costs() {
    let problem = with(json!({
        "needs": [need("n1"), need("n2")],
        "weights": {"travel": 2, "outing": 5},
    }));
    let two = [("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-07T10:00")];
    check(problem.clone(), &two, "travel", 40, 0);
    check(problem.clone(), &two, "outing", 5, 0);
    let apart = [("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-14T10:00")];
    check(problem.clone(), &apart, "travel", 80, 0);
    check(problem, &apart, "outing", 10, 0);
}
