//! Limits on dates with work over weeks, windows and the term, and on weekends.

use std::collections::BTreeMap;

use super::sums::bucket;
use super::{Sheet, times};
use crate::model::{Kind, Limit, Span, TeamIx, Unit, Weekend};
use crate::proof::linear::Var;

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for (team, held) in (0..).zip(&sheet.model.limits.of_team) {
        for held in held {
            let limit = &sheet.model.limits.all[held.limit as usize];
            match limit.kind {
                Kind::Sum(Unit::Days, span) => days(sheet, team, limit, span),
                Kind::Weekends => weekends(sheet, team, limit),
                Kind::Sum(..) | Kind::Run { .. } | Kind::Rest => {}
            }
        }
    }
}

fn days(sheet: &mut Sheet<'_>, team: TeamIx, limit: &Limit, span: Span) {
    let Some(worked) = sheet.worked.get(&(team, limit.tally)).cloned() else {
        return;
    };
    let spans: Vec<Vec<Var>> = match span {
        Span::Window(days) => worked
            .windows(days)
            .map(|window| window.iter().flatten().copied().collect())
            .collect(),
        Span::Day | Span::Week | Span::Term => {
            let days: Vec<usize> = (0..worked.len()).collect();
            let same = |a: &usize, b: &usize| bucket(span, *a) == bucket(span, *b);
            days.chunk_by(same)
                .map(|span| span.iter().filter_map(|&day| worked[day]).collect())
                .collect()
        }
    };
    for days in spans {
        hold(sheet, days, limit);
    }
}

fn weekends(sheet: &mut Sheet<'_>, team: TeamIx, limit: &Limit) {
    let Some(worked) = sheet.worked.get(&(team, limit.tally)).cloned() else {
        return;
    };
    let mut weekends: BTreeMap<usize, Vec<Var>> = BTreeMap::new();
    for (day, work) in worked.iter().enumerate() {
        let first = match sheet.model.calendar.weekend(day) {
            Weekend::Weekday => continue,
            Weekend::Alone => day,
            Weekend::With(other) => day.min(other as usize),
        };
        weekends.entry(first).or_default().extend(work);
    }
    let mut with_work = Vec::new();
    for days in weekends.into_values().filter(|days| !days.is_empty()) {
        let weekend = sheet.linear.variable(0, 1);
        for &day in &days {
            sheet.linear.at_most([(day, 1), (weekend, -1)], 0);
        }
        let mut either = times(days, -1);
        either.push((weekend, 1));
        sheet.linear.at_most(either, 0);
        with_work.push(weekend);
    }
    hold(sheet, with_work, limit);
}

fn hold(sheet: &mut Sheet<'_>, counted: Vec<Var>, limit: &Limit) {
    let reach = counted.len() as i64;
    let sum = times(counted, 1);
    sheet.linear.hold((&sum, &sum), reach, limit);
}
