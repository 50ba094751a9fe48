//! Students: skills, and when they are free.

use super::Context;
use crate::format::validate::faults::{Faults, rows};
use crate::format::validate::numbers;

pub fn check(context: &Context, faults: &mut Faults) {
    let hours = context.problem.hours.len();
    for (at, student) in rows("students", &context.problem.students) {
        numbers::levels(&student.skills, at, "skills", faults);
        let length = student.free.chars().count();
        let strange = student.free.chars().find(|sign| !"01".contains(*sign));
        let cause = match strange {
            Some(sign) => format!("{sign:?} is neither 0 nor 1"),
            None if length != hours => format!("{length} signs for {hours} hours"),
            None => continue,
        };
        let remedy = "Write a sign for each hour, in their order: 1 free, 0 not.";
        faults.add(at, "free", "bad-pattern", cause, remedy);
    }
}
