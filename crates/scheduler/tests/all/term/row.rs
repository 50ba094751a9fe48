//! A row by itself: every row of the valid folder passes, and a mistake in it is the one that the whole folder would tell.

use yuandi_scheduler::term::{Sheet, Term, check_row};

use super::base::Folder;
use super::read_folder;

/// The valid term and its settings.
fn valid() -> (Term, String) {
    let term = read_folder(&Folder::valid()).expect("a valid folder");
    let toml = term.settings.toml().expect("TOML");
    (term, toml)
}

/// Faults of a row of a table, once a cell of it holds something else, as `field code`.
fn faults(table: &str, column: &str, cell: &str, known: &[Sheet]) -> Vec<String> {
    let (term, toml) = valid();
    let sheets = term.sheets();
    let mut sheet = sheets.into_iter().find(|sheet| sheet.name == table).expect("a table");
    sheet.rows.truncate(1);
    let at = sheet.columns.iter().position(|(name, _)| *name == column);
    sheet.rows[0][at.expect("a column")] = cell.to_owned();
    let found = check_row(toml.as_bytes(), &sheet, known);
    found
        .iter()
        .map(|fault| format!("{} {}", fault.field, fault.code))
        .collect()
}

#[test]
fn every_row_of_a_valid_folder_passes() {
    let (term, toml) = valid();
    let sheets = term.sheets();
    assert!(sheets.iter().map(|sheet| sheet.rows.len()).sum::<usize>() > 20);
    for sheet in &sheets {
        for row in &sheet.rows {
            let alone = Sheet {
                rows: vec![row.clone()],
                ..sheet.clone()
            };
            let mut known = sheets.clone();
            // The table without the row itself: its id would stand twice.
            let same = known.iter_mut().find(|other| other.name == sheet.name);
            same.expect("the table").rows.retain(|other| other != row);
            assert_eq!(
                check_row(toml.as_bytes(), &alone, &known),
                [],
                "{}: {row:?}",
                sheet.name
            );
            assert_eq!(check_row(toml.as_bytes(), &alone, &[]), [], "{}: {row:?}", sheet.name);
        }
    }
}

#[test]
fn a_cell_that_does_not_read_is_told() {
    for (table, column, cell, fault) in [
        ("places", "id", "a/b", "id not-an-id"),
        ("places", "x", "far", "x not-a-number"),
        ("people", "role", "boss", "role unknown-role"),
        ("teams", "skills", "tuina:high", "skills not-a-skill"),
        ("timetables", "weekday", "Moonday", "weekday not-a-weekday"),
        ("hours", "start", "25:00", "start not-a-time"),
        ("needs", "minutes", "-5", "minutes negative-number"),
        ("needs", "to", "2199-01-01", "to outside-the-term"),
        ("wishes", "want", "perhaps", "want not-yes-or-no"),
    ] {
        assert_eq!(faults(table, column, cell, &[]), [fault], "{table} {column} {cell}");
    }
}

#[test]
fn a_name_is_judged_by_what_is_known() {
    let (term, _) = valid();
    let sheets = term.sheets();
    for (table, column, fault) in [
        ("people", "team", "team unknown-team"),
        ("teams", "home", "home unknown-place"),
        ("fixed", "session", "session unknown-session"),
        ("fixed", "team", "team unknown-team"),
    ] {
        let others: Vec<Sheet> = sheets.iter().filter(|sheet| sheet.name != table).cloned().collect();
        assert_eq!(faults(table, column, "nowhere", &others), [fault]);
        assert_eq!(faults(table, column, "nowhere", &[]), [""; 0]);
    }
}

#[test]
fn an_empty_row_lacks_what_must_be_there() {
    let (term, toml) = valid();
    let mut sheet = term
        .sheets()
        .into_iter()
        .find(|sheet| sheet.name == "wishes")
        .expect("a table");
    sheet.rows = vec![vec![String::new(); sheet.columns.len()]];
    let fields: Vec<String> = check_row(toml.as_bytes(), &sheet, &[])
        .into_iter()
        .map(|fault| fault.field)
        .collect();
    assert_eq!(fields, ["team", "want", "weight"]);
}
