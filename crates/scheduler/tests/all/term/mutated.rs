//! A few thousand mutated folders: the reader answers with faults or with a term whose problem is valid, and never panics.

use chrono::NaiveDate;
use fastrand::Rng;
use rust_xlsxwriter::Workbook;
use yuandi_scheduler::format::validate;
use yuandi_scheduler::term::Term;

use super::base::Folder;
use super::{brief, read_folder};

/// Cells that are wrong nearly everywhere, and right somewhere.
const ODD: [&str; 48] = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "7",
    "1.0",
    "0.5",
    "1e300",
    "NaN",
    "-0",
    "+3",
    "2147483647",
    "2147483648",
    "281474976710655",
    "9223372036854775807",
    "99999999999999999999",
    "x",
    "；",
    ":",
    "tuina",
    "tuina:2 x1",
    "advice:9",
    "med-1",
    "law-1:-5",
    "room",
    "s1",
    "knee",
    "form",
    "monday",
    "周日",
    "odd",
    "2-3 even",
    "1-4",
    "2026-03-29",
    "2026-03-14",
    "2026-04-03",
    "0001-01-01",
    "9999-12-31",
    "02:30",
    "00:00",
    "23:59",
    "01:00-04:00",
    "2026-03-29 02:30",
    "yes",
    "否",
    "same",
];

/// Values for `term.toml`.
const ODD_TOML: [&str; 18] = [
    "0",
    "-1",
    "1",
    "2.5",
    "\"x\"",
    "[]",
    "{}",
    "true",
    "[\"2026-03-29\"]",
    "2026-03-29",
    "\"2026-03-23\"",
    "\"monday\"",
    "[[\"00:00\", \"23:59\"]]",
    "[[\"01:00\", \"02:30\"]]",
    "\"Pacific/Apia\"",
    "\"Africa/Cairo\"",
    "60",
    "1099511627776",
];

fn odd(random: &mut Rng) -> &'static str {
    ODD[random.usize(0..ODD.len())]
}

/// A file of the folder, tables more often than others.
fn any_file(folder: &Folder, random: &mut Rng) -> String {
    let files: Vec<&String> = folder.0.keys().collect();
    files[random.usize(0..files.len())].clone()
}

/// Changes cells, lines or keys of one file.
fn mutate(folder: &mut Folder, random: &mut Rng) {
    let file = any_file(folder, random);
    let Ok(text) = String::from_utf8(folder.0[&file].clone()) else {
        return;
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return;
    }
    let at = random.usize(0..lines.len());
    match random.u8(0..12) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let other = random.usize(0..lines.len());
            lines.swap(at, other);
        }
        _ if file == "term.toml" => {
            if let Some((key, _)) = lines[at].clone().split_once(" = ") {
                lines[at] = format!("{key} = {}", ODD_TOML[random.usize(0..ODD_TOML.len())]);
            }
        }
        _ => {
            let mut cells: Vec<&str> = lines[at].split(',').collect();
            let cell = random.usize(0..cells.len());
            cells[cell] = odd(random);
            lines[at] = cells.join(",");
        }
    }
    folder.put(&file, lines.join("\n") + "\n");
}

/// Changes bytes of a file, or cuts it.
fn mutate_bytes(folder: &mut Folder, random: &mut Rng) {
    const LIKELY: &[u8] = b"0123456789-:;,\"\r\n[]= ";
    let file = any_file(folder, random);
    let bytes = folder.0.get_mut(&file).expect("it is there");
    for _ in 0..random.usize(1..5) {
        if bytes.is_empty() {
            return;
        }
        let at = random.usize(0..bytes.len());
        match random.u8(0..8) {
            0 => bytes[at] = random.u8(..),
            1 => bytes.truncate(at),
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, LIKELY[random.usize(0..LIKELY.len())]),
            _ => bytes[at] = LIKELY[random.usize(0..LIKELY.len())],
        }
    }
}

/// Reads a folder, holds the reader to its promise, and says whether the folder was fine.
fn handle(folder: &Folder, seed: u64) -> bool {
    match read_folder(folder) {
        Ok(term) => {
            validate("problem.json", &term.expand()).unwrap_or_else(|faults| panic!("seed {seed}: {faults:?}"));
            let later = term.moved_to(NaiveDate::from_ymd_opt(2027, 1, 20).expect("a date"));
            let sessions = |term: &Term| term.expand().sessions.len();
            assert_eq!(sessions(&later), sessions(&term), "seed {seed}");
            true
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "seed {seed}: a refusal has a reason");
            for fault in faults.iter().map(brief) {
                let rowless = fault.starts_with("the expanded term") && !fault.ends_with("cost-overflow");
                assert!(!rowless, "seed {seed}: {fault} should be told at its row");
            }
            false
        }
    }
}

#[test]
fn mutated_cells_lines_and_keys_are_told_or_valid() {
    const FOLDERS: u64 = 3000;
    let fine = (0..FOLDERS).filter(|&seed| {
        let mut random = Rng::with_seed(seed);
        let mut folder = Folder::valid();
        for _ in 0..random.usize(1..4) {
            mutate(&mut folder, &mut random);
        }
        handle(&folder, seed)
    });
    let fine = fine.count();
    assert!(
        (300..2700).contains(&fine),
        "{fine} of {FOLDERS} passed: mutations that never or always break test nothing"
    );
}

#[test]
fn mutated_bytes_are_told_or_valid() {
    for seed in 0..1500 {
        let mut random = Rng::with_seed(seed);
        let mut folder = Folder::valid();
        mutate_bytes(&mut folder, &mut random);
        handle(&folder, seed);
    }
}

/// The bytes of a workbook are compressed, so most changes break it as a whole; what remains are its names and sizes.
#[test]
fn mutated_workbooks_are_told_or_valid() {
    let mut valid = Folder::valid();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("places").expect("a name for a sheet");
    for (r, row) in valid.rows("places.csv").iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            sheet.write(r as u32, c as u16, cell).expect("a cell");
        }
    }
    valid.remove("places.csv");
    let book = book.save_to_buffer().expect("a workbook");
    for seed in 0..500 {
        let mut random = Rng::with_seed(seed);
        let mut folder = Folder([("term.xlsx".to_owned(), book.clone())].into());
        mutate_bytes(&mut folder, &mut random);
        folder.0.extend(valid.0.clone());
        handle(&folder, seed);
    }
}
