//! Nothing of the machine it was written on: no absolute paths, no other registry of packages than the public one.

use crate::no_complaints;
use crate::repository::{File, files};

/// Written in two halves, so that this file does not find itself.
const PLACES: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/tm", "p/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
];
const REGISTRIES: [&str; 7] = [
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("replace-", "with"),
    concat!("rsp", "roxy"),
    concat!("pypi", ".org"),
    concat!("npm", "js.org"),
    concat!("proxy.", "golang"),
];
const PUBLIC: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn check(file: &File) -> Vec<String> {
    let lines = file.text.lines().enumerate();
    let found = lines.filter_map(|(number, line)| Some((number + 1, wrong(line)?)));
    found
        .map(|(number, what)| format!("{}:{number}: {what}", file.path))
        .collect()
}

fn wrong(line: &str) -> Option<String> {
    if let Some(source) = line.strip_prefix("source = \"") {
        return (source != format!("{PUBLIC}\"")).then(|| format!("a package from elsewhere: {source}"));
    }
    let place = PLACES.iter().find(|place| starts_a_path(line, place));
    let registry = REGISTRIES.iter().find(|name| line.contains(*name));
    place.or(registry).map(|what| format!("`{what}`"))
}

/// Whether a place stands in a line as the start of a path, rather than within one.
fn starts_a_path(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-}".contains(c))
    })
}

#[test]
fn no_file_knows_a_machine() {
    no_complaints(&files().iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn a_machine_is_seen() {
    for text in [
        format!("see {}shared/design.md", PLACES[0]),
        format!("let path = \"{}x\";", PLACES[2]),
        format!("url = \"https://{}/\"", REGISTRIES[0]),
        "source = \"registry+https://mirror.example/index\"".to_owned(),
    ] {
        assert_eq!(check(&File::sample("a.md", &text)).len(), 1, "{text}");
    }
}

#[test]
fn paths_within_the_repository_are_not() {
    let text = format!(
        "https://example.org{}x, some{}x\nsource = \"{PUBLIC}\"",
        PLACES[0], PLACES[3]
    );
    assert_eq!(check(&File::sample("Cargo.lock", &text)), Vec::<String>::new());
}
