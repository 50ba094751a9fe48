//! Broken term folders: each mistake has its code at its place, all mistakes are told at once, and none brings others with it.
//!
//! Every case is the valid folder with a few edits; the expected faults are written `file row field code`.

mod away;
mod files;
mod formation;
mod hours;
mod needs;
mod people;
mod placement;
mod plans;
mod settings;
mod tables;
mod together;
mod wishes;
mod workbooks;

use std::collections::BTreeSet;

use super::base::Folder;
use super::faults_of;

/// One change to the valid folder.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Table, row, column, value.
    Cell(&'static str, usize, &'static str, &'static str),
    /// Table, line at its end.
    Row(&'static str, &'static str),
    /// File, what stands once in it, what stands there instead.
    Text(&'static str, &'static str, &'static str),
    /// File, content.
    File(&'static str, Vec<u8>),
    /// File that is not there.
    NoFile(&'static str),
    /// Table, column that is not there.
    NoColumn(&'static str, &'static str),
}

/// Edits, and the faults expected.
pub type Case = (Vec<Edit>, Vec<String>);

/// Some edits, some faults.
pub fn many(edits: Vec<Edit>, faults: Vec<&str>) -> Case {
    (edits, faults.into_iter().map(str::to_owned).collect())
}

/// One edit, one fault.
pub fn one(edit: Edit, fault: &str) -> Case {
    many(vec![edit], vec![fault])
}

/// A cell with the one fault which has this code.
pub fn cell(table: &'static str, row: usize, column: &'static str, value: &'static str, code: &str) -> Case {
    let fault = format!("{table}.csv row {row} {column} {code}");
    one(Edit::Cell(table, row, column, value), &fault)
}

impl Edit {
    /// Does it.
    fn apply(&self, folder: &mut Folder) {
        let csv = |table: &str| format!("{table}.csv");
        match self {
            Self::Cell(table, row, column, value) => folder.cell(&csv(table), *row, column, value),
            Self::Row(table, line) => folder.add(&csv(table), line),
            Self::Text(file, old, new) => folder.replace(file, old, new),
            Self::File(file, bytes) => folder.put(file, bytes.clone()),
            Self::NoFile(file) => folder.remove(file),
            Self::NoColumn(table, column) => folder.drop_column(&csv(table), column),
        }
    }
}

fn cases() -> Vec<Case> {
    [
        files::cases(),
        tables::cases(),
        settings::cases(),
        people::cases(),
        hours::cases(),
        needs::cases(),
        wishes::cases(),
        away::cases(),
        formation::cases(),
        placement::cases(),
        plans::cases(),
        workbooks::cases(),
        together::cases(),
    ]
    .concat()
}

#[test]
fn every_case_has_its_faults_and_no_others() {
    let mut wrong = Vec::new();
    for (edits, expected) in cases() {
        let mut folder = Folder::valid();
        edits.iter().for_each(|edit| edit.apply(&mut folder));
        let found = faults_of(&folder);
        if found != expected {
            wrong.push(format!("{edits:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Codes of other pages that the folder's files bring along: those of a plan, and one of a calendar reader.
const CODES_OF_OTHER_PAGES: [&str; 3] = ["not-json", "missing-field", "not-a-calendar"];

/// These take a workbook that is broken within, and a CSV file of a kind that nobody has seen yet.
const CODES_WITHOUT_A_CASE: [&str; 2] = ["unreadable-sheet", "not-csv"];

#[test]
fn the_page_of_faults_lists_the_codes_that_have_a_case() {
    let page = include_str!("../../../../../../docs/term-faults.md");
    let first_cells = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let listed: BTreeSet<&str> = first_cells
        .flat_map(|cell| cell.trim_end_matches('`').split("`, `"))
        .collect();
    let cases = cases();
    let expected = cases.iter().flat_map(|(_, faults)| faults);
    let used = expected.filter_map(|fault| fault.rsplit(' ').next());
    let own = used.filter(|code| !CODES_OF_OTHER_PAGES.contains(code));
    let here: BTreeSet<&str> = own.chain(CODES_WITHOUT_A_CASE).collect();
    assert_eq!(listed, here);
    assert!(cases.len() >= 250, "{} cases", cases.len());
}

/// What a fault says to do names the known name that is near.
#[test]
fn near_names_are_suggested() {
    let suggestions = [
        (Edit::Text("people.csv", "college,", "colege,"), "college"),
        (Edit::Text("hours.csv", "target", "目标对数"), "目标队数"),
        (Edit::Cell("people", 2, "team", "med1"), "med-1"),
        (Edit::Cell("teams", 2, "home", "campsu"), "campus"),
        (Edit::Cell("timetables", 2, "person", "s7"), "s1"),
        (Edit::Cell("wishes", 2, "hour", "odd-wde"), "odd-wed"),
        (Edit::Cell("needs", 3, "after", "kne"), "knee"),
        (Edit::Cell("fixed", 2, "session", "monday-0317"), "monday-0316"),
        (Edit::Text("term.toml", "holidays", "holliday"), "holidays"),
        (Edit::Text("term.toml", "travel =", "travell ="), "travel"),
        (Edit::File("need.csv", b"id\n".to_vec()), "needs.csv"),
    ];
    for (edit, near) in suggestions {
        let mut folder = Folder::valid();
        edit.apply(&mut folder);
        let faults = super::read_folder(&folder).expect_err("it is broken");
        let wanted = format!("Maybe {near:?}?");
        assert!(
            faults.iter().any(|fault| fault.remedy.ends_with(&wanted)),
            "{edit:?}: {faults:?}"
        );
    }
}
