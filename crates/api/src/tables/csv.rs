//! CSV in UTF-8 with lines as RFC 4180 has them, in pieces: a table may be longer than anybody wants to hold at once.

use csv::{Terminator, WriterBuilder};
use yuandi_scheduler::term::guarded;

use super::{Cell, Title};
use crate::domain::account::Language;

/// Writes CSV in a language.
#[derive(Clone, Copy, Debug)]
pub struct Csv(pub Language);

impl Csv {
    /// The begin of a file: byte order mark and titles.
    #[must_use]
    pub fn head(self, columns: &[Title]) -> Vec<u8> {
        let mut head = "\u{feff}".as_bytes().to_vec();
        let titles = columns.iter().map(|title| title.text(self.0).to_owned());
        head.extend(lines([titles]));
        head
    }

    /// Further rows.
    #[must_use]
    pub fn rows(self, rows: &[Vec<Cell>]) -> Vec<u8> {
        lines(rows.iter().map(|row| row.iter().map(|cell| cell.text(self.0))))
    }
}

fn lines<R: Iterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, nor does a row of another length where that is allowed.
        let _ = writer.write_record(row.map(|cell| guarded(&cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}
