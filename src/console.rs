//! What goes to the terminal. A reader that went away (`yuandi check … | head`) is no error of ours.

use std::fmt::Display;
use std::io::{self, Write};

/// A line of result, on standard output.
pub fn say(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// A line about what went wrong or how far it is, on standard error.
pub fn note(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
