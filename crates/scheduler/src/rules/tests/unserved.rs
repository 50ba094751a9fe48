//! Needs that nobody serves.

use serde_json::json;

use super::{check, merged, need, with};

#[test]
fn each_need_left_out_costs_its_price() {
    let needs = json!([
        merged(need("n1"), json!({"unserved": 500})),
        merged(need("n2"), json!({"unserved": 70}))
    ]);
    check(with(json!({"needs": needs})), &[], "unserved", 570, 0);
    check(
        with(json!({"needs": needs})),
        &[("n1", "a", "2026-09-07T09:00")],
        "unserved",
        70,
        0,
    );
}
