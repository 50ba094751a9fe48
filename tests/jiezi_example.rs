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
fn every_seed_gives_a_term_of_the_same_shape() {
    for seed in [SEED, 2, 3] {
        let files = jiezi_generator::files(seed);
        let rows = |name: &str| files[name].iter().filter(|byte| **byte == b'\n').count() - 1;
        assert_eq!(
            (rows("places.csv"), rows("teams.csv"), rows("hours.csv")),
            (57, 52, 39),
            "seed {seed}"
        );
        assert!(
            (230..=300).contains(&rows("people.csv")),
            "seed {seed}: {} people",
            rows("people.csv")
        );
        assert!(
            (450..=600).contains(&rows("needs.csv")),
            "seed {seed}: {} needs",
            rows("needs.csv")
        );
        assert_eq!(
            files.keys().filter(|name| name.ends_with(".ics")).count(),
            6,
            "seed {seed}"
        );
    }
    assert_ne!(
        jiezi_generator::files(SEED)["needs.csv"],
        jiezi_generator::files(2)["needs.csv"]
    );
}

#[test]
fn the_encodings_an_office_sends_are_all_there() {
    let files = jiezi_generator::files(SEED);
    assert!(std::str::from_utf8(&files["people.csv"]).is_err());
    let (people, _, malformed) = encoding_rs::GB18030.decode(&files["people.csv"]);
    assert!(!malformed && people.starts_with("学号,姓名,学院,服务队,身份\n"));
    assert!(files["needs.csv"].starts_with("\u{feff}编号,".as_bytes()));
    assert!(files["places.csv"].starts_with("编号,".as_bytes()));
}
