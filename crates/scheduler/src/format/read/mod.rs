//! JSON to `problem/1`, `plan/1`, `placement/1`, `formation/1` and the results of the last two.
//!
//! The text is read straight into its types. Only when that fails is it read again, row by row, to name every row at fault.

mod formation;
mod message;
mod placement;
mod plan;
mod problem;
mod rows;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::Fault;
use super::formation::{Formation, Formed};
use super::placement::{PlacementProblem, PlacementResult};
use super::plan::Plan;
use super::problem::Problem;
use rows::Document;

/// Reads a problem. `file` is its name in the faults, `bytes` its JSON, not compressed.
///
/// # Errors
/// Where the text is no JSON: the line and column. Else every row that does not have the shape of the format page.
pub fn read_problem(file: &str, bytes: &[u8]) -> Result<Problem, Vec<Fault>> {
    read(file, bytes, problem::rows)
}

/// Reads a plan, as [`read_problem`] reads a problem.
///
/// # Errors
/// As [`read_problem`].
pub fn read_plan(file: &str, bytes: &[u8]) -> Result<Plan, Vec<Fault>> {
    read(file, bytes, plan::rows)
}

/// Reads a formation, as [`read_problem`] reads a problem.
///
/// # Errors
/// As [`read_problem`].
pub fn read_formation(file: &str, bytes: &[u8]) -> Result<Formation, Vec<Fault>> {
    read(file, bytes, formation::problem)
}

/// Reads the result of a formation, as [`read_problem`] reads a problem.
///
/// # Errors
/// As [`read_problem`].
pub fn read_formed(file: &str, bytes: &[u8]) -> Result<Formed, Vec<Fault>> {
    read(file, bytes, formation::result)
}

/// Reads a placement problem, as [`read_problem`] reads a problem.
///
/// # Errors
/// As [`read_problem`].
pub fn read_placement(file: &str, bytes: &[u8]) -> Result<PlacementProblem, Vec<Fault>> {
    read(file, bytes, placement::problem)
}

/// Reads a placement, as [`read_problem`] reads a problem.
///
/// # Errors
/// As [`read_problem`].
pub fn read_placement_result(file: &str, bytes: &[u8]) -> Result<PlacementResult, Vec<Fault>> {
    read(file, bytes, placement::result)
}

fn read<T: DeserializeOwned>(file: &str, bytes: &[u8], rows: fn(&mut Document)) -> Result<T, Vec<Fault>> {
    // Editors on Windows put a byte order mark before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let value = match serde_json::from_slice::<Value>(bytes) {
            Ok(value) => value,
            Err(syntax) => return vec![message::not_json(file, &syntax)],
        };
        let mut document = Document::new(file, value);
        rows(&mut document);
        let faults = document.faults();
        if faults.is_empty() {
            vec![message::as_a_whole(file, &error)]
        } else {
            faults
        }
    })
}
