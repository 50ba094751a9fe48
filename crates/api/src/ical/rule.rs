//! RRULE: what recurs, when, and how much work it is to find out.

use chrono::{Datelike as _, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _};
use rrule::{Frequency, RRule, RRuleSet, Tz as RuleTz, Unvalidated};

use super::fault::excerpt;
use super::moment::Moment;

/// Characters of a rule at most; a list of all days of a year has fewer.
const LONGEST: usize = 2_000;

/// Times of day a rule may list. The crate holds a period's occurrences in memory, and 24 hours × 60 minutes
/// × 60 seconds × 366 days would fill it.
const MOST_TIMES_A_DAY: usize = 48;

/// Work a calendar may cost, in periods looked at: a second or two. A full calendar
/// takes a hundredth for a term.
const WORK: u64 = 2_000_000;

/// Periods without an occurrence after which the crate gives up.
const BARREN_PERIODS: u64 = 100_000;

/// What is left of the work that one calendar may cost.
pub(super) struct Budget {
    left: u64,
}

/// The budget is spent.
#[derive(Debug)]
pub(super) struct Exhausted;

impl Budget {
    pub(super) fn new() -> Budget {
        Budget { left: WORK }
    }

    pub(super) fn spend(&mut self, work: u64) -> Result<(), Exhausted> {
        self.left = self.left.checked_sub(work).ok_or(Exhausted)?;
        Ok(())
    }
}

/// A recurrence rule of an event, on the event's own clock: nine o'clock stays nine o'clock when clocks change, so the
/// crate may count in UTC.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    rule: RRule,
    start: NaiveDateTime,
    /// Kept from the crate, which would pass over it when nothing recurs any more.
    until: Option<NaiveDateTime>,
}

impl Rule {
    /// Reads a rule of an event that starts at `start`; code and cause if it is none.
    pub(super) fn parse(value: &str, start: Moment) -> Result<Rule, (&'static str, String)> {
        let bad = |why: &str| ("bad-rule", format!("{} is no recurrence rule: {why}", excerpt(value)));
        let value = value.trim().to_ascii_uppercase();
        if value.len() > LONGEST
            || !value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"=;,+-".contains(&b))
        {
            return Err(bad("it is too long, or holds a character that no rule has"));
        }
        let mut until = None;
        let mut parts = Vec::new();
        for part in value.split(';').filter(|part| !part.is_empty()) {
            match part.strip_prefix("UNTIL=") {
                Some(text) => {
                    let last = Moment::parse(text, start.clock).ok_or_else(|| bad("UNTIL is no date"))?;
                    let whole = if last.whole_day {
                        TimeDelta::seconds(86_399)
                    } else {
                        TimeDelta::zero()
                    };
                    until = Some(last.on(start.clock) + whole);
                }
                None => parts.push(part),
            }
        }
        let rule: RRule<Unvalidated> = parts
            .join(";")
            .parse()
            .map_err(|e: rrule::RRuleError| bad(&e.to_string()))?;
        if rule.get_count() == Some(0) || rule.get_interval() == 0 {
            return Err(bad("COUNT and INTERVAL are at least 1"));
        }
        let times = [rule.get_by_hour(), rule.get_by_minute(), rule.get_by_second()];
        let a_day: usize = times.iter().map(|list| list.len().max(1)).product();
        if matches!(rule.get_freq(), Frequency::Secondly | Frequency::Minutely) || a_day > MOST_TIMES_A_DAY {
            let cause = format!("{} recurs more often than every hour", excerpt(&value));
            return Err(("rule-too-frequent", cause));
        }
        let rule = rule
            .validate(RuleTz::UTC.from_utc_datetime(&start.at))
            .map_err(|e| bad(&e.to_string()))?;
        Ok(Rule {
            rule,
            start: start.at,
            until,
        })
    }

    /// Calls `take` with each occurrence between `from` and `to`, both included.
    pub(super) fn occurrences(
        &self,
        from: NaiveDateTime,
        to: NaiveDateTime,
        budget: &mut Budget,
        mut take: impl FnMut(NaiveDateTime),
    ) -> Result<(), Exhausted> {
        let to = self.until.map_or(to, |until| until.min(to));
        let mut last = self.close_to(from);
        if last > to {
            return Ok(());
        }
        let set = RRuleSet::new(RuleTz::UTC.from_utc_datetime(&last))
            .rrule(self.rule.clone())
            .limit();
        let mut count = 0;
        for occurrence in &set {
            let at = occurrence.naive_utc();
            budget.spend(1 + self.periods(at - last))?;
            if at > to {
                return Ok(());
            }
            if at >= from {
                take(at);
            }
            count += 1;
            last = at;
        }
        // Out of occurrences though not of count: the crate has looked in vain for as long as it ever does.
        if Some(count) == self.rule.get_count() {
            Ok(())
        } else {
            budget.spend(BARREN_PERIODS)
        }
    }

    /// How many times the crate goes round to get over `gap`, weighted by the days it looks at each time.
    fn periods(&self, gap: TimeDelta) -> u64 {
        let periods = match self.rule.get_freq() {
            Frequency::Hourly => gap.num_hours() / i64::from(self.rule.get_interval()),
            _ => gap.num_days(),
        };
        periods.unsigned_abs()
    }

    /// A start from which the same occurrences follow from `from` on, as late as possible: a rule of 1990 has thousands
    /// before this term. A rule with COUNT has to be counted from its begin.
    fn close_to(&self, from: NaiveDateTime) -> NaiveDateTime {
        if self.rule.get_count().is_some() || from <= self.start {
            return self.start;
        }
        let interval = i64::from(self.rule.get_interval());
        let months =
            i64::from(from.year() - self.start.year()) * 12 + i64::from(from.month()) - i64::from(self.start.month());
        let fixed = |period: TimeDelta| {
            let step = period.num_seconds() * interval;
            let steps = (from - self.start).num_seconds() / step - 1;
            self.start + TimeDelta::seconds(step * steps.max(0))
        };
        match self.rule.get_freq() {
            Frequency::Yearly => self.month_later((months / 12 - 1) / interval * interval * 12, true),
            Frequency::Monthly => self.month_later((months - 1) / interval * interval, false),
            Frequency::Weekly => fixed(TimeDelta::weeks(1)),
            Frequency::Daily => fixed(TimeDelta::days(1)),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => fixed(TimeDelta::hours(1)),
        }
    }

    /// The first day of the month, or of the year, that many months after the start; the start itself if that is none.
    fn month_later(&self, months: i64, of_year: bool) -> NaiveDateTime {
        let month = if of_year { 1 } else { self.start.month() };
        let first = NaiveDate::from_ymd_opt(self.start.year(), month, 1);
        match (first, u32::try_from(months)) {
            (Some(first), Ok(months)) if months > 0 => first
                .checked_add_months(Months::new(months))
                .map_or(self.start, |d| d.and_time(self.start.time())),
            _ => self.start,
        }
    }
}
