//! The term folder: a small one that is right, in every form, and what becomes of it; hundreds that are wrong, and what is said.

mod base;
mod broken;
mod encodings;
mod expansion;
mod formation;
mod moved;
mod mutated;
mod placement;
mod row;
mod written;

use yuandi_scheduler::format::Fault;
use yuandi_scheduler::term::{Term, read};

use base::Folder;

/// Reads a folder with the calendar reader of these tests.
fn read_folder(folder: &Folder) -> Result<Term, Vec<Fault>> {
    read(&folder.files(), &base::read_calendar)
}

/// What is wrong with a folder, as `file row field code`.
fn faults_of(folder: &Folder) -> Vec<String> {
    read_folder(folder).err().iter().flatten().map(brief).collect()
}

/// A fault in brief. Whatever it is, it names the file and says why and what to do.
fn brief(fault: &Fault) -> String {
    assert!(
        !fault.file.is_empty() && !fault.cause.is_empty() && !fault.remedy.is_empty(),
        "{fault:?}"
    );
    let parts = [&fault.file, &fault.at, &fault.field, fault.code];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}
