//! A term folder moved by whole weeks, so that a demonstration is about today.

use chrono::NaiveDate;
use yuandi_scheduler::term::TermFiles;

use super::folder::BridgeError;
use super::import::{RowFault, read};

/// Why a folder could not be moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// It has mistakes.
    #[error("{} mistakes", .0.len())]
    Faulty(Vec<RowFault>),
    /// It does not write: a fault of ours.
    #[error(transparent)]
    Bridge(#[from] BridgeError),
}

/// The folder, as it is where its term holds today, or moved by whole weeks. Calendars stay on their dates, so that of a moved
/// term their busy time becomes absences.
///
/// # Errors
/// See [`MoveError`].
pub fn to_today(files: &TermFiles, today: NaiveDate) -> Result<TermFiles, MoveError> {
    let term = read(files).map_err(MoveError::Faulty)?;
    let moved = term.moved_to(today);
    if moved == term {
        return Ok(files.clone());
    }
    let moved = moved.without_calendars();
    let form = |error: &dyn std::fmt::Display| BridgeError::Form(error.to_string());
    let settings = moved.settings.toml().map_err(|error| form(&error))?;
    Ok(TermFiles::of(settings, &moved.sheets()).map_err(|error| form(&error))?)
}
