//! Placements that are proved best, or bounded: every aim through models with whole choices, and HiGHS.
//!
//! The numbers of an aim are taken in turn (`rounds`): bounded with choices in parts (`relax`), improved where the problem
//! is large (`guide`, `chains`, `neighbourhood`), proved (`branch`), settled. The model has the hard rules (`hard`) and as much of stability as
//! was ever broken (`stability`, `separate`), less what is in no stable placement (`prune`). Without side constraints the first step of each round, the linear programme, is
//! all there is: its corners are whole. What cannot be kept together is told by `conflict`.

mod branch;
mod chains;
mod conflict;
mod demand;
mod guide;
mod hard;
mod level;
mod neighbourhood;
mod program;
mod prune;
mod relax;
mod rounds;
mod separate;
mod stability;

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

pub use chains::place_more;
pub use demand::Demand;
pub use prune::{Pruned, prune};

use self::branch::{Branched, branch};
use self::rounds::Rounds;
use crate::format::placement::{Aim, Figure};
use crate::placement::{Assignment, Model, broken};
use crate::proof::linear::Linear;

/// How long, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The time for all of it; it may be overrun by a little, as the solver looks at its clock now and then.
    pub time: Duration,
    /// Seed of what is chosen at random.
    pub seed: u64,
    /// With more pairs than this, a better stable placement is looked for before anything is branched on.
    pub large: usize,
}

impl Settings {
    /// With fewer pairs, branching on the whole model is the quickest way to a better placement.
    pub const LARGE: usize = 1_500;
}

/// A feasible placement and what is known of better ones.
#[derive(Clone, Debug)]
pub struct Exact {
    /// The placement.
    pub assignment: Assignment,
    /// Whether no placement is better by the aim, or by fewest moved among equals.
    pub optimal: bool,
    /// What no placement can beat in the first number of the aim that is not proved.
    pub bound: Option<(Figure, i64)>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A placement.
    Placed(Exact),
    /// There is none: these hard rules cannot be kept together, and without any one of them the others could.
    Impossible(Vec<Demand>),
    /// None was found in time.
    Unknown,
}

/// The best placement by an aim, as far as the time goes. `start` is a placement to begin with; one that breaks a hard rule is
/// passed over. `stop` ends it after the solver's current question.
pub fn solve(model: &Model, aim: Aim, start: Option<&Assignment>, settings: &Settings, stop: &AtomicBool) -> Answer {
    // HiGHS keeps its threads in the thread that calls it, so it gets one of its own.
    std::thread::scope(|scope| {
        let solving = scope.spawn(|| run(model, aim, start, *settings, stop));
        solving.join().unwrap_or(Answer::Unknown)
    })
}

fn run(model: &Model, aim: Aim, start: Option<&Assignment>, settings: Settings, stop: &AtomicBool) -> Answer {
    let until = Instant::now() + settings.time;
    let left = || until.saturating_duration_since(Instant::now());
    let feasible = start.filter(|start| broken(model, start).is_empty()).cloned();
    let start = match feasible {
        Some(start) => start,
        None => match first(model, left()) {
            First::Found(start) => start,
            First::Impossible => return Answer::Impossible(conflict::conflict(model, left(), stop)),
            First::Unknown => return Answer::Unknown,
        },
    };
    let settings = Settings {
        time: left(),
        ..settings
    };
    Answer::Placed(Rounds::new(model, aim, start, &settings, stop).run())
}

/// A first placement.
enum First {
    Found(Assignment),
    Impossible,
    Unknown,
}

/// A placement of as many as can be.
fn first(model: &Model, time: Duration) -> First {
    let program = program::Program::new(model, false);
    let placed = level::Level::of(model, Aim::Maximum)[0];
    let linear: Linear = program.aimed(&[(placed, 1)]);
    match branch(&linear, None, time) {
        Branched::Found {
            values: Some(values), ..
        } if values.len() == linear.variables.len() => First::Found(program.assignment(&values)),
        Branched::Impossible => First::Impossible,
        _ => First::Unknown,
    }
}
