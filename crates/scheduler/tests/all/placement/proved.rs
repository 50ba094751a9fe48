//! What is proved best without any start, against every placement of a small problem.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use yuandi_scheduler::format::placement::Aim;
use yuandi_scheduler::placement::exact::{Answer, Demand, Settings, place_more, prune, solve};
use yuandi_scheduler::placement::model::PairIx;
use yuandi_scheduler::placement::stable::applicants_propose;
use yuandi_scheduler::placement::{Assignment, Broken, Measures, Model, blocking, broken};

use super::brute_force::{best_of_all, next};
use super::odd::{self, SMALL, TINY};

/// Far more than the smallest of problems needs.
const SETTINGS: Settings = Settings {
    time: Duration::from_secs(600),
    seed: 1,
    large: Settings::LARGE,
};
/// Everything that is done for large problems.
const AS_IF_LARGE: Settings = Settings { large: 0, ..SETTINGS };

fn answer(model: &Model, aim: Aim, settings: &Settings) -> Answer {
    solve(model, aim, None, settings, &AtomicBool::new(false))
}

fn demand(broken: Broken) -> Demand {
    match broken {
        Broken::Capacity(position) => Demand::Capacity(position),
        Broken::Minimum(position) => Demand::Minimum(position),
        Broken::Host(host) => Demand::Host(host),
        Broken::Quota(quota, _) => Demand::Quota(quota),
        Broken::Bundle(bundle) => Demand::Bundle(bundle),
        Broken::Apart(one, other) => Demand::Apart(one, other),
        Broken::Fixed(applicant) => Demand::Fixed(applicant),
    }
}

/// Whether some placement keeps all these rules, whatever it breaks besides.
fn possible(model: &Model, rules: &[Demand]) -> bool {
    let mut assignment = Assignment::empty(model);
    loop {
        if !broken(model, &assignment)
            .into_iter()
            .any(|broken| rules.contains(&demand(broken)))
        {
            return true;
        }
        if !next(model, &mut assignment) {
            return false;
        }
    }
}

/// Every aim of a problem, beside an earlier placement or not.
fn check(seed: u64, moving: bool, settings: &Settings) {
    let problem = odd::problem(seed, TINY);
    let before = moving.then(|| odd::placement(seed, &problem));
    let model = Model::new(&problem, before.as_ref());
    let best = best_of_all(&model);
    for (index, aim) in Aim::ALL.into_iter().enumerate() {
        match (answer(&model, aim, settings), &best) {
            (Answer::Placed(exact), Some(best)) => {
                let key = Measures::of(&model, &exact.assignment).key(aim);
                assert_eq!((&key, exact.optimal), (&best[index], true), "{aim:?} of problem {seed}");
                assert_eq!(exact.bound, None, "{aim:?} of problem {seed}");
                assert!(
                    broken(&model, &exact.assignment).is_empty(),
                    "{aim:?} of problem {seed}"
                );
            }
            (Answer::Impossible(_), None) => {}
            (other, best) => panic!("{aim:?} of problem {seed}: {other:?}, not {best:?}"),
        }
    }
}

#[test]
fn what_is_proved_is_the_best_of_all() {
    (100_000..101_000).for_each(|seed| check(seed, false, &SETTINGS));
}

#[test]
fn of_the_best_the_one_is_taken_that_moves_fewest() {
    (200_000..200_500).for_each(|seed| check(seed, true, &SETTINGS));
}

#[test]
fn what_is_proved_of_large_problems_is_the_best_of_all() {
    (400_000..400_300).for_each(|seed| check(seed, seed % 3 == 0, &AS_IF_LARGE));
}

#[test]
fn what_is_pruned_is_in_no_placement_without_blocking_pairs() {
    let mut pruned_pairs = 0;
    for seed in 500_000..501_000 {
        let problem = odd::problem(seed, TINY);
        let model = Model::new(&problem, None);
        let pruned = prune(&model);
        pruned_pairs += pruned.possible.iter().filter(|&&possible| !possible).count();
        let served = |assignment: &Assignment, pair: PairIx| {
            let row = model.pair(pair);
            let at = assignment.pair(row.applicant);
            at.is_some_and(|at| model.pair(at).rank <= row.rank)
        };
        let mut assignment = Assignment::empty(&model);
        loop {
            if broken(&model, &assignment).is_empty() && blocking::pairs(&model, &assignment).is_empty() {
                let pairs = assignment.pairs.iter().flatten();
                assert!(
                    pairs.into_iter().all(|&pair| pruned.possible[pair as usize]),
                    "problem {seed}"
                );
                assert!(
                    pruned.assured.iter().all(|&pair| served(&assignment, pair)),
                    "problem {seed}"
                );
            }
            if !next(&model, &mut assignment) {
                break;
            }
        }
    }
    assert!(pruned_pairs > 300, "{pruned_pairs} pruned");
}

#[test]
fn chains_place_more_and_break_nothing() {
    let mut more = 0;
    for seed in 600_000..601_000 {
        let problem = odd::problem(seed, SMALL);
        let model = Model::new(&problem, None);
        let start = applicants_propose(&model);
        if !broken(&model, &start).is_empty() {
            continue;
        }
        let found = place_more(&model, start.clone());
        let (before, after) = (Measures::of(&model, &start), Measures::of(&model, &found));
        assert!(broken(&model, &found).is_empty(), "problem {seed}");
        assert!(
            after.blocking <= before.blocking && after.placed >= before.placed,
            "problem {seed}"
        );
        more += after.placed - before.placed;
    }
    assert!(more > 10, "{more} placed");
}

#[test]
fn rules_that_conflict_are_each_needed_for_that() {
    let mut conflicts = 0;
    for seed in 300_000..301_000 {
        let problem = odd::problem(seed, TINY);
        let model = Model::new(&problem, None);
        if let Answer::Impossible(rules) = answer(&model, Aim::Maximum, &SETTINGS) {
            conflicts += 1;
            assert!(!possible(&model, &rules), "problem {seed}: {rules:?}");
            for left_out in &rules {
                let others: Vec<_> = rules.iter().copied().filter(|rule| rule != left_out).collect();
                assert!(possible(&model, &others), "problem {seed}: {left_out:?} of {rules:?}");
            }
        }
    }
    assert!(conflicts > 20, "{conflicts} conflicts");
}
