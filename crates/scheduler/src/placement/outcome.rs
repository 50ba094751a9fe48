//! From dense integers back to a placement as the format writes it.

use std::collections::BTreeMap;

use super::assignment::{Assignment, Filled};
use super::blocking;
use super::measures::Measures;
use super::model::{ApplicantIx, Model, PairIx, PositionIx};
use super::reasons::{Language, Reasons};
use crate::format::placement::{OtherAim, Placed, PlacementProblem, PlacementResult, Unplaced};

/// A placement with its reasons and figures; what is proved of it and the other aims are for the caller to fill in.
pub fn result(
    problem: &PlacementProblem,
    model: &Model,
    assignment: &Assignment,
    language: Language,
) -> PlacementResult {
    let blocking = blocking::pairs(model, assignment);
    let measures = Measures::with_blocking(model, assignment, blocking.len() as i64);
    let reasons = Reasons::new(problem, model, assignment);
    let filled = Filled::new(model, assignment);
    let name = |pair: PairIx| {
        let pair = model.pair(pair);
        let (applicant, position) = (pair.applicant as usize, pair.position as usize);
        (
            problem.applicants[applicant].id.clone(),
            problem.positions[position].id.clone(),
        )
    };
    let placed = assignment.pairs.iter().flatten().map(|&pair| {
        let (applicant, position) = name(pair);
        Placed { applicant, position }
    });
    let everybody = 0..model.applicants.len() as ApplicantIx;
    let unplaced = everybody
        .filter(|&applicant| assignment.pair(applicant).is_none())
        .map(|applicant| Unplaced {
            applicant: problem.applicants[applicant as usize].id.clone(),
            reasons: reasons
                .of(applicant)
                .iter()
                .map(|reason| reason.sentence(language))
                .collect(),
        });
    let closed = (0..model.positions.len() as PositionIx).filter(|&position| filled.closed(model, position));
    PlacementResult {
        format: "placement-result/1".into(),
        placed: placed.collect(),
        unplaced: unplaced.collect(),
        closed: closed
            .map(|position| problem.positions[position as usize].id.clone())
            .collect(),
        rank_sum: measures.rank_sum,
        profile: measures.profile,
        blocking: blocking.into_iter().map(name).collect(),
        optimal: false,
        bound: None,
        bound_of: None,
        other_aims: BTreeMap::new(),
    }
}

/// A placement by another aim, in figures.
pub fn other_aim(model: &Model, assignment: &Assignment) -> OtherAim {
    let measures = Measures::of(model, assignment);
    OtherAim {
        placed: measures.placed,
        rank_sum: measures.rank_sum,
        worst: measures.worst(),
        blocking: measures.blocking,
    }
}
