//! Limits from scratch: sums by date, then every bucket.

use std::collections::{BTreeMap, BTreeSet};

use super::super::audit::duties::{Duties, Finding, Work};
use crate::model::{Kind, Limit, Model, Span, Unit, Weekend};

/// All limits of all teams but rest.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let mut found = Vec::new();
    for (work, mine) in duties.of_team.iter().zip(&model.limits.of_team) {
        for at in mine {
            let limit = &model.limits.all[at.limit as usize];
            let counted = |w: &&Work| limit.of[model.activities[w.act as usize].tags as usize];
            let counted: Vec<&Work> = work.iter().filter(counted).collect();
            found.push(one(model, limit, &counted));
        }
    }
    found.into_iter().sum()
}

fn one(model: &Model, limit: &Limit, work: &[&Work]) -> Finding {
    match limit.kind {
        Kind::Sum(unit, span) => {
            let amounts = amounts(work, unit);
            let days = model.calendar.days as i32;
            let within = |from: i32, to: i32| amounts.range(from..to).map(|(_, amount)| amount).sum();
            let value = |value: i64| Finding::off(limit.off(value), limit.weight);
            match span {
                Span::Day => (0..days).map(|day| value(within(day, day + 1))).sum(),
                Span::Week => (0..days).step_by(7).map(|day| value(within(day, day + 7))).sum(),
                Span::Term => value(amounts.values().sum()),
                Span::Window(width) => (width as i32..=days)
                    .map(|end| value(within(end - width as i32, end)))
                    .sum(),
            }
        }
        Kind::Weekends => Finding::off(limit.off(weekends(model, work)), limit.weight),
        Kind::Run { off } => runs(model, limit, work, off),
        Kind::Rest => Finding::default(),
    }
}

/// What each date with work adds.
fn amounts(work: &[&Work], unit: Unit) -> BTreeMap<i32, i64> {
    let mut amounts = BTreeMap::new();
    for w in work {
        let amount = amounts.entry(w.day).or_insert(0);
        match unit {
            Unit::Minutes => *amount += i64::from(w.end - w.start),
            Unit::Activities => *amount += 1,
            Unit::Days => *amount = 1,
        }
    }
    amounts
}

fn weekends(model: &Model, work: &[&Work]) -> i64 {
    let first_day = |day: usize| match model.calendar.weekend(day) {
        Weekend::Weekday => None,
        Weekend::Alone => Some(day),
        Weekend::With(mate) => Some(day.min(mate as usize)),
    };
    let dates = work.iter().filter_map(|w| usize::try_from(w.day).ok());
    let inside = dates.filter(|&day| day < model.calendar.days);
    inside.filter_map(first_day).collect::<BTreeSet<usize>>().len() as i64
}

fn runs(model: &Model, limit: &Limit, work: &[&Work], off: bool) -> Finding {
    let worked: BTreeSet<i32> = work.iter().map(|w| w.day).collect();
    let inside: Vec<bool> = (0..model.calendar.days as i32)
        .map(|day| worked.contains(&day) != off)
        .collect();
    let mut found = Finding::default();
    let mut begin = 0;
    for run in inside.chunk_by(|a, b| a == b) {
        let end = begin + run.len();
        if run[0] {
            let length = run.len() as i64;
            let inner = begin > 0 && end < inside.len();
            let short = limit.min.filter(|_| inner).map_or(0, |min| (min - length).max(0));
            let long = limit.max.map_or(0, |max| (length - max).max(0));
            found = [found, Finding::off(short + long, limit.weight)].into_iter().sum();
        }
        begin = end;
    }
    found
}
