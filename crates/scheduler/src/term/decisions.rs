//! Decisions already taken (`fixed`) and the plan people hold in their hands (`baseline.json`).

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::cells::{moment, text};
use super::faults::{Faults, SKIPPED};
use super::hours::{Hour, sessions};
use super::names::{Known, Names};
use super::settings::Settings;
use super::table::{Row, Tables};
use crate::format::near::maybe;
use crate::format::read_plan;

/// The published plan within a folder.
pub(super) const BASELINE: &str = "baseline.json";
/// Its format.
const PLAN: &str = "plan/1";

/// What a team is held to.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A session: its hour, on a date.
    Session(String, NaiveDate),
    /// A visit: its need, at a time.
    Visit(String, NaiveDateTime),
}

/// One team at one session or visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What.
    pub what: What,
    /// By whom.
    pub team: String,
}

/// Sessions of a term by id, as far as its hours and settings can be read.
pub(super) struct Sessions<'t> {
    by_id: HashMap<String, (String, NaiveDate)>,
    hours: &'t [Hour],
    names: &'t Names<'t>,
    settings: Option<&'t Settings>,
}

impl<'t> Sessions<'t> {
    /// The sessions of some hours.
    pub fn of(hours: &'t [Hour], names: &'t Names<'t>, settings: Option<&'t Settings>) -> Self {
        let of = |(hour, date): (&Hour, NaiveDate)| (hour.session_id(date), (hour.id.clone(), date));
        let sessions = settings.into_iter().flat_map(|settings| sessions(hours, settings));
        Self {
            by_id: sessions.map(of).collect(),
            hours,
            names,
            settings,
        }
    }

    /// Whether an id is certainly no session's: of an hour whose row has a mistake it may be.
    fn lack(&self, id: &str) -> bool {
        let read: HashSet<&str> = self.hours.iter().map(|hour| hour.id.as_str()).collect();
        let (true, Some(names)) = (self.settings.is_some(), self.names.ids()) else {
            return false;
        };
        let mut unread = names.iter().filter(|name| !read.contains(**name));
        !self.by_id.contains_key(id) && !unread.any(|name| id.starts_with(name))
    }

    /// Notes a session that a row names and the term does not have; true if all is well.
    pub fn check(&self, row: &Row<'_>, session: &str, faults: &mut Faults) -> bool {
        if !self.lack(session) {
            return true;
        }
        let near = maybe(session, self.by_id.keys().map(String::as_str));
        let remedy = format!("Write HOUR-MMDD, or the id of a single event.{near}");
        let cause = format!("{session:?} is no session");
        row.fault(faults, "session", "unknown-session", cause, &remedy);
        false
    }

    /// The hour and date of a session.
    pub fn get(&self, id: &str) -> Option<What> {
        let (hour, date) = self.by_id.get(id)?;
        Some(What::Session(hour.clone(), *date))
    }

    /// Whether the clock skips a time.
    fn skips(&self, time: NaiveDateTime) -> bool {
        self.settings.is_some_and(|settings| !settings.exists(time))
    }
}

/// Reads the fixed decisions.
pub(super) fn fixed(tables: &Tables, known: &Known<'_>, sessions: &Sessions<'_>, faults: &mut Faults) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for row in tables.rows("fixed") {
        let team = row.named("team", &known.teams, faults);
        if let (Some(what), Some(team)) = (what(&row, known, sessions, faults), team) {
            decisions.push(Decision { what, team });
        }
    }
    decisions
}

fn what(row: &Row<'_>, known: &Known<'_>, sessions: &Sessions<'_>, faults: &mut Faults) -> Option<What> {
    match (row.may("session", text, faults), row.may("need", text, faults)) {
        (Some(session), None) => {
            sessions.check(row, &session, faults);
            if !row.text("start").is_empty() {
                let cause = "a session starts when its hour does".into();
                row.fault(faults, "start", "start-of-session", cause, "Empty the cell.");
            }
            sessions.get(&session)
        }
        (None, Some(need)) => {
            let start = row.must("start", moment, faults);
            if let Some(start) = start.filter(|start| sessions.skips(*start)) {
                let cause = format!("{start} does not exist: the clock is set forward");
                row.fault(faults, "start", "no-such-time", cause, SKIPPED);
            }
            let known = known.needs.check(row, "need", &need, faults);
            start.filter(|_| known).map(|start| What::Visit(need, start))
        }
        _ => {
            let cause = "exactly one of session and need must be given".into();
            row.fault(faults, "session", "session-or-need", cause, "Fill in one of the two.");
            None
        }
    }
}

/// Reads the published plan. Rows of it that the term no longer has are faults: a plan of another term must not pass for this
/// one's.
pub(super) fn baseline(
    bytes: Option<&[u8]>,
    known: &Known<'_>,
    sessions: &Sessions<'_>,
    faults: &mut Faults,
) -> Vec<Decision> {
    let Some(bytes) = bytes else { return Vec::new() };
    let plan = match read_plan(BASELINE, bytes) {
        Ok(plan) => plan,
        Err(found) => {
            faults.list.extend(found);
            return Vec::new();
        }
    };
    let mut decisions = Vec::new();
    let mut wrong = |at: String, field: &str, code: &'static str, cause: String| {
        let remedy = "Use the plan published for this term.";
        faults.add(BASELINE, at, field, code, cause, remedy);
    };
    if plan.format != PLAN {
        let cause = format!("the format is {:?}, not {PLAN:?}", plan.format);
        wrong(String::new(), "format", "wrong-format", cause);
    }
    let absent = |id: &str| format!("{id:?} is not in this term");
    for (k, row) in plan.sessions.iter().enumerate() {
        let at = || format!("sessions[{k}]");
        if sessions.lack(&row.session) {
            wrong(at(), "session", "unknown-session", absent(&row.session));
        }
        for (i, team) in row.teams.iter().enumerate() {
            if known.teams.lack(team) {
                wrong(at(), &format!("teams[{i}]"), "unknown-team", absent(team));
            }
            decisions.extend(sessions.get(&row.session).map(|what| Decision {
                what,
                team: team.clone(),
            }));
        }
    }
    for (k, row) in plan.needs.iter().enumerate() {
        let at = || format!("needs[{k}]");
        if known.needs.lack(&row.need) {
            wrong(at(), "need", "unknown-need", absent(&row.need));
        }
        if known.teams.lack(&row.team) {
            wrong(at(), "team", "unknown-team", absent(&row.team));
        }
        let team = row.team.clone();
        match moment(&row.start.to_string()) {
            Ok(start) if sessions.skips(start) => {
                wrong(at(), "start", "no-such-time", format!("the clock skips {start}"));
            }
            Ok(start) => decisions.push(Decision {
                what: What::Visit(row.need.clone(), start),
                team,
            }),
            Err(_) => wrong(at(), "start", "not-a-time", format!("{} is no time", row.start)),
        }
    }
    decisions
}
