//! Sums over every span of so many consecutive dates that lies wholly in the horizon.

use super::super::tally::Tally;
use super::{Case, Span};
use crate::format::Count;

pub fn check(case: &Case, tally: &mut Tally) {
    let daily = daily(case);
    let Some(length) = case
        .limit
        .window
        .and_then(|w| usize::try_from(w).ok())
        .filter(|w| *w <= daily.len())
    else {
        return;
    };
    let mut sum: i64 = daily[..length].iter().sum();
    for first in 0..=daily.len() - length {
        let date = case.setting.clock.date(i32::try_from(first).unwrap_or(0));
        case.price(sum, tally, || {
            Span::new(format!("the {length} days from {date}"), Some(date.to_string()))
        });
        sum += daily.get(first + length).copied().unwrap_or(0) - daily[first];
    }
}

fn daily(case: &Case) -> Vec<i64> {
    let mut daily = vec![0; usize::try_from(case.setting.days()).unwrap_or(0)];
    for activity in case.counted() {
        let Some(day) = usize::try_from(activity.day).ok().and_then(|day| daily.get_mut(day)) else {
            continue;
        };
        match case.limit.count {
            Count::Minutes => *day += activity.end - activity.start,
            Count::Activities => *day += 1,
            Count::Days | Count::Weekends | Count::Rest | Count::DaysOff => *day = 1,
        }
    }
    daily
}
