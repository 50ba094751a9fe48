//! Links: two different needs, a gap that can be kept.

use super::Context;
use super::faults::{At, Faults, rows};
use super::numbers;
use crate::format::Link;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, link) in rows("links", &context.problem.links) {
        context.ids.need(&link.first, at, "first", faults);
        context.ids.need(&link.second, at, "second", faults);
        link_to_itself(link, at, faults);
        for (field, minutes) in [("min", link.min), ("max", link.max)] {
            if let Some(minutes) = minutes {
                numbers::signed_count(minutes, at, field, faults);
            }
        }
        numbers::min_above_max(link.min, link.max, at, faults);
        if let Some(weight) = link.weight {
            numbers::cost(weight, at, "weight", faults);
        }
    }
}

fn link_to_itself(link: &Link, at: At, faults: &mut Faults) {
    if link.first == link.second {
        let cause = format!("{:?} is linked to itself", link.first);
        faults.add(at, "second", "link-to-itself", cause, "Link two different needs.");
    }
}
