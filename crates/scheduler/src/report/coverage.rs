//! Coverage by kind of clinic hour and week.

use std::collections::{BTreeMap, HashMap};

use super::names::kind;
use crate::format::{Plan, Problem};

/// One week of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Attendances up to each session's target.
    pub staffed: i64,
    /// Attendances wanted.
    pub target: i64,
}

impl Cell {
    /// Percent covered, if anything is wanted.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        (self.target > 0).then(|| 100 * self.staffed / self.target)
    }
}

/// A kind and its weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind<'a> {
    /// Its tag.
    pub name: &'a str,
    /// A cell a week.
    pub weeks: Vec<Cell>,
}

impl Kind<'_> {
    /// All weeks together.
    #[must_use]
    pub fn total(&self) -> Cell {
        self.weeks.iter().fold(Cell::default(), |sum, cell| Cell {
            staffed: sum.staffed + cell.staffed,
            target: sum.target + cell.target,
        })
    }
}

/// Coverage of every kind, in alphabetical order.
#[must_use]
pub fn by_kind<'a>(problem: &'a Problem, plan: &Plan, weeks: usize) -> Vec<Kind<'a>> {
    let attending: HashMap<&str, usize> = plan
        .sessions
        .iter()
        .map(|s| (s.session.as_str(), s.teams.len()))
        .collect();
    let first = problem.horizon.start.day().unwrap_or(0);
    let mut kinds: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
    for session in &problem.sessions {
        let name = kind(&session.tags);
        let week = session.start.day().map_or(0, |day| (day - first) / 7) as usize;
        let cells = kinds.entry(name).or_insert_with(|| vec![Cell::default(); weeks]);
        if let Some(cell) = cells.get_mut(week) {
            let staffed = attending.get(session.id.as_str()).copied().unwrap_or(0) as i64;
            cell.staffed += staffed.min(session.teams.target);
            cell.target += session.teams.target;
        }
    }
    kinds.into_iter().map(|(name, weeks)| Kind { name, weeks }).collect()
}
