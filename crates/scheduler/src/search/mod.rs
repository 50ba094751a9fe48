//! Anytime search: construction, then ruin and recreate on outings with simulated annealing, in the true objective.
//!
//! After Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems" (Transportation
//! Science 54, 2020): remove a handful of related activities, put them back greedily with blinks, accept by annealing.
//! Every random choice comes from one seeded generator, so that a budget of steps gives the same plan every time.

pub(crate) mod anneal;
mod bank;
mod best;
mod budget;
mod construct;
mod neighbours;
mod pins;
mod recreate;
mod ruin;

pub use budget::Budget;
pub use construct::Start;

use crate::model::{ActIx, Cost, Decision, Model, Price};
use crate::state::State;
use anneal::Annealing;
use bank::Bank;
use best::Best;
use neighbours::Neighbours;
use pins::Pins;

/// How many thousandths of an opportunity list are skipped at random ("blinks"), so that greedy insertion does not always
/// fall into the same hole. 1–5 % all work; none costs 0.2 %.
const BLINK_PER_THOUSAND: u32 = 20;

/// Steps between two signs of life while nothing improves: several a second.
const HEARD_OF: u64 = 1024;

/// A search over one problem.
pub struct Search<'m> {
    model: &'m Model,
    state: State<'m>,
    rng: fastrand::Rng,
    pins: Pins,
    bank: Bank,
    neighbours: Neighbours,
    best: Best,
    penalty: Cost,
    steps: u64,
}

/// What a step of the search works on.
#[derive(Default)]
struct Work {
    /// Activities to put back, one entry an attendance or visit.
    removed: Vec<ActIx>,
    /// Open activities to try besides.
    wanted: Vec<ActIx>,
}

impl<'m> Search<'m> {
    /// A search that starts from fixed decisions and from what still fits of a start, the rest inserted greedily.
    pub fn new(model: &'m Model, start: &Start<'_>, seed: u64) -> Self {
        let mut search = Self::empty(model, seed);
        search.restore(start);
        search.fill_by_date();
        search.best = Best::new(&search.state);
        search
    }

    /// What a search that ended with a plan would look at: nothing is added to the plan.
    pub fn resume(model: &'m Model, start: &Start<'_>) -> Self {
        let mut search = Self::empty(model, 0);
        search.restore(start);
        search
    }

    fn empty(model: &'m Model, seed: u64) -> Self {
        Self {
            model,
            state: State::new(model),
            rng: fastrand::Rng::with_seed(seed),
            pins: Pins::new(model),
            bank: Bank::new(model),
            neighbours: Neighbours::new(model),
            best: Best::default(),
            penalty: penalty(model),
            steps: 0,
        }
    }

    /// Searches until the budget is spent; `heard` hears of every best plan, and now and then that the search goes on.
    pub fn run(&mut self, mut budget: Budget<'_>, heard: &mut dyn FnMut(&Self)) {
        let mut annealing = Annealing::new(self.sample_changes());
        let mut work = Work::default();
        while let Some(cooled) = budget.cooled(self.steps) {
            self.steps += 1;
            annealing.cool(cooled);
            self.step(&mut work, &annealing);
            if self.state.price().rank() < self.best.price().rank() {
                self.best.save(&mut self.state);
                heard(self);
            } else if self.steps.is_multiple_of(HEARD_OF) {
                heard(self);
            }
        }
    }

    /// One step: ruin, recreate, accept or take back.
    fn step(&mut self, work: &mut Work, annealing: &Annealing) -> Cost {
        let (mark, before) = (self.state.mark(), self.state.price().at(self.penalty));
        work.removed.clear();
        work.wanted.clear();
        self.ruin(work);
        self.recreate(work);
        let change = self.state.price().at(self.penalty) - before;
        if annealing.accepts(change, &mut self.rng) {
            self.state.keep();
            for &act in work.removed.iter().chain(&work.wanted) {
                self.bank.note(&self.state, act);
            }
        } else {
            self.state.undo(mark);
        }
        change
    }

    /// Steps taken so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The price of the best plan so far.
    pub fn best_price(&self) -> Price {
        self.best.price()
    }

    /// The best plan so far.
    pub fn best(&self) -> Vec<Decision> {
        self.best.decisions(self.model)
    }

    /// The state as it stands, for those who want to look at what the search left.
    pub fn state(&self) -> &State<'m> {
        &self.state
    }
}

/// What a hard violation weighs against cost: more than any one activity can earn.
fn penalty(model: &Model) -> Cost {
    let needs = model.needs.iter().map(|need| need.unserved);
    let sessions = model.sessions.iter().map(|session| session.under + session.over);
    1_000 + 4 * needs.chain(sessions).max().unwrap_or(0)
}
