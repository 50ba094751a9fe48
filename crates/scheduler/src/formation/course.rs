//! The course of a formation: a search, a proof, and where a gap is left, both once more.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::Settings;
use super::bound::{Effort, Prover};
use super::model::{Model, Score};
use super::search::{Best, Search};
use crate::search::Budget;

/// Parts of the time or steps: the first search, the first proof, the second search; the second proof has the rest.
const FIRST_SEARCH: f64 = 0.15;
const FIRST_PROOF: f64 = 0.3;
const SECOND_SEARCH: f64 = 0.4;
/// What a step of the search is worth in a proof, in looks at a student in a team.
const WORK_PER_STEP: f64 = 100.0;

/// What was found.
pub struct Found {
    /// The best assignment.
    pub best: Best,
    /// No feasible result scores more.
    pub bound: Option<Score>,
}

/// Searches and proves.
pub fn run(model: &Model, settings: &Settings, stop: &AtomicBool) -> Found {
    let course = Course {
        settings,
        stop,
        end: (settings
            .time
            .or(settings.steps.is_none().then_some(Settings::DEFAULT_TIME)))
        .map(|time| {
            let now = Instant::now();
            (now.checked_add(time).unwrap_or(now), time)
        }),
    };
    let mut search = Search::new(model, settings.seed);
    if !settings.prove {
        search.run(course.budget(1.0));
        return found(search, None);
    }
    search.run(course.budget(FIRST_SEARCH));
    let mut prover = Prover::new(model);
    course.prove(&mut search, &mut prover, FIRST_PROOF);
    if prover.bound().is_none_or(|bound| bound > search.best().price.score) {
        search.run(course.budget(SECOND_SEARCH));
        course.prove(&mut search, &mut prover, 1.0);
    }
    found(search, Some(&prover))
}

/// How long it may last.
struct Course<'a> {
    settings: &'a Settings,
    stop: &'a AtomicBool,
    end: Option<(Instant, Duration)>,
}

impl<'a> Course<'a> {
    /// A part of the steps, or of the time.
    fn budget(&self, part: f64) -> Budget<'a> {
        let steps = self.settings.steps.map(|steps| (steps as f64 * part).ceil() as u64);
        match (self.end, steps) {
            (Some((_, time)), steps) => Budget::time(time.mul_f64(part), self.stop).at_most(steps),
            (None, steps) => Budget::steps(steps.unwrap_or(0), self.stop),
        }
    }

    /// Proves for a part of the time, or for all that is left of it, and takes over what is found on the way.
    fn prove(&self, search: &mut Search<'_>, prover: &mut Prover<'_>, part: f64) {
        // Of results that break rules nothing is proven: maybe there is no other.
        let best = search.best().clone();
        if best.price.violations > 0 {
            return;
        }
        let steps = self
            .settings
            .steps
            .map_or(f64::MAX, |steps| steps as f64 * WORK_PER_STEP);
        let mut effort = Effort {
            deadline: self.end.map(|(end, time)| end.min(Instant::now() + time.mul_f64(part))),
            work: steps as u64,
            stop: self.stop,
        };
        if let Some(better) = prover.prove(&best.teams, best.price.score, &mut effort) {
            search.adopt(&better);
        }
    }
}

fn found(mut search: Search<'_>, prover: Option<&Prover<'_>>) -> Found {
    search.finish();
    Found {
        bound: prover.and_then(Prover::bound),
        best: search.best().clone(),
    }
}
