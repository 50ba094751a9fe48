//! Collecting faults.

use std::fmt::{self, Display};

use crate::format::Fault;

/// All faults of one file.
pub struct Faults {
    file: String,
    found: Vec<Fault>,
}

/// Where a row stands: `teams[3]`. Written out only once something is wrong there.
#[derive(Clone, Copy)]
pub struct At(pub &'static str, pub usize);

impl Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.0, self.1)
    }
}

impl Faults {
    pub fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            found: Vec::new(),
        }
    }

    /// Notes a fault.
    pub fn add(&mut self, at: impl Display, field: impl Display, code: &'static str, cause: String, remedy: &str) {
        self.found.push(Fault {
            file: self.file.clone(),
            at: at.to_string(),
            field: field.to_string(),
            code,
            cause,
            remedy: remedy.into(),
        });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub fn result(self) -> Result<(), Vec<Fault>> {
        if self.is_empty() { Ok(()) } else { Err(self.found) }
    }
}

/// The rows of a list with their places.
pub fn rows<'a, T>(list: &'static str, rows: &'a [T]) -> impl Iterator<Item = (At, &'a T)> {
    rows.iter().enumerate().map(move |(index, row)| (At(list, index), row))
}
