//! Hard rules that cannot be kept together: a set of them of which none can be left out.
//!
//! U. Junker, *QuickXplain: preferred explanations and relaxations for over-constrained problems*, 2004: the rules are halved
//! as long as one half alone is impossible beside what is known to belong to the set. Each question is a model of its own.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::branch::{Branched, branch};
use super::demand::Demand;
use super::hard::Hard;
use crate::placement::Model;

/// Rules that no placement keeps together, each of them needed for that; more than are needed if the time is too short.
pub fn conflict(model: &Model, time: Duration, stop: &AtomicBool) -> Vec<Demand> {
    let search = Search {
        model,
        until: Instant::now() + time,
        stop,
    };
    let all = Demand::all(model);
    let mut found = search.within(&[], false, &all);
    found.sort_unstable();
    found
}

struct Search<'a> {
    model: &'a Model,
    until: Instant,
    stop: &'a AtomicBool,
}

impl Search<'_> {
    /// What of `rules` is needed beside `kept`, which are known to be needed; `news` if it has grown since it was asked about.
    fn within(&self, kept: &[Demand], news: bool, rules: &[Demand]) -> Vec<Demand> {
        if news && self.impossible(kept) {
            return Vec::new();
        }
        if rules.len() <= 1 {
            return rules.to_vec();
        }
        let (first, second) = rules.split_at(rules.len() / 2);
        let of_second = self.within(&[kept, first].concat(), true, second);
        let of_first = self.within(&[kept, &of_second].concat(), !of_second.is_empty(), first);
        [of_first, of_second].concat()
    }

    fn impossible(&self, rules: &[Demand]) -> bool {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() || self.stop.load(Ordering::Relaxed) {
            return false;
        }
        let rules: BTreeSet<_> = rules.iter().copied().collect();
        let hard = Hard::write(self.model, &|rule| rules.contains(&rule));
        matches!(branch(&hard.linear, None, left), Branched::Impossible)
    }
}
