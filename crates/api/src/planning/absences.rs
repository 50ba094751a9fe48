//! Absences from a calendar: its events within the term, each known by its UID, so that the same calendar read again changes nothing.

use std::collections::BTreeMap;

use chrono::{DurationRound as _, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Timelike as _};
use chrono_tz::Tz;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::calendars::faults;
use super::import::RowFault;
use crate::db::terms;
use crate::domain::records::Absence;
use crate::ical::{self, Occurrence, Occurrences};

/// Absences of one calendar at most: more are a timetable, which has a place of its own.
const MOST: usize = 300;
/// Characters of a reason at most.
const LONGEST: usize = 200;
/// What ids are made from besides person or team and the event.
const NAMESPACE: Uuid = Uuid::from_u128(0x8c1f_3d52_70aa_4d0e_9e1b_5a64_20cf_7a11);

/// Who is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Person(String),
    /// A team.
    Team(String),
}

/// An event that becomes no absence, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Skipped {
    /// Title of the event.
    pub title: String,
    /// When, if it is in the term.
    pub start: Option<String>,
    /// `free`: cancelled, or marked as leaving its owner free; `outside-the-term`; `no-duration`; `twice`: another event has its UID;
    /// `no-such-time`: the clock is set forward over its begin or end.
    pub why: &'static str,
}

/// What a calendar says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// What becomes an absence.
    pub absences: Vec<Absence>,
    /// Ids of absences that there may be no longer: their events are cancelled, or leave their owner free.
    pub called_off: Vec<String>,
    /// What becomes none.
    pub skipped: Vec<Skipped>,
}

/// The dates of a term, and its clock.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    first: NaiveDate,
    end: NaiveDate,
    zone: Tz,
}

impl Frame {
    /// Those of a term, if they read.
    #[must_use]
    pub fn of(term: &terms::Term) -> Option<Self> {
        let first: NaiveDate = term.first_day.parse().ok()?;
        Some(Self {
            first,
            end: first.checked_add_signed(TimeDelta::try_weeks(term.weeks)?)?,
            zone: term.zone.parse().ok()?,
        })
    }

    fn exists(&self, at: NaiveDateTime) -> bool {
        !matches!(self.zone.from_local_datetime(&at), LocalResult::None)
    }
}

/// Reads a calendar. With a `reason`, that is what absences say instead of the titles of events, which may be private.
///
/// # Errors
/// Every mistake of the file, by line; or that it is too much.
pub fn read(bytes: &[u8], frame: &Frame, who: &Who, reason: Option<&str>) -> Result<Read, Vec<RowFault>> {
    let calendar = ical::read(bytes).map_err(faults)?;
    let Some(Occurrences { within, none }) = calendar.occurrences(frame.first, frame.end, frame.zone) else {
        return Err(too_much("its rules recur without end"));
    };
    if within.len() > MOST {
        let cause = format!(
            "it has {} events in the term; at most {MOST} become absences",
            within.len()
        );
        return Err(too_much(&cause));
    }
    let mut read = Read::default();
    let mut seen = BTreeMap::new();
    for event in within {
        let id = id(who, &event);
        let (start, end) = (down(event.start), up(event.end));
        let skip = |why| Skipped {
            title: event.title.clone(),
            start: Some(text(start)),
            why,
        };
        if !event.blocks {
            read.called_off.push(id);
            read.skipped.push(skip("free"));
        } else if !frame.exists(start) || !frame.exists(end) {
            read.skipped.push(skip("no-such-time"));
        } else if seen.insert(id.clone(), ()).is_some() {
            read.skipped.push(skip("twice"));
        } else {
            read.absences
                .push(absence(id, who, (start, end), reason.unwrap_or(&event.title)));
        }
    }
    read.called_off.retain(|id| !seen.contains_key(id));
    read.skipped.extend(none.into_iter().map(|event| Skipped {
        title: event.summary.clone(),
        start: None,
        why: if event.is_instant() {
            "no-duration"
        } else {
            "outside-the-term"
        },
    }));
    Ok(read)
}

fn too_much(cause: &str) -> Vec<RowFault> {
    vec![RowFault {
        file: String::new(),
        at: String::new(),
        field: String::new(),
        code: "too-much".to_owned(),
        cause: cause.to_owned(),
        remedy: "Send a timetable to the calendar of the person, or a calendar of absences alone.".to_owned(),
    }]
}

/// The id of an event's absence: the same for as long as the event is the same, wherever it is moved to.
fn id(who: &Who, event: &Occurrence) -> String {
    let (kind, of) = match who {
        Who::Person(person) => ("person", person),
        Who::Team(team) => ("team", team),
    };
    // An event without a UID is known by what it is.
    let event = match (event.uid.as_str(), event.named) {
        ("", _) => format!("{}/{}/{}", event.start, event.end, event.title),
        (uid, None) => uid.to_owned(),
        (uid, Some(named)) => format!("{uid}/{named}"),
    };
    let name = serde_json::json!([kind, of, event]).to_string();
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).simple().to_string()
}

fn absence(id: String, who: &Who, (start, end): (NaiveDateTime, NaiveDateTime), reason: &str) -> Absence {
    let (person, team) = match who.clone() {
        Who::Person(person) => (Some(person), None),
        Who::Team(team) => (None, Some(team)),
    };
    let reason: String = reason.trim().chars().take(LONGEST).collect();
    Absence {
        id,
        person,
        team,
        start: text(start),
        end: text(end),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
    }
}

fn text(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// The minute in which a time lies.
fn down(at: NaiveDateTime) -> NaiveDateTime {
    at.duration_trunc(TimeDelta::minutes(1)).unwrap_or(at)
}

/// The minute by which it is over.
fn up(at: NaiveDateTime) -> NaiveDateTime {
    let whole = at.second() == 0 && at.nanosecond() == 0;
    down(at) + TimeDelta::minutes(i64::from(!whole))
}
