//! The running sums of a check. They are kept in 128 bits, so that no plan, however silly, can wrap one around.

use std::collections::BTreeMap;

use super::verdict::{Parts, Verdict};
use crate::format::Limit;

/// Parts of the cost, one sum each.
#[derive(Default)]
pub struct Sums {
    pub unserved: i128,
    pub understaffed: i128,
    pub overstaffed: i128,
    pub late: i128,
    pub travel: i128,
    pub outing: i128,
    pub preference: i128,
    pub request: i128,
    pub limit: i128,
    pub regularity: i128,
    pub change: i128,
    pub link: i128,
    pub mix: i128,
    pub continuity: i128,
}

/// What has been found so far.
#[derive(Default)]
pub struct Tally {
    pub sums: Sums,
    limits: BTreeMap<String, i128>,
    violations: usize,
    first_violations: Vec<String>,
}

impl Tally {
    /// Counts a hard violation; its words are made only while there is room to tell them.
    pub fn violation(&mut self, words: impl FnOnce() -> String) {
        self.violations += 1;
        if self.first_violations.len() < Verdict::TOLD {
            self.first_violations.push(words());
        }
    }

    /// Charges a limit for being off by `off` units: a cost if it is soft, one violation if it is hard.
    pub fn limit(&mut self, limit: &Limit, off: i64, what: impl FnOnce() -> String) {
        if off == 0 {
            return;
        }
        let (key, charge) = match limit.weight {
            Some(weight) => (limit.id.as_str(), product(weight, off)),
            None => ("hard", 1),
        };
        *self.limits.entry(key.into()).or_default() += charge;
        match limit.weight {
            Some(_) => self.sums.limit += charge,
            None => self.violation(|| format!("{} breaks limit {} by {off}", what(), limit.id)),
        }
    }

    /// The verdict, with the numbers of needs served, of needs, and of attendances; none if a sum does not fit in 64 bits.
    pub fn verdict(self, served: usize, needs: usize, staffed: usize) -> Option<Verdict> {
        let parts = self.parts()?;
        let cost: i128 = parts.rows().iter().map(|(_, cost)| i128::from(*cost)).sum();
        let limits = self.limits.into_iter().map(|(id, sum)| Some((id, narrow(sum)?)));
        Some(Verdict {
            cost: narrow(cost)?,
            feasible: self.violations == 0,
            violations: self.violations,
            parts,
            limits: limits.collect::<Option<_>>()?,
            first_violations: self.first_violations,
            served,
            needs,
            staffed,
        })
    }

    fn parts(&self) -> Option<Parts> {
        let sums = &self.sums;
        Some(Parts {
            unserved: narrow(sums.unserved)?,
            understaffed: narrow(sums.understaffed)?,
            overstaffed: narrow(sums.overstaffed)?,
            late: narrow(sums.late)?,
            travel: narrow(sums.travel)?,
            outing: narrow(sums.outing)?,
            preference: narrow(sums.preference)?,
            request: narrow(sums.request)?,
            limit: narrow(sums.limit)?,
            regularity: narrow(sums.regularity)?,
            change: narrow(sums.change)?,
            link: narrow(sums.link)?,
            mix: narrow(sums.mix)?,
            continuity: narrow(sums.continuity)?,
        })
    }
}

/// `weight × units` without a wrap-around.
pub fn product(weight: i64, units: i64) -> i128 {
    i128::from(weight) * i128::from(units)
}

fn narrow(sum: i128) -> Option<i64> {
    i64::try_from(sum).ok()
}
