//! The tiny term of `tests/fixtures/`, to be planned as it is or with mistakes.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::{done, files, folder, repository};

/// A folder with a copy of the tiny term in `tiny_term`.
pub fn folder_with_tiny_term() -> TempDir {
    let folder = folder();
    let (from, to) = (
        repository().join("tests/fixtures/tiny_term"),
        folder.path().join("tiny_term"),
    );
    fs::create_dir_all(to.join("calendars")).expect("a folder in the test's folder");
    for file in files(&from) {
        fs::copy(from.join(&file), to.join(&file)).expect("a copy");
    }
    folder
}

/// Replaces a text in a file of the tiny term, in which it must stand.
pub fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join("tiny_term").join(file);
    let text = fs::read_to_string(&path).expect("a file of the tiny term");
    assert!(text.contains(from), "{file}: no {from}");
    fs::write(path, text.replace(from, to)).expect("a file of the test's folder");
}

/// Plans the term into `out`, and says what it said.
pub fn planned(folder: &Path) -> String {
    done(folder, &["plan", "tiny_term", "--steps", "300"])
}

/// The mistakes that the office makes on one morning, and how each is told.
pub fn make_mistakes(folder: &Path) -> [&'static str; 7] {
    edit(folder, "term.toml", "overhead = 3", "overhaed = 3");
    edit(
        folder,
        "people.csv",
        "2026003,高朗月,医学院,tuina-2",
        "2026003,高朗月,医学院,tuina-22",
    );
    edit(
        folder,
        "needs.csv",
        "lamp,repair,building-12,30",
        "lamp,repair,building-21,half an hour",
    );
    edit(
        folder,
        "hours.csv",
        "tuesday,therapy,therapy-room,tuesday",
        "tuesday,therapy,therapy-room,tusday",
    );
    edit(
        folder,
        "calendars/2026001.ics",
        "DTEND;TZID=Asia/Shanghai:20260908T160000",
        "DTEND:yesterday",
    );
    [
        "term.toml, overhaed: ",
        "people.csv, row 4, team: ",
        "needs.csv, row 4, place: ",
        "needs.csv, row 4, minutes: ",
        "hours.csv, row 2, weekday: ",
        "calendars/2026001.ics, line ",
        "Maybe \"overhead\"?",
    ]
}
