//! One number of an aim after another: bounded, improved, proved, and settled before the next.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::branch::{Branched, branch};
use super::chains::place_more;
use super::guide::guided;
use super::level::Level;
use super::neighbourhood::Neighbourhood;
use super::program::Program;
use super::relax::{Relaxed, relax};
use super::{Exact, Settings};
use crate::format::placement::{Aim, Figure};
use crate::placement::{Assignment, Key, Measures, Model, broken};
use crate::proof::linear::Var;

/// Of the time that is left, what a number may take when more come after it.
const SHARE: f64 = 0.6;
/// Of that, what the bound from choices in parts may take.
const RELAXING: f64 = 0.5;
/// Of what the bound leaves, what looking for better placements may take; the rest is for proving.
const LOOKING: f64 = 0.85;
/// Placements in a row that are no better, after which looking for more is left to proving: by guided ties, by neighbourhoods.
const FRUITLESS: (usize, usize) = (25, 60);
/// How close to a whole number a value in parts counts as one.
const WHOLE: f64 = 1e-6;

/// The numbers of an aim, one after another.
pub struct Rounds<'a> {
    aim: Aim,
    levels: Vec<Level>,
    program: Program<'a>,
    best: Assignment,
    key: Key,
    neighbourhood: Neighbourhood,
    random: fastrand::Rng,
    large: bool,
    until: Instant,
    stop: &'a AtomicBool,
}

impl<'a> Rounds<'a> {
    /// From a feasible placement.
    pub fn new(model: &'a Model, aim: Aim, start: Assignment, settings: &Settings, stop: &'a AtomicBool) -> Self {
        Self {
            aim,
            levels: Level::of(model, aim),
            program: Program::new(model, aim == Aim::Stable),
            key: Measures::of(model, &start).key(aim),
            best: start,
            neighbourhood: Neighbourhood::new(settings.seed),
            random: fastrand::Rng::with_seed(settings.seed),
            large: aim == Aim::Stable && model.pairs.len() > settings.large,
            until: Instant::now() + settings.time,
            stop,
        }
    }

    /// Takes the numbers in turn.
    pub fn run(mut self) -> Exact {
        let mut bound = None;
        for at in 0..self.levels.len() {
            let level = self.levels[at];
            let proved = self.level(at);
            if proved < self.key[at] && bound.is_none() {
                bound = Some((level.figure, level.told(proved)));
            }
            self.program.settle(level, self.key[at]);
        }
        Exact {
            assignment: self.best,
            optimal: bound.is_none(),
            bound,
        }
    }

    /// Makes a number as low as it goes; answers what it cannot be below.
    fn level(&mut self, at: usize) -> i64 {
        let level = self.levels[at];
        let mut bound = level.floor(self.program.model);
        let last = at + 1 == self.levels.len();
        let until = Instant::now() + self.left().mul_f64(if last { 1.0 } else { SHARE });
        if bound >= self.key[at] || left(until).is_zero() {
            return bound;
        }
        if self.large && level.figure == Figure::Blocking {
            self.hope(until);
            if bound >= self.key[at] {
                return bound;
            }
        }
        let time = left(until).mul_f64(RELAXING);
        if let Some(relaxed) = relax(&mut self.program, level, self.key[at], time) {
            bound = bound.max(relaxed.bound);
            self.take_whole(&relaxed);
            if self.large && level.figure == Figure::Placed {
                let more = place_more(self.program.model, self.best.clone());
                self.take(more);
                self.guide(at, bound, &relaxed.values, soon(until));
            }
        }
        if self.large {
            self.search(at, bound, soon(until));
        }
        self.prove(at, bound, until)
    }

    /// Looks for a placement without blocking pairs, as if there were one.
    fn hope(&mut self, until: Instant) {
        let mut ideal = Program::new(self.program.model, true);
        ideal.settle(self.levels[0], 0);
        let time = left(until).mul_f64(RELAXING);
        if let Some(relaxed) = relax(&mut ideal, self.levels[1], i64::MAX, time) {
            self.guide(0, 0, &relaxed.values, soon(until));
        }
        if self.key[0] == 0 {
            self.program = ideal;
        }
    }

    /// Looks for a lower number by ties that choices in parts break.
    fn guide(&mut self, at: usize, bound: i64, values: &[f64], until: Instant) {
        let mut fruitless = 0;
        while bound < self.key[at] && fruitless < FRUITLESS.0 && !left(until).is_zero() && !self.stopped() {
            let found = guided(self.program.model, values, &mut self.random, until, self.stop);
            let better = found.is_some_and(|found| self.take(found));
            fruitless = if better { 0 } else { fruitless + 1 };
        }
    }

    /// Looks for a lower number by neighbourhoods.
    fn search(&mut self, at: usize, bound: i64, until: Instant) {
        let mut fruitless = 0;
        while bound < self.key[at] && fruitless < FRUITLESS.1 && !left(until).is_zero() && !self.stopped() {
            let levels = &self.levels[at..];
            let found = self
                .neighbourhood
                .step(&mut self.program, &self.best, levels, left(until));
            let better = found.is_some_and(|found| self.take(found));
            fruitless = if better { 0 } else { fruitless + 1 };
        }
    }

    /// Branches until the number is proved, writing rows of stability that a placement breaks.
    fn prove(&mut self, at: usize, mut bound: i64, until: Instant) -> i64 {
        while bound < self.key[at] && !left(until).is_zero() && !self.stopped() {
            let linear = self.program.aimed(&[(self.levels[at], 1)]);
            let start = self.program.complete(&self.best);
            let Branched::Found { values, bound: proved } = branch(&linear, Some(&start), left(until)) else {
                break;
            };
            bound = bound.max(proved);
            let Some(values) = values else { break };
            let assignment = self.program.assignment(&values);
            let unforeseen = self.program.foresee(&assignment);
            if !self.take(assignment) && unforeseen == 0 {
                break;
            }
        }
        bound
    }

    /// Takes choices in parts if they happen to be whole.
    fn take_whole(&mut self, relaxed: &Relaxed) {
        let mut pairs = 0..self.program.model.pairs.len() as Var;
        if pairs.all(|pair| (relaxed.values[pair] - relaxed.values[pair].round()).abs() < WHOLE) {
            let assignment = self.program.assignment(&relaxed.values);
            self.take(assignment);
        }
    }

    /// Takes a placement if it is feasible and at least as good; answers whether it is better.
    fn take(&mut self, assignment: Assignment) -> bool {
        let model = self.program.model;
        let key = Measures::of(model, &assignment).key(self.aim);
        if key > self.key || !broken(model, &assignment).is_empty() {
            return false;
        }
        let better = key < self.key;
        (self.best, self.key) = (assignment, key);
        better
    }

    fn left(&self) -> Duration {
        left(self.until)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

/// When looking is to end, for proving to begin.
fn soon(until: Instant) -> Instant {
    Instant::now() + left(until).mul_f64(LOOKING)
}
