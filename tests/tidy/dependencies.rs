//! Which crate may depend on which: the scheduler stands alone, and knows neither the network nor a database.

use toml::Table;

use crate::no_complaints;
use crate::repository::read;

/// What the scheduler never depends on: the rest of the workspace, and whatever waits for somebody else.
const NOT_IN_THE_SCHEDULER: [&str; 8] = [
    "yuandi",
    "yuandi-api",
    "tokio",
    "actix-web",
    "sqlx",
    "reqwest",
    "clap",
    "ical",
];

/// A manifest, read.
pub fn manifest(path: &str) -> Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names in one of its tables of dependencies.
pub fn of(manifest: &Table, table: &str) -> Vec<String> {
    let table = manifest.get(table).and_then(toml::Value::as_table);
    table.into_iter().flat_map(Table::keys).cloned().collect()
}

fn check(manifest: &Table) -> Vec<String> {
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let names = tables.iter().flat_map(|table| of(manifest, table));
    let banned = names.filter(|name| NOT_IN_THE_SCHEDULER.contains(&name.as_str()));
    banned
        .map(|name| format!("crates/scheduler/Cargo.toml: must not depend on `{name}`"))
        .collect()
}

#[test]
fn the_scheduler_stands_alone() {
    no_complaints(&check(&manifest("crates/scheduler/Cargo.toml")));
}

#[test]
fn a_dependency_too_many_is_seen() {
    let sample: Table = "[dependencies]\nserde = \"1\"\n[dev-dependencies]\nyuandi-api.workspace = true\n"
        .parse()
        .expect("a table");
    assert_eq!(check(&sample).len(), 1);
}
