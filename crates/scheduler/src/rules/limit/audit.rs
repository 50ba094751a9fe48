//! Limits from scratch: sums by date, then every bucket.

use super::super::audit::{Duties, Finding, Work};
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
            let daily = by_date(model, work, unit);
            let value = |value: i64| Finding::off(limit.off(value), limit.weight);
            match span {
                Span::Day => daily.iter().map(|&day| value(day)).sum(),
                Span::Week => daily.chunks(7).map(|week| value(week.iter().sum())).sum(),
                Span::Term => value(daily.iter().sum()),
                Span::Window(width) => daily.windows(width).map(|days| value(days.iter().sum())).sum(),
            }
        }
        Kind::Weekends => Finding::off(limit.off(weekends(model, work)), limit.weight),
        Kind::Run { off } => runs(model, limit, work, off),
        Kind::Rest => Finding::default(),
    }
}

fn by_date(model: &Model, work: &[&Work], unit: Unit) -> Vec<i64> {
    let mut daily = vec![0; model.calendar.days];
    for w in work {
        match unit {
            Unit::Minutes => daily[w.day] += i64::from(w.end - w.start),
            Unit::Activities => daily[w.day] += 1,
            Unit::Days => daily[w.day] = 1,
        }
    }
    daily
}

fn weekends(model: &Model, work: &[&Work]) -> i64 {
    let first_day = |day: usize| match model.calendar.weekend(day) {
        Weekend::Weekday => None,
        Weekend::Alone => Some(day),
        Weekend::With(mate) => Some(day.min(mate as usize)),
    };
    let mut worked: Vec<usize> = work.iter().filter_map(|w| first_day(w.day)).collect();
    worked.sort_unstable();
    worked.dedup();
    worked.len() as i64
}

fn runs(model: &Model, limit: &Limit, work: &[&Work], off: bool) -> Finding {
    let inside: Vec<bool> = by_date(model, work, Unit::Days)
        .iter()
        .map(|&n| (n > 0) != off)
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
