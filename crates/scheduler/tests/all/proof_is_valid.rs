//! The bound is never above the cost of a feasible plan, whatever the problem asks for.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::common::weird;
use yuandi_scheduler::format::Problem;
use yuandi_scheduler::model::{Decision, Model};
use yuandi_scheduler::proof::{Proof, prove};
use yuandi_scheduler::rules::audit::audit;
use yuandi_scheduler::search::{Budget, Search, Start};

const TIME: Duration = Duration::from_secs(20);
const STEPS: u64 = 400;

fn proved(model: &Model, incumbent: &[Decision]) -> Proof {
    prove(model, Some(incumbent), TIME, &AtomicBool::new(false), &mut |_| {}).expect("a proof")
}

fn searched(model: &Model, seed: u64) -> Vec<Decision> {
    let mut search = Search::new(model, &Start::default(), seed);
    search.run(Budget::steps(STEPS, &AtomicBool::new(false)), &mut |_| {});
    search.best()
}

/// A bound on one problem is at most the cost of every feasible plan we can find, and the model admits each of these plans at
/// no more than its cost. Answers for each feasible plan whether the bound reaches it.
fn check(name: &str, problem: &Problem, plans: u64) -> Vec<bool> {
    let model = Model::new(problem).expect("a valid problem");
    let mut reached = Vec::new();
    for seed in 0..plans {
        let plan = searched(&model, seed);
        let cost = match audit(&model, &plan) {
            found if found.violations == 0 => found.cost(),
            _ => continue,
        };
        let proof = proved(&model, &plan);
        let relaxed = proof
            .relaxed
            .unwrap_or_else(|| panic!("{name}: the model refuses a feasible plan"));
        assert!(relaxed <= cost, "{name}: the model charges {relaxed} for {cost}");
        let proposed = proof
            .plan
            .map(|plan| audit(&model, &plan))
            .filter(|found| found.violations == 0);
        let best = proposed.map_or(cost, |found| found.cost().min(cost));
        assert!(proof.bound <= best, "{name}: bound {} above {best}", proof.bound);
        reached.push(proof.bound == best);
    }
    reached
}

#[test]
fn no_weird_problem_has_a_plan_below_its_bound() {
    let weird = (0..300).map(|seed| (seed, weird::problem(seed)));
    let feasible = weird
        .flat_map(|(seed, problem)| check(&format!("weird {seed}"), &problem, 1))
        .count();
    assert!(feasible > 100, "{feasible} problems had a feasible plan");
}

/// Without fixed decisions and hard minimums, most problems have feasible plans, good and bad ones.
#[test]
fn no_free_problem_has_a_plan_below_its_bound() {
    let free = |seed| {
        let mut problem = Problem {
            fixed: Vec::new(),
            ..weird::problem(seed)
        };
        for limit in &mut problem.limits {
            limit.weight = limit.weight.or(Some(5));
        }
        problem
    };
    let reached: Vec<bool> = (1_000..1_100)
        .flat_map(|seed| check(&format!("free {seed}"), &free(seed), 2))
        .collect();
    let closed = reached.iter().filter(|closed| **closed).count();
    assert!(reached.len() > 120, "{} plans were feasible", reached.len());
    assert!(
        5 * closed > 2 * reached.len(),
        "{closed} of {} plans were proved optimal",
        reached.len()
    );
}

/// What the model holds in full is solved to the optimum: the bound is the cost of the best of all plans.
#[test]
fn the_bound_of_a_tiny_problem_is_its_optimum() {
    let text = r#"{"format": "problem/1", "time_zone": "Asia/Shanghai", "horizon": {"start": "2026-09-07", "end": "2026-09-14"},
        "places": [{"id": "home"}, {"id": "near"}, {"id": "far"}],
        "travel": {"matrix": [[0, 10, 30], [10, 0, 25], [30, 25, 0]]},
        "teams": [{"id": "a", "home": "home", "skills": {"s": 1}, "available": [["2026-09-07T08:00", "2026-09-07T12:00"]]}],
        "sessions": [{"id": "hour", "place": "near", "start": "2026-09-07T09:00", "end": "2026-09-07T10:00", "skills": {"s": 1},
            "teams": {"target": 1, "max": 1, "under": 100, "over": 0}}],
        "needs": [{"id": "visit", "place": "far", "minutes": 60, "windows": [["2026-09-07T08:00", "2026-09-07T12:00"]],
            "skills": {"s": 1}, "unserved": 90}],
        "weights": {"travel": 1, "outing": 5}}"#;
    let problem: Problem = serde_json::from_str(text).expect("a problem");
    let model = Model::new(&problem).expect("a valid problem");
    let proof = proved(&model, &[]);
    // One outing: home, near, far, home.
    assert_eq!((proof.bound, proof.optimal, proof.relaxed), (70, true, Some(190)));
    let plan = proof.plan.expect("a plan");
    assert_eq!((audit(&model, &plan).cost(), audit(&model, &plan).violations), (70, 0));
}

#[test]
fn a_stopped_proof_still_has_a_bound() {
    let model = Model::new(&weird::problem(3)).expect("a valid problem");
    let mut told = Vec::new();
    let proof = prove(&model, None, TIME, &AtomicBool::new(true), &mut |bound| {
        told.push(bound)
    })
    .expect("a proof");
    assert_eq!(told, [proof.bound]);
    assert!(!proof.optimal && proof.plan.is_none());
}

#[test]
fn prices_too_large_to_add_up_get_the_simple_bound() {
    let mut problem = weird::problem(3);
    for need in &mut problem.needs {
        need.unserved = 1 << 46;
    }
    let model = Model::new(&problem).expect("a valid problem");
    let proof = proved(&model, &[]);
    assert_eq!(proof.columns, 0);
    assert!(proof.bound <= audit(&model, &searched(&model, 1)).cost());
}
