//! Clinic hours and single events.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::cells::{cost, count, date, mixes, skills, text, time, weekday};
use super::clock::check_clock;
use super::faults::Faults;
use super::names::Known;
use super::places::Ids;
use super::settings::{MOST_WEEKS, Settings};
use super::table::{Row, Tables};
use super::weeks::Weeks;
use crate::format::{Mix, Skills, Staffing};

/// When an hour is open.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// On a weekday, in some weeks.
    Weekly(Weekday, Weeks),
    /// Once.
    Once(NaiveDate),
}

/// A clinic hour or a single event.
#[derive(Clone, Debug, PartialEq)]
pub struct Hour {
    /// Id.
    pub id: String,
    /// Kind: the tag of its sessions.
    pub kind: String,
    /// Name.
    pub name: Option<String>,
    /// Where.
    pub place: String,
    /// On which dates.
    pub when: When,
    /// From.
    pub start: NaiveTime,
    /// To.
    pub end: NaiveTime,
    /// Skills asked of each team.
    pub skills: Skills,
    /// How many teams.
    pub staffing: Staffing,
    /// Compositions asked for.
    pub mix: Vec<Mix>,
}

impl Hour {
    /// Id of its session on a date: its own for a single event.
    pub(super) fn session_id(&self, date: NaiveDate) -> String {
        match self.when {
            When::Weekly(..) => format!("{}-{:02}{:02}", self.id, date.month(), date.day()),
            When::Once(_) => self.id.clone(),
        }
    }
}

/// Every session of some hours: its hour and date.
pub(super) fn sessions<'a>(hours: &'a [Hour], settings: &'a Settings) -> impl Iterator<Item = (&'a Hour, NaiveDate)> {
    let of = |hour: &'a Hour| dates(&hour.when, settings).into_iter().map(move |date| (hour, date));
    hours.iter().flat_map(of)
}

/// The dates on which a weekly hour or event opens, in order.
pub(super) fn dates(when: &When, settings: &Settings) -> Vec<NaiveDate> {
    let opens = |date: &NaiveDate| match when {
        When::Once(once) => date == once,
        When::Weekly(weekday, weeks) => {
            let rule = settings.make_up.iter().find(|rule| rule.date == *date);
            let follows = match rule {
                None => Some(date.weekday()),
                Some(rule) => rule.sessions.then_some(rule.follows),
            };
            let week = (*date - settings.first_day).num_days() as usize / 7;
            follows == Some(*weekday) && weeks.contains(week)
        }
    };
    settings.working_dates().filter(opens).collect()
}

/// Reads the hours.
pub(super) fn read(tables: &Tables, known: &Known<'_>, settings: Option<&Settings>, faults: &mut Faults) -> Vec<Hour> {
    let mut hours = Vec::new();
    let (mut ids, mut sessions) = (Ids::default(), HashMap::new());
    for row in tables.rows("hours") {
        let id = ids.take(&row, faults);
        let hour = hour(&row, known, settings, faults);
        let (Some(id), Some(hour)) = (id, hour) else { continue };
        let hour = Hour { id, ..hour };
        if let Some(settings) = settings {
            check_dates(&row, &hour, settings, &mut sessions, faults);
        }
        hours.push(hour);
    }
    hours
}

fn hour(row: &Row<'_>, known: &Known<'_>, settings: Option<&Settings>, faults: &mut Faults) -> Option<Hour> {
    let kind = row.must("kind", text, faults);
    let place = row.named("place", &known.places, faults);
    let when = when(row, settings, faults);
    let (start, end) = (row.must("start", time, faults), row.must("end", time, faults));
    let staffing = staffing(row, faults);
    let (skills, mix) = (row.may("skills", skills, faults), mix(row, faults));
    if start.zip(end).is_some_and(|(start, end)| start >= end) {
        let cause = "the hour ends before it starts".into();
        row.fault(faults, "end", "end-before-start", cause, "Correct the times.");
        return None;
    }
    Some(Hour {
        id: String::new(),
        kind: kind?,
        name: row.may("name", text, faults),
        place: place?,
        when: when?,
        start: start?,
        end: end?,
        skills: skills.unwrap_or_default(),
        staffing: staffing?,
        mix,
    })
}

/// Faults an hour that opens on no date, at a time that does not exist, or with the session of another.
fn check_dates(
    row: &Row<'_>,
    hour: &Hour,
    settings: &Settings,
    sessions: &mut HashMap<String, usize>,
    faults: &mut Faults,
) {
    let dates = dates(&hour.when, settings);
    let column = match hour.when {
        When::Weekly(..) => "weekday",
        When::Once(_) => "date",
    };
    if dates.is_empty() {
        let cause = "it opens on no date: all of them are holidays, or follow another weekday".into();
        row.fault(
            faults,
            column,
            "never-open",
            cause,
            "Choose another date, or remove the row.",
        );
    }
    check_clock(
        row,
        settings,
        &dates,
        [("start", hour.start), ("end", hour.end)],
        faults,
    );
    for date in dates {
        let session = hour.session_id(date);
        if let Some(other) = sessions.get(&session) {
            let cause = format!("{session:?} would be a session of row {other} too");
            row.fault(
                faults,
                "id",
                "duplicate-session",
                cause,
                "Give one of the two another id.",
            );
            return;
        }
        sessions.insert(session, row.number);
    }
}

fn when(row: &Row<'_>, settings: Option<&Settings>, faults: &mut Faults) -> Option<When> {
    const REMEDY: &str = "Fill in the weekday of a weekly hour, or the date of a single event.";
    match (row.text("weekday").is_empty(), row.text("date").is_empty()) {
        (false, false) => {
            row.fault(
                faults,
                "date",
                "weekday-and-date",
                "both a weekday and a date are given".into(),
                REMEDY,
            );
            None
        }
        (true, true) => {
            row.fault(
                faults,
                "weekday",
                "no-weekday-or-date",
                "neither a weekday nor a date is given".into(),
                REMEDY,
            );
            None
        }
        (false, true) => {
            let weeks = Weeks::of(row, settings.map_or(MOST_WEEKS, |s| s.weeks), faults);
            row.may("weekday", weekday, faults).map(|day| When::Weekly(day, weeks))
        }
        (true, false) => {
            let date = row.may("date", date, faults)?;
            if let Some(settings) = settings.filter(|settings| !settings.holds(date)) {
                let cause = format!("{date} is not in the term, which starts on {}", settings.first_day);
                row.fault(faults, "date", "outside-the-term", cause, "Correct the date.");
                return None;
            }
            Some(When::Once(date))
        }
    }
}

fn staffing(row: &Row<'_>, faults: &mut Faults) -> Option<Staffing> {
    let (target, max) = (row.must("target", count, faults), row.must("max", count, faults));
    let (under, over) = (
        row.must("under", cost, faults),
        row.may("over", cost, faults).unwrap_or(0),
    );
    if target.zip(max).is_some_and(|(target, max)| target > max) {
        let cause = "the target is above the maximum".into();
        row.fault(
            faults,
            "target",
            "target-above-max",
            cause,
            "Lower the target or raise the maximum.",
        );
    }
    Some(Staffing {
        target: target?,
        max: max?,
        under: under?,
        over,
    })
}

fn mix(row: &Row<'_>, faults: &mut Faults) -> Vec<Mix> {
    let under = row.may("mix_under", cost, faults);
    let mixes = row.may("mix", mixes, faults).unwrap_or_default();
    mixes
        .into_iter()
        .map(|(skills, min)| Mix { skills, min, under })
        .collect()
}
