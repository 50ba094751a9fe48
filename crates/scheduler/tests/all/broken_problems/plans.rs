//! Plans that name what the problem does not know, or no time at all.

use serde_json::json;
use yuandi_scheduler::format::{Problem, read_plan, read_problem};
use yuandi_scheduler::verify::verify;

use super::{brief, valid};

fn problem() -> Problem {
    read_problem("problem.json", valid::problem().to_string().as_bytes()).expect("the valid problem is valid")
}

#[test]
fn unusable_plans_are_told_at_once() {
    let plan = json!({
        "format": "plan/2",
        "sessions": [{"session": "clinic-9", "teams": []}, {"session": "clinic-1", "teams": ["law-1", "arts-1"]}],
        "needs": [
            {"need": "need-9", "team": "law-1", "start": "2026-03-23T09:00"},
            {"need": "need-1", "team": "arts-1", "start": "tomorrow"},
            {"need": "need-2", "team": "law-1", "start": "2026-03-29T02:30"}
        ]
    });
    let plan = read_plan("plan.json", plan.to_string().as_bytes()).expect("its shape is right");
    let faults = verify(&problem(), &plan).expect_err("it is unusable");
    let expected = [
        "format wrong-format",
        "sessions[0] session unknown-session",
        "sessions[1] teams[1] unknown-team",
        "needs[0] need unknown-need",
        "needs[1] team unknown-team",
        "needs[1] start not-a-time",
        "needs[2] start time-does-not-exist",
    ];
    assert_eq!(faults.iter().map(brief).collect::<Vec<_>>(), expected);
}

#[test]
fn rows_of_the_wrong_shape_are_told_at_once() {
    let plan = json!({
        "format": "plan/1",
        "sessions": [{"session": "clinic-1"}, {"session": 3, "teams": []}],
        "needs": [{"need": "need-1", "team": "law-1", "start": 9}],
        "cost": "much"
    });
    let faults = read_plan("plan.json", plan.to_string().as_bytes()).expect_err("its shape is wrong");
    let expected = [
        "sessions[0] missing-field",
        "sessions[1] session wrong-type",
        "needs[0] start wrong-type",
        "cost wrong-type",
    ];
    assert_eq!(faults.iter().map(brief).collect::<Vec<_>>(), expected);
}

#[test]
fn a_broken_problem_is_not_verified() {
    let mut broken = problem();
    broken.teams[0].home = "moon".into();
    let plan = read_plan("plan.json", br#"{"format": "plan/1"}"#).expect("an empty plan is a plan");
    let faults = verify(&broken, &plan).expect_err("the problem is broken");
    assert_eq!(
        faults.iter().map(brief).collect::<Vec<_>>(),
        ["teams[0] home unknown-place"]
    );
}
