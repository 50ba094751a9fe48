//! The table of teams to be formed, a row a kind.

use std::collections::BTreeSet;

use crate::format::Skills;
use crate::format::near::maybe;
use crate::term::cells::{cost, count, list, mixes, positive, text};
use crate::term::faults::Faults;
use crate::term::names::Known;
use crate::term::people::Person;
use crate::term::places::Ids;
use crate::term::table::{Row, Tables};

/// Most teams of a kind.
const MOST_TEAMS: i64 = 1000;

/// A kind of team to be formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamKind {
    /// Id: its teams are `ID-01` and on.
    pub id: String,
    /// Name, before each team's number.
    pub name: Option<String>,
    /// College of its teams.
    pub college: String,
    /// Colleges whose students it takes; its own alone when empty.
    pub from: Vec<String>,
    /// How many teams.
    pub teams: i64,
    /// Fewest members.
    pub min: i64,
    /// Most members.
    pub max: i64,
    /// Skills, and how many members must have each.
    pub mix: Vec<(Skills, i64)>,
    /// Members who must be free; all when absent.
    pub quorum: Option<i64>,
    /// Where its teams' outings begin and end.
    pub home: String,
    /// Against needs' loads.
    pub capacity: Option<i64>,
    /// Minutes.
    pub longest_outing: Option<i64>,
    /// Further groups of its teams.
    pub groups: Vec<String>,
    /// Worth of common time that each should have,
    pub least: Option<i64>,
    /// and what each minute below costs.
    pub short: Option<i64>,
}

impl TeamKind {
    /// Colleges whose students it takes.
    pub(super) fn colleges(&self) -> &[String] {
        if self.from.is_empty() {
            std::slice::from_ref(&self.college)
        } else {
            &self.from
        }
    }
}

/// Reads the kinds.
pub(in crate::term) fn read(
    tables: &Tables,
    known: &Known<'_>,
    people: &[Person],
    faults: &mut Faults,
) -> Vec<TeamKind> {
    let colleges: BTreeSet<&str> = people.iter().map(|person| person.college.as_str()).collect();
    let mut kinds = Vec::new();
    let mut ids = Ids::default();
    for row in tables.rows("formation") {
        let id = ids.take(&row, faults);
        let kind = kind(&row, known, faults);
        let (Some(id), Some(kind)) = (id, kind) else { continue };
        let kind = TeamKind { id, ..kind };
        check_sizes(&row, &kind, faults);
        if tables.has("people", "college") {
            check_colleges(&row, &kind, &colleges, faults);
        }
        kinds.push(kind);
    }
    kinds
}

fn kind(row: &Row<'_>, known: &Known<'_>, faults: &mut Faults) -> Option<TeamKind> {
    let (name, college) = (row.may("name", text, faults), row.must("college", text, faults));
    let from = row.may("from", list, faults);
    let teams = row.must("teams", count, faults);
    let (min, max) = (row.must("min", positive, faults), row.must("max", positive, faults));
    let (mix, quorum) = (row.may("mix", mixes, faults), row.may("quorum", positive, faults));
    let home = row.named("home", &known.places, faults);
    let capacity = row.may("capacity", count, faults);
    let longest_outing = row.may("longest_outing", positive, faults);
    let groups = row.may("groups", list, faults);
    let (least, short) = (row.may("least", cost, faults), row.may("short", cost, faults));
    Some(TeamKind {
        id: String::new(),
        name,
        college: college?,
        from: from.unwrap_or_default(),
        teams: teams?,
        min: min?,
        max: max?,
        mix: mix.unwrap_or_default(),
        quorum,
        home: home?,
        capacity,
        longest_outing,
        groups: groups.unwrap_or_default(),
        least,
        short,
    })
}

fn check_sizes(row: &Row<'_>, kind: &TeamKind, faults: &mut Faults) {
    if kind.teams > MOST_TEAMS {
        let cause = format!("{} teams", kind.teams);
        let remedy = format!("Ask for {MOST_TEAMS} at most.");
        row.fault(faults, "teams", "out-of-range", cause, &remedy);
    }
    if kind.min > kind.max {
        let cause = format!("at least {} members and at most {}", kind.min, kind.max);
        row.fault(faults, "min", "min-above-max", cause, "Swap the two or change one.");
    }
    if let Some(quorum) = kind.quorum.filter(|quorum| *quorum > kind.min) {
        let cause = format!("a team may have {} members, {quorum} of whom must be free", kind.min);
        let remedy = "Lower the quorum, or let teams have more members.";
        row.fault(faults, "quorum", "quorum-above-members", cause, remedy);
    }
    if let Some((_, min)) = kind.mix.iter().find(|(_, min)| *min > kind.max) {
        let cause = format!("{min} members with a skill in a team of at most {}", kind.max);
        row.fault(
            faults,
            "mix",
            "mix-above-size",
            cause,
            "Ask for fewer, or allow a larger team.",
        );
    }
    if kind.least.is_some() != kind.short.is_some() {
        let cause = "common time that is asked for, and its price, mean nothing without each other".into();
        row.fault(
            faults,
            "short",
            "short-without-least",
            cause,
            "Fill in both, or neither.",
        );
    }
}

/// Faults colleges that nobody is of: the kind would be left without students in silence.
fn check_colleges(row: &Row<'_>, kind: &TeamKind, colleges: &BTreeSet<&str>, faults: &mut Faults) {
    let column = if kind.from.is_empty() { "college" } else { "from" };
    for college in kind
        .colleges()
        .iter()
        .filter(|college| !colleges.contains(college.as_str()))
    {
        let remedy = format!(
            "Use a college of the people table.{}",
            maybe(college, colleges.iter().copied())
        );
        let cause = format!("nobody among the people is of {college:?}");
        row.fault(faults, column, "unknown-college", cause, &remedy);
    }
}
