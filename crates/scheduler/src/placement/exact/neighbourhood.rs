//! Some positions and their people chosen anew, the rest as it is: what improves a placement that is too large to be proved best.
//!
//! The positions are reached from somebody who has not got the first choice, over the lists of those who are there. Whatever
//! is not chosen anew is a constant, so that the model is small; it is large enough when it takes a noticeable part of its time.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::branch::{Branched, branch};
use super::level::Level;
use super::program::Program;
use crate::format::placement::Figure;
use crate::placement::model::{ApplicantIx, PairIx, PositionIx};
use crate::placement::{Assignment, Model, blocking};
use crate::proof::linear::{Linear, Sense, Var};

/// Positions that are chosen anew at first, at least, and at most.
const POSITIONS: (usize, usize, usize) = (20, 4, 200);
/// A model may take so long; with less than the part of it, the next one is larger.
const TIME: (Duration, f64) = (Duration::from_secs(4), 0.25);
/// Placements that break rows of stability not written yet are asked again so often.
const AGAIN: usize = 12;

/// Where to look next.
pub struct Neighbourhood {
    random: fastrand::Rng,
    positions: usize,
}

impl Neighbourhood {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            random: fastrand::Rng::with_seed(seed),
            positions: POSITIONS.0,
        }
    }

    /// A placement that is at least as good in the first of these numbers, chosen anew at some positions.
    pub fn step(
        &mut self,
        program: &mut Program<'_>,
        best: &Assignment,
        levels: &[Level],
        left: Duration,
    ) -> Option<Assignment> {
        let begin = Instant::now();
        let free = self.free(program.model, best, levels[0].figure);
        let found = choose(program, best, levels, &free, TIME.0.min(left));
        let quick = begin.elapsed() < TIME.0.mul_f64(TIME.1);
        let grown = if quick {
            self.positions * 5 / 4 + 1
        } else {
            self.positions * 4 / 5
        };
        self.positions = grown.clamp(POSITIONS.1, POSITIONS.2);
        found
    }

    fn free(&mut self, model: &Model, best: &Assignment, figure: Figure) -> Free {
        let mut chosen = BTreeSet::new();
        let mut members = vec![Vec::new(); model.positions.len()];
        for pair in best.placed(model) {
            members[pair.position as usize].push(pair.applicant);
        }
        let unhappy = unhappy(model, best, figure);
        let mut next = self.random.choice(&unhappy).copied();
        let most = self.positions.min(model.positions.len());
        // Where lists lead nowhere new, somebody else is next.
        for _ in 0..4 * most {
            let Some(applicant) = next else { break };
            let wanted: Vec<PositionIx> = model
                .pairs_of(applicant)
                .map(|pair| model.pair(pair).position)
                .collect();
            let near = wanted.into_iter().filter(|_| self.random.f32() < 0.6);
            chosen.extend(near.collect::<Vec<_>>());
            if chosen.len() >= most {
                break;
            }
            let at = chosen.iter().nth(self.random.usize(..chosen.len().max(1)));
            let there = at.and_then(|&position| self.random.choice(&members[position as usize]));
            next = there.or(self.random.choice(&unhappy)).copied();
        }
        Free::new(model, best, &chosen)
    }
}

/// Chooses among the free pairs, until nothing blocks that was not foreseen.
fn choose(
    program: &mut Program<'_>,
    best: &Assignment,
    levels: &[Level],
    free: &Free,
    time: Duration,
) -> Option<Assignment> {
    let begin = Instant::now();
    let mut found = None;
    for _ in 0..AGAIN {
        let left = time.saturating_sub(begin.elapsed());
        if left.is_zero() {
            break;
        }
        let weights = weights(program.model, levels, free.people);
        let (small, vars) = shrink(&program.aimed(&weights), best, &free.pairs);
        let mut values = program.complete(best);
        let start: Vec<f64> = vars.iter().map(|&var| values[var]).collect();
        let Branched::Found {
            values: Some(chosen), ..
        } = branch(&small, Some(&start), left)
        else {
            break;
        };
        vars.iter().zip(chosen).for_each(|(&var, value)| values[var] = value);
        let assignment = program.assignment(&values);
        let settled = program.foresee(&assignment) == 0;
        found = Some(assignment);
        if settled {
            break;
        }
    }
    found
}

/// Those through whom a number may become lower.
fn unhappy(model: &Model, best: &Assignment, figure: Figure) -> Vec<ApplicantIx> {
    if figure == Figure::Blocking {
        let pairs = blocking::pairs(model, best).into_iter();
        return pairs.map(|pair| model.pair(pair).applicant).collect();
    }
    let unhappy = |&applicant: &ApplicantIx| {
        let rank = best.pair(applicant).map(|pair| model.pair(pair).rank);
        rank.is_none_or(|rank| rank > 1 && figure != Figure::Placed)
    };
    (0..model.applicants.len() as ApplicantIx).filter(unhappy).collect()
}

/// The pairs that are chosen anew.
struct Free {
    pairs: Vec<bool>,
    people: usize,
}

impl Free {
    /// Of those who are at these positions or nowhere, the pairs with these positions and their own.
    fn new(model: &Model, best: &Assignment, chosen: &BTreeSet<PositionIx>) -> Self {
        let mut free = Self {
            pairs: vec![false; model.pairs.len()],
            people: 0,
        };
        for applicant in 0..model.applicants.len() as ApplicantIx {
            if best
                .position(model, applicant)
                .is_none_or(|position| chosen.contains(&position))
            {
                let pairs = model
                    .pairs_of(applicant)
                    .filter(|&pair| chosen.contains(&model.pair(pair).position));
                let before: Vec<PairIx> = pairs.collect();
                free.people += usize::from(!before.is_empty());
                before.iter().for_each(|&pair| free.pairs[pair as usize] = true);
            }
        }
        free
    }
}

/// The first number outweighs the second for so many people, and so on; only the first two are aimed at, lest weights become too large.
fn weights(model: &Model, levels: &[Level], people: usize) -> Vec<(Level, i64)> {
    let mut weighted: Vec<(Level, i64)> = Vec::new();
    let mut weight = 1;
    for &level in levels.iter().take(2).rev() {
        weighted.push((level, weight));
        weight *= level.range(model, people) + 1;
    }
    weighted
}

/// The model with every pair but the free ones as it is, and which of its choices are left.
fn shrink(linear: &Linear, best: &Assignment, free: &[bool]) -> (Linear, Vec<Var>) {
    let chosen: BTreeSet<PairIx> = best.pairs.iter().flatten().copied().collect();
    let mut small = Linear::default();
    small.constant = linear.constant;
    let mut vars = Vec::new();
    // Where each choice went, or its value.
    let mut places: Vec<Result<Var, i64>> = Vec::with_capacity(linear.variables.len());
    for (var, row) in linear.variables.iter().enumerate() {
        let fixed = free.get(var).is_some_and(|&free| !free);
        if fixed {
            let value = i64::from(chosen.contains(&(var as PairIx)));
            small.constant += value * row.cost;
            places.push(Err(value));
        } else {
            places.push(Ok(vars.len()));
            vars.push(var);
            small.variables.push(*row);
        }
    }
    for row in &linear.rows {
        let (mut right, mut terms) = (row.right, Vec::new());
        for &(var, factor) in linear.terms(row) {
            match places[var] {
                Ok(place) => terms.push((place, factor)),
                Err(value) => right -= value * factor,
            }
        }
        let least: i64 = terms.iter().map(|&(_, factor)| factor.min(0)).sum();
        let most: i64 = terms.iter().map(|&(_, factor)| factor.max(0)).sum();
        let holds = match row.sense {
            Sense::AtMost => most <= right,
            Sense::AtLeast => least >= right,
            Sense::Exactly => terms.is_empty(),
        };
        if !holds {
            small.row(terms, row.sense, right);
        }
    }
    (small, vars)
}
