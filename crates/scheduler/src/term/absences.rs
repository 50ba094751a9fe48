//! Absences: spans in which a person or a whole team is away.

use chrono::NaiveDateTime;

use super::cells::{moment, text};
use super::faults::{Faults, SKIPPED};
use super::names::Known;
use super::settings::Settings;
use super::table::{Row, Tables};

/// Who is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// A person: counts against the quorum, as a lesson does.
    Person(String),
    /// A team: it is not available.
    Team(String),
}

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Whose.
    pub who: Absent,
    /// From.
    pub from: NaiveDateTime,
    /// To.
    pub to: NaiveDateTime,
    /// Why.
    pub reason: Option<String>,
}

/// Reads the absences.
pub(super) fn read(
    tables: &Tables,
    known: &Known<'_>,
    settings: Option<&Settings>,
    faults: &mut Faults,
) -> Vec<Absence> {
    let mut absences = Vec::new();
    for row in tables.rows("absences") {
        let who = who(&row, known, faults);
        let (from, to) = (row.must("start", moment, faults), row.must("end", moment, faults));
        let (Some(from), Some(to)) = (from, to) else { continue };
        for (field, time) in [("start", from), ("end", to)] {
            if settings.is_some_and(|settings| !settings.exists(time)) {
                let cause = format!("{time} does not exist: the clock is set forward");
                row.fault(faults, field, "no-such-time", cause, SKIPPED);
            }
        }
        if from >= to {
            let cause = format!("{from} to {to}");
            row.fault(faults, "end", "end-before-start", cause, "Let it end after it starts.");
        }
        let reason = row.may("reason", text, faults);
        absences.extend(who.map(|who| Absence { who, from, to, reason }));
    }
    absences
}

fn who(row: &Row<'_>, known: &Known<'_>, faults: &mut Faults) -> Option<Absent> {
    match (row.may("person", text, faults), row.may("team", text, faults)) {
        (Some(person), None) => {
            let known = known.people.check(row, "person", &person, faults);
            known.then_some(Absent::Person(person))
        }
        (None, Some(team)) => {
            let known = known.teams.check(row, "team", &team, faults);
            known.then_some(Absent::Team(team))
        }
        _ => {
            let cause = "exactly one of person and team must be given".into();
            row.fault(faults, "person", "person-or-team", cause, "Fill in one of the two.");
            None
        }
    }
}
