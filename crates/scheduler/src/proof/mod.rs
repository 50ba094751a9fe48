//! A proven lower bound on the cost of every feasible plan, from a model of whole outings.
//!
//! What a team does in one outing slot is one choice; [`enumerate`] lists them with the least they can cost, [`rows`] ties
//! them together, [`relaxation`] bounds the model without whole choices and [`branch`] with them. Large problems have too
//! many outings for that; they get the bound of [`simple`].

mod branch;
mod enumerate;
mod linear;
mod outings;
mod plan;
mod relaxation;
mod rows;
mod simple;
mod solver;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::model::{Cost, Decision, Model};

/// A stage for less than this is not worth loading the model.
const SHORTEST_STAGE: Duration = Duration::from_millis(500);

/// What is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// No feasible plan costs less.
    pub bound: Cost,
    /// The decisions of the model's best whole solution: feasible but for what the model relaxes, so to be repaired.
    pub plan: Option<Vec<Decision>>,
    /// Number of outings; 0 when there were too many.
    pub columns: usize,
    /// Whether the bound is the optimum of the model with whole choices.
    pub optimal: bool,
    /// What the model charges for the incumbent if it is feasible: its cost less what is relaxed.
    pub relaxed: Option<Cost>,
}

/// Proves a bound within a time, reporting each better one. `incumbent` is a plan to start branching from. Once `stop` is
/// set, no further stage is begun; a stage of the solver cannot be interrupted and ends with the time.
pub fn prove(
    model: &Model,
    incumbent: Option<&[Decision]>,
    time: Duration,
    stop: &AtomicBool,
    report: &mut dyn FnMut(Cost),
) -> Option<Proof> {
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        let prover = scope.spawn(move || {
            let deadline = Instant::now() + time;
            Prover {
                model,
                stop,
                deadline,
                send,
            }
            .run(incumbent)
        });
        let mut best = Cost::MIN;
        for bound in receive {
            if bound > best {
                best = bound;
                report(bound);
            }
        }
        prover.join().ok()
    })
}

/// The stages, on a thread of their own.
struct Prover<'a> {
    model: &'a Model,
    stop: &'a AtomicBool,
    deadline: Instant,
    send: mpsc::Sender<Cost>,
}

impl Prover<'_> {
    fn run(self, incumbent: Option<&[Decision]>) -> Proof {
        let mut proof = Proof {
            bound: simple::bound(self.model),
            plan: None,
            columns: 0,
            optimal: false,
            relaxed: None,
        };
        self.raise(&mut proof, None);
        let Some(outings) = enumerate::enumerate(self.model, self.stop) else {
            return proof;
        };
        proof.columns = outings.all.len();
        let linear = rows::write(self.model, &outings);
        let Some(time) = self.time_left() else { return proof };
        self.raise(&mut proof, relaxation::bound(&linear, time));
        let Some(time) = self.time_left() else { return proof };
        let chosen = incumbent.and_then(|decisions| plan::choices(self.model, &outings, decisions));
        let start = chosen.and_then(|chosen| branch::complete(&linear, &chosen, time));
        proof.relaxed = start.as_ref().map(|start| start.cost);
        let Some(time) = self.time_left() else { return proof };
        if let Some(branched) = branch::solve(&linear, start.as_ref(), time) {
            proof.optimal = branched.optimal;
            proof.plan = branched.chosen.map(|chosen| plan::decisions(&outings, &chosen));
            self.raise(&mut proof, Some(branched.bound));
        }
        proof
    }

    fn raise(&self, proof: &mut Proof, bound: Option<Cost>) {
        proof.bound = proof.bound.max(bound.unwrap_or(proof.bound));
        // The receiver outlives the sender: it waits for it to be dropped.
        let _ = self.send.send(proof.bound);
    }

    /// Time for a further stage, if any.
    fn time_left(&self) -> Option<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        (left > SHORTEST_STAGE && !self.stop.load(Ordering::Relaxed)).then_some(left)
    }
}

#[cfg(test)]
mod tests;
