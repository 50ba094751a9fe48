//! Quotas: bounds that can be kept.

use super::super::faults::{Faults, rows};
use super::super::numbers;
use super::Context;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, quota) in rows("quotas", &context.problem.quotas) {
        for (field, bound) in [("min", quota.min), ("max", quota.max)] {
            if let Some(bound) = bound {
                numbers::count(bound, at, field, faults);
            }
        }
        numbers::min_above_max(quota.min, quota.max, at, faults);
        if quota.min.or(quota.max).is_none() {
            let cause = "the quota has no min and no max and so limits nothing".into();
            faults.add(
                at,
                "max",
                "missing-bound",
                cause,
                "Give a bound, or leave the quota out.",
            );
        }
    }
}
