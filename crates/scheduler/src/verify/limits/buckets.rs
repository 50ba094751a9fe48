//! Sums in each day, each week or the whole term.

use std::collections::{BTreeMap, BTreeSet};

use super::super::setting::Setting;
use super::super::tally::Tally;
use super::{Case, Span};
use crate::format::{Count, Per};

pub fn check(case: &Case, per: Per, tally: &mut Tally) {
    let days = case.setting.days();
    let (length, buckets) = match per {
        Per::Day => (Some(1), days),
        Per::Week => (Some(7), (days + 6) / 7),
        Per::Term | Per::Run | Per::Window => (None, 1),
    };
    let bucket = |day: i64| length.map_or(0, |length| day.div_euclid(length));
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    let mut add = |bucket: i64, amount: i64| *sums.entry(bucket).or_default() += amount;
    let worked = || case.counted().map(|a| a.day).collect::<BTreeSet<i64>>();
    match case.limit.count {
        Count::Minutes => case.counted().for_each(|a| add(bucket(a.day), a.end - a.start)),
        Count::Activities => case.counted().for_each(|a| add(bucket(a.day), 1)),
        Count::Weekends => add(0, weekends(case.setting, &worked())),
        Count::Days | Count::DaysOff | Count::Rest => worked().into_iter().for_each(|day| add(bucket(day), 1)),
    }
    for key in 0..buckets {
        let sum = sums.get(&key).copied().unwrap_or(0);
        case.price(sum, tally, || span(case.setting, length, key));
    }
}

/// How many Saturday–Sunday pairs have work; a pair may lie half outside the horizon.
fn weekends(setting: &Setting, worked: &BTreeSet<i64>) -> i64 {
    let inside = worked.range(0..setting.days()).filter_map(|day| {
        let weekday = i64::from(setting.clock.weekday(i32::try_from(*day).ok()?));
        (weekday >= 5).then_some(day - (weekday - 5))
    });
    inside.collect::<BTreeSet<i64>>().len() as i64
}

fn span(setting: &Setting, length: Option<i64>, bucket: i64) -> Span {
    let Some(length) = length else {
        return Span::new("the term".into(), None);
    };
    let first = i32::try_from(bucket * length).unwrap_or(0);
    let name = if length == 1 { "day" } else { "week from" };
    let date = setting.clock.date(first).to_string();
    Span::new(format!("the {name} {date}"), Some(date))
}
