//! The committed example of a term before its teams are formed is what its generator writes.

#[path = "../examples/formation_generator/mod.rs"]
mod formation_generator;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The seed of the committed folder.
const SEED: u64 = 1;
/// What stands in the folder and is written by hand.
const BY_HAND: [&str; 2] = ["README.md", ".gitattributes"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formation")
}

#[test]
fn regenerating_gives_the_committed_bytes() {
    for (name, text) in formation_generator::files(SEED) {
        let committed = fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            committed == text,
            "{name} differs: run `cargo run --example formation -- examples/formation`"
        );
    }
    let entries = fs::read_dir(folder()).expect("the committed folder");
    let found: BTreeSet<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let mut expected: BTreeSet<String> = formation_generator::files(SEED).into_keys().map(String::from).collect();
    expected.extend(BY_HAND.map(String::from));
    assert_eq!(found, expected);
}

#[test]
fn every_seed_gives_sixty_students() {
    for seed in [SEED, 2, 3] {
        let people = formation_generator::files(seed)["people.csv"].lines().count();
        assert_eq!(people, 61, "seed {seed}");
    }
    assert_ne!(
        formation_generator::files(SEED)["people.csv"],
        formation_generator::files(2)["people.csv"]
    );
}
