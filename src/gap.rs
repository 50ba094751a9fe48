//! The proven gap: how much cheaper than the plan another one could be at most.

use yuandi_scheduler::format::Plan;
use yuandi_scheduler::verify::Verdict;

/// A plan's, as people read it. One that is not feasible has none: the bound is about those that are.
pub fn of(plan: &Plan, verdict: &Verdict) -> Option<String> {
    let bound = plan.bound.filter(|_| verdict.feasible)?;
    Some(percent(verdict.cost, bound))
}

/// `(cost − bound) / max(1, |cost|)` in percent with two decimals, rounded up: never smaller than what is proven.
pub fn percent(cost: i64, bound: i64) -> String {
    let gap = (i128::from(cost) - i128::from(bound)) * 10_000;
    let of = i128::from(cost).abs().max(1);
    let hundredths = gap.div_euclid(of) + i128::from(gap.rem_euclid(of) > 0);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn rounds_against_the_plan() {
        assert_eq!(percent(81_118, 79_775), "1.66");
        assert_eq!(percent(69, 69), "0.00");
        assert_eq!(percent(1_000_000, 999_999), "0.01");
        assert_eq!(percent(0, -5), "500.00");
        assert_eq!(percent(-200, -300), "50.00");
        assert_eq!(percent(i64::MAX, i64::MIN), "200.01");
    }
}
