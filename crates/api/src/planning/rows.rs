//! One row of a term's tables, judged before it is written by the reader of the term folder, so that whatever the tables hold,
//! the planner can read.

use std::collections::BTreeSet;

pub use yuandi_scheduler::term::is_id;
use yuandi_scheduler::term::{Sheet, check_row, empty_sheets};

use super::folder::{BridgeError, cells, settings_toml};
use super::import::RowFault;
use crate::db::records::{self, TermKey};
use crate::db::{Tx, structure, terms};
use crate::domain::records::{Hour, Lies, Position, Record};

/// Tables whose rows a table's row may name: in the folder, and in the database.
fn named_in(sheet: &str) -> &'static [(&'static str, &'static str)] {
    match sheet {
        "people" => &[("teams", "team"), ("people", "person")],
        "teams" | "hours" | "formation" => &[("places", "place")],
        "timetables" => &[("people", "person")],
        "needs" => &[("places", "place"), ("teams", "team"), ("needs", "need")],
        "wishes" => &[("teams", "team"), ("hours", "hour")],
        "fixed" | "excluded" => &[("teams", "team"), ("needs", "need"), ("hours", "hour")],
        "absences" => &[("people", "person"), ("teams", "team")],
        "positions" => &[("hours", "hour")],
        "choices" | "rankings" | "placements" => &[("people", "person"), ("teams", "team"), ("positions", "position")],
        _ => &[],
    }
}

/// Every mistake of a row that is about to be written. Its term must be held ([`records::touch`]), so that what it names stays.
///
/// # Errors
/// See [`BridgeError`].
pub async fn faults<R: Record>(tx: &mut Tx, key: &TermKey, record: &R) -> Result<Vec<RowFault>, BridgeError> {
    let stored = terms::within(tx, key).await?.ok_or(BridgeError::NoTerm)?;
    let settings = settings_toml(&stored.term).map_err(|error| BridgeError::Form(error.to_string()))?;
    let row = sheet(record)?;
    let words = words(&row);
    let few = known(tx, key, &row, record.id(), Some(&words)).await?;
    let mut found = check_row(settings.as_bytes(), &row, &few);
    if found.iter().any(|fault| fault.code.starts_with("unknown-")) {
        // Once more with every id, to name the one that may have been meant.
        let all = known(tx, key, &row, record.id(), None).await?;
        found = check_row(settings.as_bytes(), &row, &all);
    }
    let mut faults: Vec<RowFault> = found.into_iter().map(RowFault::from).collect();
    faults.extend(grid_fault(tx, key, record).await?);
    Ok(faults)
}

/// A table of a folder with one row.
fn sheet<R: Record>(record: &R) -> Result<Sheet, BridgeError> {
    let mut sheet = empty(R::SHEET)?;
    sheet.rows = vec![cells(record, &sheet.columns)];
    Ok(sheet)
}

fn empty(name: &str) -> Result<Sheet, BridgeError> {
    let found = empty_sheets().into_iter().find(|sheet| sheet.name == name);
    found.ok_or_else(|| BridgeError::Form(format!("no table {name}")))
}

/// Whatever in a row may be an id of another: entries of its cells, and what stands before their last colon.
fn words(row: &Sheet) -> Vec<String> {
    let entries = row.rows.iter().flatten().flat_map(|cell| cell.split([';', '；']));
    let words = entries.flat_map(|entry| [Some(entry), entry.rsplit_once([':', '：']).map(|(name, _)| name)]);
    let words: BTreeSet<&str> = words.flatten().map(str::trim).filter(|word| is_id(word)).collect();
    words.into_iter().map(str::to_owned).collect()
}

/// The rows that this one may name. For a session the hours are needed whole: it is one of their dates; positions always are.
async fn known(
    tx: &mut Tx,
    key: &TermKey,
    row: &Sheet,
    id: &str,
    among: Option<&[String]>,
) -> Result<Vec<Sheet>, BridgeError> {
    let session = row.columns.iter().position(|(name, _)| *name == "session");
    let session = session.is_some_and(|at| row.rows.iter().any(|cells| !cells[at].is_empty()));
    let mut known = Vec::new();
    for &(name, table) in named_in(row.name) {
        let mut sheet = empty(name)?;
        let width = sheet.columns.len();
        if name == "hours" && session {
            let hours = records::all::<Hour>(tx, key).await?;
            sheet.rows = hours.iter().map(|hour| cells(&hour.record, &sheet.columns)).collect();
        } else if name == "positions" {
            // Whether a position is for students or for teams is in its row.
            let positions = match among {
                Some(some) => records::among::<Position>(tx, key, &some.iter().map(String::as_str).collect()).await?,
                None => records::all::<Position>(tx, key).await?,
            };
            let rows = positions.iter().map(|position| cells(&position.record, &sheet.columns));
            sheet.rows = rows.collect();
        } else {
            let ids = records::ids(tx, key, table, among).await?;
            // Its own id would stand twice.
            let others = ids.into_iter().filter(|other| name != row.name || other != id);
            sheet.rows = others.map(|id| padded(id, width)).collect();
        }
        known.push(sheet);
    }
    Ok(known)
}

/// A row of which the id alone is known.
fn padded(id: String, width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    cells[0] = id;
    cells
}

/// A grid that nobody knows. A folder brings its own grids; who writes a single row names one that is there.
async fn grid_fault<R: Record>(tx: &mut Tx, key: &TermKey, record: &R) -> Result<Option<RowFault>, BridgeError> {
    let Lies::InGrid(column) = R::LIES else { return Ok(None) };
    let json = serde_json::to_value(record).map_err(|error| BridgeError::Form(error.to_string()))?;
    let Some(grid) = json[column].as_str().filter(|grid| is_id(grid)) else {
        return Ok(None);
    };
    if structure::hold_grid(tx, &key.partnership, grid).await? {
        return Ok(None);
    }
    Ok(Some(RowFault {
        file: R::SHEET.to_owned(),
        at: String::new(),
        field: column.to_owned(),
        code: "unknown-grid".to_owned(),
        cause: format!("{grid:?} is not among the partnership's grids"),
        remedy: "Name one of the grids, or add it to them first.".to_owned(),
    }))
}
