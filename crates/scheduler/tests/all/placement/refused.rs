//! What cannot be placed is refused, with the rules that stand in the way.

use std::sync::atomic::AtomicBool;

use serde_json::json;
use yuandi_scheduler::format::placement::PlacementProblem;
use yuandi_scheduler::placement::{Settings, Side, place};

fn problem() -> PlacementProblem {
    serde_json::from_value(json!({
        "format": "placement/1",
        "applicants": [{ "id": "li", "choices": ["clinic"] }],
        "positions": [{ "id": "clinic", "capacity": 1, "groups": ["town"] }],
        "quotas": [{ "id": "town", "positions": ["town"], "min": 2 }],
        "aim": "best",
    }))
    .expect("it is a problem")
}

#[test]
fn a_quota_that_cannot_be_filled_is_named() {
    let faults = place(&problem(), &Settings::default(), &AtomicBool::new(false)).expect_err("one is not two");
    let brief: Vec<_> = faults.iter().map(|fault| (fault.at.as_str(), fault.code)).collect();
    assert_eq!(brief, [("", "no-placement"), ("quotas[0]", "rules-conflict")]);
}

#[test]
fn the_best_for_positions_is_refused_where_there_is_none() {
    let settings = Settings {
        aim: Some(yuandi_scheduler::format::placement::Aim::Stable),
        side: Side::Positions,
        ..Settings::default()
    };
    let faults = place(&problem(), &settings, &AtomicBool::new(false)).expect_err("quotas are no hospitals");
    assert_eq!(faults[0].code, "no-best-for-positions");
}

#[test]
fn an_empty_problem_has_an_empty_placement() {
    let empty: PlacementProblem = serde_json::from_value(json!({
        "format": "placement/1", "applicants": [], "positions": [], "aim": "stable",
    }))
    .expect("it is a problem");
    let result = place(&empty, &Settings::default(), &AtomicBool::new(false)).expect("nothing is asked");
    assert!(result.optimal && result.placed.is_empty() && result.unplaced.is_empty());
}
