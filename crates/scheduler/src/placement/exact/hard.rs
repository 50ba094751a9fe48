//! The hard rules as rows over one choice for each eligible pair; the choice of a pair has the pair's index.

use std::collections::BTreeSet;

use super::demand::Demand;
use crate::placement::model::{ApplicantIx, Bundle, Model, PairIx, PositionIx};
use crate::proof::linear::{Linear, Sense, Terms, Var};

/// The rows, and for each position with a minimum the choice to open it.
pub struct Hard {
    /// The rows.
    pub linear: Linear,
    /// Whether a position with a minimum is open.
    pub open: Vec<Option<Var>>,
}

impl Hard {
    /// The rows of the rules that are to be kept; what makes a pair eligible always is.
    pub fn write(model: &Model, keep: &dyn Fn(Demand) -> bool) -> Self {
        let mut hard = Self {
            linear: Linear::default(),
            open: vec![None; model.positions.len()],
        };
        for _ in &model.pairs {
            hard.linear.choice(0);
        }
        hard.applicants(model, keep);
        for position in 0..model.positions.len() as PositionIx {
            hard.position(model, position, keep);
        }
        for (host, positions) in (0..).zip(&model.positions_of_host) {
            let pairs = positions
                .iter()
                .flat_map(|&position| model.pairs_at(position).iter().copied());
            if keep(Demand::Host(host)) {
                hard.at_most(sized(model, pairs), model.host_capacity(Some(host)));
            }
        }
        for (index, quota) in (0..).zip(&model.quotas) {
            if !keep(Demand::Quota(index)) {
                continue;
            }
            let terms: Terms = quota.pairs.iter().map(|&pair| (pair as Var, 1)).collect();
            if quota.min > 0 {
                hard.linear.at_least(terms.iter().copied(), quota.min);
            }
            hard.at_most(terms, quota.max);
        }
        for (index, bundle) in (0..).zip(&model.bundles) {
            if keep(Demand::Bundle(index)) {
                hard.bundle(model, bundle);
            }
        }
        hard
    }

    fn applicants(&mut self, model: &Model, keep: &dyn Fn(Demand) -> bool) {
        for (index, applicant) in (0..).zip(&model.applicants) {
            self.at_most(model.pairs_of(index).map(|pair| (pair as Var, 1)).collect(), 1);
            if let Some(pair) = applicant.fixed.filter(|_| keep(Demand::Fixed(index))) {
                self.linear.variables[pair as Var].low = 1;
            }
            for &other in applicant.apart.iter().filter(|&&other| other > index) {
                if keep(Demand::Apart(index, other)) {
                    self.apart(model, index, other);
                }
            }
        }
    }

    fn apart(&mut self, model: &Model, one: ApplicantIx, other: ApplicantIx) {
        for pair in model.pairs_of(one) {
            if let Some(beside) = model.find(other, model.pair(pair).position) {
                self.linear.at_most([(pair as Var, 1), (beside as Var, 1)], 1);
            }
        }
    }

    fn position(&mut self, model: &Model, position: PositionIx, keep: &dyn Fn(Demand) -> bool) {
        let row = model.position(position);
        let mut terms = sized(model, model.pairs_at(position).iter().copied());
        let all: i64 = terms.iter().map(|&(_, size)| size).sum();
        let capacity = if keep(Demand::Capacity(position)) {
            row.capacity.min(all)
        } else {
            all
        };
        if row.minimum > 0 && keep(Demand::Minimum(position)) {
            let open = self.linear.choice(0);
            self.open[position as usize] = Some(open);
            let filled = terms.iter().copied().chain([(open, -row.minimum)]);
            self.linear.at_least(filled, 0);
            terms.push((open, -capacity));
            self.linear.at_most(terms, 0);
        } else {
            self.at_most(terms, capacity);
        }
    }

    /// Consecutive members are at each place together or not.
    fn bundle(&mut self, model: &Model, bundle: &Bundle) {
        let place = |pair: PairIx| {
            if bundle.at_host {
                model.host(pair)
            } else {
                Some(model.pair(pair).position)
            }
        };
        let places: BTreeSet<u32> = bundle
            .members
            .iter()
            .flat_map(|&member| model.pairs_of(member))
            .filter_map(place)
            .collect();
        for two in bundle.members.windows(2) {
            for &at in &places {
                let there = |member: ApplicantIx, sign: i64| {
                    let pairs = model.pairs_of(member).filter(move |&pair| place(pair) == Some(at));
                    pairs.map(move |pair| (pair as Var, sign))
                };
                let terms = there(two[0], 1).chain(there(two[1], -1));
                self.linear.row(terms, Sense::Exactly, 0);
            }
        }
    }

    /// A row of numbers that are never negative, unless it cannot fail to hold.
    fn at_most(&mut self, terms: Terms, right: i64) {
        let all: i64 = terms.iter().map(|&(_, factor)| factor).sum();
        if all > right {
            self.linear.at_most(terms, right);
        }
    }
}

/// Pairs with their applicants' sizes.
fn sized(model: &Model, pairs: impl Iterator<Item = PairIx>) -> Terms {
    pairs.map(|pair| (pair as Var, model.size(pair))).collect()
}
