//! From a frozen problem to the best placement by one aim: deferred acceptance, search, proof.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::assignment::Assignment;
use super::exact::{self, Answer, Demand};
use super::measures::Measures;
use super::model::Model;
use super::search::{Budget, improve};
use super::settings::{Settings, Side};
use super::stable::{applicants_propose, classical, positions_propose, strict};
use crate::format::placement::{Aim, Figure};

/// Steps of the search for each applicant.
const STEPS_EACH: u64 = 200;
/// Steps at most, whoever applies.
const MOST_STEPS: u64 = 400_000;
/// The search has one part in so many of the time; the proof has what is left.
const PART_OF_SEARCH: u32 = 4;

/// What placing by an aim came to.
pub enum Found {
    /// A placement.
    Placed {
        /// Feasible, and the best that was found.
        assignment: Assignment,
        /// Whether nothing is better.
        proved: bool,
        /// What nothing can beat, in the first number of the aim that is not proved.
        bound: Option<(Figure, i64)>,
    },
    /// No placement keeps these hard rules together.
    Impossible(Vec<Demand>),
    /// None was found. This one keeps decisions and maxima, and misses little else.
    Nearest(Assignment),
}

/// Places by one aim.
pub fn run(model: &Model, aim: Aim, settings: &Settings<'_>, stop: &AtomicBool) -> Found {
    let until = Instant::now() + settings.time;
    let start = applicants_propose(model);
    // The best stable placement for all applicants at once has the lowest rank sum, and all stable ones place the same.
    let settled = classical(model) && strict(model);
    if aim == Aim::Stable && settings.side == Side::Positions {
        return for_positions(model, &start, settled);
    }
    if aim == Aim::Stable && settled {
        return placed(start, true);
    }
    let budget = Budget {
        steps: (model.applicants.len() as u64 * STEPS_EACH).min(MOST_STEPS),
        cooled: 0.0,
        until: Some(until - settings.time * (PART_OF_SEARCH - 1) / PART_OF_SEARCH),
        stop,
        seed: settings.seed,
    };
    let searched = improve(model, aim, &start, &budget);
    let limits = exact::Settings {
        time: until.saturating_duration_since(Instant::now()),
        seed: settings.seed,
        large: exact::Settings::LARGE,
    };
    match exact::solve(model, aim, searched.best.as_ref(), &limits, stop) {
        Answer::Placed(exact) => Found::Placed {
            assignment: exact.assignment,
            proved: exact.optimal,
            bound: exact.bound,
        },
        Answer::Impossible(demands) => Found::Impossible(demands),
        Answer::Unknown => match searched.best {
            Some(assignment) => placed(assignment, false),
            None => Found::Nearest(searched.nearest),
        },
    }
}

/// The best stable placement for the positions, which by the aim is rarely the best.
fn for_positions(model: &Model, for_applicants: &Assignment, settled: bool) -> Found {
    let assignment = positions_propose(model);
    let key = |assignment| Measures::of(model, assignment).key(Aim::Stable);
    let proved = settled && key(&assignment) == key(for_applicants);
    placed(assignment, proved)
}

fn placed(assignment: Assignment, proved: bool) -> Found {
    Found::Placed {
        assignment,
        proved,
        bound: None,
    }
}
