//! Rounds after the first: late applicants, withdrawals, decisions that stay.

use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};
use yuandi_scheduler::format::placement::{PlacementProblem, PlacementResult};
use yuandi_scheduler::placement::{Settings, place};

/// Two clinics that like everybody, and people without a preference between them.
fn problem(people: &[&str]) -> PlacementProblem {
    let applicant = |id: &&str| json!({ "id": id, "choices": [["north", "south"]] });
    let value: Value = json!({
        "format": "placement/1",
        "applicants": people.iter().map(applicant).collect::<Vec<_>>(),
        "positions": [{ "id": "north", "capacity": 2 }, { "id": "south", "capacity": 2 }],
        "aim": "maximum",
    });
    serde_json::from_value(value).expect("it is a problem")
}

fn where_is<'a>(result: &'a PlacementResult, applicant: &str) -> Option<&'a str> {
    let mut rows = result.placed.iter();
    Some(&rows.find(|row| row.applicant == applicant)?.position)
}

#[test]
fn of_equally_good_placements_the_one_that_moves_the_fewest_is_taken() {
    let published = super::odd::result(
        serde_json::from_value(json!([
            { "applicant": "li", "position": "south" },
            { "applicant": "wang", "position": "south" },
            { "applicant": "gone", "position": "north" },
            { "applicant": "zhao", "position": "closed-for-good" },
        ]))
        .expect("rows"),
    );
    let settings = Settings {
        baseline: Some(&published),
        ..Settings::default()
    };
    let result = place(
        &problem(&["zhao", "li", "late", "wang"]),
        &settings,
        &AtomicBool::new(false),
    )
    .expect("all fit");
    assert_eq!(result.placed.len(), 4);
    assert_eq!(
        (where_is(&result, "li"), where_is(&result, "wang")),
        (Some("south"), Some("south"))
    );
}

#[test]
fn who_is_fixed_stays() {
    let mut problem = problem(&["li", "wang", "zhao"]);
    problem.fixed = serde_json::from_value(json!([{ "applicant": "zhao", "position": "south" }])).expect("rows");
    let result = place(&problem, &Settings::default(), &AtomicBool::new(false)).expect("all fit");
    assert_eq!(where_is(&result, "zhao"), Some("south"));
}
