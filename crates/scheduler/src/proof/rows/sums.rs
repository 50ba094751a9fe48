//! Limits on minutes and activities over days, weeks, windows and the term.

use super::Sheet;
use crate::model::{Calendar, Kind, Limit, Span, TeamIx, Unit};
use crate::proof::linear::{Sense, Terms, Var};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for (team, held) in (0..).zip(&sheet.model.limits.of_team) {
        for held in held {
            let limit = &sheet.model.limits.all[held.limit as usize];
            match limit.kind {
                Kind::Sum(Unit::Days, _) => {}
                Kind::Sum(_, Span::Window(days)) => windows(sheet, team, limit, days),
                Kind::Sum(_, span) => spans(sheet, team, limit, span),
                Kind::Weekends | Kind::Run { .. } | Kind::Rest => {}
            }
        }
    }
}

/// What an outing adds to a span: at least and at most, since a visit may have a choice of dates.
#[derive(Clone, Copy, Default)]
struct Share {
    low: i64,
    high: i64,
}

/// Sums over one span.
#[derive(Clone, Default)]
struct Sums {
    low: Terms,
    high: Terms,
}

/// Which span of its kind a day lies in.
pub(super) fn bucket(span: Span, day: usize) -> usize {
    match span {
        Span::Day | Span::Window(_) => day,
        Span::Week => day / 7,
        Span::Term => 0,
    }
}

/// Number of spans of a kind, windows excepted.
fn buckets(span: Span, calendar: &Calendar) -> usize {
    match span {
        Span::Day | Span::Window(_) => calendar.days,
        Span::Week => calendar.weeks(),
        Span::Term => 1,
    }
}

fn sums(sheet: &Sheet<'_>, team: TeamIx, limit: &Limit, span: Span) -> Vec<Sums> {
    let (model, calendar) = (sheet.model, &sheet.model.calendar);
    let mut sums = vec![Sums::default(); buckets(span, calendar)];
    for ix in sheet.outings.of_team(team) {
        let mut shares: Vec<(usize, Share)> = Vec::new();
        for member in &sheet.outings.all[ix].members {
            let activity = &model.activities[member.act as usize];
            if !limit.of[activity.tags as usize] {
                continue;
            }
            let amount = match limit.kind {
                Kind::Sum(Unit::Minutes, _) => i64::from(activity.minutes),
                _ => 1,
            };
            let dates = member.dates(calendar);
            let (first, last) = (bucket(span, dates.0), bucket(span, dates.1));
            for bucket in first..=last {
                let at = shares.iter().position(|share| share.0 == bucket).unwrap_or_else(|| {
                    shares.push((bucket, Share::default()));
                    shares.len() - 1
                });
                shares[at].1.high += amount;
                shares[at].1.low += if first == last { amount } else { 0 };
            }
        }
        for (bucket, share) in shares {
            sums[bucket].low.push((ix, share.low));
            sums[bucket].high.push((ix, share.high));
        }
    }
    sums
}

fn spans(sheet: &mut Sheet<'_>, team: TeamIx, limit: &Limit, span: Span) {
    for sums in sums(sheet, team, limit, span) {
        let reach = sheet.outings.reach(&sums.low);
        sheet.linear.hold((&sums.low, &sums.high), reach, limit);
    }
}

/// Windows overlap, so each day's sums become variables that the windows share.
fn windows(sheet: &mut Sheet<'_>, team: TeamIx, limit: &Limit, days: usize) {
    let by_day = sums(sheet, team, limit, Span::Day);
    let totals: Vec<_> = by_day
        .into_iter()
        .map(|day| {
            let reach = sheet.outings.reach(&day.low);
            let low = total(sheet, day.low);
            (low, total(sheet, day.high), reach)
        })
        .collect();
    for window in totals.windows(days) {
        let low: Terms = window.iter().filter_map(|day| Some((day.0?, 1))).collect();
        let high: Terms = window.iter().filter_map(|day| Some((day.1?, 1))).collect();
        let reach = window.iter().map(|day| day.2).sum();
        sheet.linear.hold((&low, &high), reach, limit);
    }
}

/// A variable equal to a sum, if there is anything to add up.
fn total(sheet: &mut Sheet<'_>, mut terms: Terms) -> Option<Var> {
    let reach = sheet.outings.reach(&terms);
    (reach > 0).then(|| {
        let total = sheet.linear.variable(0, reach);
        terms.push((total, -1));
        sheet.linear.row(terms, Sense::Exactly, 0);
        total
    })
}
