//! Work lies within availability.

use serde_json::json;

use super::{check, session, with};

#[test]
fn work_outside_every_slot_is_a_violation() {
    let problem = || {
        with(json!({"sessions": [
            session("early", "2026-09-07T07:00", "2026-09-07T09:00"),
            session("long", "2026-09-07T17:00", "2026-09-07T19:00"),
            session("free", "2026-09-07T10:00", "2026-09-07T11:00"),
        ]}))
    };
    check(problem(), &[("early", "a", "")], "outing", 0, 1);
    check(problem(), &[("long", "a", "")], "outing", 0, 1);
    check(problem(), &[("free", "a", "")], "outing", 0, 0);
}
