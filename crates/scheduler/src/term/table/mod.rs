//! Tables: a CSV file or a sheet of a workbook, as rows of text under known columns.

mod columns;
mod csv;
pub(super) use csv::decode;
mod workbook;

use std::collections::{BTreeMap, HashMap};

use super::TermFiles;
use super::faults::{Faults, maybe};

/// Rows of text as they stand in a file, the header first, each with the number the office counts it by.
pub(super) struct Grid {
    /// File, or sheet of a workbook.
    pub file: String,
    /// Row number and cells.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// A table under its known columns.
pub(super) struct Table {
    file: String,
    columns: HashMap<&'static str, usize>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table,
    /// As the office counts it.
    pub number: usize,
    cells: &'t [String],
}

impl<'t> Row<'t> {
    /// A cell without surrounding blanks; empty when the column or the cell is absent.
    pub fn text(&self, column: &str) -> &'t str {
        let cell = self.table.columns.get(column).and_then(|&k| self.cells.get(k));
        cell.map_or("", |text| text.trim())
    }

    /// File or sheet.
    pub fn file(&self) -> &'t str {
        &self.table.file
    }

    /// Where the row is, for a fault.
    pub fn at(&self) -> String {
        format!("row {}", self.number)
    }
}

impl Table {
    /// Rows that hold anything.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let all = self.rows.iter().map(|(number, cells)| Row {
            table: self,
            number: *number,
            cells,
        });
        all.filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
    }

    fn new(name: &str, grid: Grid, faults: &mut Faults) -> Self {
        let Grid { file, mut rows } = grid;
        if rows.is_empty() {
            faults.add(
                &file,
                "",
                "",
                "empty-table",
                "the table has no header",
                "Put the column names in row 1.",
            );
            return Self {
                file,
                columns: HashMap::new(),
                rows,
            };
        }
        let (_, header) = rows.remove(0);
        let known = columns::of(name);
        let mut columns = HashMap::new();
        for (k, title) in header.iter().map(|title| title.trim()).enumerate() {
            if title.is_empty() {
                continue;
            }
            match known.iter().find(|column| column.is_called(title)) {
                None => {
                    let names = known.iter().flat_map(|column| [column.name, column.chinese]);
                    let remedy = format!("Rename or remove the column.{}", maybe(title, names));
                    let cause = format!("the column {title:?} is not known");
                    faults.add(&file, "row 1", title, "unknown-column", cause, remedy);
                }
                Some(column) => {
                    if columns.insert(column.name, k).is_some() {
                        let cause = format!("the column {title:?} stands twice");
                        faults.add(
                            &file,
                            "row 1",
                            column.name,
                            "column-twice",
                            cause,
                            "Remove one of the two.",
                        );
                    }
                }
            }
        }
        for column in known
            .iter()
            .filter(|column| column.required && !columns.contains_key(column.name))
        {
            let cause = format!("the column {} ({}) is missing", column.name, column.chinese);
            faults.add(&file, "row 1", column.name, "missing-column", cause, "Add the column.");
        }
        Self { file, columns, rows }
    }
}

/// All tables of a folder.
pub(super) struct Tables {
    tables: BTreeMap<&'static str, Table>,
}

/// The workbook of a folder.
const WORKBOOK: &str = "term.xlsx";

impl Tables {
    /// Reads every table, from its CSV file or its sheet, and says which are missing, twice there, or not known.
    pub fn read(files: &TermFiles, faults: &mut Faults) -> Self {
        let mut sheets = match files.files.get(WORKBOOK) {
            Some(bytes) => workbook::read(WORKBOOK, bytes, faults),
            None => BTreeMap::new(),
        };
        let mut tables = BTreeMap::new();
        for &(name, chinese, required) in columns::TABLES {
            let file = format!("{name}.csv");
            let sheet = sheets.remove(name).or_else(|| sheets.remove(chinese));
            let grid = match (files.files.get(&file), sheet) {
                (Some(_), Some(sheet)) => {
                    let cause = format!("{file} and the sheet {} are both there", sheet.file);
                    faults.add(&file, "", "", "table-twice", cause, "Keep one of the two.");
                    Some(sheet)
                }
                (Some(bytes), None) => csv::read(&file, bytes, faults),
                (None, sheet) => sheet,
            };
            match grid {
                Some(grid) => {
                    tables.insert(name, Table::new(name, grid, faults));
                }
                None if required && !files.files.contains_key(&file) => {
                    let remedy = format!("Add {file}, or a sheet {name} or {chinese} to {WORKBOOK}.");
                    faults.add(
                        &file,
                        "",
                        "",
                        "missing-table",
                        format!("there is no table {name}"),
                        remedy,
                    );
                }
                None => {}
            }
        }
        for (name, grid) in sheets {
            let known = columns::TABLES.iter().flat_map(|table| [table.0, table.1]);
            let remedy = format!("Rename or remove the sheet.{}", maybe(&name, known));
            faults.add(
                grid.file,
                "",
                "",
                "unknown-sheet",
                format!("the sheet {name:?} is no table"),
                remedy,
            );
        }
        Self { tables }
    }

    /// The rows of a table; none when it is absent.
    pub fn rows(&self, name: &str) -> impl Iterator<Item = Row<'_>> {
        self.tables.get(name).into_iter().flat_map(Table::rows)
    }
}
