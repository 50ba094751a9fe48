//! Deferred acceptance with its ties broken by a relaxed placement, and searched on.
//!
//! Where there are ties, stable placements differ by whom they favour, and how many are placed hangs on all of that at once:
//! a search that moves a few people at a time does not get from one to the other. Choices in parts see the whole. What they
//! give a larger part wins its ties, with some chance in it; of several such placements the least amiss is repaired by the
//! search, from late in its cooling on, and then chains place whom they can.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::chains::place_more;
use crate::format::placement::Aim;
use crate::placement::search::{Budget, improve};
use crate::placement::stable::{Dear, applicants_propose_by};
use crate::placement::{Assignment, Measures, Model, broken};

/// Of so many placements by deferred acceptance, the least amiss is searched on.
const STARTS: usize = 24;
/// How far chance may outweigh the part that a pair has.
const BLUR: f64 = 0.4;
/// A part is a whole number of so many to deferred acceptance.
const FINE: f64 = 1000.0;
/// Steps of the search for each applicant, and the part of the cooling to start at.
const REPAIR: (u64, f64) = (20, 0.85);

/// A feasible placement with few blocking pairs and many placed, if one is found; `values` are parts of pairs.
pub fn guided(
    model: &Model,
    values: &[f64],
    random: &mut fastrand::Rng,
    until: Instant,
    stop: &AtomicBool,
) -> Option<Assignment> {
    let starts = (0..STARTS).map(|_| {
        let parts = values.iter().take(model.pairs.len());
        let dear = parts.map(|part| ((1.0 - part + BLUR * random.f64()) * FINE) as Dear);
        applicants_propose_by(model, &dear.collect::<Vec<_>>())
    });
    let start = starts.min_by_key(|start| amiss(model, start))?;
    let budget = Budget {
        steps: model.applicants.len() as u64 * REPAIR.0,
        cooled: REPAIR.1,
        until: Some(until),
        stop,
        seed: random.u64(..),
    };
    let repaired = improve(model, Aim::Stable, &start, &budget).best?;
    Some(place_more(model, repaired))
}

/// Blocking pairs, rules that are broken and people who are not placed, one like the other.
fn amiss(model: &Model, assignment: &Assignment) -> i64 {
    let measures = Measures::of(model, assignment);
    measures.blocking + broken(model, assignment).len() as i64 - measures.placed
}
