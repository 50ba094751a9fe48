//! Mistakes as they are found, all of them.

use crate::format::Fault;

/// What to do about a time that the clock skips.
pub(super) const SKIPPED: &str = "Choose a time before or after the gap.";

/// A growing list of mistakes.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub list: Vec<Fault>,
}

impl Faults {
    /// Notes a mistake.
    pub fn add(
        &mut self,
        file: impl Into<String>,
        at: impl Into<String>,
        field: impl Into<String>,
        code: &'static str,
        cause: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let (file, at, field) = (file.into(), at.into(), field.into());
        self.list.push(Fault {
            file,
            at,
            field,
            code,
            cause: cause.into(),
            remedy: remedy.into(),
        });
    }

    /// Nothing, or all mistakes.
    pub fn into_result(self) -> Result<(), Vec<Fault>> {
        if self.list.is_empty() { Ok(()) } else { Err(self.list) }
    }
}
