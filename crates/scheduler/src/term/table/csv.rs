//! CSV as offices have it: UTF-8 with or without a byte order mark, or GB18030, which is what Excel in China writes.

use std::collections::BTreeSet;

use encoding_rs::GB18030;

use super::Grid;
use super::formula::unguarded;
use crate::term::faults::Faults;

/// The rows of a CSV file, or nothing with the reason among the faults.
pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Grid> {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(cause) => {
            faults.add(file, "", "", "wrong-encoding", cause, "Save it as CSV UTF-8.");
            return None;
        }
    };
    // With one end of line only, and one at the end, the reader's count of lines tells where a record began.
    let text = text.replace("\r\n", "\n").replace('\r', "\n") + "\n";
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut rows, mut record) = (Vec::new(), csv::StringRecord::new());
    // Lines that end within a cell: the office counts rows.
    let mut within = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {
                within += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
                let number = reader.position().line() as usize - 1 - within;
                rows.push((number, record.iter().map(|cell| unguarded(cell).to_owned()).collect()));
            }
            Ok(false) => break,
            Err(error) => {
                faults.add(file, "", "", "not-csv", error.to_string(), "Save it as CSV again.");
                return None;
            }
        }
    }
    Some(Grid {
        file: file.to_owned(),
        rows,
        refused: BTreeSet::new(),
    })
}

/// The text of a file, never with characters replaced.
pub(in crate::term) fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err("the file is UTF-16");
    }
    if bytes.contains(&0) {
        return Err("the file holds zero bytes and is no text");
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if broken {
        Err("the file is neither UTF-8 nor GB18030")
    } else {
        Ok(text.into_owned())
    }
}
