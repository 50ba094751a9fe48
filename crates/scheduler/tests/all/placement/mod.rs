//! Placements as a user of the library sees them.

mod agree_with_check_py;
mod broken;
mod brute_force;
mod matching;
mod metamorphic;
mod odd;
mod proved;
mod refused;
mod rounds;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use yuandi_scheduler::format::placement::{Aim, PlacementProblem};
use yuandi_scheduler::placement::{Assignment, Key, Measures, Model, Settings, place};

pub use broken::cases as broken_cases;

/// What a placement by an aim comes to, and whether it is proved; nothing where there is none.
fn best_found(problem: &PlacementProblem, aim: Aim) -> Option<(Key, bool)> {
    let settings = Settings {
        aim: Some(aim),
        compare: false,
        // Small problems are proved long before that.
        time: Duration::from_secs(600),
        ..Settings::default()
    };
    let result = place(problem, &settings, &AtomicBool::new(false)).ok()?;
    let model = Model::new(problem, Some(&result));
    let pairs = model.applicants.iter().filter_map(|applicant| applicant.before);
    let assignment = Assignment::of(&model, pairs);
    Some((Measures::of(&model, &assignment).key(aim), result.optimal))
}
