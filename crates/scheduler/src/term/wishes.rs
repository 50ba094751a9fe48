//! Teams' wishes.

use chrono::NaiveDateTime;

use super::cells::{cost, date, text, time, yes};
use super::clock::check_clock;
use super::faults::Faults;
use super::names::Known;
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
pub(super) fn read(tables: &Tables, known: &Known<'_>, settings: Option<&Settings>, faults: &mut Faults) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for row in tables.rows("wishes") {
        let team = row.named("team", &known.teams, faults);
        let (want, weight) = (row.must("want", yes, faults), row.must("weight", cost, faults));
        let about = about(&row, known, settings, faults);
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

fn about(row: &Row<'_>, known: &Known<'_>, settings: Option<&Settings>, faults: &mut Faults) -> Option<Wished> {
    let interval = ["date", "start", "end"]
        .iter()
        .any(|column| !row.text(column).is_empty());
    if let Some(hour) = row.may("hour", text, faults) {
        if interval {
            let cause = "both an hour and an interval are given".into();
            row.fault(faults, "hour", "hour-and-interval", cause, "Keep one of the two.");
            return None;
        }
        return known
            .hours
            .check(row, "hour", &hour, faults)
            .then_some(Wished::Hour(hour));
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
        check_clock(row, settings, &[day], [("start", start), ("end", end)], faults);
    }
    Some(Wished::During(day.and_time(start), day.and_time(end)))
}
