//! A few thousand mutated problems and plans: reading, validating and checking answer with faults and never panic.

use crate::common::weird;
use serde_json::{Value, json};
use yuandi_scheduler::format::{read_plan, read_problem, validate};
use yuandi_scheduler::verify::verify;

/// Values that are wrong nearly everywhere, and right somewhere.
fn odd_value(random: &mut fastrand::Rng) -> Value {
    let values = [
        json!(null),
        json!(-1),
        json!(0),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e300),
        json!(0.5),
        json!("x"),
        json!(""),
        json!("9999-12-31T23:59"),
        json!("0001-01-01T00:00"),
        json!("2026-03-29T02:30"),
        json!("6053-01-01"),
        json!("0001-01-01"),
        json!([]),
        json!({}),
        json!([["2026-03-29T02:30", "2026-03-29T01:30"]]),
        json!("team-0"),
        json!(true),
    ];
    values[random.usize(0..values.len())].clone()
}

/// Replaces, removes or repeats one value somewhere in the tree.
fn mutate(value: &mut Value, random: &mut fastrand::Rng) {
    match value {
        Value::Object(fields) if !fields.is_empty() && random.u8(0..8) > 0 => {
            let key = fields
                .keys()
                .nth(random.usize(0..fields.len()))
                .cloned()
                .unwrap_or_default();
            match random.u8(0..12) {
                0 => drop(fields.remove(&key)),
                1 => drop(fields.insert(key, odd_value(random))),
                _ => mutate(&mut fields[&key], random),
            }
        }
        Value::Array(entries) if !entries.is_empty() && random.u8(0..8) > 0 => {
            let index = random.usize(0..entries.len());
            match random.u8(0..12) {
                0 => drop(entries.remove(index)),
                1 => entries.push(entries[index].clone()),
                _ => mutate(&mut entries[index], random),
            }
        }
        other => *other = odd_value(random),
    }
}

/// Everything that is done with a problem and a plan that come from outside; true if all of it went well.
fn handle(problem: &[u8], plan: &[u8]) -> bool {
    let plan = read_plan("plan", plan);
    match read_problem("problem", problem) {
        Ok(problem) => {
            let valid = validate("problem", &problem);
            let checked = plan.and_then(|plan| verify(&problem, &plan));
            assert!(valid.is_ok() || checked.is_err(), "a broken problem has no verdict");
            checked.is_ok()
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "a refusal has a reason");
            false
        }
    }
}

#[test]
fn mutated_trees_never_panic() {
    let mut fine = 0;
    for seed in 0..3000 {
        let mut random = fastrand::Rng::with_seed(seed);
        let original = weird::problem(seed % 50);
        let mut problem = serde_json::to_value(&original).expect("a problem is JSON");
        let mut plan = serde_json::to_value(weird::random_plan(&original, seed)).expect("a plan is JSON");
        for _ in 0..random.usize(1..3) {
            mutate(if random.u8(0..4) == 0 { &mut plan } else { &mut problem }, &mut random);
        }
        fine += usize::from(handle(problem.to_string().as_bytes(), plan.to_string().as_bytes()));
    }
    assert!(
        (100..2900).contains(&fine),
        "{fine} of 3000 passed: mutations that never or always break test nothing"
    );
}

#[test]
fn mutated_bytes_never_panic() {
    for seed in 0..3000 {
        let mut random = fastrand::Rng::with_seed(seed);
        let original = weird::problem(seed % 50);
        let mut problem = serde_json::to_vec(&original).expect("a problem is JSON");
        let plan = serde_json::to_vec(&weird::random_plan(&original, seed)).expect("a plan is JSON");
        for _ in 0..random.usize(1..6) {
            let at = random.usize(0..problem.len());
            match random.u8(0..4) {
                0 => problem[at] = random.u8(..),
                1 => problem.truncate(at.max(1)),
                2 => problem.insert(at, b"0123456789-[]{},:\"e."[random.usize(0..20)]),
                _ => problem[at] = b"0123456789-[]{},:\"e."[random.usize(0..20)],
            }
        }
        handle(&problem, &plan);
    }
}
