//! Limits: tags become rows of flags by set of tags, groups become lists of teams, buckets become ranges of counters.

use std::collections::BTreeSet;

use crate::format::{self, Count, Per, Problem};
use crate::model::Calendar;
use crate::model::limits::{Kind, Limit, Limits, Span, TeamLimit, Unit};

/// Compiles the limits of a problem over its distinct sets of tags.
pub(super) fn compile(problem: &Problem, calendar: &Calendar, tag_sets: &[BTreeSet<String>]) -> Limits {
    let mut limits = Limits::default();
    for row in &problem.limits {
        let limit = limit(row, tag_sets, &mut limits.tallies);
        limits.all.push(limit);
    }
    for team in &problem.teams {
        let (mut mine, mut rest, mut tallies) = (Vec::new(), Vec::new(), Vec::<(u32, u32)>::new());
        for (ix, row) in problem.limits.iter().enumerate() {
            let holds = row
                .groups
                .as_ref()
                .is_none_or(|groups| groups.iter().any(|g| team.groups.contains(g)));
            let limit = &limits.all[ix];
            if !holds {
                continue;
            }
            if limit.kind == Kind::Rest {
                rest.push(ix as u32);
                continue;
            }
            let mut dates = 0;
            if reads_dates(limit.kind) {
                let known = tallies.iter().find(|(tally, _)| *tally == limit.tally).copied();
                (_, dates) = known.unwrap_or_else(|| {
                    tallies.push((limit.tally, limits.dates as u32));
                    limits.dates += calendar.days;
                    tallies[tallies.len() - 1]
                });
            }
            mine.push(TeamLimit {
                limit: ix as u32,
                counters: limits.counters as u32,
                dates,
            });
            limits.counters += buckets(limit.kind, calendar);
        }
        limits.of_team.push(mine);
        limits.rest_of_team.push(rest);
        limits.tallies_of_team.push(tallies);
    }
    limits
}

fn limit(row: &format::Limit, tag_sets: &[BTreeSet<String>], tallies: &mut Vec<Vec<bool>>) -> Limit {
    let meant = |tags: &Option<Vec<String>>| -> Vec<bool> {
        tag_sets
            .iter()
            .map(|set| {
                tags.as_ref()
                    .is_none_or(|tags| tags.iter().any(|tag| set.contains(tag)))
            })
            .collect()
    };
    let of = meant(&row.of);
    let tally = tallies.iter().position(|known| *known == of).unwrap_or_else(|| {
        tallies.push(of.clone());
        tallies.len() - 1
    });
    Limit {
        id: row.id.clone(),
        kind: kind(row),
        then: meant(&row.then),
        of,
        min: row.min,
        max: row.max,
        target: row.target,
        weight: row.weight,
        tally: tally as u32,
    }
}

fn kind(row: &format::Limit) -> Kind {
    let span = match row.per {
        Some(Per::Day) => Span::Day,
        Some(Per::Week) => Span::Week,
        Some(Per::Window) => Span::Window(row.window.unwrap_or(1).max(1) as usize),
        Some(Per::Term | Per::Run) | None => Span::Term,
    };
    match row.count {
        Count::Rest => Kind::Rest,
        Count::Weekends => Kind::Weekends,
        Count::DaysOff => Kind::Run { off: true },
        Count::Days if row.per == Some(Per::Run) => Kind::Run { off: false },
        Count::Days => Kind::Sum(Unit::Days, span),
        Count::Minutes => Kind::Sum(Unit::Minutes, span),
        Count::Activities => Kind::Sum(Unit::Activities, span),
    }
}

fn reads_dates(kind: Kind) -> bool {
    matches!(kind, Kind::Sum(Unit::Days, _) | Kind::Weekends | Kind::Run { .. })
}

/// Number of counters a limit keeps for one team.
fn buckets(kind: Kind, calendar: &Calendar) -> usize {
    match kind {
        Kind::Sum(_, Span::Day) => calendar.days,
        Kind::Sum(_, Span::Week) => calendar.weeks(),
        Kind::Sum(_, Span::Term) | Kind::Weekends => 1,
        Kind::Sum(_, Span::Window(days)) => (calendar.days + 1).saturating_sub(days),
        Kind::Run { .. } | Kind::Rest => 0,
    }
}
