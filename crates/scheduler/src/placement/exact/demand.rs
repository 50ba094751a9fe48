//! The hard rules by name, so that those which cannot be kept together can be told.

use crate::placement::model::{ApplicantIx, BundleIx, HostIx, Model, PositionIx, QuotaIx};

/// A hard rule of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// An applicant is where it is decided to be.
    Fixed(ApplicantIx),
    /// A quota holds.
    Quota(QuotaIx),
    /// A bundle is not split.
    Bundle(BundleIx),
    /// Two are not at the same position, the one of the lower index first.
    Apart(ApplicantIx, ApplicantIx),
    /// A position is closed or has its minimum.
    Minimum(PositionIx),
    /// A host is not overfilled.
    Host(HostIx),
    /// A position is not overfilled.
    Capacity(PositionIx),
}

impl Demand {
    /// Every hard rule of a problem, those first that an office relaxes last.
    pub fn all(model: &Model) -> Vec<Self> {
        let applicants = 0..model.applicants.len() as ApplicantIx;
        let positions = 0..model.positions.len() as PositionIx;
        let capacities = positions.clone().map(Self::Capacity);
        let hosts = (0..model.hosts.len() as HostIx).filter(|&host| model.hosts[host as usize].is_some());
        let fixed = applicants
            .clone()
            .filter(|&applicant| model.applicant(applicant).fixed.is_some());
        let apart = applicants.flat_map(|one| {
            let others = model.applicant(one).apart.iter().filter(move |&&other| other > one);
            others.map(move |&other| Self::Apart(one, other))
        });
        let minimums = positions.filter(|&position| model.position(position).minimum > 0);
        capacities
            .chain(hosts.map(Self::Host))
            .chain(fixed.map(Self::Fixed))
            .chain(minimums.map(Self::Minimum))
            .chain(apart)
            .chain((0..model.bundles.len() as BundleIx).map(Self::Bundle))
            .chain((0..model.quotas.len() as QuotaIx).map(Self::Quota))
            .collect()
    }
}
