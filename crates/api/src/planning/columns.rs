//! The columns of a term's table as files have them: those of the term folder, in both languages.

use yuandi_scheduler::term::empty_sheets;

use crate::domain::records::Record;
use crate::tables::{Column, Title};

/// The name of a record's table, and its columns.
#[must_use]
pub fn of<R: Record>() -> (Title, Vec<Column>) {
    let sheet = empty_sheets().into_iter().find(|sheet| sheet.name == R::SHEET);
    let (chinese, columns) = sheet.map_or(("", Vec::new()), |sheet| (sheet.chinese, sheet.columns));
    let columns = columns
        .into_iter()
        .map(|(name, chinese)| Column::new(name, chinese, name));
    (Title::new(chinese, R::SHEET), columns.collect())
}
