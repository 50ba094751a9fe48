//! Limits on runs of dates with or without work.
//!
//! A run longer than `max` by *k* has exactly *k* spans of `max + 1` dates. A run that begins on a date and is held to `min`
//! misses one unit for each of the next `min − 1` dates it does not reach.

use super::Sheet;
use crate::model::{Kind, Limit, TeamIx};
use crate::proof::linear::{Terms, Var};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for (team, held) in (0..).zip(&sheet.model.limits.of_team) {
        for held in held {
            let limit = &sheet.model.limits.all[held.limit as usize];
            if let Kind::Run { off } = limit.kind {
                runs(sheet, team, limit, off);
            }
        }
    }
}

/// Whether a date belongs to a run: `constant + sign × variable`.
#[derive(Clone, Copy)]
struct Within {
    constant: i64,
    term: Option<(Var, i64)>,
}

impl Within {
    fn new(work: Option<Var>, off: bool) -> Self {
        Self {
            constant: i64::from(off),
            term: work.map(|work| (work, if off { -1 } else { 1 })),
        }
    }
}

/// Adds up dates with signs; answers the terms and the constant.
fn sum(dates: impl IntoIterator<Item = (Within, i64)>) -> (Terms, i64) {
    let (mut terms, mut constant) = (Terms::new(), 0);
    for (date, sign) in dates {
        constant += sign * date.constant;
        terms.extend(date.term.map(|(variable, factor)| (variable, sign * factor)));
    }
    (terms, constant)
}

fn runs(sheet: &mut Sheet<'_>, team: TeamIx, limit: &Limit, off: bool) {
    let Some(worked) = sheet.worked.get(&(team, limit.tally)) else {
        return;
    };
    let dates: Vec<Within> = worked.iter().map(|&work| Within::new(work, off)).collect();
    if let Some(max) = limit.max.and_then(|max| usize::try_from(max).ok()) {
        for span in dates.windows(max.saturating_add(1)) {
            let (terms, constant) = sum(span.iter().map(|&date| (date, 1)));
            let possible = span.iter().all(|date| date.constant > 0 || date.term.is_some());
            if possible {
                sheet
                    .linear
                    .at_most_or_pay(terms, max as i64 - constant, max as i64 + 1 - constant, limit.weight);
            }
        }
    }
    let reached = limit.min.and_then(|min| usize::try_from(min).ok()).unwrap_or(0);
    for first in 1..dates.len() {
        // A run that reaches the horizon's end is not held to `min`, so dates beyond it are none missed.
        for next in first + 1..(first.saturating_add(reached)).min(dates.len()) {
            let (terms, constant) = sum([(dates[first], 1), (dates[first - 1], -1), (dates[next], -1)]);
            sheet
                .linear
                .at_most_or_pay(terms, -constant, 1 - constant, limit.weight);
        }
    }
}
