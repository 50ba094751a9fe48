//! The table of positions: what hosts offer for the term.

use chrono::{NaiveTime, Weekday};

use crate::format::Skills;
use crate::term::cells::{count, id_text, list, positive, skills, text, weekly};
use crate::term::faults::Faults;
use crate::term::names::Known;
use crate::term::places::Ids;
use crate::term::table::{Row, Tables};
use crate::term::weeks::Weeks;

/// An internship, practice or clinic place of a host, for the term.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Whose.
    pub host: String,
    /// Whether whole teams are placed there; students else.
    pub teams: bool,
    /// How many students, or teams.
    pub capacity: i64,
    /// How many at least, unless nobody.
    pub minimum: i64,
    /// Skills asked of each.
    pub skills: Skills,
    /// Groups that quotas name.
    pub groups: Vec<String>,
    /// Clinic hours that its teams staff, by id.
    pub hours: Vec<String>,
    /// When whoever is placed there is at work: weekday, from, to.
    pub times: Vec<(Weekday, NaiveTime, NaiveTime)>,
    /// In which weeks.
    pub weeks: Weeks,
}

/// Reads the positions.
pub(in crate::term) fn read(tables: &Tables, known: &Known<'_>, weeks: usize, faults: &mut Faults) -> Vec<Position> {
    let mut positions = Vec::new();
    let mut ids = Ids::default();
    for row in tables.rows("positions") {
        let id = ids.take(&row, faults);
        let position = position(&row, known, weeks, faults);
        if let (Some(id), Some(position)) = (id, position) {
            positions.push(Position { id, ..position });
        }
    }
    positions
}

fn position(row: &Row<'_>, known: &Known<'_>, weeks: usize, faults: &mut Faults) -> Option<Position> {
    let (name, host) = (row.may("name", text, faults), row.must("host", id_text, faults));
    let teams = teams(row, faults);
    let (capacity, minimum) = (
        row.must("capacity", positive, faults),
        row.may("minimum", count, faults),
    );
    let (skills, groups) = (row.may("skills", skills, faults), row.may("groups", list, faults));
    let hours = row.may("hours", list, faults).unwrap_or_default();
    for hour in &hours {
        known.hours.check(row, "hours", hour, faults);
    }
    let times = row.may("times", weekly, faults);
    let weeks = Weeks::of(row, weeks, faults);
    if teams == Some(false) && !hours.is_empty() {
        let cause = "clinic hours are staffed by teams, and students are placed here".into();
        let remedy = "Write team (服务队) in the column for, or empty this cell.";
        row.fault(faults, "hours", "hours-for-students", cause, remedy);
    }
    if let (Some(capacity), Some(minimum)) = (
        capacity,
        minimum.filter(|&minimum| capacity.is_some_and(|c| minimum > c)),
    ) {
        let cause = format!("at least {minimum}, and there is room for {capacity}");
        row.fault(
            faults,
            "minimum",
            "min-above-max",
            cause,
            "Lower it, or raise the capacity.",
        );
    }
    Some(Position {
        id: String::new(),
        name,
        host: host?,
        teams: teams?,
        capacity: capacity?,
        minimum: minimum.unwrap_or(0),
        skills: skills.unwrap_or_default(),
        groups: groups.unwrap_or_default(),
        hours,
        times: times.unwrap_or_default(),
        weeks,
    })
}

/// Whether whole teams are placed; nothing when the word is none the column knows.
fn teams(row: &Row<'_>, faults: &mut Faults) -> Option<bool> {
    match row.text("for") {
        "" | "student" | "学生" => Some(false),
        "team" | "服务队" => Some(true),
        other => {
            let cause = format!("{other:?} is neither");
            row.fault(
                faults,
                "for",
                "unknown-choice",
                cause,
                "Write student (学生) or team (服务队).",
            );
            None
        }
    }
}
