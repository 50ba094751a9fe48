//! Friends, and people to keep apart.

use super::Context;
use crate::format::validate::faults::{At, Faults, rows};
use crate::format::validate::numbers;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, friends) in rows("friends", &context.problem.friends) {
        pair(context, &friends.students, at, "students", faults);
        numbers::cost(friends.weight, at, "weight", faults);
    }
    for (at, apart) in rows("apart", &context.problem.apart) {
        pair(context, apart, at, "", faults);
    }
}

fn pair(context: &Context, (one, other): &(String, String), at: At, list: &str, faults: &mut Faults) {
    context.student(one, at, format_args!("{list}[0]"), faults);
    context.student(other, at, format_args!("{list}[1]"), faults);
    if one == other {
        let cause = format!("{one:?} twice");
        faults.add(
            at,
            list,
            "pair-with-oneself",
            cause,
            "Name two students, or remove the row.",
        );
    }
}
