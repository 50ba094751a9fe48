//! Residents' needs, and how they hang together.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::cells::{cost, count, date, list, minutes, moment, positive, prices, ranges, skills, text, yes};
use super::clock::check_clock;
use super::faults::{Faults, SKIPPED};
use super::names::{Known, Names};
use super::places::Ids;
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

impl Need {
    /// Its dates that are no holidays.
    pub(super) fn dates<'a>(&self, settings: &'a Settings) -> impl Iterator<Item = NaiveDate> + use<'a> {
        let to = self.to;
        let dates = self.from.iter_days().take_while(move |date| *date <= to);
        dates.filter(|date| !settings.holidays.contains(date))
    }

    /// Times of each date: its own hours, or those blocks of the term that are long enough for the visit.
    pub(super) fn times<'a>(&'a self, settings: &'a Settings) -> impl Iterator<Item = (NaiveTime, NaiveTime)> {
        let blocks = settings.blocks.iter().filter(|_| self.hours.is_empty());
        let fit = blocks.filter(|(from, to)| (*to - *from).num_minutes() >= self.minutes);
        self.hours.iter().chain(fit).copied()
    }
}

/// Reads the needs.
pub(super) fn read(tables: &Tables, known: &Known<'_>, settings: Option<&Settings>, faults: &mut Faults) -> Vec<Need> {
    let mut taken = Ids::default();
    let mut needs = Vec::new();
    for row in tables.rows("needs") {
        let id = taken.take(&row, faults);
        let need = need(&row, known, faults);
        let after = after(&row, &known.needs, faults);
        let Some(need) = need else { continue };
        if let Some(settings) = settings {
            check_windows(&row, &need, settings, faults);
        }
        let id = id.unwrap_or_default();
        needs.push(Need { id, after, ..need });
    }
    needs
}

fn need(row: &Row<'_>, known: &Known<'_>, faults: &mut Faults) -> Option<Need> {
    let kind = row.must("kind", text, faults);
    let place = row.named("place", &known.places, faults);
    let minutes = row.must("minutes", positive, faults);
    let (from, to) = (row.must("from", date, faults), row.must("to", date, faults));
    let unserved = row.must("unserved", cost, faults);
    let hours = row.may("hours", ranges, faults).unwrap_or_default();
    let skills = row.may("skills", skills, faults).unwrap_or_default();
    let (due, late) = (
        row.may("due", moment, faults),
        row.may("late", cost, faults).unwrap_or(0),
    );
    let load = row.may("load", count, faults).unwrap_or(0);
    let allowed = row.may("teams", list, faults).filter(|teams| !teams.is_empty());
    let excluded = row.may("excluded", list, faults).unwrap_or_default();
    let preferred = row.may("preferred", prices, faults).unwrap_or_default();
    let named = [
        ("teams", allowed.iter().flatten().collect::<Vec<_>>()),
        ("excluded", excluded.iter().collect()),
    ];
    let preferring = ("preferred", preferred.iter().map(|(team, _)| team).collect());
    for (column, ids) in named.into_iter().chain([preferring]) {
        for id in ids {
            known.teams.check(row, column, id, faults);
        }
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

fn after(row: &Row<'_>, names: &Names<'_>, faults: &mut Faults) -> Option<After> {
    let need = row.may("after", text, faults);
    let (gap_min, gap_max) = (row.may("gap_min", minutes, faults), row.may("gap_max", minutes, faults));
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
    let weight = row.may("link_weight", cost, faults);
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
    if !names.check(row, "after", &need, faults) {
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
        }
    }
    check_due(row, need, settings, faults);
    if !settings.holds(need.from) || !settings.holds(need.to) {
        return;
    }
    let dates: Vec<NaiveDate> = need.dates(settings).collect();
    if dates.is_empty() {
        let cause = "every date from the first to the last is a holiday".into();
        let remedy = "Extend the dates beyond the holidays.";
        row.fault(faults, "to", "holidays-only", cause, remedy);
        return;
    }
    for (from, to) in &need.hours {
        check_clock(row, settings, &dates, [("hours", *from), ("hours", *to)], faults);
        if let Some(minutes) = too_short(need, settings, &dates, (*from, *to)) {
            short(row, need, format!("{from} to {to} is {minutes} minutes"), faults);
        }
    }
    if !settings.blocks.is_empty() && need.times(settings).next().is_none() {
        short(row, need, "the longest of the term's blocks".into(), faults);
    }
    let mut hours = need.hours.clone();
    hours.sort_unstable();
    if hours.windows(2).any(|two| two[0].1 > two[1].0) {
        let cause = "two ranges overlap".into();
        row.fault(faults, "hours", "hours-overlap", cause, "Write each hour once.");
    }
}

/// How long a range of hours is on the date when it is too short for the visit, if there is one.
fn too_short(need: &Need, settings: &Settings, dates: &[NaiveDate], (from, to): (NaiveTime, NaiveTime)) -> Option<i64> {
    let lengths = dates.iter().map(|date| settings.minutes(*date, from, to));
    lengths.min().filter(|minutes| *minutes < need.minutes)
}

fn short(row: &Row<'_>, need: &Need, what: String, faults: &mut Faults) {
    let cause = format!("{what}: too short for the visit of {}", need.minutes);
    let remedy = "Widen the hours or shorten the visit.";
    row.fault(faults, "hours", "window-too-short", cause, remedy);
}

fn check_due(row: &Row<'_>, need: &Need, settings: &Settings, faults: &mut Faults) {
    if let Some(due) = need.due.filter(|due| !settings.exists(*due)) {
        let cause = format!("{due} does not exist: the clock in {} is set forward", settings.zone);
        row.fault(faults, "due", "no-such-time", cause, SKIPPED);
    }
}
