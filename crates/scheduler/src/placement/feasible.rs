//! The hard rules: what an assignment breaks.

use super::assignment::{Assignment, Filled};
use super::model::{ApplicantIx, BundleIx, HostIx, Model, PairIx, PositionIx, QuotaIx};

/// A broken hard rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// More than a position can take.
    Capacity(PositionIx),
    /// A position is open with less than its minimum.
    Minimum(PositionIx),
    /// More than a host can take.
    Host(HostIx),
    /// A quota has so many.
    Quota(QuotaIx, i64),
    /// A bundle is split.
    Bundle(BundleIx),
    /// Two who must not be are at one position.
    Apart(ApplicantIx, ApplicantIx),
    /// A decision that was made is not kept.
    Fixed(ApplicantIx),
}

/// Every hard rule that an assignment breaks; nothing if it is feasible.
pub fn broken(model: &Model, assignment: &Assignment) -> Vec<Broken> {
    let filled = Filled::new(model, assignment);
    let mut broken = Vec::new();
    for (index, position) in (0..).zip(&model.positions) {
        let used = filled.position[index as usize];
        if used > position.capacity {
            broken.push(Broken::Capacity(index));
        }
        if used < position.minimum && !filled.members[index as usize].is_empty() {
            broken.push(Broken::Minimum(index));
        }
    }
    let hosts = (0..model.hosts.len() as HostIx).filter(|&host| filled.host_room(model, Some(host)) < 0);
    broken.extend(hosts.map(Broken::Host));
    for (index, quota) in (0..).zip(&model.quotas) {
        let count = quota
            .pairs
            .iter()
            .filter(|&&pair| holds(model, assignment, pair))
            .count() as i64;
        if count < quota.min || count > quota.max {
            broken.push(Broken::Quota(index, count));
        }
    }
    let bundles = (0..model.bundles.len() as BundleIx).filter(|&bundle| split(model, assignment, bundle));
    broken.extend(bundles.map(Broken::Bundle));
    for (index, applicant) in (0..).zip(&model.applicants) {
        let at = assignment.position(model, index);
        let later = applicant.apart.iter().filter(|&&other| other > index);
        let together = later.filter(|&&other| at.is_some() && assignment.position(model, other) == at);
        broken.extend(together.map(|&other| Broken::Apart(index, other)));
        if applicant.fixed.is_some() && applicant.fixed != assignment.pair(index) {
            broken.push(Broken::Fixed(index));
        }
    }
    broken
}

/// Whether a pair is in the assignment.
fn holds(model: &Model, assignment: &Assignment, pair: PairIx) -> bool {
    assignment.pair(model.pair(pair).applicant) == Some(pair)
}

/// Whether the members of a bundle are at different places.
fn split(model: &Model, assignment: &Assignment, bundle: BundleIx) -> bool {
    let bundle = &model.bundles[bundle as usize];
    let mut places = bundle.members.iter().map(|&member| {
        let pair = assignment.pair(member)?;
        if bundle.at_host {
            model.host(pair)
        } else {
            Some(model.pair(pair).position)
        }
    });
    let first = places.next();
    places.any(|place| Some(place) != first)
}
