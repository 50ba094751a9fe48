//! One number of an aim after another: bounded, improved, proved, and settled before the next.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::branch::{Branched, branch};
use super::level::Level;
use super::neighbourhood::Neighbourhood;
use super::program::Program;
use super::relax::{Relaxed, relax};
use super::{Exact, Settings};
use crate::format::placement::Aim;
use crate::placement::{Assignment, Key, Measures, Model, broken};
use crate::proof::linear::Var;

/// Of the time that is left, what a number may take when more come after it.
const SHARE: f64 = 0.6;
/// Of that, what the bound from choices in parts may take, and what neighbourhoods take until.
const PARTS: (f64, f64) = (0.5, 0.75);
/// With fewer pairs, branching on the whole model is the quickest way to a better placement.
const LARGE: usize = 1_500;
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
        let time = self.left().mul_f64(if last { 1.0 } else { SHARE });
        let until = Instant::now() + time;
        if bound >= self.key[at] || time.is_zero() {
            return bound;
        }
        if let Some(relaxed) = relax(&mut self.program, level, self.key[at], time.mul_f64(PARTS.0)) {
            bound = bound.max(relaxed.bound);
            self.take_whole(&relaxed);
        }
        if self.program.model.pairs.len() > LARGE {
            let search_until = Instant::now() + (until.saturating_duration_since(Instant::now())).mul_f64(PARTS.1);
            self.search(at, bound, search_until);
        }
        self.prove(at, bound, until)
    }

    /// Improves the number by neighbourhoods.
    fn search(&mut self, at: usize, bound: i64, until: Instant) {
        while bound < self.key[at] && !self.stopped() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let levels = &self.levels[at..];
            if let Some(found) = self.neighbourhood.step(&mut self.program, &self.best, levels, left) {
                self.take(found);
            }
        }
    }

    /// Branches until the number is proved, writing rows of stability that a placement breaks.
    fn prove(&mut self, at: usize, mut bound: i64, until: Instant) -> i64 {
        while bound < self.key[at] && !self.stopped() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let linear = self.program.aimed(&[(self.levels[at], 1)]);
            let start = self.program.complete(&self.best);
            let Branched::Found { values, bound: proved } = branch(&linear, Some(&start), left) else {
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
        let pairs = 0..self.program.model.pairs.len() as Var;
        let whole = |pair: Var| (relaxed.values[pair] - relaxed.values[pair].round()).abs() < WHOLE;
        if pairs.into_iter().all(whole) {
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
        self.until.saturating_duration_since(Instant::now())
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
