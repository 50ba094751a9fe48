//! The longest outing.

use serde_json::{Value, json};

use super::{check, need, with};

fn short(longest: i64) -> Value {
    let mut problem = with(json!({"needs": [need("n1"), need("n2")]}));
    problem["teams"][0]["longest_outing"] = json!(longest);
    problem
}

#[test]
fn from_leaving_home_to_being_back() {
    let plan = [("n1", "a", "2026-09-07T09:00"), ("n2", "a", "2026-09-07T09:40")];
    check(short(90), &plan, "travel", 0, 0);
    check(short(89), &plan, "travel", 0, 1);
}
