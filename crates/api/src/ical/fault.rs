//! What is wrong with a calendar file that was to be imported.
//!
//! | code | cause |
//! |---|---|
//! | `not-a-calendar` | the file does not begin with `BEGIN:VCALENDAR` |
//! | `too-large`, `too-many-events`, `too-deep` | beyond what a person's calendar needs |
//! | `not-utf-8` | another encoding; reported once |
//! | `bad-line` | not `NAME;PARAMETERS:VALUE` |
//! | `outside-calendar` | a line after `END:VCALENDAR` |
//! | `wrong-end`, `unclosed-component` | `BEGIN` and `END` do not pair |
//! | `no-start`, `bad-date`, `bad-duration`, `ends-before-start` | an event without a sound span |
//! | `unknown-zone` | a TZID that is neither known nor explained by the file |
//! | `bad-rule`, `rule-too-frequent`, `unsupported-range` | a recurrence that cannot be expanded |
//! | `too-many-faults` | the rest is not listed |

use std::fmt;

/// Faults listed at most: nobody reads more, and a hostile file could make millions.
const LISTED: usize = 100;

/// One mistake in a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFault {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// Stable kebab-case code, for programs and tests: `bad-date`.
    pub code: &'static str,
    /// What is wrong, with the offending value.
    pub cause: String,
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} [{}]", self.line, self.cause, self.code)
    }
}

/// The faults of one file, as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults {
    list: Vec<ReadFault>,
}

impl Faults {
    pub(super) fn add(&mut self, line: usize, code: &'static str, cause: impl Into<String>) {
        if self.list.len() < LISTED {
            self.list.push(ReadFault {
                line,
                code,
                cause: cause.into(),
            });
        } else if self.list.len() == LISTED {
            self.list.push(ReadFault {
                line,
                code: "too-many-faults",
                cause: "there are more mistakes".into(),
            });
        }
    }

    /// Whether further ones would no longer be listed.
    pub(super) fn full(&self) -> bool {
        self.list.len() > LISTED
    }

    pub(super) fn has(&self, code: &str) -> bool {
        self.list.iter().any(|fault| fault.code == code)
    }

    /// The faults in the order of their lines, or `value` when there are none.
    pub(super) fn or<T>(mut self, value: T) -> Result<T, Vec<ReadFault>> {
        self.list.sort_by_key(|fault| fault.line);
        if self.list.is_empty() {
            Ok(value)
        } else {
            Err(self.list)
        }
    }
}

/// `value` short enough for a message.
pub(super) fn excerpt(value: &str) -> String {
    const SHOWN: usize = 60;
    match value.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{:?}…", &value[..cut]),
        None => format!("{value:?}"),
    }
}
