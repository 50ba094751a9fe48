//! What is proved best without any start, against every placement of a small problem.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use yuandi_scheduler::format::placement::Aim;
use yuandi_scheduler::placement::exact::{Answer, Demand, Settings, solve};
use yuandi_scheduler::placement::{Assignment, Broken, Measures, Model, broken};

use super::brute_force::{best_of_all, next};
use super::odd::{self, TINY};

/// Far more than the smallest of problems needs.
const SETTINGS: Settings = Settings {
    time: Duration::from_secs(600),
    seed: 1,
};

fn answer(model: &Model, aim: Aim) -> Answer {
    solve(model, aim, None, &SETTINGS, &AtomicBool::new(false))
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
fn check(seed: u64, moving: bool) {
    let problem = odd::problem(seed, TINY);
    let before = moving.then(|| odd::placement(seed, &problem));
    let model = Model::new(&problem, before.as_ref());
    let best = best_of_all(&model);
    for (index, aim) in Aim::ALL.into_iter().enumerate() {
        match (answer(&model, aim), &best) {
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
    (100_000..101_000).for_each(|seed| check(seed, false));
}

#[test]
fn of_the_best_the_one_is_taken_that_moves_fewest() {
    (200_000..200_500).for_each(|seed| check(seed, true));
}

#[test]
fn rules_that_conflict_are_each_needed_for_that() {
    let mut conflicts = 0;
    for seed in 300_000..301_000 {
        let problem = odd::problem(seed, TINY);
        let model = Model::new(&problem, None);
        if let Answer::Impossible(rules) = answer(&model, Aim::Maximum) {
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
