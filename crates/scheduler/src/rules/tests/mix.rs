//! Skills among the teams of a session that anybody attends.

use serde_json::{Value, json};

use super::{check, merged, session, with};

fn mixed(under: Option<i64>) -> Value {
    let mut mix = json!({"skills": {"tuina": 2}, "min": 1});
    if let Some(under) = under {
        mix["under"] = json!(under);
    }
    with(json!({"sessions": [merged(session("s", "2026-09-07T09:00", "2026-09-07T10:00"), json!({"mix": [mix]}))]}))
}

#[test]
fn nobody_short_of_an_empty_session() {
    check(mixed(Some(90)), &[], "mix", 0, 0);
}

#[test]
fn each_team_short_costs_or_is_a_violation() {
    check(mixed(Some(90)), &[("s", "b", "")], "mix", 90, 0);
    check(mixed(Some(90)), &[("s", "b", ""), ("s", "a", "")], "mix", 0, 0);
    check(mixed(None), &[("s", "b", "")], "mix", 0, 1);
}
