//! Limits: combinations that exist, bounds that can be kept.

use super::Context;
use super::faults::{At, Faults, rows};
use super::numbers;
use crate::format::{Count, Limit, Per};

pub fn check(context: &Context, faults: &mut Faults) {
    check_all(&context.problem.limits, faults);
}

pub fn check_all(list: &[Limit], faults: &mut Faults) {
    for (at, limit) in rows("limits", list) {
        limit_combination(limit, at, faults);
        bad_window(limit, at, faults);
        missing_bound(limit, at, faults);
        senseless_field(limit, at, faults);
        numbers::min_above_max(limit.min, limit.max, at, faults);
        for (field, bound) in [("min", limit.min), ("max", limit.max), ("target", limit.target)] {
            if let Some(bound) = bound {
                numbers::count(bound, at, field, faults);
            }
        }
        if let Some(weight) = limit.weight {
            numbers::cost(weight, at, "weight", faults);
        }
    }
}

fn limit_combination(limit: &Limit, at: At, faults: &mut Faults) {
    let exists = match limit.count {
        Count::Minutes | Count::Activities => {
            matches!(limit.per, Some(Per::Day | Per::Week | Per::Term | Per::Window))
        }
        Count::Days => matches!(limit.per, Some(Per::Week | Per::Term | Per::Window | Per::Run)),
        Count::Weekends => limit.per == Some(Per::Term),
        Count::DaysOff => limit.per == Some(Per::Run),
        Count::Rest => limit.per.is_none(),
    };
    if !exists {
        let count = word(&limit.count);
        let cause = match &limit.per {
            Some(per) => format!("{count} are not counted per {}", word(per)),
            None => format!("{count} are counted, but not over which span"),
        };
        faults.add(
            at,
            "per",
            "limit-combination",
            cause,
            remedy_of_combination(limit.count),
        );
    }
}

fn remedy_of_combination(count: Count) -> &'static str {
    match count {
        Count::Minutes | Count::Activities => "Count them per day, week, term or window.",
        Count::Days => "Count days per week, term, window or run.",
        Count::Weekends => "Count weekends per term.",
        Count::DaysOff => "Count days_off per run.",
        Count::Rest => "Leave per out: rest is between two activities.",
    }
}

fn bad_window(limit: &Limit, at: At, faults: &mut Faults) {
    let windowed = limit.per == Some(Per::Window);
    let cause = match limit.window {
        None if windowed => "per window needs the number of days".into(),
        Some(days) if windowed && days < 1 => format!("a window of {days} days is none"),
        Some(days) if days > numbers::LARGEST_COUNT => format!("a window of {days} days is too long"),
        Some(days) if !windowed => format!("a window of {days} days goes with per window only"),
        _ => return,
    };
    faults.add(
        at,
        "window",
        "bad-window",
        cause,
        r#"Give "window" as a number of days, with "per": "window" only."#,
    );
}

fn missing_bound(limit: &Limit, at: At, faults: &mut Faults) {
    if limit.count == Count::Rest && limit.min.is_none() {
        let cause = "rest needs min, the minutes between two activities".into();
        faults.add(at, "min", "missing-bound", cause, "Give min.");
    } else if limit.min.or(limit.max).or(limit.target).is_none() {
        let cause = "the limit has no min, max or target and so limits nothing".into();
        faults.add(
            at,
            "max",
            "missing-bound",
            cause,
            "Give a bound, or leave the limit out.",
        );
    }
}

/// Fields that other kinds of limits have: to ignore them would be to promise what is not held.
fn senseless_field(limit: &Limit, at: At, faults: &mut Faults) {
    let rest = limit.count == Count::Rest;
    let run = limit.per == Some(Per::Run);
    for (field, senseless) in [
        ("then", limit.then.is_some() && !rest),
        ("max", limit.max.is_some() && rest),
        ("target", limit.target.is_some() && (rest || run)),
    ] {
        if senseless {
            let kind = if run { "run".into() } else { word(&limit.count) };
            let cause = format!("{field} has no meaning in a limit on {kind}");
            faults.add(at, field, "senseless-field", cause, "Leave it out.");
        }
    }
}

/// A variant as the format writes it.
fn word(variant: &impl serde::Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
