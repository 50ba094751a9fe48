//! A term as one workbook: its tables and its settings, a sheet each, which an import takes again.

use yuandi_scheduler::term::{Sheet, settings_sheet};

use super::folder::{BridgeError, Written, written};
use crate::db::Database;
use crate::db::records::TermKey;
use crate::domain::records::{Absence, Exclusion, Hour, Kind, Lesson, Need, Person, Pin, Place, Record, Team, Wish};
use crate::tables::{Cell, Table, Title};

/// The sheets of a term, the settings first.
///
/// # Errors
/// There is no such term, or the database.
pub async fn sheets(db: &Database, key: &TermKey) -> Result<Vec<Table>, BridgeError> {
    let key = key.clone();
    let read = db.read::<_, BridgeError, _>(move |tx| Box::pin(async move { written(tx, &key).await }));
    let Written { settings, sheets } = read.await?;
    let settings = settings_sheet(&settings).map_err(|error| BridgeError::Form(error.to_string()))?;
    Ok([settings].into_iter().chain(sheets).map(table).collect())
}

fn table(sheet: Sheet) -> Table {
    let numbers = numbers(sheet.name);
    let are: Vec<bool> = sheet.columns.iter().map(|(name, _)| numbers.contains(name)).collect();
    let cell = |(text, is_number): (String, &bool)| match text.parse::<f64>() {
        Ok(number) if *is_number => Cell::Decimal(number),
        _ => Cell::Text(text),
    };
    Table {
        name: Title::new(sheet.chinese, sheet.name),
        columns: sheet
            .columns
            .into_iter()
            .map(|(name, chinese)| Title::new(chinese, name))
            .collect(),
        rows: sheet
            .rows
            .into_iter()
            .map(|row| row.into_iter().zip(&are).map(cell).collect())
            .collect(),
    }
}

/// The columns of a table that hold numbers: all others are texts, whatever they look like.
fn numbers(sheet: &str) -> Vec<&'static str> {
    fn of<R: Record>() -> (&'static str, &'static [(&'static str, Kind)]) {
        (R::SHEET, R::COLUMNS)
    }
    let all = [
        of::<Place>(),
        of::<Person>(),
        of::<Team>(),
        of::<Lesson>(),
        of::<Hour>(),
        of::<Need>(),
        of::<Wish>(),
        of::<Pin>(),
        of::<Exclusion>(),
        of::<Absence>(),
    ];
    let mine = all
        .into_iter()
        .filter(|(name, _)| *name == sheet)
        .flat_map(|(_, columns)| columns);
    let is_number = |kind: &Kind| matches!(kind, Kind::Whole | Kind::MaybeWhole | Kind::Metres);
    mine.filter(|(_, kind)| is_number(kind))
        .map(|(name, _)| *name)
        .collect()
}
