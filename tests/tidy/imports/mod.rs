//! Which part of a crate may know which, as `ARCHITECTURE.md` draws it, read from the paths that files name.

mod api;
mod scheduler;

use crate::no_complaints;
use crate::repository::{File, rust_files};
use crate::tokens::{self, Named};

/// A crate whose parts stand in an order.
struct House {
    /// Its folder.
    folder: &'static str,
    /// The whole graph, from the ground up: nobody knows a part above.
    parts: &'static [Part],
}

/// A part: a folder of a crate, or a file.
struct Part {
    name: &'static str,
    /// The other parts it may name.
    knows: &'static [&'static str],
    /// The crates it may name.
    crates: Crates,
}

/// Crates that a part may name, of those that its own depends on.
enum Crates {
    All,
    But(&'static [&'static str]),
    Only(&'static [&'static str]),
}

const HOUSES: [&House; 2] = [&scheduler::HOUSE, &api::HOUSE];

const fn part(name: &'static str, knows: &'static [&'static str], crates: Crates) -> Part {
    Part { name, knows, crates }
}

impl House {
    fn sources(&self) -> String {
        format!("{}/src/", self.folder)
    }

    /// The crates it depends on, as code names them.
    fn crates(&self) -> Vec<String> {
        let manifest = crate::dependencies::manifest(&format!("{}/Cargo.toml", self.folder));
        let names = crate::dependencies::of(&manifest, "dependencies");
        names.iter().map(|name| name.replace('-', "_")).collect()
    }

    /// What a file names and may not; `crates` are the crates it could name.
    fn check(&self, file: &File, crates: &[String]) -> Vec<String> {
        let sources = self.sources();
        let Some(inside) = file.path.strip_prefix(&sources) else {
            return Vec::new();
        };
        let module = module_of(inside);
        let Some(name) = module.first() else { return Vec::new() };
        let Some(part) = self.parts.iter().find(|part| part.name == name) else {
            return vec![format!(
                "{}: a part that `tests/tidy/imports/` does not list",
                file.path
            )];
        };
        let named = tokens::paths(file);
        let wrong = named
            .iter()
            .filter(|_| !file.is_test())
            .filter_map(|named| Some((named.line, wrong(part, &module, named, crates)?)));
        wrong
            .map(|(line, what)| format!("{}:{line}: `{}` must not know {what}", file.path, part.name))
            .collect()
    }
}

fn wrong(part: &Part, module: &[String], named: &Named, crates: &[String]) -> Option<String> {
    let Some(local) = within_crate(module, named) else {
        let root = &named.segments[0];
        let banned = match part.crates {
            Crates::All => false,
            Crates::But(names) => names.contains(&root.as_str()),
            Crates::Only(names) => crates.contains(root) && !names.contains(&root.as_str()),
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

#[test]
fn parts_know_what_the_architecture_lets_them_know() {
    let complaints = HOUSES.iter().flat_map(|house| {
        let crates = house.crates();
        rust_files()
            .flat_map(|file| house.check(file, &crates))
            .collect::<Vec<_>>()
    });
    no_complaints(&complaints.collect::<Vec<_>>());
}

#[test]
fn every_listed_part_exists() {
    for house in HOUSES {
        for part in house.parts {
            let inside = format!("{}{}", house.sources(), part.name);
            let forms = [format!("{inside}/mod.rs"), format!("{inside}.rs")];
            assert!(rust_files().any(|file| forms.contains(&file.path)), "{inside}");
        }
    }
}
