//! How figures are drawn: classes of the heat map, lengths of bars, hours with a decimal.

use yuandi_scheduler::report::costs::Cost;
use yuandi_scheduler::report::coverage::Cell;
use yuandi_scheduler::report::hours::Load;
use yuandi_scheduler::report::needs::Grid;

/// A cell of the heat map.
pub trait Heat {
    /// A class of the page's heat scale.
    fn heat(&self) -> &'static str;
}

impl Heat for Cell {
    fn heat(&self) -> &'static str {
        match self.percent() {
            None => "none",
            Some(100..) => "full",
            Some(75..) => "high",
            Some(40..) => "half",
            Some(_) => "low",
        }
    }
}

/// Hours beside a bar.
pub trait Hours {
    /// Hours with one decimal.
    fn hours(&self) -> String;
    /// Hours aimed at.
    fn target_hours(&self) -> String;
    /// Width of the bar, in percent of the longest.
    fn width(&self, longest: &i64) -> i64;
    /// Where the target stands on the bar, in percent.
    fn mark(&self, longest: &i64) -> Option<i64>;
}

impl Hours for Load {
    fn hours(&self) -> String {
        tenths(self.minutes)
    }

    fn target_hours(&self) -> String {
        self.target.map_or_else(|| "–".into(), tenths)
    }

    fn width(&self, longest: &i64) -> i64 {
        100 * self.minutes / longest.max(&1)
    }

    fn mark(&self, longest: &i64) -> Option<i64> {
        self.target.map(|target| (100 * target / longest.max(&1)).min(100))
    }
}

fn tenths(minutes: i64) -> String {
    format!("{}.{}", minutes / 60, minutes % 60 / 6)
}

/// The longest bar of some loads: minutes served or aimed at.
pub fn longest(loads: &[Load]) -> i64 {
    let ends = loads.iter().map(|load| load.minutes.max(load.target.unwrap_or(0)));
    ends.max().unwrap_or(0)
}

/// Shares of a grid's needs.
pub trait Shares {
    /// Served and on time, in percent of all.
    fn on_time(&self) -> usize;
    /// Served late, in percent of all.
    fn late_share(&self) -> usize;
}

impl Shares for Grid {
    fn on_time(&self) -> usize {
        100 * (self.served - self.late) / self.needs.max(1)
    }

    fn late_share(&self) -> usize {
        100 * self.served / self.needs.max(1) - self.on_time()
    }
}

/// A cost beside a bar.
pub trait Share {
    /// Share of the largest part, in percent.
    fn share(&self, largest: &i64) -> i64;
}

impl Share for Cost {
    fn share(&self, largest: &i64) -> i64 {
        100 * self.cost.abs() / largest.max(&1)
    }
}
