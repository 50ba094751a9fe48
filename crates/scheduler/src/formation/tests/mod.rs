//! Small random formations with every feature: the best result is found and proven, every price is the checker's, every bound holds.

mod best;
mod prices;
mod random;

use std::sync::atomic::AtomicBool;

use super::{Settings, form};
use crate::format::formation::{Formation, Formed};
use crate::verify::verify_formation;

/// Forms teams within a number of steps.
fn formed(problem: &Formation, steps: u64, seed: u64) -> Formed {
    let settings = Settings {
        steps: Some(steps),
        seed,
        ..Settings::default()
    };
    form(problem, &settings, &AtomicBool::new(false)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// A result agrees with the checker in every number.
fn agrees(problem: &Formation, formed: &Formed) {
    let verdict = verify_formation(problem, formed).expect("a valid result");
    assert_eq!(formed.score, Some(verdict.score));
    assert_eq!(formed.unmet, verdict.first_violations);
    let parts = verdict
        .parts
        .iter()
        .map(|(part, sum)| ((*part).to_owned(), *sum))
        .collect();
    assert_eq!(formed.breakdown, Some(parts));
    for row in &formed.teams {
        let theirs = verdict.teams[&row.team];
        assert_eq!(
            (row.minutes, row.worth),
            (Some(theirs.0), Some(theirs.1)),
            "{}",
            row.team
        );
    }
    let placed: usize = formed.teams.iter().map(|row| row.students.len()).sum();
    assert_eq!(placed + formed.unplaced.len(), problem.students.len());
    assert!(formed.unplaced.iter().all(|row| !row.reasons.is_empty()));
    assert!(formed.unformed.iter().all(|row| !row.reasons.is_empty()));
}
