//! Tables: a CSV file or a sheet of a workbook, as rows of text under known columns.

pub(super) mod columns;
mod csv;
pub(super) mod formula;
mod workbook;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub(super) use csv::decode;

use super::faults::Faults;
use super::{Sheet, TermFiles};
use crate::format::near::maybe;

/// Rows of text as they stand in a file, the header first, each with the number the office counts it by.
pub(super) struct Grid {
    /// File, or sheet of a workbook.
    pub file: String,
    /// Row number and cells.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Row number and column of cells that are at fault already: they count as filled in, with nobody knows what.
    pub refused: BTreeSet<(usize, usize)>,
}

/// A table under its known columns.
pub(super) struct Table {
    file: String,
    columns: HashMap<&'static str, usize>,
    /// Columns that are at fault already, as they are missing or stand twice.
    lost: BTreeSet<&'static str>,
    rows: Vec<(usize, Vec<String>)>,
    refused: BTreeSet<(usize, usize)>,
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

    /// Whether a cell cannot be read for a reason that is told already.
    pub fn is_lost(&self, column: &str) -> bool {
        let refused = |k: &usize| self.table.refused.contains(&(self.number, *k));
        self.table.lost.contains(column) || self.table.columns.get(column).is_some_and(refused)
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
    /// File or sheet.
    pub fn file(&self) -> &str {
        &self.file
    }

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
        let Grid {
            file,
            mut rows,
            refused,
        } = grid;
        let mut table = Self {
            file,
            columns: HashMap::new(),
            lost: BTreeSet::new(),
            rows: Vec::new(),
            refused,
        };
        if rows.is_empty() {
            let remedy = "Put the column names in row 1.";
            faults.add(&table.file, "", "", "empty-table", "the table has no header", remedy);
            return table;
        }
        let (number, header) = rows.remove(0);
        table.rows = rows;
        let at = format!("row {number}");
        table.name_columns(name, &at, &header, faults);
        table.check_width(&at, &header, faults);
        table
    }

    /// Finds the known columns in the header; faults those that are not known, stand twice or are missing.
    fn name_columns(&mut self, name: &str, at: &str, header: &[String], faults: &mut Faults) {
        let known = columns::of(name);
        let titles = header.iter().map(|title| title.trim()).enumerate();
        for (k, title) in titles.filter(|(_, title)| !title.is_empty()) {
            let Some(column) = known.iter().find(|column| column.is_called(title)) else {
                let names = known.iter().flat_map(|column| [column.name, column.chinese]);
                let remedy = format!("Rename or remove the column.{}", maybe(title, names));
                let cause = format!("the column {title:?} is not known");
                faults.add(&self.file, at, title, "unknown-column", cause, remedy);
                continue;
            };
            if self.columns.insert(column.name, k).is_some() {
                self.lost.insert(column.name);
                let cause = format!("the column {title:?} stands twice");
                let remedy = "Remove one of the two.";
                faults.add(&self.file, at, column.name, "column-twice", cause, remedy);
            }
        }
        // Nobody knows which of the two is meant, so neither is read.
        self.columns.retain(|column, _| !self.lost.contains(column));
        for column in known.iter().filter(|column| column.required) {
            if !self.columns.contains_key(column.name) && self.lost.insert(column.name) {
                let cause = format!("the column {} ({}) is missing", column.name, column.chinese);
                faults.add(&self.file, at, column.name, "missing-column", cause, "Add the column.");
            }
        }
    }

    /// Faults cells that stand under no title: nobody knows what they are.
    fn check_width(&self, at: &str, header: &[String], faults: &mut Faults) {
        let untitled = |k: &usize| header.get(*k).is_some_and(|title| title.trim().is_empty());
        for k in (0..header.len()).filter(untitled) {
            let filled = |row: &&(usize, Vec<String>)| row.1.get(k).is_some_and(|cell| !cell.trim().is_empty());
            if let Some((number, _)) = self.rows.iter().find(filled) {
                let cause = format!("the column has no title, but row {number} has a cell in it");
                let field = format!("column {}", k + 1);
                faults.add(
                    &self.file,
                    at,
                    field,
                    "untitled-column",
                    cause,
                    "Give it a title, or empty it.",
                );
            }
        }
        for (number, cells) in &self.rows {
            let mut beyond = cells.iter().enumerate().skip(header.len());
            if let Some((k, cell)) = beyond.rfind(|(_, cell)| !cell.trim().is_empty()) {
                let cause = format!("the row has {} cells under {} titles: {cell:?}", k + 1, header.len());
                let remedy = "Remove what is too much; put texts with a comma in quotes.";
                faults.add(&self.file, format!("row {number}"), "", "too-many-cells", cause, remedy);
            }
        }
    }
}

/// All tables of a folder.
pub(super) struct Tables {
    /// By name; nothing of a table that should be there and cannot be read.
    tables: BTreeMap<&'static str, Option<Table>>,
    /// The sheet of settings; nothing of one that is there and cannot be read.
    settings: Option<Option<Table>>,
}

/// The workbook of a folder.
pub(super) const WORKBOOK: &str = "term.xlsx";

/// The sheets of a workbook by name: nothing of one that cannot be read, nothing at all of a workbook that is none.
type Sheets = Option<BTreeMap<String, Option<Grid>>>;

impl Tables {
    /// Reads every table, from its CSV file or its sheet, and says which are missing, twice there, or not known.
    pub fn read(files: &TermFiles, faults: &mut Faults) -> Self {
        unknown_files(files, faults);
        let book = files.files.get(WORKBOOK);
        let mut sheets = book.map_or_else(
            || Some(BTreeMap::new()),
            |bytes| workbook::read(WORKBOOK, bytes, faults),
        );
        let mut tables = BTreeMap::new();
        for &(name, chinese, required) in columns::TABLES {
            let file = format!("{name}.csv");
            let mut found = take(&mut sheets, (name, chinese));
            if let Some(bytes) = files.files.get(&file) {
                let grid = csv::read(&file, bytes, faults);
                found.push((file.clone(), grid));
            }
            if let Some(grid) = only(found, faults) {
                tables.insert(name, grid.map(|grid| Table::new(name, grid, faults)));
            } else if sheets.is_none() {
                tables.insert(name, None);
            } else if required {
                let place = if book.is_some() { WORKBOOK } else { &file };
                let remedy = format!("Add {file}, or a sheet {name} or {chinese} to {WORKBOOK}.");
                let cause = format!("there is no table {name}");
                faults.add(place, "", "", "missing-table", cause, remedy);
                tables.insert(name, None);
            }
        }
        let settings = settings(files, &mut sheets, faults);
        unknown_sheets(sheets, faults);
        Self { tables, settings }
    }

    /// The sheet of settings: none if there is none, nothing within if it cannot be read.
    pub fn settings(&self) -> Option<Option<&Table>> {
        self.settings.as_ref().map(Option::as_ref)
    }

    /// Some tables; of every other nothing is known.
    pub fn only<'s>(sheets: impl Iterator<Item = &'s Sheet>, faults: &mut Faults) -> Self {
        let mut tables: BTreeMap<_, _> = columns::TABLES.iter().map(|table| (table.0, None)).collect();
        for sheet in sheets {
            let header = sheet.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
            let grid = Grid {
                file: sheet.name.to_owned(),
                rows: (1..)
                    .zip(std::iter::once(header).chain(sheet.rows.iter().cloned()))
                    .collect(),
                refused: BTreeSet::new(),
            };
            tables.insert(sheet.name, Some(Table::new(sheet.name, grid, faults)));
        }
        Self { tables, settings: None }
    }

    /// The rows of a table; none when it is absent.
    pub fn rows(&self, name: &str) -> impl Iterator<Item = Row<'_>> {
        self.tables.get(name).into_iter().flatten().flat_map(Table::rows)
    }

    /// Whether a table can be read and has a column.
    pub fn has(&self, name: &str, column: &str) -> bool {
        let table = self.tables.get(name).and_then(Option::as_ref);
        table.is_some_and(|table| table.columns.contains_key(column))
    }

    /// The ids in a table: none when it is absent, nothing when they cannot be read.
    pub fn ids(&self, name: &str) -> Option<BTreeSet<&str>> {
        let readable =
            !self.tables.contains_key(name) || self.has(name, "id") && !self.rows(name).any(|row| row.is_lost("id"));
        readable.then(|| self.rows(name).map(|row| row.text("id")).collect())
    }
}

/// The sheets under either name of a table, with how they are called.
fn take(sheets: &mut Sheets, (name, chinese): (&str, &str)) -> Vec<(String, Option<Grid>)> {
    let titles = [name, chinese].into_iter();
    let found = titles.filter_map(|title| {
        let grid = sheets.as_mut()?.remove(title)?;
        Some((format!("{WORKBOOK}, sheet {title}"), grid))
    });
    found.collect()
}

/// The first of what was found of a table; faults a second one.
fn only(found: Vec<(String, Option<Grid>)>, faults: &mut Faults) -> Option<Option<Grid>> {
    if let [(first, _), .., (last, _)] = found.as_slice() {
        twice(first, last, faults);
    }
    found.into_iter().next().map(|(_, grid)| grid)
}

fn twice(first: &str, last: &str, faults: &mut Faults) {
    let cause = format!("{first} and {last} are both there");
    faults.add(last, "", "", "table-twice", cause, "Keep one of the two.");
}

/// The sheet of settings, in the place of `term.toml`.
fn settings(files: &TermFiles, sheets: &mut Sheets, faults: &mut Faults) -> Option<Option<Table>> {
    let found = take(sheets, columns::SETTINGS);
    if let (Some((sheet, _)), true) = (found.first(), files.files.contains_key(super::settings::FILE)) {
        twice(super::settings::FILE, sheet, faults);
    }
    let grid = only(found, faults)?;
    Some(grid.map(|grid| Table::new(columns::SETTINGS.0, grid, faults)))
}

/// Faults sheets under a name that nobody reads.
fn unknown_sheets(sheets: Sheets, faults: &mut Faults) {
    for (name, grid) in sheets.into_iter().flatten() {
        // Programs leave empty sheets behind.
        if grid.is_some_and(|grid| !grid.rows.is_empty()) {
            let known = columns::TABLES.iter().map(|table| (table.0, table.1));
            let known = known
                .chain([columns::SETTINGS])
                .flat_map(|(name, chinese)| [name, chinese]);
            let remedy = format!("Rename or remove the sheet.{}", maybe(&name, known));
            let cause = format!("the sheet {name:?} is no table");
            let place = format!("{WORKBOOK}, sheet {name}");
            faults.add(place, "", "", "unknown-sheet", cause, remedy);
        }
    }
}

/// Faults tables under a name that nobody reads: left out in silence, their rows would be missed late.
fn unknown_files(files: &TermFiles, faults: &mut Faults) {
    let known: Vec<String> = columns::TABLES.iter().map(|table| format!("{}.csv", table.0)).collect();
    let known = || known.iter().map(String::as_str).chain([WORKBOOK]);
    // What begins with a tilde or point is a program's own, such as the lock of a workbook that is open.
    let mine = |file: &&String| !file.starts_with(['~', '.']) && !file.contains('/');
    for file in files.files.keys().filter(mine) {
        let lower = file.to_lowercase();
        let table = [".csv", ".xlsx", ".xls"].iter().any(|ending| lower.ends_with(ending));
        if table && !known().any(|name| name == file) {
            let remedy = format!("Rename or remove the file.{}", maybe(file, known()));
            faults.add(file, "", "", "unknown-file", "no table has this name", remedy);
        }
    }
}
