//! Every placement of a small problem, one after another.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use yuandi_scheduler::format::placement::{Aim, PlacementProblem};
use yuandi_scheduler::placement::{Assignment, Key, Measures, Model, Settings, broken, place};

use super::odd::{self, TINY};

/// Problems that are placed by every aim.
const PROBLEMS: u64 = 3_000;

/// The best key of each aim; nothing where no placement is feasible.
pub fn best_of_all(model: &Model) -> Option<[Key; 4]> {
    let mut best: Option<[Key; 4]> = None;
    let mut assignment = Assignment::empty(model);
    loop {
        if broken(model, &assignment).is_empty() {
            let measures = Measures::of(model, &assignment);
            let keys = Aim::ALL.map(|aim| measures.key(aim));
            best = Some(match best {
                None => keys,
                Some(best) => std::array::from_fn(|aim| best[aim].clone().min(keys[aim].clone())),
            });
        }
        if !next(model, &mut assignment) {
            return best;
        }
    }
}

/// Counts up: each applicant is a digit, its pairs and being nowhere are the figures.
pub fn next(model: &Model, assignment: &mut Assignment) -> bool {
    for (applicant, pair) in (0..).zip(&mut assignment.pairs) {
        let row = model.pairs_of(applicant);
        let following = pair.map_or(row.start, |pair| pair + 1);
        if following < row.end {
            *pair = Some(following);
            return true;
        }
        *pair = None;
    }
    false
}

/// What `place` comes to; nothing where it finds no placement.
fn placed(problem: &PlacementProblem, model: &Model, aim: Aim) -> Option<(Key, bool)> {
    let settings = Settings {
        aim: Some(aim),
        compare: false,
        time: Duration::from_secs(600),
        ..Settings::default()
    };
    let result = place(problem, &settings, &AtomicBool::new(false)).ok()?;
    let reread = Model::new(problem, Some(&result));
    let pairs = reread.applicants.iter().filter_map(|applicant| applicant.before);
    let assignment = Assignment::of(model, pairs);
    Some((Measures::of(model, &assignment).key(aim), result.optimal))
}

#[test]
fn placements_are_as_good_as_the_best_of_all() {
    for seed in 0..PROBLEMS {
        let problem = odd::problem(seed, TINY);
        let model = Model::new(&problem, None);
        let best = best_of_all(&model);
        for (index, aim) in Aim::ALL.into_iter().enumerate() {
            let found = placed(&problem, &model, aim);
            let expected = best.as_ref().map(|best| (best[index].clone(), true));
            assert_eq!(found, expected, "{aim:?} of problem {seed}");
        }
    }
}
