//! Teams' wishes.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::cells::{count, date, text, time, yes};
use super::faults::{Faults, maybe};
use super::hours::{Hour, check_clock};
use super::needs::known_team;
use super::settings::Settings;
use super::table::{Row, Tables};

/// What a wish is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Wished {
    /// Every session of an hour.
    Hour(String),
    /// An interval.
    During(NaiveDateTime, NaiveDateTime),
}

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Whose.
    pub team: String,
    /// About what.
    pub about: Wished,
    /// Whether work is wished for.
    pub want: bool,
    /// Cost when it goes otherwise.
    pub weight: i64,
}

/// Reads the wishes.
pub(super) fn read(
    tables: &Tables,
    teams: &BTreeSet<&str>,
    hours: &[Hour],
    settings: Option<&Settings>,
    faults: &mut Faults,
) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for row in tables.rows("wishes") {
        let team = row.must("team", text, faults);
        if let Some(team) = &team {
            known_team(&row, "team", team, teams, faults);
        }
        let (want, weight) = (row.must("want", yes, faults), row.must("weight", count, faults));
        let about = about(&row, hours, settings, faults);
        if let (Some(team), Some(about), Some(want), Some(weight)) = (team, about, want, weight) {
            wishes.push(Wish {
                team,
                about,
                want,
                weight,
            });
        }
    }
    wishes
}

fn about(row: &Row<'_>, hours: &[Hour], settings: Option<&Settings>, faults: &mut Faults) -> Option<Wished> {
    let interval = ["date", "start", "end"]
        .iter()
        .any(|column| !row.text(column).is_empty());
    if let Some(hour) = row.may("hour", text, faults) {
        if interval {
            let cause = "both an hour and an interval are given".into();
            row.fault(faults, "hour", "hour-and-interval", cause, "Keep one of the two.");
            return None;
        }
        if !hours.iter().any(|known| known.id == hour) {
            let remedy = format!(
                "Use an id of the hours table.{}",
                maybe(&hour, hours.iter().map(|h| h.id.as_str()))
            );
            row.fault(
                faults,
                "hour",
                "unknown-hour",
                format!("{hour:?} is not among the hours"),
                &remedy,
            );
            return None;
        }
        return Some(Wished::Hour(hour));
    }
    let day = row.must("date", date, faults);
    let (start, end) = (row.must("start", time, faults), row.must("end", time, faults));
    let (day, start, end) = (day?, start?, end?);
    if start >= end {
        row.fault(
            faults,
            "end",
            "end-before-start",
            format!("{start} to {end}"),
            "Let it end after it starts.",
        );
        return None;
    }
    if let Some(settings) = settings {
        if !settings.holds(day) {
            let cause = format!("{day} is not in the term, which starts on {}", settings.first_day);
            row.fault(faults, "date", "outside-the-term", cause, "Correct the date.");
            return None;
        }
        check_clock(row, settings, &[day], start, end, faults);
    }
    Some(Wished::During(day.and_time(start), day.and_time(end)))
}
