//! Ranges: minutes, counts and levels in 32 bits, a cost or weight in 48, and which of them may be negative.

use std::fmt::Display;

use super::faults::{At, Faults};
use crate::format::Skills;

/// Largest cost or weight.
pub const LARGEST_COST: i64 = (1 << 48) - 1;
/// Largest number of minutes, count or level.
pub const LARGEST_COUNT: i64 = i32::MAX as i64;

/// Minutes or a count: neither negative nor above 32 bits.
pub fn count(value: i64, at: impl Display, field: impl Display, faults: &mut Faults) {
    negative(value, &at, &field, faults);
    out_of_range(value, LARGEST_COUNT, at, field, faults);
}

/// Minutes that may point backwards.
pub fn signed_count(value: i64, at: impl Display, field: impl Display, faults: &mut Faults) {
    out_of_range(value, LARGEST_COUNT, at, field, faults);
}

/// A cost or weight: neither negative nor above 48 bits. A negative price would pay for what the page counts as an evil.
pub fn cost(value: i64, at: impl Display, field: impl Display, faults: &mut Faults) {
    negative(value, &at, &field, faults);
    out_of_range(value, LARGEST_COST, at, field, faults);
}

/// A cost that may be a bonus, as `preferred` may.
pub fn signed_cost(value: i64, at: impl Display, field: impl Display, faults: &mut Faults) {
    out_of_range(value, LARGEST_COST, at, field, faults);
}

/// Levels of skills.
pub fn levels(skills: &Skills, at: impl Display, field: impl Display, faults: &mut Faults) {
    for (skill, level) in skills.iter().filter(|(_, level)| **level < 0) {
        negative(i64::from(*level), &at, format!("{field}.{skill}"), faults);
    }
}

fn negative(value: i64, at: impl Display, field: impl Display, faults: &mut Faults) {
    if value < 0 {
        faults.add(
            at,
            field,
            "negative",
            format!("{value} is negative"),
            "Give a number that is 0 or more.",
        );
    }
}

fn out_of_range(value: i64, largest: i64, at: impl Display, field: impl Display, faults: &mut Faults) {
    if value.unsigned_abs() > largest.unsigned_abs() {
        let cause = format!("{value} is out of range: the largest is {largest}");
        faults.add(at, field, "out-of-range", cause, "Give a smaller number.");
    }
}

/// Two bounds that nothing can keep.
pub fn min_above_max(min: Option<i64>, max: Option<i64>, at: At, faults: &mut Faults) {
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let cause = format!("the min of {min} is above the max of {max}");
        faults.add(at, "min", "min-above-max", cause, "Swap the two or change one.");
    }
}
