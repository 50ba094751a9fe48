//! Messages as files in a folder, for trying out and for people without an address: nothing leaves the machine.

use std::path::Path;
use std::{fs, io};

/// Writes a message beside its place and moves it there, so that nobody reads half of one. Twice the same message is one file.
///
/// # Errors
/// The file system's own.
pub(super) fn write(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let partial = folder.join(format!(".{name}.partial"));
    fs::write(&partial, content)?;
    fs::rename(partial, folder.join(name))
}
