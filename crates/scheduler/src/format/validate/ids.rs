//! Ids: each once, and every reference to one that exists.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use super::Context;
use super::faults::{At, Faults};
use crate::format::Problem;
use crate::format::near::maybe;

/// Index of every id that may be referred to.
pub struct Ids<'a> {
    places: HashSet<&'a str>,
    teams: HashSet<&'a str>,
    sessions: HashSet<&'a str>,
    needs: HashSet<&'a str>,
}

impl<'a> Ids<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        Self {
            places: problem.places.iter().map(|p| p.id.as_str()).collect(),
            teams: problem.teams.iter().map(|t| t.id.as_str()).collect(),
            sessions: problem.sessions.iter().map(|s| s.id.as_str()).collect(),
            needs: problem.needs.iter().map(|n| n.id.as_str()).collect(),
        }
    }

    pub fn place(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        unknown(&self.places, id, "unknown-place", "place", at, field, faults);
    }

    pub fn team(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        unknown(&self.teams, id, "unknown-team", "team", at, field, faults);
    }

    pub fn session(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        unknown(&self.sessions, id, "unknown-session", "session", at, field, faults);
    }

    pub fn need(&self, id: &str, at: At, field: impl Display, faults: &mut Faults) {
        unknown(&self.needs, id, "unknown-need", "need", at, field, faults);
    }
}

/// Where so much is wrong already, nobody looks for a near name, and a large file of nothing but strangers is told quickly.
const FAULTS_WITH_NEAR_NAMES: usize = 100;

/// Faults an id that is not among the known ones.
pub fn unknown(
    known: &HashSet<&str>,
    id: &str,
    code: &'static str,
    kind: &str,
    at: At,
    field: impl Display,
    faults: &mut Faults,
) {
    if !known.contains(id) {
        let names = known.iter().copied();
        stranger(names, id, (code, kind), at, field, faults);
    }
}

/// A reference to nothing, with the name that may be meant.
pub fn stranger<'a>(
    names: impl Iterator<Item = &'a str>,
    id: &str,
    (code, kind): (&'static str, &str),
    at: At,
    field: impl Display,
    faults: &mut Faults,
) {
    let near = if faults.len() < FAULTS_WITH_NEAR_NAMES {
        maybe(id, names)
    } else {
        String::new()
    };
    let remedy = format!("Use the id of a {kind} of the problem, or add the {kind}.{near}");
    faults.add(at, field, code, format!("there is no {kind} {id:?}"), &remedy);
}

pub fn check(context: &Context, faults: &mut Faults) {
    let problem = context.problem;
    duplicate_id("places", problem.places.iter().map(|p| &p.id), faults);
    duplicate_id("teams", problem.teams.iter().map(|t| &t.id), faults);
    duplicate_id("sessions", problem.sessions.iter().map(|s| &s.id), faults);
    duplicate_id("needs", problem.needs.iter().map(|n| &n.id), faults);
    duplicate_id("continuity", problem.continuity.iter().map(|c| &c.id), faults);
    duplicate_id("limits", problem.limits.iter().map(|l| &l.id), faults);
}

/// An id that an earlier row of the list has.
pub fn duplicate_id<'a>(list: &'static str, ids: impl Iterator<Item = &'a String>, faults: &mut Faults) {
    let mut first_of = HashMap::new();
    for (index, id) in ids.enumerate() {
        let first = *first_of.entry(id.as_str()).or_insert(index);
        if first != index {
            let cause = format!("{id:?} is also the id of {}", At(list, first));
            faults.add(
                At(list, index),
                "id",
                "duplicate-id",
                cause,
                "Give every row an id of its own.",
            );
        }
    }
}
