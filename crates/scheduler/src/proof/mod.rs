//! A proven lower bound on the cost of every feasible plan, from a model of whole outings.
//!
//! What a team does in one outing slot is one choice; `enumerate` lists them with the least they can cost, `rows` ties
//! them together, `relaxation` bounds the model without whole choices, and `branch` with them, one of its `parts` after
//! the other. Large problems have too many outings for that; they get the bound of `simple`.

pub(crate) mod branch;
mod enumerate;
pub(crate) mod linear;
mod moderate;
mod outings;
mod parts;
mod plan;
mod relaxation;
mod rows;
mod simple;
pub(crate) mod solver;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::model::{Cost, Decision, Model};
use branch::Start;
use linear::Var;
use parts::{Split, split};

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
        let model = Some(self.model).filter(|model| moderate::moderate(model));
        let Some(outings) = model.and_then(|model| enumerate::enumerate(model, self.stop)) else {
            return proof;
        };
        proof.columns = outings.all.len();
        let linear = rows::write(self.model, &outings);
        let Some(time) = self.time_left() else { return proof };
        let Some(duals) = relaxation::duals(&linear, time) else {
            return proof;
        };
        self.raise(&mut proof, relaxation::bound(&linear, &duals));
        let Some(time) = self.time_left() else { return proof };
        let chosen = incumbent.and_then(|decisions| plan::choices(self.model, &outings, decisions));
        let start = chosen.and_then(|chosen| branch::complete(&linear, &chosen, time));
        proof.relaxed = start.as_ref().map(|start| start.cost);
        let chosen = self.branch(&mut proof, &split(&linear, &duals), start.as_ref());
        proof.plan = chosen.map(|chosen| plan::decisions(&outings, &chosen));
        proof
    }

    /// Branches on each part in turn; answers the choices of all parts if each has a solution.
    fn branch(&self, proof: &mut Proof, split: &Split, start: Option<&Start>) -> Option<Vec<Var>> {
        let relaxed = split
            .parts
            .iter()
            .map(|part| relaxation::bound(&part.linear, &part.duals));
        let mut bounds: Vec<f64> = relaxed.collect::<Option<_>>()?;
        let mut chosen = Some(Vec::new());
        let mut optimal = true;
        let mut ahead: usize = split.parts.iter().map(|part| part.linear.entries()).sum();
        for (part, ix) in split.parts.iter().zip(0..) {
            let left = self.time_left()?;
            let share = part.linear.entries() as f64 / ahead.max(1) as f64;
            ahead -= part.linear.entries();
            if !part.has_choices() {
                continue;
            }
            let values = start.map(|start| start.part(&part.variables));
            let branched = branch::solve(&part.linear, values.as_deref(), part.gap(), left.mul_f64(share));
            if let Some(branched) = &branched {
                bounds[ix] = bounds[ix].max(part.rounded(branched.bound));
            }
            optimal &= branched.as_ref().is_some_and(|branched| branched.optimal) && !part.priced;
            let of_part = branched.and_then(|branched| branched.chosen);
            chosen = chosen.zip(of_part).map(|(mut all, of_part)| {
                all.extend(of_part.iter().map(|&var| part.variables[var]));
                all
            });
            self.raise(proof, Some(split.whole(&bounds)));
        }
        proof.optimal = optimal;
        chosen
    }

    /// Costs are whole, so the next whole number is a bound too.
    fn raise(&self, proof: &mut Proof, bound: Option<f64>) {
        if let Some(bound) = bound {
            proof.bound = proof.bound.max(bound.ceil() as Cost);
        }
        // The receiver outlives the sender: it waits for it to be dropped.
        let _ = self.send.send(proof.bound);
    }

    /// Time for a further stage, if any.
    fn time_left(&self) -> Option<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        (left > SHORTEST_STAGE && !self.stop.load(Ordering::Relaxed)).then_some(left)
    }
}
