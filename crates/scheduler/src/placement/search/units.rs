//! Units: who is moved as one. An applicant alone, or all who are joined by bundles.

use fastrand::Rng;

use crate::placement::assignment::Assignment;
use crate::placement::model::{ApplicantIx, Model, PairIx};

/// Tries to find a layout from one anchor: bundles at one host may choose badly at random.
const TRIES: usize = 8;

/// Applicants who are placed together or not at all.
#[derive(Debug)]
pub struct Unit {
    /// Those of them who can move, each joined to an earlier one or to somebody fixed.
    pub members: Vec<ApplicantIx>,
    /// Whether somebody fixed is among them, so that they have to be placed.
    pub pinned: bool,
    /// Pairs of the first member from which all others found a place.
    pub anchors: Vec<PairIx>,
}

/// The units of a problem, and the one of each applicant who can move.
#[derive(Debug)]
pub struct Units {
    /// All units that can be placed somewhere.
    pub all: Vec<Unit>,
    of: Vec<Option<usize>>,
}

impl Units {
    /// The unit of an applicant; none if it cannot move.
    pub fn of(&self, applicant: ApplicantIx) -> Option<usize> {
        self.of[applicant as usize]
    }

    /// Joins applicants by their bundles. `decided` has the fixed applicants in place and nobody else.
    pub fn new(model: &Model, decided: &Assignment, rng: &mut Rng) -> Self {
        let mut units = Self {
            all: Vec::new(),
            of: vec![None; model.applicants.len()],
        };
        let mut seen = vec![false; model.applicants.len()];
        // A fixed member comes first, so that the others follow from it.
        let fixed = |applicant: &ApplicantIx| model.applicant(*applicant).fixed.is_some();
        let all = 0..model.applicants.len() as ApplicantIx;
        for first in all
            .clone()
            .filter(fixed)
            .chain(all.filter(|applicant| !fixed(applicant)))
        {
            let joined = joined(model, first, &mut seen);
            let (pinned, members): (Vec<_>, Vec<_>) = joined.into_iter().partition(fixed);
            let Some(&first) = members.first() else { continue };
            let mut unit = Unit {
                members,
                pinned: !pinned.is_empty(),
                anchors: Vec::new(),
            };
            let mut leads_on =
                |&anchor: &PairIx| (0..TRIES).any(|_| unit.layout(model, decided, anchor, rng).is_some());
            let anchors = model.pairs_of(first).filter(|anchor| leads_on(anchor)).collect();
            unit.anchors = anchors;
            if !unit.anchors.is_empty() {
                unit.members
                    .iter()
                    .for_each(|&member| units.of[member as usize] = Some(units.all.len()));
                units.all.push(unit);
            }
        }
        units
    }
}

impl Unit {
    /// Whether it is one applicant, whom nothing ties to others.
    pub fn single(&self) -> bool {
        self.members.len() == 1 && !self.pinned
    }

    /// A pair for each member, in their order: the first gets the anchor, the others whatever keeps their bundles together.
    pub fn layout(&self, model: &Model, decided: &Assignment, anchor: PairIx, rng: &mut Rng) -> Option<Vec<PairIx>> {
        let mut layout: Vec<PairIx> = Vec::with_capacity(self.members.len());
        for (index, &member) in self.members.iter().enumerate() {
            let keeps = |pair: PairIx| {
                let earlier = |other: ApplicantIx| {
                    let at = self.members[..index].iter().position(|&earlier| earlier == other);
                    at.map_or_else(|| decided.pair(other), |at| Some(layout[at]))
                };
                keeps_together(model, member, pair, earlier)
            };
            let pair = if index == 0 {
                keeps(anchor).then_some(anchor)
            } else {
                let possible: Vec<_> = model.pairs_of(member).filter(|&pair| keeps(pair)).collect();
                rng.choice(possible)
            };
            layout.push(pair?);
        }
        Some(layout)
    }
}

/// Whether a member's pair goes with those of the others who have one.
fn keeps_together(
    model: &Model,
    member: ApplicantIx,
    pair: PairIx,
    placed: impl Fn(ApplicantIx) -> Option<PairIx>,
) -> bool {
    let bundles = model
        .applicant(member)
        .bundles
        .iter()
        .map(|&bundle| &model.bundles[bundle as usize]);
    bundles.into_iter().all(|bundle| {
        let others = bundle.members.iter().filter(|&&other| other != member);
        others.filter_map(|&other| placed(other)).all(|other| {
            if bundle.at_host {
                model.host(pair) == model.host(other)
            } else {
                model.pair(pair).position == model.pair(other).position
            }
        })
    })
}

/// Everybody whom bundles join to `first`, breadth first.
fn joined(model: &Model, first: ApplicantIx, seen: &mut [bool]) -> Vec<ApplicantIx> {
    let mut joined = Vec::new();
    if !std::mem::replace(&mut seen[first as usize], true) {
        joined.push(first);
    }
    let mut next = 0;
    while next < joined.len() {
        for &bundle in &model.applicant(joined[next]).bundles {
            for &member in &model.bundles[bundle as usize].members {
                if !std::mem::replace(&mut seen[member as usize], true) {
                    joined.push(member);
                }
            }
        }
        next += 1;
    }
    joined
}
