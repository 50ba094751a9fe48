//! The worked example of the README is what happens.

use std::path::Path;
use std::process::{Command, Output};

fn yuandi(arguments: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_yuandi"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    run.expect("the program runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn solve_and_check_say_what_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README");
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("tiny.json");
    let (problem, plan) = ("examples/tiny/problem.json", plan.to_str().expect("a path in UTF-8"));

    let solved = yuandi(&["solve", problem, "--steps", "1000", "--out", plan]);
    assert_eq!(solved.status.code(), Some(0), "{}", text(&solved.stderr));
    assert!(text(&solved.stderr).starts_with("cost "));
    assert!(readme.contains(text(&solved.stderr)), "{}", text(&solved.stderr));

    let checked = yuandi(&["check", problem, plan]);
    assert_eq!(checked.status.code(), Some(0));
    assert!(text(&checked.stdout).contains("violations            0\n"));
    assert!(readme.contains(text(&checked.stdout)), "{}", text(&checked.stdout));
}
