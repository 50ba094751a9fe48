//! Format tag, time zone and horizon.

use super::Context;
use super::faults::Faults;
use crate::format::Problem;

/// A century: longer horizons are slips of the pen, and would have every checker count days for nothing.
const LONGEST_HORIZON_DAYS: i32 = 36_525;

pub fn check(context: &Context, faults: &mut Faults) {
    let problem = context.problem;
    wrong_format("problem/1", &problem.format, faults);
    unknown_zone(problem, faults);
    not_a_date(problem, faults);
    horizon_backwards(problem, faults);
    horizon_too_long(problem, faults);
}

/// Whether days can be counted in the horizon.
pub fn usable_horizon(problem: &Problem) -> bool {
    horizon_days(problem).is_some_and(|days| (1..=LONGEST_HORIZON_DAYS).contains(&days))
}

pub fn wrong_format(expected: &str, found: &str, faults: &mut Faults) {
    if found != expected {
        let cause = format!("the format is {found:?}, not {expected:?}");
        faults.add(
            "",
            "format",
            "wrong-format",
            cause,
            "Give a file of the format that this program reads.",
        );
    }
}

fn unknown_zone(problem: &Problem, faults: &mut Faults) {
    if problem.time_zone.parse::<chrono_tz::Tz>().is_err() {
        let cause = format!("{:?} is not the name of a time zone", problem.time_zone);
        faults.add(
            "",
            "time_zone",
            "unknown-zone",
            cause,
            "Use an IANA name such as Asia/Shanghai.",
        );
    }
}

fn not_a_date(problem: &Problem, faults: &mut Faults) {
    let horizon = &problem.horizon;
    for (field, date) in [("horizon.start", &horizon.start), ("horizon.end", &horizon.end)] {
        if date.day().is_none() {
            let cause = format!("{:?} is not a date", date.to_string());
            faults.add("", field, "not-a-date", cause, "Write dates as 2026-09-07.");
        }
    }
}

fn horizon_backwards(problem: &Problem, faults: &mut Faults) {
    if horizon_days(problem).is_some_and(|days| days < 1) {
        let cause = format!(
            "the horizon ends on {} and starts on {}",
            problem.horizon.end, problem.horizon.start
        );
        let remedy = "The end is the day after the last one, so it must be later than the start.";
        faults.add("", "horizon.end", "horizon-backwards", cause, remedy);
    }
}

fn horizon_too_long(problem: &Problem, faults: &mut Faults) {
    if let Some(days) = horizon_days(problem).filter(|days| *days > LONGEST_HORIZON_DAYS) {
        let cause = format!("the horizon has {days} days");
        faults.add(
            "",
            "horizon.end",
            "horizon-too-long",
            cause,
            "Plan at most 100 years at a time.",
        );
    }
}

fn horizon_days(problem: &Problem) -> Option<i32> {
    problem.horizon.end.day()?.checked_sub(problem.horizon.start.day()?)
}
