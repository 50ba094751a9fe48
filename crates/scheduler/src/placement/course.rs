//! From a frozen problem to the best placement by one aim: deferred acceptance, search, proof.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::assignment::Assignment;
use super::measures::Measures;
use super::model::Model;
use super::search::{Budget, improve};
use super::settings::{Settings, Side};
use super::stable::{applicants_propose, classical, positions_propose, strict};
use crate::format::placement::{Aim, Figure};

/// Steps of the search for each applicant.
const STEPS_EACH: u64 = 200;
/// Steps at least and at most.
const STEPS: std::ops::RangeInclusive<u64> = 4_000..=400_000;

/// A placement by an aim.
pub struct Found {
    /// The best feasible placement, if there is one.
    pub assignment: Option<Assignment>,
    /// Whether nothing is better, or, without a placement, whether there is none.
    pub proved: bool,
    /// What nothing can beat, in the first number of the aim that is not proved.
    pub bound: Option<(Figure, i64)>,
    /// A placement that keeps decisions and maxima, and misses as little else as was found.
    pub nearest: Assignment,
}

impl Found {
    fn proved(assignment: Assignment) -> Self {
        Self {
            nearest: assignment.clone(),
            assignment: Some(assignment),
            proved: true,
            bound: None,
        }
    }
}

/// Places by one aim.
pub fn run(model: &Model, aim: Aim, settings: &Settings<'_>, stop: &AtomicBool) -> Found {
    let start = applicants_propose(model);
    // The best stable placement for all applicants at once has the lowest rank sum, and all stable ones place the same.
    let settled = classical(model) && strict(model);
    if aim == Aim::Stable && settings.side == Side::Positions {
        return for_positions(model, &start, settled);
    }
    if aim == Aim::Stable && settled {
        return Found::proved(start);
    }
    let budget = Budget {
        steps: (model.applicants.len() as u64 * STEPS_EACH).clamp(*STEPS.start(), *STEPS.end()),
        until: Some(Instant::now() + settings.time / 2),
        stop,
        seed: settings.seed,
    };
    let searched = improve(model, aim, &start, &budget);
    Found {
        assignment: searched.best,
        proved: false,
        bound: None,
        nearest: searched.nearest,
    }
}

/// The best stable placement for the positions, which by the aim is rarely the best.
fn for_positions(model: &Model, for_applicants: &Assignment, settled: bool) -> Found {
    let assignment = positions_propose(model);
    let key = |assignment| Measures::of(model, assignment).key(Aim::Stable);
    let proved = settled && key(&assignment) == key(for_applicants);
    Found {
        proved,
        ..Found::proved(assignment)
    }
}
