//! Residents' needs, and how they hang together.

use std::collections::{BTreeSet, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::cells::{count, date, list, moment, positive, prices, ranges, skills, text, whole, yes};
use super::faults::{Faults, maybe};
use super::hours::check_clock;
use super::places::{self, Ids, Place};
use super::settings::Settings;
use super::table::{Row, Tables};
use crate::format::{LinkTeams, Skills};

/// The need that another follows.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// The earlier need.
    pub need: String,
    /// Minutes between the starts, at least.
    pub gap_min: Option<i64>,
    /// And at most.
    pub gap_max: Option<i64>,
    /// One team or two.
    pub teams: LinkTeams,
    /// Cost of breaking that; hard without.
    pub weight: Option<i64>,
    /// Both or neither.
    pub together: bool,
}

/// A need.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Id.
    pub id: String,
    /// Kind: its tag.
    pub kind: String,
    /// Where.
    pub place: String,
    /// How long a visit takes.
    pub minutes: i64,
    /// First date.
    pub from: NaiveDate,
    /// Last date.
    pub to: NaiveDate,
    /// Hours of each date; the term's blocks when empty.
    pub hours: Vec<(NaiveTime, NaiveTime)>,
    /// Skills.
    pub skills: Skills,
    /// Cost when not served.
    pub unserved: i64,
    /// When it is due.
    pub due: Option<NaiveDateTime>,
    /// Cost of each started hour after that.
    pub late: i64,
    /// Against a team's capacity.
    pub load: i64,
    /// The only teams that may.
    pub teams: Option<Vec<String>>,
    /// Teams that may not.
    pub excluded: Vec<String>,
    /// Teams and what being served by them adds to the cost.
    pub preferred: Vec<(String, i64)>,
    /// The need it follows.
    pub after: Option<After>,
    /// Group of needs that should meet few teams.
    pub continuity: Option<String>,
}

/// Reads the needs.
pub(super) fn read(
    tables: &Tables,
    places: &[Place],
    teams: &BTreeSet<&str>,
    settings: Option<&Settings>,
    faults: &mut Faults,
) -> Vec<Need> {
    let ids: HashSet<&str> = tables.rows("needs").map(|row| row.text("id")).collect();
    let mut taken = Ids::default();
    let rows: Vec<Row<'_>> = tables.rows("needs").collect();
    let mut needs = Vec::new();
    for row in &rows {
        let id = taken.take(row, faults);
        let need = need(row, places, teams, faults);
        let after = after(row, &ids, faults);
        if let (Some(id), Some(need)) = (id, need) {
            let need = Need { id, after, ..need };
            if let Some(settings) = settings {
                check_windows(row, &need, settings, faults);
            }
            needs.push(need);
        }
    }
    needs
}

fn need(row: &Row<'_>, places: &[Place], teams: &BTreeSet<&str>, faults: &mut Faults) -> Option<Need> {
    let (kind, place) = (
        row.must("kind", text, faults),
        places::named(row, "place", places, faults),
    );
    let minutes = row.must("minutes", positive, faults);
    let (from, to) = (row.must("from", date, faults), row.must("to", date, faults));
    let unserved = row.must("unserved", count, faults);
    let hours = row.may("hours", ranges, faults).unwrap_or_default();
    let skills = row.may("skills", skills, faults).unwrap_or_default();
    let (due, late) = (
        row.may("due", moment, faults),
        row.may("late", count, faults).unwrap_or(0),
    );
    let load = row.may("load", count, faults).unwrap_or(0);
    let allowed = row.may("teams", list, faults);
    let excluded = row.may("excluded", list, faults).unwrap_or_default();
    let preferred = row.may("preferred", prices, faults).unwrap_or_default();
    let named = [
        ("teams", allowed.iter().flatten().collect::<Vec<_>>()),
        ("excluded", excluded.iter().collect()),
    ];
    let preferring = ("preferred", preferred.iter().map(|(team, _)| team).collect());
    for (column, ids) in named.into_iter().chain([preferring]) {
        ids.into_iter()
            .for_each(|id| known_team(row, column, id, teams, faults));
    }
    if late > 0 && due.is_none() && row.text("due").is_empty() {
        let cause = "a price for lateness without a due time".into();
        row.fault(
            faults,
            "due",
            "late-without-due",
            cause,
            "Fill in when the need is due, or empty the price.",
        );
    }
    Some(Need {
        id: String::new(),
        kind: kind?,
        place: place?,
        minutes: minutes?,
        from: from?,
        to: to?,
        hours,
        skills,
        unserved: unserved?,
        due,
        late,
        load,
        teams: allowed,
        excluded,
        preferred,
        after: None,
        continuity: row.may("continuity", text, faults),
    })
}

/// Faults a team that a row names and the teams table does not.
pub(super) fn known_team(row: &Row<'_>, column: &str, id: &str, teams: &BTreeSet<&str>, faults: &mut Faults) {
    if !teams.contains(id) {
        let remedy = format!("Use an id of the teams table.{}", maybe(id, teams.iter().copied()));
        row.fault(
            faults,
            column,
            "unknown-team",
            format!("{id:?} is not among the teams"),
            &remedy,
        );
    }
}

fn after(row: &Row<'_>, ids: &HashSet<&str>, faults: &mut Faults) -> Option<After> {
    let need = row.may("after", text, faults);
    let (gap_min, gap_max) = (row.may("gap_min", whole, faults), row.may("gap_max", whole, faults));
    let teams = match row.text("same_team").to_lowercase().as_str() {
        "" | "any" | "不限" => LinkTeams::Any,
        "same" | "相同" => LinkTeams::Same,
        "different" | "不同" => LinkTeams::Different,
        other => {
            let remedy = "Write any (不限), same (相同) or different (不同).";
            row.fault(
                faults,
                "same_team",
                "unknown-choice",
                format!("{other:?} is no choice"),
                remedy,
            );
            LinkTeams::Any
        }
    };
    let weight = row.may("link_weight", count, faults);
    let together = row.may("together", yes, faults).unwrap_or(false);
    if gap_min.zip(gap_max).is_some_and(|(min, max)| min > max) {
        let cause = "the shortest gap is longer than the longest".into();
        row.fault(faults, "gap_max", "gap-reversed", cause, "Correct the two gaps.");
    }
    let Some(need) = need else {
        let alone = ["gap_min", "gap_max", "same_team", "link_weight", "together"];
        if let Some(column) = alone.into_iter().find(|column| !row.text(column).is_empty()) {
            let remedy = "Fill in the need it follows, or empty the cell.";
            row.fault(faults, column, "link-without-need", "it follows no need".into(), remedy);
        }
        return None;
    };
    if !ids.contains(need.as_str()) {
        let remedy = format!("Use an id of this table.{}", maybe(&need, ids.iter().copied()));
        row.fault(
            faults,
            "after",
            "unknown-need",
            format!("{need:?} is not among the needs"),
            &remedy,
        );
        return None;
    }
    if need == row.text("id") {
        row.fault(
            faults,
            "after",
            "follows-itself",
            "the need follows itself".into(),
            "Name another need.",
        );
        return None;
    }
    Some(After {
        need,
        gap_min,
        gap_max,
        teams,
        weight,
        together,
    })
}

fn check_windows(row: &Row<'_>, need: &Need, settings: &Settings, faults: &mut Faults) {
    if need.from > need.to {
        let cause = format!("{} is before {}", need.to, need.from);
        row.fault(
            faults,
            "to",
            "end-before-start",
            cause,
            "Let the last date follow the first.",
        );
        return;
    }
    for (column, day) in [("from", need.from), ("to", need.to)] {
        if !settings.holds(day) {
            let cause = format!("{day} is not in the term, which starts on {}", settings.first_day);
            row.fault(faults, column, "outside-the-term", cause, "Correct the date.");
            return;
        }
    }
    let hours = if need.hours.is_empty() {
        &settings.blocks
    } else {
        &need.hours
    };
    for (from, to) in hours {
        if (*to - *from).num_minutes() < need.minutes {
            let cause = format!("{from} to {to} is shorter than the visit of {} minutes", need.minutes);
            row.fault(
                faults,
                "hours",
                "window-too-short",
                cause,
                "Widen the hours or shorten the visit.",
            );
        }
        let dates: Vec<NaiveDate> = super::expand::need_dates(need, settings).collect();
        check_clock(row, settings, &dates, *from, *to, faults);
    }
    if super::expand::need_dates(need, settings).next().is_none() {
        let cause = "every date from the first to the last is a holiday".into();
        row.fault(
            faults,
            "to",
            "holidays-only",
            cause,
            "Extend the dates beyond the holidays.",
        );
    }
    let mut hours: Vec<_> = hours.clone();
    hours.sort_unstable();
    if hours.windows(2).any(|two| two[0].1 > two[1].0) {
        row.fault(
            faults,
            "hours",
            "hours-overlap",
            "two ranges overlap".into(),
            "Write each hour once.",
        );
    }
}
