//! The committed example term is what its generator writes.

#[path = "../examples/jiezi_generator/mod.rs"]
mod jiezi_generator;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The seed of the committed folder.
const SEED: u64 = 1;
/// What stands in the folder and is written by hand.
const BY_HAND: [&str; 2] = ["README.md", ".gitattributes"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/jiezi")
}

#[test]
fn regenerating_gives_the_committed_bytes() {
    for (name, bytes) in jiezi_generator::files(SEED) {
        let committed = fs::read(folder().join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            committed == bytes,
            "{name} differs: run `cargo run --example jiezi -- examples/jiezi`"
        );
    }
}

#[test]
fn nothing_else_lies_in_the_folder() {
    let mut found = BTreeSet::new();
    for (prefix, path) in [("", folder()), ("calendars/", folder().join("calendars"))] {
        for entry in fs::read_dir(path).expect("the committed folder") {
            let entry = entry.expect("an entry of the folder");
            if entry.file_type().expect("its type").is_file() {
                found.insert(format!("{prefix}{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    let mut expected: BTreeSet<String> = jiezi_generator::files(SEED).into_keys().collect();
    expected.extend(BY_HAND.map(String::from));
    assert_eq!(found, expected);
}

#[test]
fn another_seed_gives_another_term_of_the_same_shape() {
    let (one, two) = (jiezi_generator::files(SEED), jiezi_generator::files(SEED + 1));
    assert_ne!(one["needs.csv"], two["needs.csv"]);
    assert_ne!(one["timetables.csv"], two["timetables.csv"]);
    let lines = |files: &std::collections::BTreeMap<String, Vec<u8>>, name: &str| {
        files[name].iter().filter(|byte| **byte == b'\n').count()
    };
    for name in ["places.csv", "teams.csv", "hours.csv"] {
        assert_eq!(lines(&one, name), lines(&two, name), "{name}");
    }
}
