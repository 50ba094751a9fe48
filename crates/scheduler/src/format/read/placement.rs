//! The fields of a placement problem and of a placement, one by one.

use std::collections::BTreeMap;

use super::rows::Document;
use crate::format::placement::{Aim, Applicant, Bundle, Figure, Host, OtherAim, Placed, Position, Quota, Unplaced};

pub fn problem(document: &mut Document) {
    document.required::<String>("format");
    document.required_list::<Applicant>("applicants");
    document.required_list::<Position>("positions");
    document.list::<Host>("hosts");
    document.list::<Quota>("quotas");
    document.list::<Bundle>("bundles");
    document.list::<(String, String)>("apart");
    document.list::<Placed>("fixed");
    document.required::<Aim>("aim");
}

pub fn result(document: &mut Document) {
    document.required::<String>("format");
    document.required_list::<Placed>("placed");
    document.list::<Unplaced>("unplaced");
    document.list::<String>("closed");
    document.optional::<i64>("rank_sum");
    document.list::<i64>("profile");
    document.list::<(String, String)>("blocking");
    document.optional::<bool>("optimal");
    document.optional::<Option<i64>>("bound");
    document.optional::<Option<Figure>>("bound_of");
    document.optional::<BTreeMap<Aim, OtherAim>>("other_aims");
}
