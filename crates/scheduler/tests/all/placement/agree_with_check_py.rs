//! The program, the independent checker and `docs/format/check_placement.py` say the same of every placement.

use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};
use yuandi_scheduler::format::placement::{PlacementProblem, PlacementResult};
use yuandi_scheduler::placement::{Settings, place};
use yuandi_scheduler::verify::{PlacementVerdict, verify_placement};

use super::odd::{self, SMALL, TINY};
use crate::common::check_py::check_placements;

/// The verdict in the words of `check_placement.py`.
fn as_told(verdict: &PlacementVerdict) -> Value {
    let told = |list: &[String]| list.iter().take(20).cloned().collect::<Vec<_>>();
    json!({
        "feasible": verdict.feasible,
        // A decision that is not kept is told there as Python writes a dictionary.
        "violations": told(&verdict.violations).len(),
        "placed": verdict.placed,
        "of": verdict.of,
        "rank_sum": verdict.rank_sum,
        "rank_sum_all": verdict.rank_sum_all,
        "profile": verdict.profile,
        "blocking": verdict.blocking.len(),
        "first_blocking": verdict.blocking.iter().take(10).collect::<Vec<_>>(),
    })
}

fn with_counted_violations(mut told: Value) -> Value {
    let count = told["violations"].as_array().map(Vec::len);
    told["violations"] = json!(count);
    told
}

fn agree(cases: &[(PlacementProblem, PlacementResult)]) -> Vec<PlacementVerdict> {
    let told = check_placements(cases);
    assert_eq!(told.len(), cases.len());
    let verdicts = cases
        .iter()
        .zip(told)
        .enumerate()
        .map(|(case, ((problem, result), told))| {
            let verdict = verify_placement(problem, result).expect("the placement is usable");
            assert_eq!(as_told(&verdict), with_counted_violations(told), "case {case}");
            verdict
        });
    verdicts.collect()
}

#[test]
fn on_random_placements() {
    let cases = (0..2_000).map(|seed| {
        let problem = odd::problem(seed, if seed % 4 == 0 { SMALL } else { TINY });
        let placement = odd::placement(seed, &problem);
        (problem, placement)
    });
    let verdicts = agree(&cases.collect::<Vec<_>>());
    let count = |holds: fn(&PlacementVerdict) -> bool| verdicts.iter().filter(|verdict| holds(verdict)).count();
    assert!(count(|verdict| verdict.feasible) > 100);
    assert!(count(|verdict| !verdict.feasible) > 100);
    assert!(count(|verdict| !verdict.blocking.is_empty()) > 100);
}

#[test]
fn on_what_is_placed() {
    let cases = (0..400).filter_map(|seed| {
        let problem = odd::problem(seed, if seed % 8 == 0 { SMALL } else { TINY });
        let settings = Settings {
            compare: seed % 4 == 0,
            ..Settings::default()
        };
        let result = place(&problem, &settings, &AtomicBool::new(false)).ok()?;
        Some((problem, result))
    });
    let cases: Vec<_> = cases.collect();
    assert!(cases.len() > 200);
    for ((_, result), verdict) in cases.iter().zip(agree(&cases)) {
        assert!(verdict.feasible, "{:?}", verdict.violations);
        assert_eq!(result.placed.len() as i64, verdict.placed);
        assert_eq!((result.rank_sum, &result.profile), (verdict.rank_sum, &verdict.profile));
        assert_eq!(result.blocking, verdict.blocking);
    }
}
