//! Clinic hours and single events.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone, Weekday};

use super::cells::{count, date, mixes, skills, text, time, weekday};
use super::faults::Faults;
use super::places::{self, Ids, Place};
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

/// The dates on which a weekly hour or event opens, in order.
pub(super) fn dates(when: &When, settings: &Settings) -> Vec<NaiveDate> {
    let (weekday, weeks) = match when {
        When::Once(date) => return vec![*date],
        When::Weekly(weekday, weeks) => (*weekday, weeks),
    };
    let opens = |date: &NaiveDate| {
        if settings.holidays.contains(date) {
            return false;
        }
        let rule = settings.make_up.iter().find(|rule| rule.date == *date);
        rule.map_or(date.weekday() == weekday, |rule| {
            rule.sessions && rule.follows == weekday
        })
    };
    let week = |date: &NaiveDate| (*date - settings.first_day).num_days() as usize / 7;
    let all = settings.first_day.iter_days().take(7 * settings.weeks);
    all.filter(|date| opens(date) && weeks.contains(week(date))).collect()
}

/// Reads the hours.
pub(super) fn read(tables: &Tables, places: &[Place], settings: Option<&Settings>, faults: &mut Faults) -> Vec<Hour> {
    let mut hours = Vec::new();
    let mut ids = Ids::default();
    for row in tables.rows("hours") {
        let (id, kind) = (ids.take(&row, faults), row.must("kind", text, faults));
        let place = places::named(&row, "place", places, faults);
        let when = when(&row, settings, faults);
        let (start, end) = (row.must("start", time, faults), row.must("end", time, faults));
        let staffing = staffing(&row, faults);
        let (skills, mix) = (row.may("skills", skills, faults).unwrap_or_default(), mix(&row, faults));
        if start.zip(end).is_some_and(|(start, end)| start >= end) {
            row.fault(
                faults,
                "end",
                "end-before-start",
                "the hour ends before it starts".into(),
                "Correct the times.",
            );
            continue;
        }
        let (Some(id), Some(kind), Some(place), Some(when)) = (id, kind, place, when) else {
            continue;
        };
        let (Some(start), Some(end), Some(staffing)) = (start, end, staffing) else {
            continue;
        };
        let name = row.may("name", text, faults);
        if let Some(settings) = settings {
            check_clock(&row, settings, &dates(&when, settings), start, end, faults);
        }
        hours.push(Hour {
            id,
            kind,
            name,
            place,
            when,
            start,
            end,
            skills,
            staffing,
            mix,
        });
    }
    hours
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
        row.must("under", count, faults),
        row.may("over", count, faults).unwrap_or(0),
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
    let under = row.may("mix_under", count, faults);
    let mixes = row.may("mix", mixes, faults).unwrap_or_default();
    mixes
        .into_iter()
        .map(|(skills, min)| Mix { skills, min, under })
        .collect()
}

/// Faults times that the zone's clock skips on one of the dates.
pub(super) fn check_clock(
    row: &Row<'_>,
    settings: &Settings,
    dates: &[NaiveDate],
    start: NaiveTime,
    end: NaiveTime,
    faults: &mut Faults,
) {
    for (column, time) in [("start", start), ("end", end)] {
        let skipped = dates.iter().find(|date| {
            settings
                .zone
                .from_local_datetime(&date.and_time(time))
                .earliest()
                .is_none()
        });
        if let Some(date) = skipped {
            let cause = format!(
                "{time} does not exist on {date}: the clock in {} is set forward",
                settings.zone
            );
            row.fault(
                faults,
                column,
                "no-such-time",
                cause,
                "Choose a time before or after the gap.",
            );
        }
    }
}

impl Settings {
    /// Whether a date lies in the term.
    pub(super) fn holds(&self, date: NaiveDate) -> bool {
        (0..7 * self.weeks as i64).contains(&(date - self.first_day).num_days())
    }
}
