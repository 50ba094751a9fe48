//! Every placement of a small problem, one after another.

use std::thread;

use yuandi_scheduler::format::placement::Aim;
use yuandi_scheduler::placement::{Assignment, Key, Measures, Model, broken};

use super::best_found;
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

/// What is not as good as can be, or not proved to be, by any aim.
fn wrong(seed: u64) -> Vec<String> {
    let problem = odd::problem(seed, TINY);
    let best = best_of_all(&Model::new(&problem, None));
    let told = Aim::ALL.into_iter().enumerate().filter_map(|(index, aim)| {
        let expected = best.as_ref().map(|best| (best[index].clone(), true));
        let found = best_found(&problem, aim);
        (found != expected).then(|| format!("{aim:?} of problem {seed}: {found:?}, not {expected:?}"))
    });
    told.collect()
}

#[test]
fn placements_are_as_good_as_the_best_of_all() {
    let halves =
        [0, 1].map(|half| thread::spawn(move || (half..PROBLEMS).step_by(2).flat_map(wrong).collect::<Vec<_>>()));
    let told = halves.into_iter().flat_map(|half| half.join().expect("no half panics"));
    let wrong: Vec<String> = told.collect();
    assert!(
        wrong.is_empty(),
        "{} wrong, such as {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(10)]
    );
}
