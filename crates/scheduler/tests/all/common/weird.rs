//! Small, valid problems that use every corner of the format, and plans for them from empty to silly.
//!
//! The same seed gives the same problem, so a failing test names the seed and can be run again.

pub mod dice;
mod limits;
mod plan;
mod relations;
mod setting;
mod work;

use dice::Dice;
pub use plan::random_plan;
use yuandi_scheduler::format::{Clock, Problem, Weights};

/// A valid problem of 2–5 teams, 4–10 sessions, 4–10 needs and 1–3 weeks.
pub fn problem(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let mut problem = setting::bare(&mut dice);
    let clock = Clock::new(&problem).expect("the generator's zones and horizons are valid");
    problem.teams = setting::teams(&mut dice, &problem, &clock);
    problem.sessions = work::sessions(&mut dice, &problem, &clock);
    problem.needs = work::needs(&mut dice, &problem, &clock);
    problem.links = relations::links(&mut dice, &problem);
    problem.continuity = relations::continuity(&mut dice, &problem);
    problem.limits = limits::limits(&mut dice, &clock);
    problem.requests = relations::requests(&mut dice, &problem, &clock);
    problem.fixed = relations::fixed(&mut dice, &problem, &clock);
    problem.baseline = relations::baseline(&mut dice, &problem, &clock);
    problem.weights = Weights {
        travel: dice.between(0, 2),
        outing: dice.between(0, 9),
        regularity: dice.between(0, 15),
        change: dice.between(0, 30),
    };
    problem
}
