//! The search: the same seed gives the same plan, fixed decisions stay, what is hard is not broken, and a start is used.

use std::sync::atomic::AtomicBool;

use crate::common::weird;
use yuandi_scheduler::format::Problem;
use yuandi_scheduler::model::Model;
use yuandi_scheduler::rules::audit::audit;
use yuandi_scheduler::search::{Budget, Search, Start};

const STEPS: u64 = 300;

fn searched(model: &Model, start: &Start<'_>, seed: u64, steps: u64) -> Vec<yuandi_scheduler::model::Decision> {
    let stop = AtomicBool::new(false);
    let mut search = Search::new(model, start, seed);
    search.run(Budget::steps(steps, &stop), &mut |_| {});
    search.best()
}

fn without_fixed(seed: u64) -> Problem {
    Problem {
        fixed: Vec::new(),
        ..weird::problem(seed)
    }
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    for seed in 0..40 {
        let model = Model::new(&weird::problem(seed)).expect("a valid problem");
        let once = searched(&model, &Start::default(), seed, STEPS);
        assert_eq!(once, searched(&model, &Start::default(), seed, STEPS), "seed {seed}");
    }
}

#[test]
fn the_best_price_is_the_price_of_the_best_plan() {
    let stop = AtomicBool::new(false);
    for seed in 0..150 {
        let model = Model::new(&weird::problem(seed)).expect("a valid problem");
        let mut search = Search::new(&model, &Start::default(), seed);
        search.run(Budget::steps(STEPS, &stop), &mut |_| {});
        assert_eq!(
            search.best_price().soft,
            audit(&model, &search.best()).cost(),
            "seed {seed}"
        );
    }
}

/// Every problem without fixed decisions and hard minimums has a feasible plan: the empty one.
#[test]
fn plans_are_feasible_where_the_empty_plan_is() {
    let mut empty = 0;
    for seed in 0..250 {
        let model = Model::new(&without_fixed(seed)).expect("a valid problem");
        if audit(&model, &[]).violations > 0 {
            continue;
        }
        empty += 1;
        let plan = searched(&model, &Start::default(), seed, STEPS);
        let found = audit(&model, &plan);
        assert_eq!(found.violations, 0, "seed {seed}");
        assert!(
            found.cost() <= audit(&model, &[]).cost(),
            "seed {seed}: no dearer than doing nothing"
        );
    }
    assert!(empty > 50, "{empty} problems allow the empty plan");
}

#[test]
fn fixed_decisions_that_fit_alone_stay() {
    let mut kept = 0;
    for seed in 0..400 {
        let model = Model::new(&weird::problem(seed)).expect("a valid problem");
        let Some(first) = model.fixed.first() else { continue };
        let fits = model.options.of(first.act).iter().any(|option| {
            model.slot_at(first.team, first.start) == Some(option.slot)
                && (option.earliest..=option.latest).contains(&first.start)
        });
        if fits {
            kept += 1;
            assert!(
                searched(&model, &Start::default(), seed, STEPS).contains(first),
                "seed {seed}"
            );
        }
    }
    assert!(kept > 50, "{kept} fixed decisions fit");
}

#[test]
fn a_plan_to_start_from_is_never_made_worse() {
    for seed in 0..60 {
        let model = Model::new(&without_fixed(seed)).expect("a valid problem");
        let good = searched(&model, &Start::default(), seed, 5 * STEPS);
        let again = searched(&model, &Start { plan: &good }, seed + 1, 1);
        let price = |plan: &[_]| (audit(&model, plan).violations, audit(&model, plan).cost());
        assert!(price(&again) <= price(&good), "seed {seed}");
    }
}

#[test]
fn a_stopped_search_still_has_a_plan() {
    let model = Model::new(&without_fixed(7)).expect("a valid problem");
    let mut search = Search::new(&model, &Start::default(), 7);
    search.run(Budget::steps(1_000_000, &AtomicBool::new(true)), &mut |_| {});
    let taken = search.steps();
    assert_eq!(taken, 0);
    assert_eq!(search.best_price().soft, audit(&model, &search.best()).cost());
}
