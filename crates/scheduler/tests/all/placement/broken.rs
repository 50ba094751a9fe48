//! Broken placement problems: each mistake has its code at its place, and all mistakes are told at once.

use serde_json::{Value, json};
use yuandi_scheduler::format::{read_placement, read_placement_result, validate_placement, validate_placement_result};

use crate::broken_problems::{brief, edit};

/// An edit of the valid problem (a JSON pointer and what to put there), and the fault it must bring.
pub type Case = (&'static str, Value, &'static str);

fn valid() -> Value {
    json!({
        "format": "placement/1",
        "applicants": [
            { "id": "li", "size": 1, "skills": { "care": 1 }, "choices": ["ward", ["shop", "school"]] },
            { "id": "wang", "choices": ["shop"] },
            { "id": "zhao", "size": 2, "choices": ["school", "shop"] },
        ],
        "positions": [
            { "id": "ward", "host": "hospital", "capacity": 2, "skills": { "care": 1 } },
            { "id": "shop", "capacity": 2, "minimum": 1, "choices": ["wang", ["li", "zhao"]] },
            { "id": "school", "host": "town", "capacity": 2, "choices": ["li", "zhao"], "groups": ["town"] },
        ],
        "hosts": [{ "id": "hospital", "capacity": 2 }, { "id": "town" }],
        "quotas": [{ "id": "q", "positions": ["town"], "max": 1 }],
        "bundles": [{ "id": "b", "applicants": ["li", "wang"], "at": "host" }],
        "apart": [["wang", "zhao"]],
        "fixed": [{ "applicant": "zhao", "position": "school" }],
        "aim": "stable",
    })
}

pub fn cases() -> Vec<Case> {
    [shapes(), references(), numbers(), decisions()].concat()
}

fn shapes() -> Vec<Case> {
    vec![
        ("/format", json!("placement/2"), "format wrong-format"),
        ("/aim", json!("cheap"), "aim unknown-value"),
        ("/aim", json!("(remove)"), "aim missing-field"),
        ("/positions", json!("(remove)"), "positions missing-field"),
        ("/positions/0/capacity", json!("(remove)"), "positions[0] missing-field"),
        ("/positions/0/capacity", json!(1.5), "positions[0] capacity wrong-type"),
        (
            "/applicants/0/choices/1",
            json!(3),
            "applicants[0] choices[1] wrong-type",
        ),
        (
            "/applicants/0/choices/1/0",
            json!(3),
            "applicants[0] choices[1][0] wrong-type",
        ),
        ("/bundles/0/at", json!("home"), "bundles[0] at unknown-value"),
        ("/apart/0", json!(["wang"]), "apart[0] wrong-type"),
    ]
}

fn references() -> Vec<Case> {
    vec![
        (
            "/applicants/1/choices/0",
            json!("shoop"),
            "applicants[1] choices[0] unknown-position",
        ),
        (
            "/applicants/0/choices/1/1",
            json!("moon"),
            "applicants[0] choices[1][1] unknown-position",
        ),
        (
            "/applicants/0/choices/1/1",
            json!("shop"),
            "applicants[0] choices[1][1] listed-twice",
        ),
        (
            "/positions/2/choices/-",
            json!("li"),
            "positions[2] choices[2] listed-twice",
        ),
        (
            "/positions/1/choices/1/1",
            json!("zhou"),
            "positions[1] choices[1][1] unknown-applicant",
        ),
        ("/positions/0/host", json!("clinic"), "positions[0] host unknown-host"),
        ("/hosts/-", json!({ "id": "town" }), "hosts[2] id duplicate-id"),
        (
            "/bundles/0/applicants/0",
            json!("wu"),
            "bundles[0] applicants[0] unknown-applicant",
        ),
        (
            "/bundles/0/applicants/-",
            json!("li"),
            "bundles[0] applicants[2] listed-twice",
        ),
        ("/apart/0/0", json!("wu"), "apart[0] [0] unknown-applicant"),
        ("/apart/0/0", json!("zhao"), "apart[0] [1] apart-from-itself"),
        (
            "/fixed/0/applicant",
            json!("wu"),
            "fixed[0] applicant unknown-applicant",
        ),
        ("/fixed/0/position", json!("moon"), "fixed[0] position unknown-position"),
    ]
}

fn numbers() -> Vec<Case> {
    vec![
        ("/applicants/1/size", json!(0), "applicants[1] size empty-applicant"),
        ("/applicants/1/size", json!(-1), "applicants[1] size negative"),
        (
            "/applicants/1/size",
            json!(1_i64 << 31),
            "applicants[1] size out-of-range",
        ),
        (
            "/applicants/0/skills/tuina",
            json!(-1),
            "applicants[0] skills.tuina negative",
        ),
        (
            "/positions/0/capacity",
            json!(1_i64 << 31),
            "positions[0] capacity out-of-range",
        ),
        ("/positions/1/minimum", json!(-1), "positions[1] minimum negative"),
        (
            "/positions/1/minimum",
            json!(3),
            "positions[1] minimum minimum-above-capacity",
        ),
        ("/hosts/0/capacity", json!(-1), "hosts[0] capacity negative"),
        ("/quotas/0/min", json!(2), "quotas[0] min min-above-max"),
        ("/quotas/0/max", json!("(remove)"), "quotas[0] max missing-bound"),
    ]
}

fn decisions() -> Vec<Case> {
    vec![
        ("/fixed/0/position", json!("ward"), "fixed[0] position fixed-ineligible"),
        (
            "/positions/2/choices",
            json!(["li"]),
            "fixed[0] position fixed-ineligible",
        ),
        (
            "/positions/2/skills",
            json!({ "law": 1 }),
            "fixed[0] position fixed-ineligible",
        ),
        (
            "/fixed/-",
            json!({ "applicant": "zhao", "position": "school" }),
            "fixed[1] applicant fixed-twice",
        ),
        (
            "/positions/2/capacity",
            json!(1),
            "positions[2] capacity fixed-contradiction",
        ),
        ("/hosts/1/capacity", json!(1), "hosts[1] capacity fixed-contradiction"),
        ("/quotas/0/max", json!(0), "quotas[0] max fixed-contradiction"),
    ]
}

fn faults_of(bytes: &[u8]) -> Vec<String> {
    let checked =
        read_placement("placement.json", bytes).and_then(|problem| validate_placement("placement.json", &problem));
    checked.err().iter().flatten().map(brief).collect()
}

#[test]
fn every_case_has_its_fault_and_no_other() {
    assert_eq!(faults_of(valid().to_string().as_bytes()), Vec::<String>::new());
    let mut wrong = Vec::new();
    for (pointer, value, expected) in cases() {
        let mut problem = valid();
        edit(&mut problem, pointer, value.clone());
        let found = faults_of(problem.to_string().as_bytes());
        if found != [expected] {
            wrong.push(format!(
                "{pointer} {value}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn decisions_that_contradict_each_other_are_told_with_the_rules_they_break() {
    let mut problem = valid();
    for (pointer, value) in [
        ("/fixed/-", json!({ "applicant": "li", "position": "ward" })),
        ("/fixed/-", json!({ "applicant": "wang", "position": "shop" })),
        ("/apart/-", json!(["zhao", "li"])),
        ("/apart/0", json!(["wang", "zhao"])),
    ] {
        edit(&mut problem, pointer, value);
    }
    assert_eq!(
        faults_of(problem.to_string().as_bytes()),
        ["bundles[0] applicants fixed-contradiction"]
    );
    edit(&mut problem, "/fixed/0/position", json!("shop"));
    edit(&mut problem, "/positions/1/capacity", json!(3));
    let expected = [
        "bundles[0] applicants fixed-contradiction",
        "apart[0] fixed-contradiction",
    ];
    assert_eq!(faults_of(problem.to_string().as_bytes()), expected);
}

#[test]
fn near_names_are_offered() {
    let mut problem = valid();
    edit(&mut problem, "/applicants/1/choices/0", json!("shoop"));
    let problem = read_placement("placement.json", problem.to_string().as_bytes()).expect("it has the shape");
    let faults = validate_placement("placement.json", &problem).expect_err("there is no shoop");
    assert!(faults[0].remedy.contains("Maybe \"shop\"?"), "{}", faults[0].remedy);
}

#[test]
fn a_result_names_what_the_problem_knows() {
    let problem = read_placement("placement.json", valid().to_string().as_bytes()).expect("it has the shape");
    let result = json!({
        "format": "placement-result/2",
        "placed": [{ "applicant": "wu", "position": "ward" }, { "applicant": "li", "position": "moon" }],
    });
    let result = read_placement_result("result.json", result.to_string().as_bytes()).expect("it has the shape");
    let faults = validate_placement_result("result.json", &problem, &result).expect_err("it names strangers");
    let expected = [
        "format wrong-format",
        "placed[0] applicant unknown-applicant",
        "placed[1] position unknown-position",
    ];
    assert_eq!(faults.iter().map(brief).collect::<Vec<_>>(), expected);
}

#[test]
fn a_result_of_another_shape_is_told_row_by_row() {
    let text = br#"{"format": "placement-result/1", "placed": [{"applicant": "li"}], "optimal": "yes", "bound": "7"}"#;
    let faults = read_placement_result("result.json", text).expect_err("it has another shape");
    let expected = ["placed[0] missing-field", "optimal wrong-type", "bound wrong-type"];
    assert_eq!(faults.iter().map(brief).collect::<Vec<_>>(), expected);
}
