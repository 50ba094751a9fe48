//! Weeks of a term as timetables write them: `1-16`, `1-8;10`, `odd`, `1-15 odd`, `单周`.

use std::fmt;

use super::faults::Faults;
use super::table::Row;

/// A set of weeks, 0 for the term's first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks {
    held: Vec<bool>,
}

impl Weeks {
    /// Every week of a term.
    pub fn all(weeks: usize) -> Self {
        Self {
            held: vec![true; weeks],
        }
    }

    /// Whether a week is in the set.
    pub fn contains(&self, week: usize) -> bool {
        self.held.get(week).copied().unwrap_or(false)
    }

    /// Reads a cell; nothing when it does not read, names no week, or one that the term does not have.
    pub(super) fn parse(cell: &str, weeks: usize) -> Option<Self> {
        let mut held = vec![false; weeks];
        for entry in super::cells::entries(cell) {
            let (range, parity) = split_parity(entry);
            let (first, last) = match range.split_once(['-', '–', '—']) {
                _ if range.is_empty() => (1, weeks),
                Some((first, last)) => (first.trim().parse().ok()?, last.trim().parse().ok()?),
                None => {
                    let week = range.parse().ok()?;
                    (week, week)
                }
            };
            if first < 1 || first > last || last > weeks {
                return None;
            }
            for week in (first..=last).filter(|week| parity.is_none_or(|odd| (week % 2 == 1) == odd)) {
                held[week - 1] = true;
            }
        }
        held.contains(&true).then_some(Self { held })
    }

    /// The weeks of a row: all when the cell is empty.
    pub(super) fn of(row: &Row<'_>, weeks: usize, faults: &mut Faults) -> Self {
        let cell = row.text("weeks");
        if cell.is_empty() {
            return Self::all(weeks);
        }
        Self::parse(cell, weeks).unwrap_or_else(|| {
            let cause = format!("{cell:?} names no weeks of a term of {weeks}");
            row.fault(
                faults,
                "weeks",
                "not-weeks",
                cause,
                "Write 1-16, 1-8;10, odd (单周) or even (双周).",
            );
            Self::all(weeks)
        })
    }
}

impl fmt::Display for Weeks {
    /// As a timetable writes them: `1-8;10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut next = 1;
        let mut separator = "";
        for run in self.held.chunk_by(|a, b| a == b) {
            let (first, last) = (next, next + run.len() - 1);
            next += run.len();
            match run {
                [false, ..] => continue,
                [true] => write!(f, "{separator}{first}")?,
                _ => write!(f, "{separator}{first}-{last}")?,
            }
            separator = ";";
        }
        Ok(())
    }
}

/// The range without its parity, and whether odd weeks are meant.
fn split_parity(entry: &str) -> (&str, Option<bool>) {
    for (word, odd) in [
        ("odd", true),
        ("even", false),
        ("单周", true),
        ("双周", false),
        ("单", true),
        ("双", false),
    ] {
        if let Some(range) = entry.strip_suffix(word) {
            return (range.trim().trim_end_matches('周').trim(), Some(odd));
        }
    }
    (entry.trim_end_matches('周').trim(), None)
}
