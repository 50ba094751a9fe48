//! Workbooks: a sheet a table, values alone. Texts are cells of texts, so that ids keep their zeros and no text is ever a formula; the
//! same tables give the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::word;
use super::{Cell, Table};
use crate::domain::account::Language;

/// Rows of a sheet at most: as many as the reader of term folders takes.
pub const MOST_ROWS: usize = 200_000;
/// Whole numbers beyond this are written as texts: a sheet's numbers are floats.
const LARGEST: u64 = 1 << 53;
/// Characters of a text at most (UTF-16 units; Excel's limit).
const LONGEST: usize = 32_767;

/// Why tables are no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A table with too many rows.
    #[error("a table has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// A text that no cell holds.
    #[error("a text is longer than the {LONGEST} characters that a cell holds")]
    TooLong,
    /// The writer's own.
    #[error(transparent)]
    Writer(#[from] XlsxError),
}

/// Tables as a workbook with a sheet each.
///
/// # Errors
/// See [`WorkbookError`].
pub fn workbook(tables: &[Table], language: Language) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    // The writer would put in the time of day.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let formats = Formats::new();
    for table in tables {
        if table.rows.len() > MOST_ROWS {
            return Err(WorkbookError::TooManyRows);
        }
        let sheet = book.add_worksheet();
        sheet.set_name(table.name.text(language))?.set_freeze_panes(1, 0)?;
        for (column, title) in (0..).zip(&table.columns) {
            sheet.write_string_with_format(0, column, title.text(language), &formats.title)?;
        }
        for (row, cells) in (1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(cells) {
                write(sheet, (row, column), cell, &formats, language)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// How cells look.
struct Formats {
    title: Format,
    /// Marks a text as one, so that a spreadsheet leaves it alone when somebody edits it.
    text: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            title: Format::new().set_bold(),
            text: Format::new().set_num_format("@"),
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    language: Language,
) -> Result<(), WorkbookError> {
    let mut text = |text: &str| {
        if text.encode_utf16().count() > LONGEST {
            return Err(WorkbookError::TooLong);
        }
        sheet.write_string_with_format(row, column, text, &formats.text)?;
        Ok(())
    };
    match cell {
        Cell::Empty => Ok(()),
        Cell::Text(of) if of.is_empty() => Ok(()),
        Cell::Text(of) => text(of),
        Cell::Truth(truth) => text(word(*truth, language)),
        Cell::Whole(number) if number.unsigned_abs() > LARGEST => text(&number.to_string()),
        Cell::Whole(number) => {
            sheet.write_number(row, column, *number as f64)?;
            Ok(())
        }
        Cell::Decimal(number) => {
            sheet.write_number(row, column, *number)?;
            Ok(())
        }
    }
}
