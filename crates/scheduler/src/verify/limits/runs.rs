//! Runs of consecutive dates with work, or without.

use super::super::tally::Tally;
use super::{Case, Span};
use crate::format::Count;

pub fn check(case: &Case, tally: &mut Tally) {
    let mut worked = vec![false; usize::try_from(case.setting.days()).unwrap_or(0)];
    for activity in case.counted() {
        if let Some(day) = usize::try_from(activity.day).ok().and_then(|day| worked.get_mut(day)) {
            *day = true;
        }
    }
    let counts_work = case.limit.count == Count::Days;
    let mut first = 0;
    for run in worked.chunk_by(|a, b| a == b) {
        if run[0] == counts_work {
            let at_border = first == 0 || first + run.len() == worked.len();
            charge(case, first, run.len() as i64, at_border, tally);
        }
        first += run.len();
    }
}

/// A run at either end of the horizon may go on outside and is not held to `min`.
fn charge(case: &Case, first: usize, length: i64, at_border: bool, tally: &mut Tally) {
    let under = case
        .limit
        .min
        .filter(|_| !at_border)
        .map_or(0, |min| (min - length).max(0));
    let over = case.limit.max.map_or(0, |max| (length - max).max(0));
    let date = case.setting.clock.date(i32::try_from(first).unwrap_or(0));
    case.charge(under + over, tally, || {
        Span::new(format!("the run of {length} days from {date}"), Some(date.to_string()))
    });
}
