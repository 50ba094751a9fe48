//! Settled members: each in one team, which takes them, and in which there is room for all of them.

use std::collections::HashMap;

use super::Context;
use crate::format::validate::faults::{Faults, rows};

pub fn check(context: &Context, faults: &mut Faults) {
    let mut team_of: HashMap<&str, &str> = HashMap::new();
    let mut members: HashMap<&str, i64> = HashMap::new();
    for (at, row) in rows("fixed", &context.problem.fixed) {
        context.student(&row.student, at, "student", faults);
        let kind = context.team(&row.team, at, faults);
        if let Some(earlier) = team_of.insert(&row.student, &row.team) {
            let cause = format!("{:?} is settled in {earlier} already", row.student);
            faults.add(at, "student", "fixed-twice", cause, "Keep one of the two rows.");
            continue;
        }
        let student = context.students.get(row.student.as_str());
        let Some((student, kind)) = student.zip(kind) else {
            continue;
        };
        if !kind.takes(student) {
            let cause = format!("{} takes nobody of the groups of {:?}", row.team, row.student);
            let remedy = "Settle the student in another team, or let the team take the group.";
            faults.add(at, "team", "wrong-group", cause, remedy);
        }
        let size = members.entry(&row.team).or_default();
        *size += 1;
        if *size == kind.max + 1 {
            let cause = format!("more than the {} members that {} may have", kind.max, row.team);
            faults.add(
                at,
                "team",
                "team-too-full",
                cause,
                "Settle fewer, or allow a larger team.",
            );
        }
    }
    for (at, (one, other)) in rows("apart", &context.problem.apart) {
        let team = team_of
            .get(one.as_str())
            .filter(|team| team_of.get(other.as_str()) == Some(team));
        if let Some(team) = team.filter(|_| one != other) {
            let cause = format!("{one:?} and {other:?} are both settled in {team}");
            faults.add(
                at,
                "",
                "fixed-together",
                cause,
                "Settle one of the two elsewhere, or remove the row.",
            );
        }
    }
}
