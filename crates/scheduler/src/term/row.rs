//! One row by itself, held to the readers of the whole folder: for whoever keeps the tables elsewhere and changes them row by row.

use super::decisions::{self, Sessions};
use super::faults::Faults;
use super::names::Known;
use super::settings::{self, MOST_WEEKS, Settings};
use super::table::{Tables, columns};
use super::{
    Sheet, absences, exclusions, formation, hours, needs, people, placement, places, teams, timetables, wishes,
};
use crate::format::Fault;

/// Where the row stands in its table: below the header.
const AT: &str = "row 2";

/// What is wrong with a row, as far as it shows by itself: every cell, and every name of a row in one of the `known` tables. Of
/// tables that are not known any row may be named.
///
/// `row` is its table with this row alone; a known table has all its columns, of which the id suffices where it has one. Whether
/// a team has members enough, or a kind of team anybody to take, only the folder as a whole tells.
pub fn check_row(settings_toml: &[u8], row: &Sheet, known: &[Sheet]) -> Vec<Fault> {
    let mut faults = Faults::default();
    let settings = settings::from_toml(settings_toml, &mut faults);
    let settings = settings.as_ref();
    let mut own = row.clone();
    // Members may come after their team, and students after what teams they are to form.
    let counts = |sheet: &Sheet| matches!(row.name, "teams" | "formation") && sheet.name == "people";
    let others = || known.iter().filter(|sheet| sheet.name != row.name && !counts(sheet));
    let alike: Vec<&Sheet> = known.iter().filter(|sheet| sheet.name == row.name).collect();
    own.rows
        .extend(alike.iter().flat_map(|sheet| sheet.rows.iter().cloned()));
    let tables = &Tables::only(others().chain([&own]), &mut faults);
    // By itself a row does not tell what others there are in its table.
    let named = Tables::only(others().chain(alike.first().map(|_| &own)), &mut Faults::default());
    if row.rows.iter().flatten().all(|cell| cell.trim().is_empty()) {
        return empty(row.name);
    }
    let known = &Known::of(&named);
    match row.name {
        "places" => drop(places::read(tables, &mut faults)),
        "people" => drop(people::read(tables, known, &mut faults)),
        "teams" => drop(teams::read(tables, known, &[], &mut faults)),
        "timetables" => {
            let weeks = settings.map_or(MOST_WEEKS, |settings| settings.weeks);
            timetables::read(tables, known, weeks, &mut faults);
        }
        "hours" => drop(hours::read(tables, known, settings, &mut faults)),
        "needs" => drop(needs::read(tables, known, settings, &mut faults)),
        "wishes" => drop(wishes::read(tables, known, settings, &mut faults)),
        "formation" => drop(formation::read(tables, known, &[], &mut faults)),
        "absences" => drop(absences::read(tables, known, settings, &mut faults)),
        "positions" | "choices" | "rankings" | "placements" => {
            of_placement(row.name, tables, known, settings, &mut faults)
        }
        decided => {
            let hours = hours::read(tables, known, settings, &mut faults);
            let sessions = Sessions::of(&hours, &known.hours, settings);
            if decided == "excluded" {
                exclusions::read(tables, known, &sessions, &mut faults);
            } else {
                decisions::fixed(tables, known, &sessions, &mut faults);
            }
        }
    }
    let mine = |fault: &Fault| fault.file == row.name && fault.at == AT;
    faults.list.into_iter().filter(mine).collect()
}

fn of_placement(table: &str, tables: &Tables, known: &Known<'_>, settings: Option<&Settings>, faults: &mut Faults) {
    let weeks = settings.map_or(MOST_WEEKS, |settings| settings.weeks);
    let positions = placement::positions(tables, known, weeks, faults);
    match table {
        "choices" => drop(placement::choices(tables, known, &positions, faults)),
        "rankings" => drop(placement::rankings(tables, known, &positions, faults)),
        "placements" => drop(placement::placements(tables, known, &positions, faults)),
        _ => {}
    }
}

/// The faults of a row without a filled cell, which a folder would skip.
fn empty(table: &str) -> Vec<Fault> {
    let mut faults = Faults::default();
    for column in columns::of(table).iter().filter(|column| column.required) {
        faults.add(
            table,
            AT,
            column.name,
            "missing-value",
            "the cell is empty",
            "Fill it in.",
        );
    }
    faults.list
}
