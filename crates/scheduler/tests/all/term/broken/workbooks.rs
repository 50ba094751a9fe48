//! Workbooks: no workbook at all, sheets that are missing or double, formulas.

use rust_xlsxwriter::{Formula, Workbook};

use super::Edit::{File, NoFile};
use super::{Case, many, one};
use crate::term::base::Folder;

/// The valid folder's tables as sheets, some under other names, changed by the caller.
fn workbook(tables: &[(&str, &str)], change: impl Fn(&mut Workbook)) -> Vec<u8> {
    let folder = Folder::valid();
    let mut book = Workbook::new();
    for (table, title) in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(*title).expect("a name for a sheet");
        for (r, row) in folder.rows(&format!("{table}.csv")).iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                sheet.write(r as u32, c as u16, cell).expect("a cell");
            }
        }
    }
    change(&mut book);
    book.save_to_buffer().expect("a workbook")
}

/// The folder with some of its tables in a workbook instead.
fn moved(
    tables: &'static [(&'static str, &'static str)],
    change: impl Fn(&mut Workbook),
    faults: &[&'static str],
) -> Case {
    let csv = [
        ("places", "places.csv"),
        ("people", "people.csv"),
        ("teams", "teams.csv"),
    ];
    let within = |name: &str| tables.iter().any(|(table, _)| *table == name);
    let gone = csv
        .into_iter()
        .filter(|(table, _)| within(table))
        .map(|(_, file)| NoFile(file));
    let book = File("term.xlsx", workbook(tables, change));
    many(gone.chain([book]).collect(), faults.to_vec())
}

const NOTHING: fn(&mut Workbook) = |_| {};

pub fn cases() -> Vec<Case> {
    [files(), sheets(), formulas()].concat()
}

fn files() -> Vec<Case> {
    let cut = workbook(&[("places", "places")], NOTHING);
    vec![
        one(File("term.xlsx", Vec::new()), "term.xlsx not-a-workbook"),
        one(File("term.xlsx", b"id,name,x,y\n".to_vec()), "term.xlsx not-a-workbook"),
        one(
            File("term.xlsx", cut[..cut.len() / 2].to_vec()),
            "term.xlsx not-a-workbook",
        ),
        // What may have been in it is not missed, and nobody is faulted for naming it.
        many(
            vec![File("term.xlsx", Vec::new()), NoFile("teams.csv"), NoFile("places.csv")],
            vec!["term.xlsx not-a-workbook"],
        ),
    ]
}

fn sheets() -> Vec<Case> {
    let stray = |book: &mut Workbook| {
        book.add_worksheet()
            .set_name("Notes")
            .expect("a name")
            .write(0, 0, "Ask Ann")
            .expect("a cell");
        book.add_worksheet();
    };
    let wide = |book: &mut Workbook| {
        let sheet = book.worksheet_from_index(0).expect("it is there");
        sheet.write(2, 8, "far").expect("a cell");
    };
    let long = |book: &mut Workbook| {
        let sheet = book.worksheet_from_index(0).expect("it is there");
        sheet.write(300_000, 0, " ").expect("a cell");
    };
    let mut missing = moved(&[("places", "场所")], NOTHING, &["term.xlsx missing-table"]);
    missing.0.push(NoFile("hours.csv"));
    vec![
        missing,
        moved(
            &[("places", "场所"), ("people", "people"), ("teams", "服务队")],
            NOTHING,
            &[],
        ),
        moved(
            &[("places", "places")],
            stray,
            &["term.xlsx, sheet Notes unknown-sheet"],
        ),
        moved(
            &[("places", "场所")],
            wide,
            &["term.xlsx, sheet 场所 row 1 column 9 untitled-column"],
        ),
        moved(&[("places", "场所")], long, &["term.xlsx, sheet 场所 too-many-rows"]),
        moved(
            &[("places", "场所"), ("places", "places")],
            NOTHING,
            &["term.xlsx, sheet 场所 table-twice"],
        ),
        one(
            File("term.xlsx", workbook(&[("places", "places")], NOTHING)),
            "places.csv table-twice",
        ),
    ]
}

fn formulas() -> Vec<Case> {
    let set = |row: u32, column: u16, result: &'static str| {
        move |book: &mut Workbook| {
            let sheet = book.worksheet_from_index(0).expect("it is there");
            let formula = Formula::new("=1+1").set_result(result);
            sheet.write_formula(row, column, formula).expect("a cell");
        }
    };
    let broken = |book: &mut Workbook| {
        let sheet = book.worksheet_from_index(0).expect("it is there");
        sheet
            .write_formula(3, 2, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("a cell");
    };
    vec![
        moved(
            &[("places", "places")],
            set(1, 2, "5"),
            &["term.xlsx, sheet places row 2 column 3 formula-cell"],
        ),
        moved(
            &[("teams", "服务队")],
            set(1, 5, ""),
            &["term.xlsx, sheet 服务队 row 2 column 6 formula-cell"],
        ),
        // The id is not known then; rows that name it are not at fault.
        moved(
            &[("teams", "teams")],
            set(1, 0, "0"),
            &["term.xlsx, sheet teams row 2 column 1 formula-cell"],
        ),
        moved(
            &[("places", "places")],
            broken,
            &[
                "term.xlsx, sheet places row 4 column 3 formula-cell",
                "term.xlsx, sheet places row 4 column 3 error-cell",
            ],
        ),
    ]
}
