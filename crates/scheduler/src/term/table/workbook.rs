//! A workbook's sheets as rows of text. Formulas are refused: what they would show is not in the file for certain.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::{NaiveTime, Timelike};

use super::Grid;
use crate::term::faults::Faults;

/// Rows of one sheet beyond which a workbook is refused: a stray format on the last row of a sheet is not a term.
const MOST_ROWS: usize = 200_000;

/// Every sheet by its name, with nothing in it when it cannot be read; nothing at all when the workbook cannot.
pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<BTreeMap<String, Option<Grid>>> {
    let mut sheets = BTreeMap::new();
    let mut book: Xlsx<_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            let cause = if bytes.is_empty() {
                "the file is empty".to_owned()
            } else {
                error.to_string()
            };
            faults.add(
                file,
                "",
                "",
                "not-a-workbook",
                cause,
                "Save it as an Excel workbook (.xlsx) again.",
            );
            return None;
        }
    };
    for name in book.sheet_names() {
        let label = format!("{file}, sheet {name}");
        let read = book
            .worksheet_range(&name)
            .and_then(|range| Ok((range, book.worksheet_formula(&name)?)));
        let grid = match read {
            Ok((range, formulas)) => grid(label, &range, &formulas, faults),
            Err(error) => {
                let remedy = "Save the workbook again.";
                faults.add(label, "", "", "unreadable-sheet", error.to_string(), remedy);
                None
            }
        };
        sheets.insert(name.trim().to_owned(), grid);
    }
    Some(sheets)
}

fn grid(label: String, range: &Range<Data>, formulas: &Range<String>, faults: &mut Faults) -> Option<Grid> {
    let (top, left) = range.start().unwrap_or((0, 0));
    if range.height() > MOST_ROWS {
        let cause = format!("the sheet has {} rows", range.height());
        faults.add(
            label,
            "",
            "",
            "too-many-rows",
            cause,
            "Remove the empty rows below the table.",
        );
        return None;
    }
    let mut refused = BTreeSet::new();
    let (formula_top, formula_left) = formulas.start().unwrap_or((0, 0));
    for (row, column, text) in formulas.used_cells().filter(|cell| !cell.2.is_empty()) {
        let (row, column) = (formula_top as usize + row + 1, formula_left as usize + column);
        let (at, field) = (format!("row {row}"), format!("column {}", column + 1));
        let cause = format!("the cell holds the formula {text:?}");
        let remedy = "Copy the column and paste it as values.";
        faults.add(&label, at, field, "formula-cell", cause, remedy);
        refused.insert((row, column));
    }
    let mut rows = Vec::new();
    for (k, cells) in range.rows().enumerate() {
        let number = top as usize + k + 1;
        let pad = std::iter::repeat_n(String::new(), left as usize);
        let mut texts: Vec<String> = pad.collect();
        for cell in cells {
            if let Data::Error(error) = cell {
                let (at, field) = (format!("row {number}"), format!("column {}", texts.len() + 1));
                let cause = format!("the cell shows the error {error}");
                faults.add(&label, at, field, "error-cell", cause, "Put the value in.");
                refused.insert((number, texts.len()));
            }
            let is_refused = refused.contains(&(number, texts.len()));
            texts.push(if is_refused { String::new() } else { text(cell) });
        }
        rows.push((number, texts));
    }
    Some(Grid {
        file: label,
        rows,
        refused,
    })
}

/// A cell as it would be typed: whole numbers without a point, dates and times in the folder's form.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(stamp) => match (cell.as_datetime(), stamp.as_f64() < 1.0) {
            (Some(time), true) => clock(time.time()),
            (Some(time), false) if time.time() == NaiveTime::MIN => time.date().to_string(),
            (Some(time), false) => format!("{} {}", time.date(), clock(time.time())),
            (None, _) => stamp.to_string(),
        },
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// Excel stores times of day as fractions, which come back a second off now and then.
fn clock(time: NaiveTime) -> String {
    let minutes = (time.num_seconds_from_midnight() + 30) / 60;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}
