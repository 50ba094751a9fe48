//! Every file says in its first line what it is.

use crate::no_complaints;
use crate::repository::{File, rust_files};

/// A file that starts otherwise than with a sentence of module documentation.
fn check(file: &File) -> Option<String> {
    let first = file.text.lines().next().unwrap_or_default();
    let words = first
        .strip_prefix("//! ")
        .map_or(0, |text| text.split_whitespace().count());
    (words < 2).then(|| format!("{}:1: starts without a sentence of `//!` about what it is", file.path))
}

#[test]
fn every_file_says_what_it_is() {
    no_complaints(&rust_files().filter_map(check).collect::<Vec<_>>());
}

#[test]
fn silence_and_placeholders_are_seen() {
    for text in [
        "",
        "use std::fs;\n//! What it is.",
        "//! x\nfn f() {}",
        "// What it is.",
    ] {
        assert!(check(&File::sample("a.rs", text)).is_some(), "{text:?}");
    }
    assert_eq!(check(&File::sample("a.rs", "//! What it is.\n")), None);
}
