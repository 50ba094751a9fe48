//! A workbook's sheets as rows of text. Formulas are refused: what they would show is not in the file for certain.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::{NaiveTime, Timelike};

use super::Grid;
use crate::term::faults::Faults;

/// Rows of one sheet beyond which a workbook is refused: a stray format on the last row of a sheet is not a term.
const MOST_ROWS: usize = 200_000;

/// Every sheet by its name.
pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Faults) -> BTreeMap<String, Grid> {
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
            return sheets;
        }
    };
    for name in book.sheet_names() {
        let label = format!("{file}, sheet {name}");
        let read = book
            .worksheet_range(&name)
            .and_then(|range| Ok((range, book.worksheet_formula(&name)?)));
        match read {
            Ok((range, formulas)) => {
                if let Some(grid) = grid(label, &range, &formulas, faults) {
                    sheets.insert(name.trim().to_owned(), grid);
                }
            }
            Err(error) => {
                faults.add(
                    label,
                    "",
                    "",
                    "unreadable-sheet",
                    error.to_string(),
                    "Save the workbook again.",
                );
            }
        }
    }
    sheets
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
    let (formula_top, formula_left) = formulas.start().unwrap_or((0, 0));
    for (row, column, text) in formulas.used_cells().filter(|cell| !cell.2.is_empty()) {
        let at = format!("row {}", formula_top as usize + row + 1);
        let field = format!("column {}", formula_left as usize + column + 1);
        let cause = format!("the cell holds the formula {text:?}");
        faults.add(
            &label,
            at,
            field,
            "formula-cell",
            cause,
            "Copy the column and paste it as values.",
        );
    }
    let mut rows = Vec::new();
    for (k, cells) in range.rows().enumerate() {
        let number = top as usize + k + 1;
        let pad = std::iter::repeat_n(String::new(), left as usize);
        let mut texts: Vec<String> = pad.collect();
        for (column, cell) in cells.iter().enumerate() {
            if let Data::Error(error) = cell {
                let field = format!("column {}", left as usize + column + 1);
                let cause = format!("the cell shows the error {error}");
                faults.add(
                    &label,
                    format!("row {number}"),
                    field,
                    "error-cell",
                    cause,
                    "Put the value in.",
                );
            }
            texts.push(text(cell));
        }
        rows.push((number, texts));
    }
    Some(Grid { file: label, rows })
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
