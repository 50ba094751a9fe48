//! The command line, by its real binary: what it reads, writes, says, and the code it ends with.

mod calendars;
mod check;
mod exit_codes;
mod form;
#[cfg(unix)]
mod interrupt;
mod place;
mod plan;
mod report;
#[cfg(unix)]
mod serve;
mod solve;
mod term;
mod term_folder;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// What a run of a program left behind.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("text in UTF-8");
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Runs the program in a folder.
fn yuandi(folder: &Path, arguments: &[&str]) -> Run {
    let run = Command::new(env!("CARGO_BIN_EXE_yuandi"))
        .args(arguments)
        .current_dir(folder)
        .output();
    run.expect("the program runs").into()
}

/// Runs the program, which has to end well; returns its standard output.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let run = yuandi(folder, arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
    run.stdout
}

/// What the format page's own checker says of a problem and a plan.
fn check_py(folder: &Path, problem: &str, plan: &str) -> Run {
    let run = Command::new("python3")
        .arg("-B")
        .arg(repository().join("docs/format/check.py"))
        .args([problem, plan])
        .current_dir(folder)
        .output();
    run.expect("python3 is installed, as `make setup` does").into()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder that is gone after the test.
fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// A folder with the problem of the README in `problem.json`.
fn folder_with_tiny() -> TempDir {
    let folder = folder();
    write(&folder.path().join("problem.json"), &tiny());
    folder
}

/// The problem of the README.
fn tiny() -> Value {
    json(&repository().join("examples/tiny/problem.json"))
}

fn json(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, value: &Value) {
    fs::write(path, value.to_string()).expect("a file in the test's folder");
}

/// Every file under a folder by its path within, with `/` between the parts.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(folder.join(&inner)).expect("a folder of the test") {
            let entry = entry.expect("an entry of the folder");
            let path = inner.join(entry.file_name());
            if entry.file_type().expect("its type").is_dir() {
                open.push(path);
            } else {
                found.insert(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found
}

/// The rows of a list in a problem or plan.
fn rows<'v>(value: &'v Value, list: &str) -> &'v [Value] {
    value[list].as_array().map_or(&[], Vec::as_slice)
}

/// A text in a problem or plan.
fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("no text `{field}` in {value}"))
}
