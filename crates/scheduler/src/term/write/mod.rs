//! A term written back as a folder: canonical English cells, so that what is read from them is the same term.

mod rows;
mod settings;

pub use settings::sheet as settings_sheet;

use super::table::columns;
use super::table::formula::guarded;
use super::{Absence, Absent, Settings, Term, TermFiles};

/// A table of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its English name.
    pub name: &'static str,
    /// Its Chinese name.
    pub chinese: &'static str,
    /// English and Chinese names of all its columns.
    pub columns: Vec<(&'static str, &'static str)>,
    /// Rows; a cell a column, empty when absent.
    pub rows: Vec<Vec<String>>,
}

/// Every table there can be, without rows.
pub fn empty_sheets() -> Vec<Sheet> {
    let sheet = |&(name, chinese, _): &(&'static str, &'static str, bool)| Sheet {
        name,
        chinese,
        columns: columns::of(name)
            .iter()
            .map(|column| (column.name, column.chinese))
            .collect(),
        rows: Vec::new(),
    };
    columns::TABLES.iter().map(sheet).collect()
}

impl Term {
    /// Its tables. Calendars are not among them: they are kept as they came.
    pub fn sheets(&self) -> Vec<Sheet> {
        let mut sheets = empty_sheets();
        for sheet in &mut sheets {
            sheet.rows = rows::of(self, sheet.name);
        }
        sheets
    }

    /// The same term without calendars: their busy time becomes absences.
    #[must_use]
    pub fn without_calendars(&self) -> Self {
        let mut term = self.clone();
        for (person, spans) in std::mem::take(&mut term.busy) {
            term.absences.extend(spans.into_iter().map(|(from, to)| Absence {
                who: Absent::Person(person.clone()),
                from,
                to,
                reason: None,
            }));
        }
        term
    }
}

impl Settings {
    /// Them as `term.toml`.
    ///
    /// # Errors
    /// Those of the TOML writer, for which the settings have no reason.
    pub fn toml(&self) -> Result<String, toml::ser::Error> {
        settings::text(self)
    }
}

impl TermFiles {
    /// A folder of settings and tables.
    ///
    /// # Errors
    /// Those of the CSV writer, which has none in memory.
    pub fn of(settings_toml: String, sheets: &[Sheet]) -> Result<Self, csv::Error> {
        let mut files = Self::default();
        files
            .files
            .insert(super::settings::FILE.to_owned(), settings_toml.into_bytes());
        for sheet in sheets {
            files.files.insert(format!("{}.csv", sheet.name), sheet.csv()?);
        }
        Ok(files)
    }
}

impl Sheet {
    /// The table as a CSV file in UTF-8, with English headers. What a spreadsheet would take for a formula is guarded, see [`guarded`].
    ///
    /// # Errors
    /// Those of the CSV writer, which has none in memory.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|(name, _)| name))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
        }
        writer
            .into_inner()
            .map_err(|error| csv::Error::from(error.into_error()))
    }
}
