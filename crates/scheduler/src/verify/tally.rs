//! The running sums of a check. They are kept in 128 bits, so that no plan, however silly, can wrap one around.

use std::collections::BTreeMap;

use super::verdict::{Parts, Verdict};
use super::violation::Violation;
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
pub struct Tally {
    pub sums: Sums,
    limits: BTreeMap<String, i128>,
    violations: usize,
    /// Violations to tell of, at most.
    most: usize,
    told: Vec<Violation>,
}

impl Tally {
    /// Nothing yet; of violations so many are told, beyond which they are counted alone.
    pub fn telling(most: usize) -> Self {
        Self {
            sums: Sums::default(),
            limits: BTreeMap::new(),
            violations: 0,
            most,
            told: Vec::new(),
        }
    }

    /// Counts a hard violation; what there is to tell of it is made only while there is room.
    pub fn violation(&mut self, violation: impl FnOnce() -> Violation) {
        self.violations += 1;
        if self.told.len() < self.most {
            self.told.push(violation());
        }
    }

    /// Charges a limit for being off by `off` units: a cost if it is soft, one violation if it is hard.
    pub fn limit(&mut self, limit: &Limit, off: i64, violation: impl FnOnce() -> Violation) {
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
            None => self.violation(violation),
        }
    }

    /// The verdict, with the numbers of needs served, of needs, and of attendances, and the violations told of; none if a sum does
    /// not fit in 64 bits.
    pub fn verdict(self, served: usize, needs: usize, staffed: usize) -> Option<(Verdict, Vec<Violation>)> {
        let parts = self.parts()?;
        let cost: i128 = parts.rows().iter().map(|(_, cost)| i128::from(*cost)).sum();
        let limits = self.limits.into_iter().map(|(id, sum)| Some((id, narrow(sum)?)));
        let verdict = Verdict {
            cost: narrow(cost)?,
            feasible: self.violations == 0,
            violations: self.violations,
            parts,
            limits: limits.collect::<Option<_>>()?,
            first_violations: self
                .told
                .iter()
                .take(Verdict::TOLD)
                .map(|told| told.words.clone())
                .collect(),
            served,
            needs,
            staffed,
        };
        Some((verdict, self.told))
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
