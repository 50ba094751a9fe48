//! Simulated annealing over steps, and the best placement seen by the aim's own order.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::moves::Moves;
use super::price::Prices;
use super::state::State;
use crate::format::placement::Aim;
use crate::placement::assignment::Assignment;
use crate::placement::feasible::broken;
use crate::placement::measures::{Key, Measures};
use crate::placement::model::Model;

/// Steps between two looks at the clock.
const LOOK_EVERY: u64 = 64;
/// The coldest temperature: a quarter of a rank is never worth it then.
const COLDEST: f64 = 0.5;

/// How much to search.
#[derive(Clone, Copy, Debug)]
pub struct Budget<'a> {
    /// Steps.
    pub steps: u64,
    /// The part of the cooling to start at: a good start must not be heated away.
    pub cooled: f64,
    /// Ends here at the latest.
    pub until: Option<Instant>,
    /// Ends soon after this is set.
    pub stop: &'a AtomicBool,
    /// Seed of every random choice.
    pub seed: u64,
}

impl Budget<'_> {
    fn spent(&self, step: u64) -> bool {
        let look = step.is_multiple_of(LOOK_EVERY);
        step >= self.steps
            || look && (self.stop.load(Ordering::Relaxed) || self.until.is_some_and(|until| Instant::now() >= until))
    }
}

/// What a search found.
#[derive(Debug)]
pub struct Searched {
    /// The best feasible placement by the aim, if there was one.
    pub best: Option<Assignment>,
    /// The placement with the lowest price: the best one, or one that misses minimums by little.
    pub nearest: Assignment,
}

/// Searches from `start` for the best placement by the aim.
pub fn improve(model: &Model, aim: Aim, start: &Assignment, budget: &Budget<'_>) -> Searched {
    let mut moves = Moves::new(model, budget.seed);
    let prices = Prices::new(model, aim);
    let hottest = prices.unplaced as f64 / 4.0;
    let mut state = State::new(model, moves.decided(), prices);
    moves.begin(&mut state, start);
    state.settle();
    state.keep();
    let mut best = Best::new(&state);
    best.see(aim, &state);
    let mut price = state.price();
    for step in (0..).take_while(|&step| !budget.spent(step)) {
        let cooled = budget.cooled + (1.0 - budget.cooled) * step as f64 / budget.steps as f64;
        let temperature = hottest * (COLDEST / hottest).powf(cooled);
        let done = moves.step(&mut state);
        if done {
            state.settle();
        }
        let threshold = price as f64 - temperature * moves.rng.f64().max(f64::MIN_POSITIVE).ln();
        if done && (state.price() as f64) < threshold {
            state.keep();
            price = state.price();
            best.see(aim, &state);
        } else {
            state.undo(0);
            state.settle();
            state.keep();
        }
    }
    Searched {
        best: best.feasible.map(|(_, assignment)| assignment),
        nearest: best.nearest,
    }
}

/// The best so far.
struct Best {
    lowest: i64,
    nearest: Assignment,
    price: Option<i64>,
    feasible: Option<(Key, Assignment)>,
}

impl Best {
    fn new(state: &State<'_>) -> Self {
        Self {
            lowest: state.price(),
            nearest: state.assignment.clone(),
            price: None,
            feasible: None,
        }
    }

    /// Compares a placement; only those with a better price than any before are measured.
    fn see(&mut self, aim: Aim, state: &State<'_>) {
        let price = state.price();
        if price < self.lowest {
            self.lowest = price;
            self.nearest.clone_from(&state.assignment);
        }
        let dearer = self.price.is_some_and(|best| best <= price);
        if dearer || state.shortage() > 0 || !broken(state.model, &state.assignment).is_empty() {
            return;
        }
        self.price = Some(price);
        let key = Measures::of(state.model, &state.assignment).key(aim);
        if self.feasible.as_ref().is_none_or(|(best, _)| key < *best) {
            self.feasible = Some((key, state.assignment.clone()));
        }
    }
}
