//! Kinds of teams: how many, how large, of whom.

use super::{Context, MOST_TEAMS};
use crate::format::formation::{Formation, Kind};
use crate::format::validate::faults::{At, Faults, rows};
use crate::format::validate::numbers;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, kind) in rows("teams", &context.problem.teams) {
        numbers::count(kind.count, at, "count", faults);
        sizes(kind, at, faults);
        mix(kind, at, faults);
        quorum(kind, at, faults);
        short(kind, at, faults);
    }
    if asked_for(context.problem) > MOST_TEAMS {
        let cause = format!("more than {MOST_TEAMS} teams are asked for");
        faults.add("teams", "count", "too-many-teams", cause, "Ask for fewer teams.");
    }
}

/// Teams that are asked for.
pub fn asked_for(problem: &Formation) -> i64 {
    let counts = problem.teams.iter().map(|kind| kind.count.max(0));
    counts.fold(0, i64::saturating_add)
}

fn sizes(kind: &Kind, at: At, faults: &mut Faults) {
    numbers::count(kind.min, at, "min", faults);
    numbers::count(kind.max, at, "max", faults);
    if kind.min == 0 {
        let cause = "a team of nobody is none".into();
        faults.add(at, "min", "no-members", cause, "Give a number that is 1 or more.");
    }
    numbers::min_above_max(Some(kind.min), Some(kind.max), at, faults);
}

fn mix(kind: &Kind, at: At, faults: &mut Faults) {
    for (index, entry) in kind.mix.iter().enumerate() {
        numbers::levels(&entry.skills, at, format!("mix[{index}].skills"), faults);
        let field = format!("mix[{index}].min");
        numbers::count(entry.min, at, &field, faults);
        if entry.min > kind.max {
            let cause = format!("{} such members of a team of at most {}", entry.min, kind.max);
            faults.add(
                at,
                field,
                "mix-above-size",
                cause,
                "Ask for fewer, or allow a larger team.",
            );
        }
    }
}

fn quorum(kind: &Kind, at: At, faults: &mut Faults) {
    if let Some(quorum) = kind.quorum.filter(|quorum| !(1..=kind.min).contains(quorum)) {
        let cause = format!("{quorum} free members of a team of at least {}", kind.min);
        let remedy = "Give a number from 1 to the team's min; without one, all members must be free.";
        faults.add(at, "quorum", "bad-quorum", cause, remedy);
    }
}

fn short(kind: &Kind, at: At, faults: &mut Faults) {
    kind.least
        .into_iter()
        .for_each(|least| numbers::cost(least, at, "least", faults));
    kind.short
        .into_iter()
        .for_each(|short| numbers::cost(short, at, "short", faults));
    if kind.least.is_some() != kind.short.is_some() {
        let cause = "`least` and `short` mean nothing without each other".into();
        let field = if kind.least.is_some() { "least" } else { "short" };
        faults.add(at, field, "senseless-field", cause, "Give both, or neither.");
    }
}
