//! Ctrl-C ends a solve with the best plan so far.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{done, folder_with_tiny};

/// Starts the program, waits for its first line of progress, interrupts it, and returns the code it ends with.
fn interrupted(folder: &Path, arguments: &[&str]) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_yuandi"))
        .args(arguments)
        .args(["--seconds", "86400", "--progress", "json"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut progress = BufReader::new(child.stderr.take().expect("standard error is piped"));
    let mut line = String::new();
    progress.read_line(&mut line).expect("a line of progress");
    assert!(line.starts_with('{'), "{line}");
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    progress.read_to_string(&mut line).expect("the rest of the progress");
    child.wait().expect("the program ends").code()
}

#[test]
fn an_interrupted_solve_writes_a_feasible_plan() {
    for effort in [&["--no-proof"][..], &["--threads", "1"], &["--threads", "2"]] {
        let folder = folder_with_tiny();
        let arguments = [&["solve", "problem.json", "--out", "plan.json"], effort].concat();
        assert_eq!(interrupted(folder.path(), &arguments), Some(0), "{effort:?}");
        done(folder.path(), &["check", "problem.json", "plan.json"]);
    }
}

#[test]
fn an_interrupted_plan_of_a_term_is_written_whole() {
    let folder = crate::term_folder::folder_with_tiny_term();
    assert_eq!(interrupted(folder.path(), &["plan", "tiny_term"]), Some(0));
    done(folder.path(), &["check", "out/problem.json", "out/plan.json"]);
    let written = crate::files(&folder.path().join("out"));
    assert!(written.contains("report.html") && written.contains("calendars/teams/repair.ics"));
}
