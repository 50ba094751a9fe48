//! Verdicts as programs meet them: the keys of check.py, and costs too large to tell.

use crate::common::weird;
use yuandi_scheduler::format::{LocalTime, NeedRow, Plan, validate};
use yuandi_scheduler::verify::{Parts, Verdict, inspect, verify};

#[test]
fn a_verdict_has_the_keys_of_check_py_in_its_order() {
    let problem = weird::problem(1);
    let verdict = verify(&problem, &weird::random_plan(&problem, 1)).expect("a weird problem is valid");
    let text = serde_json::to_string(&verdict).expect("a verdict is JSON");
    let keys = [
        "cost",
        "feasible",
        "violations",
        "parts",
        "limits",
        "first_violations",
        "served",
        "needs",
        "staffed",
    ];
    let places: Vec<Option<usize>> = keys.iter().map(|key| text.find(&format!("\"{key}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
}

#[test]
fn rows_of_parts_have_the_names_of_the_json() {
    let parts = Parts::default();
    let json = serde_json::to_value(parts).expect("parts are JSON");
    let names: Vec<&str> = parts.rows().iter().map(|(name, _)| *name).collect();
    let mut keys: Vec<&str> = json
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    keys.sort_unstable();
    assert_eq!(keys, sorted);
    assert_eq!(names.len(), 14);
}

#[test]
fn only_the_first_violations_are_told() {
    let mut problem = weird::problem(3);
    problem.needs.iter_mut().for_each(|need| need.allowed = Some(vec![]));
    let visit = |need: &str| NeedRow {
        need: need.into(),
        team: problem.teams[0].id.clone(),
        start: problem.needs[0].windows[0].0.clone(),
    };
    let plan = Plan {
        format: "plan/1".into(),
        needs: (0..30).map(|_| visit(&problem.needs[0].id)).collect(),
        ..Plan::default()
    };
    let verdict = verify(&problem, &plan).expect("silly, but usable");
    assert_eq!(verdict.first_violations.len(), Verdict::TOLD);
    assert!(
        verdict.violations >= 30 && verdict.served == 1,
        "29 repetitions and a team that may not: {verdict:?}"
    );
}

#[test]
fn a_cost_beyond_64_bits_is_a_fault_and_no_wrap_around() {
    let mut problem = weird::problem(5);
    let start = problem.needs[0].windows[0].0.clone();
    for need in &mut problem.needs {
        need.due = Some(start.clone());
        need.late = (1 << 48) - 1;
    }
    assert_eq!(validate("problem", &problem), Ok(()));
    let late = |need: &str| NeedRow {
        need: need.into(),
        team: problem.teams[0].id.clone(),
        start: LocalTime::parse("5500-01-01T00:00"),
    };
    let plan = Plan {
        format: "plan/1".into(),
        needs: problem.needs.iter().map(|need| late(&need.id)).collect(),
        ..Plan::default()
    };
    let faults = verify(&problem, &plan).expect_err("no number holds it");
    assert_eq!(faults[0].code, "cost-overflow");
}

#[test]
fn every_violation_is_told_when_asked_for() {
    let mut told = std::collections::BTreeSet::new();
    for seed in 1..60 {
        let problem = weird::problem(seed);
        let plan = weird::random_plan(&problem, seed);
        let (verdict, violations) = inspect(&problem, &plan).expect("a weird problem is valid");
        assert_eq!(violations.len(), verdict.violations, "seed {seed}");
        assert_eq!(verify(&problem, &plan), Ok(verdict.clone()), "seed {seed}");
        let words: Vec<&String> = violations.iter().take(Verdict::TOLD).map(|told| &told.words).collect();
        assert_eq!(
            words,
            verdict.first_violations.iter().collect::<Vec<_>>(),
            "seed {seed}"
        );
        for violation in violations {
            let json = serde_json::to_value(violation.rule).expect("JSON");
            assert_eq!(json, violation.rule.code());
            assert!(
                violation.team.is_some() || !violation.activities.is_empty(),
                "{violation:?}"
            );
            told.insert(violation.rule.code());
        }
    }
    assert!(told.len() >= 12, "random plans break most of the rules: {told:?}");
}
