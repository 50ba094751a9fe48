//! Tables as files: CSV for programs and every spreadsheet, workbooks for offices.
//!
//! A table is rows of cells under columns with a title in each language. In CSV a text that a spreadsheet would run as a formula is
//! guarded as in a term folder, so that what leaves here comes in again as it was; in a workbook a text is a text.

mod cell;
mod column;
mod csv;
mod workbook;

pub use cell::Cell;
pub use column::{Column, Title};
pub use csv::Csv;
pub use workbook::{MOST_ROWS, WorkbookError, workbook};

use crate::domain::account::Language;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is called: the name of its sheet.
    pub name: Title,
    /// Titles of its columns.
    pub columns: Vec<Title>,
    /// Rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table as a CSV file in UTF-8 with a byte order mark, without which Excel takes it for another encoding.
    #[must_use]
    pub fn csv(&self, language: Language) -> Vec<u8> {
        let csv = Csv(language);
        let mut file = csv.head(&self.columns);
        file.extend(csv.rows(&self.rows));
        file
    }
}
