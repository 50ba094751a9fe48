//! The model of a placement under one aim: hard rules, what is written of stability, and the numbers that are settled.

use super::hard::Hard;
use super::level::Level;
use super::stability::{Stability, can_block};
use crate::format::placement::Figure;
use crate::placement::model::{PairIx, PositionIx};
use crate::placement::{Assignment, Model, blocking};
use crate::proof::linear::{Linear, Terms, Var};

/// The model.
pub struct Program<'m> {
    /// The problem.
    pub model: &'m Model,
    linear: Linear,
    open: Vec<Option<Var>>,
    stability: Option<Stability>,
    settled: Vec<(Level, i64)>,
}

impl<'m> Program<'m> {
    /// The hard rules, with blocking pairs counted if that is asked.
    pub fn new(model: &'m Model, stable: bool) -> Self {
        let hard = Hard::write(model, &|_| true);
        Self {
            model,
            linear: hard.linear,
            open: hard.open,
            stability: stable.then(|| Stability::new(model)),
            settled: Vec::new(),
        }
    }

    /// From now on, a number is at most so much.
    pub fn settle(&mut self, level: Level, value: i64) {
        match &mut self.stability {
            Some(stability) if level.figure == Figure::Blocking && value == 0 => {
                stability.forbid(self.model, &mut self.linear)
            }
            _ => self.settled.push((level, value)),
        }
    }

    /// The rows and choices without what is aimed at or settled.
    pub fn linear(&self) -> &Linear {
        &self.linear
    }

    /// The numbers that are settled.
    pub fn settled(&self) -> &[(Level, i64)] {
        &self.settled
    }

    /// What a number is made of, its constant aside.
    pub fn terms(&self, level: Level) -> Terms {
        if level.figure == Figure::Blocking {
            return self.counts().map(|var| (var, 1)).collect();
        }
        let costs = level.costs(self.model).enumerate();
        costs.filter(|&(_, cost)| cost != 0).collect()
    }

    /// The choices that count blocking pairs.
    pub fn counts(&self) -> impl Iterator<Item = Var> {
        self.stability.iter().flat_map(Stability::counts)
    }

    /// The whole model, aiming at a weighted sum of numbers.
    pub fn aimed(&self, at: &[(Level, i64)]) -> Linear {
        let mut linear = self.linear.clone();
        for &(level, weight) in at {
            linear.constant += weight * level.constant(self.model);
            for (var, factor) in self.terms(level) {
                linear.variables[var].cost += weight * factor;
            }
        }
        for &(level, value) in &self.settled {
            linear.at_most(self.terms(level), value - level.constant(self.model));
        }
        linear
    }

    /// The values of all choices that go with a placement.
    pub fn complete(&self, assignment: &Assignment) -> Vec<f64> {
        let mut values = vec![0.0; self.linear.variables.len()];
        for &pair in assignment.pairs.iter().flatten() {
            values[pair as Var] = 1.0;
            if let Some(open) = self.open(self.model.pair(pair).position) {
                values[open] = 1.0;
            }
        }
        if let Some(stability) = &self.stability {
            stability.complete(self.model, assignment, &mut values);
        }
        values
    }

    /// The placement that whole values mean.
    pub fn assignment(&self, values: &[f64]) -> Assignment {
        let chosen = (0..self.model.pairs.len() as PairIx).filter(|&pair| values[pair as Var] > 0.5);
        Assignment::of(self.model, chosen)
    }

    /// Writes the rows of every pair that blocks a placement unforeseen; answers how many.
    pub fn foresee(&mut self, assignment: &Assignment) -> usize {
        let Some(stability) = &self.stability else { return 0 };
        let blocking = blocking::pairs(self.model, assignment).into_iter();
        let unforeseen: Vec<_> = blocking.filter(|&pair| !stability.ruled(pair)).collect();
        unforeseen.iter().for_each(|&pair| self.rule(pair));
        unforeseen.len()
    }

    /// Whether stability counts at all.
    pub fn is_stable(&self) -> bool {
        self.stability.is_some()
    }

    /// The rows of a pair.
    pub fn rule(&mut self, pair: PairIx) {
        let open = self.open(self.model.pair(pair).position);
        if let Some(stability) = self.stability.as_mut().filter(|_| can_block(self.model, pair)) {
            stability.rule(self.model, &mut self.linear, open, pair);
        }
    }

    /// The row of envy between two at one position.
    pub fn envy(&mut self, pair: PairIx, worse: PairIx) {
        if let Some(stability) = &mut self.stability {
            stability.envy(self.model, &mut self.linear, pair, worse);
        }
    }

    /// Whether a pair's rows are written.
    pub fn ruled(&self, pair: PairIx) -> bool {
        self.stability.as_ref().is_some_and(|stability| stability.ruled(pair))
    }

    /// The choice that counts a blocking pair.
    pub fn count(&self, pair: PairIx) -> Option<Var> {
        self.stability.as_ref()?.count(pair)
    }

    /// The choice to open a position with a minimum.
    pub fn open(&self, position: PositionIx) -> Option<Var> {
        self.open[position as usize]
    }
}
