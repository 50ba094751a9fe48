//! Habits that a machine can check, as tests: each file here is one habit, and proves on a bad sample that it sees one.
//!
//! What each is for stands in `CONTRIBUTING.md`. They read the files as committed, need no network and take seconds.

mod banned;
mod dependencies;
mod docs_name_what_exists;
mod imports;
mod length;
mod licences;
mod machine_paths;
mod module_docs;
mod repository;
mod rule_tests;
mod spdx;
mod tokens;

/// Fails with every complaint, a line each.
#[track_caller]
fn no_complaints(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} untidy:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}
