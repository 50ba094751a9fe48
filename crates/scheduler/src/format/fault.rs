//! What is wrong with an input: where, which rule, why, and what to do about it.

use std::fmt;

/// One mistake in an input. Readers and validators collect all of them before they answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// File, or sheet of a workbook, as its owner names it: `needs.csv`, `problem.json`.
    pub file: String,
    /// Row of a table as the office counts it (the header is row 1), or the path in a JSON file, `needs[3]`; empty for the file as a whole.
    pub at: String,
    /// Column or field; empty for the row as a whole.
    pub field: String,
    /// Stable kebab-case code, for programs and tests: `unknown-team`.
    pub code: &'static str,
    /// What is wrong, with the offending value.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for part in [&self.at, &self.field] {
            if !part.is_empty() {
                write!(f, ", {part}")?;
            }
        }
        write!(f, ": {} [{}] {}", self.cause, self.code, self.remedy)
    }
}
