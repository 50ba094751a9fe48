//! `rules`, `verify` and `docs/format/check.py`, three readings of the format page, agree to the unit.

use std::collections::BTreeMap;

use crate::common::{check_py, weird};
use serde_json::Value;
use yuandi_scheduler::format::{Plan, Problem, read_problem, validate};
use yuandi_scheduler::model::Model;
use yuandi_scheduler::rules::audit::audit;
use yuandi_scheduler::solve::decisions;
use yuandi_scheduler::verify::{Verdict, verify};

/// Asks all three about every plan and compares every number; the words of the violations are each reader's own.
fn agree(cases: &[(Problem, Vec<Plan>)], name: impl Fn(usize) -> String) -> Vec<Verdict> {
    let theirs = check_py::check(cases);
    let plans: Vec<(usize, &Problem, &Plan)> = (cases.iter().enumerate())
        .flat_map(|(case, (problem, plans))| plans.iter().map(move |plan| (case, problem, plan)))
        .collect();
    assert_eq!(plans.len(), theirs.len());
    let mut verdicts = Vec::new();
    for ((case, problem, plan), mut their) in plans.into_iter().zip(theirs) {
        let verdict = verify(problem, plan).unwrap_or_else(|faults| panic!("{}: {faults:?}", name(case)));
        let mut our = serde_json::to_value(&verdict).expect("a verdict is JSON");
        let told = |value: &mut Value| value["first_violations"].take();
        let (our_words, their_words) = (told(&mut our), told(&mut their));
        assert_eq!(
            our,
            their,
            "{}\nours: {our_words:#}\ntheirs: {their_words:#}",
            name(case)
        );
        assert_eq!(our_words.as_array().map(Vec::len), their_words.as_array().map(Vec::len));
        agree_with_rules(problem, plan, &verdict, &name(case));
        verdicts.push(verdict);
    }
    verdicts
}

/// The prices that the search goes by, from scratch: each part, and the number of violations.
fn agree_with_rules(problem: &Problem, plan: &Plan, verdict: &Verdict, name: &str) {
    let model = Model::new(problem).unwrap_or_else(|| panic!("{name} has no model"));
    let audit = audit(&model, &decisions(&model, plan));
    assert_eq!(audit.parts, verdict.parts.rows(), "{name}");
    assert_eq!(
        audit.violations, verdict.violations as i64,
        "{name}: {:?}",
        verdict.first_violations
    );
}

#[test]
fn on_small_problems_with_every_corner() {
    let cases: Vec<(Problem, Vec<Plan>)> = (0..400)
        .map(|seed| {
            let problem = weird::problem(seed);
            validate("problem", &problem).unwrap_or_else(|faults| panic!("seed {seed}: {faults:#?}"));
            let plans = (0..5).map(|i| weird::random_plan(&problem, 10 * seed + i)).collect();
            (problem, plans)
        })
        .collect();
    let verdicts = agree(&cases, |seed| format!("weird problem of seed {seed}"));
    // Agreement is worth something only where something happens.
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for (part, cost) in verdicts.iter().flat_map(|verdict| verdict.parts.rows()) {
        *used.entry(part).or_default() += usize::from(cost != 0);
    }
    assert!(
        used.values().all(|plans| *plans >= 50),
        "each part costs in 50 plans: {used:?}"
    );
    let feasible = verdicts
        .iter()
        .filter(|verdict| verdict.feasible && verdict.staffed + verdict.served > 0)
        .count();
    assert!(feasible >= 20, "{feasible} feasible plans with work");
}

#[test]
fn on_generated_terms() {
    let cases: Vec<(Problem, Vec<Plan>)> = (1..=3)
        .map(|seed: u64| {
            let json = check_py::generated(&[
                "--rich",
                "--communities",
                "1",
                "--weeks",
                "2",
                "--seed",
                &seed.to_string(),
            ]);
            let problem = read_problem("generated", json.as_bytes()).expect("the generator writes problem/1");
            let plans = (0..4).map(|i| weird::random_plan(&problem, 10 * seed + i)).collect();
            (problem, plans)
        })
        .collect();
    let verdicts = agree(&cases, |case| {
        format!("generate.py --rich --weeks 2 --seed {}", case + 1)
    });
    assert!(
        verdicts
            .iter()
            .any(|verdict| verdict.violations > 0 && verdict.served > 20)
    );
}
