//! When a search ends: after a number of steps, after a time, or when somebody asks.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Steps between two looks at the clock.
const LOOK_EVERY: u64 = 64;

/// A budget of steps or of time.
pub struct Budget<'a> {
    steps: Option<u64>,
    time: Option<(Instant, Duration)>,
    stop: &'a AtomicBool,
    first_step: Option<u64>,
    spent: f64,
    cooling: Range<f64>,
}

impl<'a> Budget<'a> {
    /// So many steps: the same seed gives the same plan.
    pub fn steps(steps: u64, stop: &'a AtomicBool) -> Self {
        Self {
            steps: Some(steps),
            time: None,
            stop,
            first_step: None,
            spent: 0.0,
            cooling: 0.0..1.0,
        }
    }

    /// So much time from now.
    pub fn time(time: Duration, stop: &'a AtomicBool) -> Self {
        Self {
            steps: None,
            time: Some((Instant::now(), time)),
            stop,
            first_step: None,
            spent: 0.0,
            cooling: 0.0..1.0,
        }
    }

    /// Ends at so many steps too.
    #[must_use]
    pub fn at_most(self, steps: Option<u64>) -> Self {
        Self { steps, ..self }
    }

    /// Cools over a part of the schedule only: from 0, the hottest, to 1. Parts let a search go on where it was interrupted.
    #[must_use]
    pub fn cooling(self, cooling: Range<f64>) -> Self {
        Self { cooling, ..self }
    }

    /// How far the schedule has cooled; nothing once the budget is spent.
    pub(crate) fn cooled(&mut self, step: u64) -> Option<f64> {
        let first = *self.first_step.get_or_insert(step);
        let done = step - first;
        if done.is_multiple_of(LOOK_EVERY) {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            if let Some((began, time)) = self.time {
                self.spent = began.elapsed().as_secs_f64() / time.as_secs_f64().max(1e-9);
            }
        }
        if let Some(steps) = self.steps {
            self.spent = self.spent.max(done as f64 / steps.max(1) as f64);
            if done >= steps {
                return None;
            }
        }
        let Range { start, end } = self.cooling;
        (self.spent < 1.0).then_some(start + (end - start) * self.spent)
    }
}
