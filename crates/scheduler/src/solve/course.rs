//! The course of a solve: search, proof and search again on one thread; side by side on more.
//!
//! With steps for a budget nothing depends on the clock: the search takes its steps and the proof follows, for the bound alone.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::{Progress, Settings};
use crate::model::{Cost, Decision, Model, Price};
use crate::proof;
use crate::rules::audit::{Parts, audit};
use crate::search::{Budget, Search, Start};

/// Parts of the time: the first search, and the proof after it; the rest searches on from the better plan.
const FIRST: f64 = 0.45;
const PROOF: f64 = 0.35;
/// The part of the cooling that the last search starts at: what it is handed is good, and must not be heated away.
const LATE: f64 = 0.7;
/// Pricing by part, which nobody but onlookers needs, takes one part in so many of the time.
const PRICING: u32 = 100;
/// Time that a proof may take beside a budget of steps.
const PROOF_AFTER_STEPS: Duration = Duration::from_secs(30);

/// What a solve found.
#[derive(Debug)]
pub struct Found {
    /// The best plan.
    pub decisions: Vec<Decision>,
    /// A proven bound.
    pub bound: Option<Cost>,
}

/// What the parts of a solve tell each other and the caller.
struct Report<'a> {
    model: &'a Model,
    began: Instant,
    best: Option<Price>,
    /// The best plan's cost by part, once it is priced so.
    parts: Option<Parts>,
    /// Time that went into pricing by part.
    pricing: Duration,
    bound: Option<Cost>,
    steps: u64,
    tell: &'a mut (dyn FnMut(&Progress) + Send),
}

impl Report<'_> {
    fn hear(&mut self, search: &Search<'_>) {
        self.steps = self.steps.max(search.steps());
        let price = search.best_price();
        let better = self.best.is_none_or(|best| price.rank() < best.rank());
        if better {
            self.best = Some(price);
            self.parts = None;
        }
        let priced = self.best == Some(price) && self.price(|| search.best());
        if better || priced {
            self.say();
        }
    }

    /// Prices the best plan by part, if it is not yet, and unless that would take more than its share of the time. Says whether
    /// it did.
    fn price(&mut self, best: impl FnOnce() -> Vec<Decision>) -> bool {
        let began = Instant::now();
        if self.parts.is_some() || self.pricing * PRICING > began - self.began {
            return false;
        }
        self.parts = Some(audit(self.model, &best()).parts);
        self.pricing += began.elapsed();
        true
    }

    fn proved(&mut self, bound: Cost) {
        if self.bound.is_none_or(|before| bound > before) {
            self.bound = Some(bound);
            self.say();
        }
    }

    fn say(&mut self) {
        let best = self.best.unwrap_or_default();
        let (elapsed, steps, bound) = (self.began.elapsed(), self.steps, self.bound);
        (self.tell)(&Progress {
            elapsed,
            steps,
            cost: best.soft,
            violations: best.hard,
            bound,
            parts: self.parts,
        });
    }
}

/// Runs a solve to the end of its budget.
pub fn run(
    model: &Model,
    start: &[Decision],
    settings: &Settings,
    stop: &AtomicBool,
    tell: &mut (dyn FnMut(&Progress) + Send),
) -> Found {
    let report = Mutex::new(Report {
        model,
        began: Instant::now(),
        best: None,
        parts: None,
        pricing: Duration::ZERO,
        bound: None,
        steps: 0,
        tell,
    });
    let solve = Solve {
        model,
        start,
        settings,
        stop,
        report: &report,
    };
    let decisions = match (settings.time, settings.steps) {
        (None, Some(steps)) => solve.by_steps(steps),
        (time, _) => solve.by_time(time.unwrap_or(Settings::DEFAULT_TIME)),
    };
    let bound = solve.with_report(|r| r.bound);
    Found { decisions, bound }
}

struct Solve<'a, 'r> {
    model: &'a Model,
    start: &'a [Decision],
    settings: &'a Settings,
    stop: &'a AtomicBool,
    report: &'a Mutex<Report<'r>>,
}

impl Solve<'_, '_> {
    fn with_report<T>(&self, f: impl FnOnce(&mut Report<'_>) -> T) -> T {
        f(&mut self.report.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn search(&self, start: &[Decision], chain: u64) -> Search<'_> {
        let search = Search::new(
            self.model,
            &Start { plan: start },
            self.settings.seed.wrapping_add(chain),
        );
        self.with_report(|r| r.hear(&search));
        search
    }

    fn go(&self, search: &mut Search<'_>, budget: Budget<'_>) {
        search.run(budget, &mut |search| self.with_report(|r| r.hear(search)));
        self.with_report(|r| r.hear(search));
    }

    fn prove(&self, incumbent: &[Decision], time: Duration) -> Option<Vec<Decision>> {
        let mut told = |bound: Cost| self.with_report(|r| r.proved(bound));
        let proof = proof::prove(self.model, Some(incumbent), time, self.stop, &mut told)?;
        told(proof.bound);
        proof.plan
    }

    /// The chains' seeds differ; the best plan, of the lowest chain among equals, is taken.
    fn by_steps(&self, steps: u64) -> Vec<Decision> {
        let best = self.chains(self.settings.threads, &|search| {
            self.go(search, Budget::steps(steps, self.stop))
        });
        if self.settings.prove {
            self.prove(&best, PROOF_AFTER_STEPS);
        }
        best
    }

    fn by_time(&self, time: Duration) -> Vec<Decision> {
        let budget = |part: f64| Budget::time(time.mul_f64(part), self.stop).at_most(self.settings.steps);
        if !self.settings.prove {
            return self.chains(self.settings.threads, &|search| self.go(search, budget(1.0)));
        }
        let first = |search: &mut Search<'_>, part: f64| self.go(search, budget(part).cooling(0.0..LATE));
        let (found, proposed) = if self.settings.threads < 2 {
            let found = self.chains(1, &|search| first(search, FIRST));
            let proposed = self.prove(&found, time.mul_f64(PROOF));
            (found, proposed)
        } else {
            self.search_and_prove(time, &|search, part| first(search, part))
        };
        let last = 1.0 - FIRST - PROOF;
        self.finish(found, proposed, &|search, part| {
            self.go(search, budget(last * part).cooling(LATE..1.0))
        })
    }

    /// A short search for the proof to start from; then the proof on one thread, chains on the others.
    fn search_and_prove(
        &self,
        time: Duration,
        first: &(dyn Fn(&mut Search<'_>, f64) + Sync),
    ) -> (Vec<Decision>, Option<Vec<Decision>>) {
        let head = 0.1;
        let found = self.chains(1, &|search| first(search, head));
        std::thread::scope(|scope| {
            let proof = scope.spawn(|| self.prove(&found, time.mul_f64(FIRST + PROOF - head)));
            let mut searched = Vec::new();
            let rest = FIRST + PROOF - head;
            searched.push(self.chains(self.settings.threads - 1, &|search| first(search, rest)));
            (searched.pop().unwrap_or_default(), proof.join().unwrap_or(None))
        })
    }

    /// Searches on from the search's plan, or from the proof's where that, once repaired, is better.
    fn finish(
        &self,
        found: Vec<Decision>,
        proposed: Option<Vec<Decision>>,
        last: &dyn Fn(&mut Search<'_>, f64),
    ) -> Vec<Decision> {
        let mut search = self.search(&found, 0);
        if let Some(plan) = proposed {
            let repaired = self.search(&plan, 0);
            if repaired.best_price().rank() < search.best_price().rank() {
                search = repaired;
            }
        }
        last(&mut search, 1.0);
        search.best()
    }

    /// Runs so many searches, each on a thread of its own, and takes the best.
    fn chains(&self, count: usize, run: &(dyn Fn(&mut Search<'_>) + Sync)) -> Vec<Decision> {
        let one = |chain: u64| {
            let mut search = self.search(self.start, chain);
            run(&mut search);
            (search.best_price(), search.best())
        };
        let plans: Vec<(Price, Vec<Decision>)> = if count < 2 {
            vec![one(0)]
        } else {
            let one = &one;
            std::thread::scope(|scope| {
                let chains: Vec<_> = (0..count as u64).map(|chain| scope.spawn(move || one(chain))).collect();
                chains.into_iter().filter_map(|chain| chain.join().ok()).collect()
            })
        };
        plans
            .into_iter()
            .min_by_key(|(price, _)| price.rank())
            .map(|(_, plan)| plan)
            .unwrap_or_default()
    }
}
