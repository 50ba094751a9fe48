//! Every placement of a small problem, one after another.

use std::thread;

use yuandi_scheduler::format::placement::Aim;
use yuandi_scheduler::placement::{Assignment, Key, Measures, Model, broken};

use super::best_found;
use super::odd::{self, TINY};

/// Problems that are placed by every aim.
const PROBLEMS: u64 = 3_000;

/// The best key of each aim; nothing where no placement is feasible.
fn best_of_all(model: &Model) -> Option<[Key; 4]> {
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
fn next(model: &Model, assignment: &mut Assignment) -> bool {
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

fn agree(seed: u64) {
    let problem = odd::problem(seed, TINY);
    let best = best_of_all(&Model::new(&problem, None));
    for (index, aim) in Aim::ALL.into_iter().enumerate() {
        let expected = best.as_ref().map(|best| (best[index].clone(), true));
        assert_eq!(best_found(&problem, aim), expected, "{aim:?} of problem {seed}");
    }
}

#[test]
fn placements_are_as_good_as_the_best_of_all() {
    thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || (0..PROBLEMS).filter(|seed| seed % 2 == half).for_each(agree));
        }
    });
}
