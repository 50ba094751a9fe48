//! Which part of the scheduler may know which, as `ARCHITECTURE.md` draws it, read from the paths that files name.

use crate::no_complaints;
use crate::repository::{File, rust_files};
use crate::tokens::{self, Named};

const SOURCES: &str = "crates/scheduler/src/";

/// A part of the scheduler.
struct Part {
    name: &'static str,
    /// The other parts it may name.
    knows: &'static [&'static str],
    /// Whether its types are the dense ones, to which nothing that is written or dated comes.
    dense: bool,
}

const fn part(name: &'static str, knows: &'static [&'static str], dense: bool) -> Part {
    Part { name, knows, dense }
}

/// The whole graph, from the ground up: nobody knows a part above.
const PARTS: &[Part] = &[
    part("format", &[], false),
    part("term", &["format"], false),
    part("model", &["format"], true),
    part("roster", &["model"], true),
    part("rules", &["model", "roster"], true),
    part("state", &["model", "roster", "rules"], true),
    part("search", &["model", "roster", "rules", "state"], true),
    part("proof", &["model"], true),
    part("verify", &["format"], false),
    part(
        "solve",
        &["format", "model", "proof", "rules", "search", "state", "verify"],
        false,
    ),
];

/// What writing and dates are done with; they stop at the edge.
const EDGE: [&str; 4] = ["serde", "serde_json", "chrono", "chrono_tz"];
/// All that the independent checker uses besides `format` and the standard library.
const CHECKER_USES: [&str; 1] = ["serde"];

/// What a file of the scheduler names and may not; `crates` are the crates it could name.
fn check(file: &File, crates: &[String]) -> Vec<String> {
    let Some(inside) = file.path.strip_prefix(SOURCES) else {
        return Vec::new();
    };
    let module = module_of(inside);
    let Some(name) = module.first() else { return Vec::new() };
    let Some(part) = PARTS.iter().find(|part| part.name == name) else {
        return vec![format!(
            "{}: a part that `PARTS` in `tests/tidy/imports.rs` does not list",
            file.path
        )];
    };
    let wrong = |named: &Named| wrong(part, &module, named, crates);
    let named = tokens::paths(file);
    let wrong = named
        .iter()
        .filter(|_| !file.is_test())
        .filter_map(|named| Some((named.line, wrong(named)?)));
    wrong
        .map(|(line, what)| format!("{}:{line}: `{}` must not know {what}", file.path, part.name))
        .collect()
}

fn wrong(part: &Part, module: &[String], named: &Named, crates: &[String]) -> Option<String> {
    let Some(local) = within_crate(module, named) else {
        let root = &named.segments[0];
        let banned = match part.name {
            "verify" => crates.contains(root) && !CHECKER_USES.contains(&root.as_str()),
            _ => part.dense && EDGE.contains(&root.as_str()),
        };
        return banned.then(|| format!("the crate `{root}`"));
    };
    let other = local.first()?.as_str();
    let allowed = other == part.name || part.knows.contains(&other);
    (!allowed).then(|| format!("`crate::{other}`"))
}

/// The path from the crate's root, if it starts with `crate`, `self` or `super`. A lone keyword, as in `pub(crate)`, is no path.
fn within_crate(module: &[String], named: &Named) -> Option<Vec<String>> {
    let (first, rest) = named.segments.split_first()?;
    let mut at: Vec<String> = module.iter().chain(&named.within).cloned().collect();
    match first.as_str() {
        _ if rest.is_empty() => return None,
        "crate" => at.clear(),
        "self" => {}
        "super" => drop(at.pop()),
        _ => return None,
    }
    for segment in rest {
        match segment.as_str() {
            "super" => drop(at.pop()),
            name => at.push(name.to_owned()),
        }
    }
    Some(at)
}

/// The module that a file under `src/` is.
fn module_of(inside: &str) -> Vec<String> {
    let parts = inside.trim_end_matches(".rs").split('/');
    parts
        .filter(|part| !["mod", "lib"].contains(part))
        .map(str::to_owned)
        .collect()
}

/// The crates that the scheduler depends on, as code names them.
fn crates() -> Vec<String> {
    let manifest = crate::dependencies::manifest("crates/scheduler/Cargo.toml");
    let names = crate::dependencies::of(&manifest, "dependencies");
    names.iter().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn parts_know_what_the_architecture_lets_them_know() {
    let crates = crates();
    no_complaints(&rust_files().flat_map(|file| check(file, &crates)).collect::<Vec<_>>());
}

#[test]
fn every_listed_part_exists() {
    for part in PARTS {
        let inside = format!("{SOURCES}{}/mod.rs", part.name);
        assert!(rust_files().any(|file| file.path == inside), "{inside}");
    }
}

#[test]
fn a_part_that_knows_too_much_is_seen() {
    let crates = ["serde", "highs", "chrono"].map(str::to_owned);
    for (path, text) in [
        ("verify/limits/runs.rs", "use crate::model::Model;"),
        ("verify/limits/runs.rs", "use super::super::super::rules;"),
        ("verify/mod.rs", "fn f() { crate::{state::State}; }"),
        ("verify/mod.rs", "mod inner { use super::super::model::Model; }"),
        ("verify/mod.rs", "use highs::Model;"),
        ("verify/mod.rs", "fn f(day: chrono::NaiveDate) {}"),
        ("model/mod.rs", "#[derive(serde::Serialize)] struct Model;"),
        ("state/mod.rs", "fn f() { m! { chrono::Utc::now() } }"),
        ("rules/late.rs", "use crate::search::Search;"),
        ("search/mod.rs", "use serde_json as json;"),
        ("proof/mod.rs", "use crate::state::State;"),
        ("newcomer/mod.rs", ""),
    ] {
        let file = File::sample(&format!("{SOURCES}{path}"), text);
        assert_eq!(check(&file, &crates).len(), 1, "{path}: {text}");
    }
}

#[test]
fn what_is_allowed_is_not() {
    let crates = ["serde", "highs"].map(str::to_owned);
    for (path, text) in [
        (
            "verify/limits/runs.rs",
            "use super::Tally; use crate::format::{Plan, Problem}; use serde::Serialize;",
        ),
        (
            "verify/mod.rs",
            "pub(crate) mod tally; mod tests { use super::verify; use std::fmt; }",
        ),
        ("rules/tests/late.rs", "use serde_json::json;"),
        ("state/mod.rs", "//! Nothing of chrono.\nuse crate::rules::Books;"),
        ("solve/mod.rs", "use crate::{model::Model, proof, search::Search};"),
        ("lib.rs", "pub mod verify;"),
    ] {
        let file = File::sample(&format!("{SOURCES}{path}"), text);
        assert_eq!(check(&file, &crates), Vec::<String>::new(), "{path}: {text}");
    }
}
