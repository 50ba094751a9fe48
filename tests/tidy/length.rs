//! Files and functions stay short enough to be read.

use crate::no_complaints;
use crate::repository::{File, rust_files};
use crate::tokens;

/// Lines that no file may have more of; 100 to 150 are the aim.
const LONGEST_FILE: usize = 500;
/// Lines that no function may reach, tests included; nine of ten stay under 35.
const TOO_LONG_FUNCTION: usize = 80;

fn check(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    let long_file = (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines: split it", file.path));
    let functions = tokens::functions(file).into_iter();
    let long_functions = functions.filter(|f| f.lines >= TOO_LONG_FUNCTION).map(|f| {
        let (path, line, name, lines) = (&file.path, f.line, f.name, f.lines);
        format!("{path}:{line}: `{name}` has {lines} lines: split it")
    });
    long_file.into_iter().chain(long_functions).collect()
}

#[test]
fn files_and_functions_are_short() {
    no_complaints(&rust_files().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn a_line_too_many_is_seen() {
    let file = |lines: usize| check(&File::sample("a.rs", &"//! Says it.\n".repeat(lines)));
    assert_eq!((file(LONGEST_FILE).len(), file(LONGEST_FILE + 1).len()), (0, 1));
    let function = |lines: usize| {
        let text = format!("fn f() {{{}}}", "\n".repeat(lines - 1));
        check(&File::sample("a.rs", &text)).len()
    };
    assert_eq!((function(TOO_LONG_FUNCTION - 1), function(TOO_LONG_FUNCTION)), (0, 1));
}
