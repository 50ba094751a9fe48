//! Bundles and people to be kept apart.

use std::collections::HashSet;

use super::super::faults::{Faults, rows};
use super::Context;
use super::choices::listed_twice;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, bundle) in rows("bundles", &context.problem.bundles) {
        let mut named = HashSet::new();
        for (index, id) in bundle.applicants.iter().enumerate() {
            let field = format!("applicants[{index}]");
            context.applicant(id, at, &field, faults);
            if !named.insert(id) {
                listed_twice(id, at, &field, faults);
            }
        }
    }
    for (at, (one, other)) in rows("apart", &context.problem.apart) {
        context.applicant(one, at, "[0]", faults);
        context.applicant(other, at, "[1]", faults);
        if one == other {
            let cause = format!("{one:?} cannot be apart from itself");
            faults.add(at, "[1]", "apart-from-itself", cause, "Name two different applicants.");
        }
    }
}
