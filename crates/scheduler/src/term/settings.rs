//! `term.toml`: dates, holidays, make-up days, blocks, ways, weights, limits.

pub(super) mod keys;
mod sheet;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use toml::{Table, Value};

use super::cells;
use super::faults::{Faults, SKIPPED};
use super::table::{self, Tables};
use super::{FormationPrices, PlacementSettings, TermFiles};
use crate::format::{Fault, Limit, Weights, validate_limits};
use keys::Keys;
pub(super) use sheet::cell;

/// Its name.
pub(super) const FILE: &str = "term.toml";
/// Longest term.
pub(super) const MOST_WEEKS: usize = 60;
/// Metres a minute on foot.
const SPEED: i64 = 80;

pub(super) const KEYS: [&str; 14] = [
    "name",
    "zone",
    "first_day",
    "weeks",
    "holidays",
    "blocks",
    "speed",
    "overhead",
    "make_up",
    "weights",
    "limits",
    "continuity",
    "formation",
    "placement",
];
pub(super) const WEIGHTS: [&str; 4] = ["travel", "outing", "regularity", "change"];
pub(super) const LIMIT_KEYS: [&str; 11] = [
    "id", "for", "count", "of", "then", "per", "window", "min", "max", "target", "weight",
];

/// A worked day which follows another weekday's timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeUp {
    /// The day.
    pub date: NaiveDate,
    /// Whose timetable it follows.
    pub follows: Weekday,
    /// Whether that weekday's clinic hours open too.
    pub sessions: bool,
}

/// A term's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Name.
    pub name: String,
    /// Time zone.
    pub zone: Tz,
    /// First day.
    pub first_day: NaiveDate,
    /// Number of weeks.
    pub weeks: usize,
    /// Days on which nobody works.
    pub holidays: BTreeSet<NaiveDate>,
    /// Make-up days.
    pub make_up: Vec<MakeUp>,
    /// Hours of a day in which teams may be out.
    pub blocks: Vec<(NaiveTime, NaiveTime)>,
    /// Metres a minute.
    pub speed: i64,
    /// Minutes added to every way.
    pub overhead: i64,
    /// Weights.
    pub weights: Weights,
    /// Limits.
    pub limits: Vec<Limit>,
    /// At most so many teams for a resident's continuous care, and the cost of each above.
    pub continuity: (i64, Option<i64>),
    /// What forming teams weighs.
    pub formation: FormationPrices,
    /// What placing applicants is held to.
    pub placement: PlacementSettings,
}

impl Settings {
    /// Reads `term.toml` by itself.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::default();
        match from_toml(bytes, &mut faults) {
            Some(settings) if faults.list.is_empty() => Ok(settings),
            _ => Err(faults.list),
        }
    }
}

/// Reads the settings from `term.toml` or from the workbook's sheet, or notes what is wrong with them.
pub(super) fn read(files: &TermFiles, tables: &Tables, faults: &mut Faults) -> Option<Settings> {
    match (files.files.get(FILE), tables.settings()) {
        (Some(bytes), _) => from_toml(bytes, faults),
        (None, Some(sheet)) => sheet::read(sheet?, faults),
        (None, None) => {
            let remedy = "Write one, or the sheet term of a workbook: docs/term-folder.md shows how.";
            faults.add(FILE, "", "", "missing-file", "there is no term.toml", remedy);
            None
        }
    }
}

/// Reads `term.toml`, or notes what is wrong with it.
pub(super) fn from_toml(bytes: &[u8], faults: &mut Faults) -> Option<Settings> {
    let text = match table::decode(bytes) {
        Ok(text) => text,
        Err(cause) => {
            faults.add(FILE, "", "", "wrong-encoding", cause, "Save it as UTF-8.");
            return None;
        }
    };
    let all = match text.parse::<Table>() {
        Ok(all) => all,
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
            let at = format!("line {line}");
            faults.add(FILE, at, "", "not-toml", error.message(), "Correct the line.");
            return None;
        }
    };
    of(&all, faults)
}

/// The settings in a table of keys.
fn of(table: &Table, faults: &mut Faults) -> Option<Settings> {
    let mut keys = Keys {
        table,
        at: String::new(),
        faults,
    };
    keys.only(&KEYS);
    settings(&mut keys)
}

/// What can be read, so that the tables are checked against it whatever else is wrong; nothing without zone, first day and weeks.
fn settings(keys: &mut Keys<'_>) -> Option<Settings> {
    let name = keys.text("name", true);
    let zone = keys.text("zone", true).and_then(|zone| {
        let parsed = zone.parse::<Tz>().ok();
        if parsed.is_none() {
            let remedy = "Use an IANA name such as Asia/Shanghai.";
            keys.fault("zone", "unknown-zone", format!("{zone:?} is no time zone"), remedy);
        }
        parsed
    });
    let first_day = keys
        .text("first_day", true)
        .and_then(|text| keys.date("first_day", &text));
    let weeks = keys.whole("weeks", None, 1, MOST_WEEKS as i64);
    let holidays: BTreeSet<NaiveDate> = keys.dates("holidays");
    let make_up = keys.rows("make_up", make_up);
    let blocks = blocks(keys);
    let speed = keys.whole("speed", Some(SPEED), 1, 100_000);
    let overhead = keys.whole("overhead", Some(0), 0, 1440);
    let weights = keys.inner("weights", |weights| {
        weights.only(&WEIGHTS);
        let mut weight = |key| weights.whole(key, Some(0), 0, 1 << 40).unwrap_or(0);
        Weights {
            travel: weight("travel"),
            outing: weight("outing"),
            regularity: weight("regularity"),
            change: weight("change"),
        }
    });
    let limits = keys.rows("limits", limit);
    keys.duplicate_ids("limits");
    let continuity = keys.inner("continuity", |care| {
        care.only(&["max_teams", "weight"]);
        let weight = care.weight("weight");
        (care.whole("max_teams", Some(1), 1, 1_000).unwrap_or(1), weight)
    });
    let formation = keys.inner("formation", FormationPrices::read);
    let placement = keys.inner("placement", PlacementSettings::read);
    let settings = Settings {
        name: name.unwrap_or_default(),
        zone: zone?,
        first_day: first_day?,
        weeks: weeks? as usize,
        holidays,
        make_up,
        blocks,
        speed: speed.unwrap_or(SPEED),
        overhead: overhead.unwrap_or(0),
        weights: weights.unwrap_or_default(),
        limits,
        continuity: continuity.unwrap_or((1, Some(0))),
        formation: formation.unwrap_or_default(),
        placement: placement.unwrap_or_default(),
    };
    check_days(&settings, keys);
    check_blocks(&settings, keys);
    Some(settings)
}

/// Faults holidays and make-up days that are not in the term, or twice in it.
fn check_days(settings: &Settings, keys: &mut Keys<'_>) {
    let days = settings.holidays.iter().map(|day| ("holidays", *day));
    let days = days.chain(settings.make_up.iter().map(|rule| ("make_up", rule.date)));
    for (key, day) in days.filter(|(_, day)| !settings.holds(*day)) {
        let (first, weeks) = (settings.first_day, settings.weeks);
        let cause = format!("{day} lies outside the term of {weeks} weeks from {first}");
        keys.fault(key, "outside-the-term", cause, "Correct the date or the term.");
    }
    let mut made_up = BTreeSet::new();
    for MakeUp { date, .. } in &settings.make_up {
        if settings.holidays.contains(date) {
            let cause = format!("{date} is a holiday and a make-up day");
            keys.fault("make_up", "holiday-and-make-up", cause, "Keep one of the two.");
        }
        if !made_up.insert(date) {
            let cause = format!("{date} follows two weekdays");
            keys.fault("make_up", "make-up-twice", cause, "Keep one of the two.");
        }
    }
}

/// Faults blocks that overlap, or begin or end while the clock is set forward.
fn check_blocks(settings: &Settings, keys: &mut Keys<'_>) {
    if settings.blocks.windows(2).any(|two| two[0].1 > two[1].0) {
        let remedy = "Let each begin after the one before ends.";
        keys.fault("blocks", "blocks-overlap", "two blocks overlap", remedy);
    }
    for time in settings.blocks.iter().flat_map(|(from, to)| [*from, *to]) {
        if let Some(cause) = settings.skips(time, settings.working_dates()) {
            keys.fault("blocks", "no-such-time", cause, SKIPPED);
        }
    }
}

fn make_up(rule: &mut Keys<'_>) -> Option<MakeUp> {
    rule.only(&["date", "follows", "sessions"]);
    let date = rule.text("date", true).and_then(|text| rule.date("date", &text));
    let follows = rule.text("follows", true).and_then(|text| {
        let day = cells::weekday(&text).ok();
        if day.is_none() {
            rule.fault(
                "follows",
                "not-a-weekday",
                format!("{text:?} is no weekday"),
                "Write monday … sunday.",
            );
        }
        day
    });
    let sessions = match rule.table.get("sessions") {
        None => Some(false),
        Some(Value::Boolean(open)) => Some(*open),
        Some(other) => {
            rule.fault(
                "sessions",
                "not-yes-or-no",
                format!("{other} is neither true nor false"),
                "Write true or false.",
            );
            None
        }
    };
    Some(MakeUp {
        date: date?,
        follows: follows?,
        sessions: sessions?,
    })
}

fn limit(row: &mut Keys<'_>) -> Option<Limit> {
    row.only(&LIMIT_KEYS);
    match Limit::deserialize(Value::Table(row.table.clone())) {
        Ok(limit) => {
            // A limit is one of a problem and is held to the same rules, here where its row is known.
            let found = validate_limits(FILE, std::slice::from_ref(&limit)).err();
            let at = row.at.clone();
            let mine = found.into_iter().flatten().map(|fault| Fault {
                at: at.clone(),
                ..fault
            });
            row.faults.list.extend(mine);
            Some(limit)
        }
        Err(error) => {
            let cause = error.message().to_owned();
            row.fault(
                "",
                "bad-limit",
                cause,
                "docs/format/problem.md lists the fields of a limit.",
            );
            None
        }
    }
}

fn blocks(keys: &mut Keys<'_>) -> Vec<(NaiveTime, NaiveTime)> {
    let mut blocks = Vec::new();
    let Some(list) = keys.table.get("blocks") else {
        keys.missing("blocks");
        return blocks;
    };
    for block in list.as_array().into_iter().flatten() {
        let ends = block.as_array().into_iter().flatten().filter_map(Value::as_str);
        match ends.map(cells::time).collect::<Vec<_>>().as_slice() {
            [Ok(from), Ok(to)] if from < to => blocks.push((*from, *to)),
            [_, _] => {
                let cause = format!("{block} is no range");
                keys.fault("blocks", "not-a-time-range", cause, r#"Write ["08:00", "12:00"]."#);
            }
            _ => keys.wrong("blocks", block, "a pair of times"),
        }
    }
    blocks.sort_unstable();
    if list.as_array().is_none_or(Vec::is_empty) {
        keys.wrong("blocks", list, "a list of pairs of times");
    }
    blocks
}
