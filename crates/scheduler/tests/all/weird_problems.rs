//! The generator of the other tests keeps its promises: valid problems, the same for the same seed, of every kind.

use std::collections::BTreeSet;

use crate::common::weird;

#[test]
fn the_same_seed_gives_the_same_problem_and_plan() {
    for seed in 0..50 {
        let problem = weird::problem(seed);
        assert_eq!(problem, weird::problem(seed));
        assert_eq!(weird::random_plan(&problem, seed), weird::random_plan(&problem, seed));
    }
}

#[test]
fn every_kind_of_limit_appears() {
    let kinds: BTreeSet<String> = (0..300)
        .flat_map(|seed| weird::problem(seed).limits)
        .map(|l| format!("{:?} {:?} {}", l.count, l.per, l.weight.is_some()))
        .collect();
    assert_eq!(kinds.len(), 30, "15 combinations, hard and soft: {kinds:?}");
}
